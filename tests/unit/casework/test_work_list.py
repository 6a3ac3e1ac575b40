"""The work list counts what waits, over the store and per case."""

import datetime as dt
from collections.abc import Iterator

import pytest
from disclosing import hand_over

from app.base import clock
from app.base.ids import new_id
from app.casework import (
    cases,
    collection_plan,
    contributions,
    findings,
    gaps,
    quarantine,
    subjects,
    work_list,
)
from app.casework.findings import Statement
from app.store import tables
from tests.unit.casework.conftest import LABEL, Desk


@pytest.fixture(autouse=True)
def calendar() -> Iterator[None]:
    moment = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
    clock.set_source(lambda: moment)
    yield
    clock.set_source(None)


def test_it_says_what_waits_and_since_when(desk: Desk) -> None:
    desk.person("Jan Przykładowy")
    finding = cases.records(desk.store, desk.case_id).findings[0].id
    other = cases.create(desk.store, "360-2026-901", "Anderer", "Zweck", "Grundlage", review_due="2099-01-01")
    assert [(i.kind, i.count) for i in work_list.of_store(desk.store)] == [("persons", 1)]
    contributions.register(desk.store, desk.case_id, desk.agency_id, "Ohne Kennzeichnung")
    hand_over(desk, desk.agency_id, [finding])
    findings.restrict(desk.store, desk.case_id, finding, "Beweiszwecke")
    with desk.store.aside() as connection:
        row = {"id": new_id(), "case_id": desk.case_id, "user": "muster", "place": "x", "data": "{}"}
        connection.execute(tables.draft.insert(), {**row, "at": "2026-03-04T10:00:00Z"})
        connection.execute(tables.draft.insert(), {**row, "id": new_id(), "user": "andere", "at": ""})
    later = dt.datetime(2027, 2, 20, 12, tzinfo=dt.UTC)
    clock.set_source(lambda: later)
    found = {i.kind: i for i in work_list.of_case(desk.store, desk.case_id)}
    assert set(found) == {"reviews_soon", "unlabelled", "notices", "persons", "drafts"}
    assert (found["reviews_soon"].count, found["reviews_soon"].since) == (1, "2027-03-05")
    assert (found["drafts"].count, found["drafts"].since) == (1, "2026-03-04")
    assert found["notices"].reference == "360-2026-900"
    assert work_list.of_case(desk.store, other.ids[0]) == ()
    due = dt.datetime(2027, 3, 5, 12, tzinfo=dt.UTC)
    clock.set_source(lambda: due)
    kinds = [i.kind for i in work_list.of_store(desk.store)]
    assert kinds == ["reviews", "case_review", "unlabelled", "notices", "persons", "drafts"]


def test_quarantine_questions_and_people_without_role_wait_too(desk: Desk) -> None:
    """Wenn ein Beitrag in Quarantäne steht, dann nennt ihn die Arbeitsliste."""
    desk.person("Jan Przykładowy")
    delivered = contributions.take_in(
        desk.store, desk.case_id, contributions.Arrival(desk.agency_id, "Nachlieferung", reference="Az. 7")
    )
    gaps.lay_out(desk.store, desk.case_id)
    task = {"requirement": "Halterdaten", "source": "KBA", "due": "2026-03-01"}
    collection_plan.add(desk.store, desk.case_id, task)
    found = {i.kind: (i.count, i.since) for i in work_list.of_case(desk.store, desk.case_id)}
    assert found["quarantine"] == (1, "2026-03-05")
    assert "unlabelled" not in found
    assert found["gaps"][0] == 7
    assert found["tasks"] == (1, "2026-03-01")
    assert found["persons"] == (1, "")
    contributions.set_label(desk.store, delivered.ids[0], LABEL, "geklärt")
    named = {"name": "Erika Musterfrau", "role": "witness", "role_reason": "hat es gesehen"}
    said = [Statement(name, value, delivered.ids[1]) for name, value in named.items()]
    subjects.add_node(desk.store, desk.case_id, "person", said)
    subjects.add_node(desk.store, desk.case_id, "person", said[:1])
    found = {i.kind: (i.count, i.since) for i in work_list.of_case(desk.store, desk.case_id)}
    assert "quarantine" not in found
    assert found["persons"] == (2, "")
    assert found["duplicates"][0] >= 1
    quarantine.put(desk.store, delivered.ids[0], "zweifelhaft")
    found = {i.kind: (i.count, i.since) for i in work_list.of_case(desk.store, desk.case_id)}
    assert found["persons"] == (1, "")
    assert "duplicates" not in found
