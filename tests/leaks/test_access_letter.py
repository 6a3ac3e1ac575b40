"""What a person is told who asks what is held: what is held of them, and nothing of how the office works."""

from pathlib import Path

from app.handover.access_report import AccessRequest, Withholding, write_access_report
from tests.leaks.conftest import Copies, Planted
from tests.leaks.leak_scene import at_the_moment
from tests.leaks.unpacked_pieces import Openers, found, of_folder

# BDSG section 57(1): the data themselves, where they come from, and the purposes.
TOLD = {
    "name of an agency",
    "purpose of the case",
    "alias of somebody known",
    "second name of somebody known",
    "restricted value",
    "assessment of what stays",
    "fact of the office",
}


def test_the_letter_holds_the_data_and_not_the_papers_of_the_office(
    planted: Planted, copies: Copies, tmp_path: Path
) -> None:
    case = planted.case
    reason = case.withheld.word("reason of a withholding")
    kept = {case.stays.finding: Withholding("others", reason)}
    with at_the_moment():
        scene = case.scene(copies(planted.store, "access"))
        request = AccessRequest("Muster", "2026-11-02", "Ausweis gesehen", (scene.person,), kept)
        write_access_report(scene.store, request, tmp_path)
    left = list(of_folder(tmp_path, Openers(scene.identity, "")))
    assert set(found(case.withheld, left)) == TOLD
    assert "released note" in found(case.shown, left)
