"""Two conferences: the recipient sits at the table of the first one and hears nothing of the second."""

from dataclasses import dataclass

from app.base.conference_records import ExhibitKind
from app.conference import agenda, grounds, measures, planning, seats
from app.conference.agenda import Clearance
from tests.leaks.leak_scene import OTHER, Scene, half_confirmed
from tests.leaks.marker_words import Markers
from tests.leaks.planted_findings import Withheld


@dataclass(frozen=True)
class Told:
    """Words of the first conference that its guests may read."""

    place: str
    title: str


def plant_conferences(scene: Scene, m: Markers, of: Withheld, chart: str, told: Told) -> str:
    """Call both, put marked points before them, and return the id of the first."""
    first = _called(scene, {"place": told.place, "chair": "Frau Muster"}, m, "first")
    second = _called(
        scene,
        {"place": m.word("place of a conference"), "chair": m.word("chair of a conference")},
        m,
        "second",
    )
    other, recipient = scene.agency(OTHER), scene.request.recipient.id
    for agency in (recipient, other):
        seats.invite(scene.store, first, {"agency_id": agency, "person": "Gast"})
    guest = {"agency_id": other, "person": m.word("guest of another conference")}
    seats.invite(scene.store, second, guest)
    for conference, name in ((first, "first"), (second, "second")):
        _points(scene, m, of, conference, name)
    every = Clearance(frozenset({recipient, other}))
    shown = agenda.add(
        scene.store, first, {"title": told.title, "note": m.word("note on a point")}, (), every
    ).ids[0]
    for kind, row in (
        (ExhibitKind.SUBJECT, scene.person), (ExhibitKind.CHART, chart), (ExhibitKind.TIMELINE, ""),
        (ExhibitKind.SUBJECT, of.person), (ExhibitKind.FINDING, of.finding),
    ):  # fmt: skip
        agenda.show_under(scene.store, shown, kind, row)
    return first


def _called(scene: Scene, head: dict[str, str], m: Markers, name: str) -> str:
    office, other = scene.agency("OFFICE"), scene.agency(OTHER)
    values = {
        **head, "held_on": "2026-12-01 10:00", "lead_agency_id": office,
        "purpose": m.word(f"purpose of the {name} conference"),
    }  # fmt: skip
    made = planning.call(scene.store, scene.case_id, values, ()).ids[0]
    grounds.confirm(scene.store, made, scene.request.recipient.id, scene.request.confirmed)
    theirs = half_confirmed(scene.store, scene.case_id, OTHER).confirmed
    grounds.confirm(scene.store, made, other, theirs)
    return made


def _points(scene: Scene, m: Markers, of: Withheld, conference: str, name: str) -> None:
    """An open point that nobody cleared, and one that is closed to all but another agency."""
    store, case, other = scene.store, scene.case_id, scene.agency(OTHER)
    texts = ("title", "question", "recommendation", "note")
    said = {field: m.word(f"open point of the {name} conference: {field}") for field in texts}
    opened = agenda.add(store, conference, said).ids[0]
    agenda.decide(store, opened, m.word(f"decision of the {name} conference"), m.word("note on a decision"))
    alone = Clearance(frozenset({other}))
    said = {field: m.word(f"closed point of the {name} conference: {field}") for field in texts}
    closed = agenda.add(store, conference, said, [other], alone).ids[0]
    agenda.decide(store, closed, m.word("closed decision"), m.word("note on a closed decision"), alone)
    for point, title in ((closed, "under a closed point"), (opened, "on what stays under an open point")):
        measures.create(
            store, case, m.word(f"measure {title} ({name})"), other, m.word(f"power {title}"), "2026-12-30",
            conference_id=conference, point_id=point, cites=(of.finding,), person=m.word(f"person {title}"),
        )  # fmt: skip
