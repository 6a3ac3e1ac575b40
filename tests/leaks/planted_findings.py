"""Findings that stay, with markers in every text of them and of what they hang on."""

import io
from dataclasses import dataclass

from app.base.records import Label, Standing
from app.casework import agencies, contributions, documents, findings, subjects
from app.casework.findings import Statement
from tests.leaks.leak_scene import OTHER, Scene
from tests.leaks.marker_words import Markers

LABEL = Label("open", "suspect", "§ 266a StGB", "Musterstelle", "§ 14 GewO")


@dataclass(frozen=True)
class Withheld:
    """Ids of what stays: an agency that nothing goes of, a person, and a finding about somebody released."""

    agency: str
    person: str
    organisation: str
    finding: str


@dataclass(frozen=True)
class _Sources:
    """Sources of two agencies: one contribution has no label, the other one a label that nobody is to see."""

    bare: str
    labelled: str


def plant_findings(scene: Scene, m: Markers) -> Withheld:
    """Record what the recipient may not have, and mark the ids of all of it."""
    before = _ids(scene)
    hidden = agencies.add(scene.store, "A11", m.word("name of an agency")).ids[0]
    found = _sources(scene, m, hidden)
    person, organisation = _subjects(scene, m, found)
    about = _about_released(scene, m, found)
    _own_words(scene, m, about)
    m.mark("row that stays", _ids(scene) - before | {hidden})
    return Withheld(hidden, person, organisation, about)


def plant_more(scene: Scene, count: int) -> None:
    """Record so many more findings that stay, about released and unreleased subjects, old and new."""
    made = contributions.register(scene.store, scene.case_id, scene.agency(OTHER), "Nachtrag")
    source = contributions.add_source(
        scene.store, scene.case_id, made.ids[0], "register", "Blatt 7", "A"
    ).ids[0]
    for no in range(count):
        said = Statement("note", f"Nachtrag {no}", source, handling="H3", handling_note="Nur hier")
        if no % 4 == 0:
            dated = Statement(
                "name", f"Nachname{no} Vorname", source, handling="H3", handling_note="Nur hier"
            )
            subjects.add_node(scene.store, scene.case_id, "organisation", [dated, said])
        else:
            about = scene.person if no % 2 else scene.organisation
            findings.record(scene.store, scene.case_id, about, said)


def _ids(scene: Scene) -> set[str]:
    held = scene.records
    rows = (held.contributions, held.sources, held.documents, held.subjects, held.findings)
    return {row.id for part in rows for row in part}


def _sources(scene: Scene, m: Markers, hidden: str) -> _Sources:
    store, case_id = scene.store, scene.case_id
    bare = contributions.register(
        store, case_id, hidden, m.word("title of a contribution"), received="2026-01-05",
        purpose=m.word("purpose of a contribution"),
    ).ids[0]  # fmt: skip
    label = Label(*(m.word(f"label: {part}") for part in ("means", "category", "interest", "body", "basis")))
    marked = contributions.register(
        store, case_id, scene.agency(OTHER), m.word("title of a labelled contribution"),
        purpose=m.word("purpose of a labelled contribution"), label=label,
    ).ids[0]  # fmt: skip
    content = io.BytesIO(m.word("content of a document").encode())
    name = f"{m.word('name of a document')}.txt"
    document = documents.attach(store, case_id, bare, name, "text/plain", content).ids[0]
    kind, place = m.word("kind of a source"), m.word("reference of a source")
    first = contributions.add_source(store, case_id, bare, kind, place, "B", document).ids[0]
    kind, place = m.word("kind of a labelled source"), m.word("reference of a labelled source")
    return _Sources(first, contributions.add_source(store, case_id, marked, kind, place, "B").ids[0])


def _said(m: Markers, prop: str, place: str, source: str, *, value: str = "") -> Statement:
    return Statement(
        prop, value or m.word(place), source, place_in_source=m.word(f"{place}: place in the source"),
        handling="H3", handling_note=m.word(f"{place}: handling note"),
    )  # fmt: skip


def _subjects(scene: Scene, m: Markers, of: _Sources) -> tuple[str, str]:
    """Add nodes of every kind and links between them and what the recipient is given."""
    store, case = scene.store, scene.case_id
    role = _said(m, "role", "role of a person", of.bare, value="suspect")
    named = [
        _said(m, "name", "name of a person", of.bare),
        _said(m, "note", "note on a person", of.bare),
        role,
    ]
    person = subjects.add_node(store, case, "person", named).ids[0]
    firm = [_said(m, "name", "name of an organisation", of.labelled)]
    organisation = subjects.add_node(store, case, "organisation", firm).ids[0]
    spot = _said(m, "coordinates", "coordinates", of.bare, value="51.4501,7.0131")
    subjects.add_node(store, case, "place", [_said(m, "address", "address", of.bare), spot])
    day = _said(m, "date", "day of an event", of.bare, value="2026-05-17")
    subjects.add_node(store, case, "event", [_said(m, "title", "title of an event", of.bare), day])
    owns = [
        _said(m, "exists", "ownership", of.bare, value="yes"),
        _said(m, "share", "share", of.bare, value="37"),
    ]
    subjects.add_link(store, case, "owns", person, scene.organisation, owns)
    paid = [_said(m, "exists", "payment", of.labelled, value="yes"),
            _said(m, "amount", "amount", of.labelled, value="987654.32 EUR")]  # fmt: skip
    subjects.add_link(store, case, "pays", scene.organisation, organisation, paid)
    return person, organisation


def _about_released(scene: Scene, m: Markers, of: _Sources) -> str:
    """Say more about a person whom the recipient knows of, and return one such finding."""
    store, case, person = scene.store, scene.case_id, scene.person
    note = findings.record(store, case, person, _said(m, "note", "note on somebody known", of.bare)).ids[0]
    findings.record(store, case, person, _said(m, "alias", "alias of somebody known", of.bare))
    findings.record(store, case, person, _said(m, "name", "second name of somebody known", of.bare))
    restricted = Statement("note", m.word("restricted value"), of.labelled)
    restricted_id = findings.record(store, case, person, restricted).ids[0]
    findings.restrict(store, case, restricted_id, m.word("reason of a restriction"))
    return note


def _own_words(scene: Scene, m: Markers, withheld: str) -> None:
    """Let the office assess what stays, and say something that rests on nothing."""
    store, case, office = scene.store, scene.case_id, scene.agency("OFFICE")
    title = m.word("contribution of the office")
    own = contributions.register(store, case, office, title, label=LABEL).ids[0]
    kind, place = m.word("kind of the office's source"), m.word("reference of the office's source")
    source = contributions.add_source(store, case, own, kind, place, "A").ids[0]
    rests = Statement(
        "note", m.word("assessment of what stays"), source, standing=Standing.ASSESSMENT,
        author_agency_id=office, basis=(withheld,),
    )  # fmt: skip
    findings.record(store, case, scene.person, rests)
    findings.record(store, case, scene.person, Statement("note", m.word("fact of the office"), source))
