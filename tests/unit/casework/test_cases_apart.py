"""Wenn jemand in einem Fall arbeitet, dann bleibt, was einem anderen gehört, unberührt."""

from collections.abc import Callable

import pytest

from app.casework import cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.store import audit
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A second case in the same store, with a delivery of its own."""
    case_id = cases.create(desk.store, "360-2026-901", "Anderer Fall", "Zweck", "Grundlage").ids[0]
    delivered = contributions.register(
        desk.store, case_id, desk.agency_id, "Meldung", provision="GewO-14-6", label=LABEL
    )
    source = contributions.add_source(desk.store, case_id, delivered.ids[0], "register", "Blatt 1", "A")
    return Desk(desk.store, case_id, desk.agency_id, delivered.ids[0], source.ids[0])


def _ways(desk: Desk, other: Desk) -> dict[str, Callable[[], object]]:
    store, here = desk.store, desk.case_id
    theirs, mine = other.person("Mia Muster"), desk.person("Max Muster")
    name = Statement("name", "Muster Bau GmbH", other.source_id)
    firm = subjects.add_node(store, other.case_id, "organisation", [name]).ids[0]
    said = next(f for f in cases.records(store, other.case_id).findings if f.subject_id == theirs)
    evidence = [Statement("exists", "yes", desk.source_id)]
    foreign = Statement("note", "aus fremder Quelle", other.source_id)
    return {
        "record": lambda: findings.record(store, here, theirs, Statement("note", "x", desk.source_id)),
        "record on a foreign source": lambda: findings.record(store, here, mine, foreign),
        "correct": lambda: findings.correct(store, here, said.id, "Mia Andere"),
        "restrict": lambda: findings.restrict(store, here, said.id, "Grund"),
        "exonerating": lambda: findings.mark_exonerating(store, here, said.id),
        "handling": lambda: findings.set_handling(store, here, said.id, "H2", ""),
        "request erasure": lambda: findings.request_erasure(store, here, said.id, "Grund"),
        "link": lambda: subjects.add_link(store, here, "manages", mine, firm, evidence),
        "source": lambda: contributions.add_source(store, here, other.contribution_id, "register", "y", "A"),
    }


def test_what_belongs_to_another_case_is_not_changed_in_the_name_of_this_one(desk: Desk, other: Desk) -> None:
    ways = _ways(desk, other)
    before = _state(desk.store, desk.case_id), _state(desk.store, other.case_id)
    with desk.store.read() as connection:
        head = [e.hash for e in audit.entries(connection)][-1]
    for way in ways.values():
        with pytest.raises((LookupError, RuntimeError)):
            way()
    assert (_state(desk.store, desk.case_id), _state(desk.store, other.case_id)) == before
    with desk.store.read() as connection:
        assert [e.hash for e in audit.entries(connection)][-1] == head


def _state(store: Store, case_id: str) -> object:
    records = cases.records(store, case_id)
    return records.subjects, records.findings, records.sources
