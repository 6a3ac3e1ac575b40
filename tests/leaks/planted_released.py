"""The control: rows that the recipient may have, so that the search is known to find what is there."""

import io

from app.base.method_records import MethodKind, PartKind
from app.casework import contributions, documents, findings, method_parts, methods, subjects
from app.casework.findings import Statement
from tests.leaks.leak_scene import Scene
from tests.leaks.marker_words import Markers


def plant_released(scene: Scene, m: Markers) -> str:
    """Record people, things and a method by a source that goes; return the id of its document."""
    store, case = scene.store, scene.case_id
    known = next(f for f in scene.view.findings if f.subject_id == scene.person and f.property == "name")
    delivered = next(s.contribution_id for s in scene.view.sources if s.id == known.source_id)
    title = m.word("title of a released contribution")
    contributions.edit(store, delivered, "Zeichen", title=title)
    content = io.BytesIO(m.word("content of a released document").encode())
    name = f"{m.word('name of a released document')}.txt"
    document = documents.attach(store, case, delivered, name, "text/plain", content).ids[0]
    reference = m.word("reference of a released source")
    kind = next(s.kind for s in scene.view.sources if s.id == known.source_id)
    source = contributions.add_source(store, case, delivered, kind, reference, "A", document).ids[0]

    def said(prop: str, value: str) -> Statement:
        return Statement(prop, value, source, credibility="1")

    told = (said("name", m.word("released name")), said("role", "suspect"))
    person = subjects.add_node(store, case, "person", told).ids[0]
    subjects.add_link(store, case, "contact", scene.person, person, [said("exists", "yes")])
    about = findings.record(store, case, scene.person, said("note", m.word("released note"))).ids[0]
    happened = (said("title", m.word("released event")), said("date", "2026-04-02"))
    event = subjects.add_node(store, case, "event", happened).ids[0]
    subjects.add_link(store, case, "seen_at", scene.person, event, [said("exists", "yes")])
    spot = (said("address", m.word("released address")), said("coordinates", "51.2277,6.7735"))
    subjects.add_node(store, case, "place", spot)
    firm = subjects.add_node(store, case, "organisation", [said("name", m.word("released payee"))]).ids[0]
    paid = (said("exists", "yes"), said("amount", "120.00 EUR"), said("date", "2026-04-03"))
    subjects.add_link(store, case, "pays", scene.organisation, firm, paid)
    compared = methods.create(store, case, MethodKind.HYPOTHESES, "Zeichen").ids[0]
    evidence = {"text": m.word("evidence that cites what goes"), "role": "finding"}
    method_parts.add(store, compared, PartKind.EVIDENCE, evidence, cites=(about,))
    return document
