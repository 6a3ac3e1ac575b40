"""What a conference hands out: invitation, papers, minutes, and what stands on the projector."""

import dataclasses
from functools import partial
from pathlib import Path

from app.base.i18n import speaking
from app.conference import plan_rows, running
from app.handover import conference_papers, conference_rooms, conference_showings, conference_words
from tests.leaks.leak_scene import RECIPIENT, Scene
from tests.leaks.ways_out import Exits
from ui.conference.run_query import load_hall


def meet(scene: Scene, out: Exits, conference: str) -> None:
    """Hold a conference with the recipient alone in the room, and write all its papers."""
    store, reader = scene.store, scene.request.recipient.id
    hall = conference_rooms.hall(store, conference)
    invitation = conference_words.invitation(hall)
    out.go("invitation.ics", lambda path: path.write_bytes(invitation))
    out.go("agency-papers", partial(_papers, scene, conference))
    running.begin(store, conference)
    for seat in plan_rows.plan(store, conference).seats:
        if seat.agency_id == reader:
            running.came(store, seat.id)
    for point in plan_rows.plan(store, conference).points:
        out.go(f"point-{point.no}", partial(_show, scene, conference, point.id))
    running.end(store, conference)
    for language in ("de", "en"):
        minutes = partial(conference_papers.write_minutes, store, conference, reader, language=language)
        out.go(f"minutes-{language}.pdf", minutes)


def _papers(scene: Scene, conference: str, folder: Path) -> None:
    """Write the briefings of all at the table, and keep the recipient's alone."""
    folder.mkdir()
    for paper in conference_papers.write_briefings(scene.store, conference, folder):
        for file in paper.files:
            if paper.agency_id != scene.request.recipient.id:
                file.unlink()
    assert [RECIPIENT in file.name for file in folder.iterdir()] == [True]


def _show(scene: Scene, conference: str, point_id: str, folder: Path) -> None:
    """Keep what the projector shows of a point: the run window, and each slide it offers."""
    running.go_to(scene.store, point_id)
    folder.mkdir()
    with speaking("de"):
        hall, state = load_hall(scene.store, conference)
    # The point as it is called is what the window works with; all that it shows stands in the other fields.
    said = {f.name: getattr(state, f.name) for f in dataclasses.fields(state) if f.name != "called"}
    (folder / "window.txt").write_text(repr(said), encoding="utf-8")
    plan = plan_rows.plan(scene.store, conference)
    for no, offered in enumerate(state.exhibits):
        slide = conference_rooms.slide(hall, plan, point_id, offered.exhibit, "de")
        (folder / f"slide-{no}.txt").write_text(repr((slide.title, slide.lines)), encoding="utf-8")
        (folder / f"slide-{no}.pdf").write_bytes(slide.picture)
        conference_showings.show(scene.store, conference, slide)
