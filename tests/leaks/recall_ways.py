"""What goes out after a case: the letter and package of a recall, and the replies to enquiries."""

from collections.abc import Sequence
from pathlib import Path

from app.casework import recalls
from app.handover import enquiry_reply
from app.handover.enquiry_reply import Answer
from app.handover.recalls import prepare
from app.office import enquiry_desk
from tests.leaks.leak_scene import Scene
from tests.leaks.ways_out import Exits

ENQUIRY = {
    "agency": "Polizei Muster",
    "legal_basis": "§ 161 StPO",
    "region": "NRW",
    "reference": "A 1",
}
ANSWERS = (
    Answer("answered"),
    Answer("referred", referred_to="Bezirksregierung Muster"),
    Answer("declined", reason="Keine Rechtsgrundlage genannt"),
)


def call_back(scene: Scene, out: Exits, told: Sequence[str], reason: str) -> None:
    """Call back findings that the recipient was given, and write what tells it so."""
    recalls.demand(scene.store, scene.case_id, told, reason)
    out.go("recall", lambda folder: _prepared(scene, folder))


def _prepared(scene: Scene, folder: Path) -> None:
    """Write the papers of all who have to be told, and keep the recipient's alone."""
    folder.mkdir()
    for paper in prepare(scene.store, scene.case_id, folder):
        if paper.recipient != scene.request.recipient.name_de:
            paper.letter.unlink()
            if paper.package is not None:
                paper.package.unlink()
    assert sorted(f.suffix for f in folder.iterdir()) == [".pdf", ".rundblick-paket"]


def reply(scene: Scene, out: Exits, subject: str) -> None:
    """Answer enquiries of another authority about a subject, in each of the three ways."""
    folder = out.folder / "replies"
    folder.mkdir()
    for answer in ANSWERS:
        asked = enquiry_desk.record(scene.store, {**ENQUIRY, "subject": subject}).ids[0]
        enquiry_reply.answer(scene.store, asked, answer, folder)
