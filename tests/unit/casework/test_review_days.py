"""The review day at recording follows regime, role and age; what becomes known later sets it back."""

import datetime as dt
from dataclasses import replace

import pytest

from app.base.errors import UserError
from app.base.ids import new_id
from app.casework import cases, contributions, erasure, findings, review_days, reviews, subjects, writing
from app.casework.findings import Statement
from app.store import undo
from app.store.audit import Action
from tests.unit.casework.conftest import LABEL, Desk, at

pytestmark = pytest.mark.usefixtures("calendar")


def source_under(desk: Desk, regime: str) -> str:
    delivered = contributions.register(
        desk.store, desk.case_id, desk.agency_id, "Anderer Beitrag", regime=regime, label=LABEL
    ).ids[0]
    return contributions.add_source(desk.store, desk.case_id, delivered, "file", "S. 1", "A").ids[0]


def days(desk: Desk, subject: str) -> dict[str, str]:
    records = cases.records(desk.store, desk.case_id)
    return {f.property: f.review_due for f in records.findings if f.subject_id == subject}


@pytest.mark.parametrize(
    ("regime", "last"),
    [
        ("polg_nrw", "2036-12-31"),
        ("stpo", "2036-03-05"),
        ("bpolg", "2036-03-05"),
        ("owig", "2028-03-05"),
        ("schwarzarbg", "2027-12-31"),
    ],
)
def test_the_bound_at_recording_is_that_of_the_contribution(desk: Desk, regime: str, last: str) -> None:
    source = source_under(desk, regime)
    person = desk.person("Jan Przykładowy")
    findings.record(desk.store, desk.case_id, person, Statement("note", "a", source, review_due=last))
    later = (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat()
    with pytest.raises(UserError) as refused:
        findings.record(desk.store, desk.case_id, person, Statement("note", "b", source, review_due=later))
    assert refused.value.key == "review.too_late"


def test_role_and_age_that_are_known_bound_what_is_recorded_later(desk: Desk) -> None:
    contact, child = desk.person("Maria Exemplo"), desk.person("Ayşe Örnek")
    findings.record(desk.store, desk.case_id, contact, Statement("role", "contact_companion", desk.source_id))
    findings.record(desk.store, desk.case_id, child, Statement("birth_date", "2016-01-01", desk.source_id))
    at("2026-09-01")
    findings.record(desk.store, desk.case_id, contact, Statement("note", "x", desk.source_id))
    # One year from the first storage (PolG NRW section 22(5)), not from today.
    assert days(desk, contact)["note"] == "2027-03-05"
    wanted = Statement("note", "y", desk.source_id, review_due="2029-01-01")
    with pytest.raises(UserError, match="2028-03-05"):
        findings.record(desk.store, desk.case_id, child, wanted)


def test_a_birth_date_that_comes_later_sets_days_back_and_undo_brings_them_again(desk: Desk) -> None:
    person = desk.person("Ayşe Örnek")
    name = cases.records(desk.store, desk.case_id).findings[0].id
    reviews.extend(desk.store, name, "2036-12-31", "Verfahren läuft")
    findings.record(desk.store, desk.case_id, person, Statement("birth_date", "2016-01-01", desk.source_id))
    assert days(desk, person) == {"name": "2028-03-05", "birth_date": "2027-03-05"}
    undo.undo(desk.store, desk.case_id)
    assert days(desk, person) == {"name": "2036-12-31"}


def test_a_role_that_comes_later_makes_what_is_beyond_its_period_due(desk: Desk) -> None:
    person, other = desk.person("Maria Exemplo"), desk.person("Jan Przykładowy")
    evidence = [Statement("exists", "yes", desk.source_id)]
    link = subjects.add_link(desk.store, desk.case_id, "contact", person, other, evidence)
    for finding in cases.records(desk.store, desk.case_id).findings:
        reviews.extend(desk.store, finding.id, "2030-01-01", "Verfahren läuft")
    at("2028-01-01")
    findings.record(desk.store, desk.case_id, person, Statement("role", "contact_companion", desk.source_id))
    assert days(desk, person) == {"name": "2027-03-05", "role": "2027-03-05"}
    # Of a link, the end with the shorter period decides.
    assert days(desk, link.ids[0]) == {"exists": "2027-03-05"}
    assert days(desk, other) == {"name": "2030-01-01"}
    assert len(reviews.due(desk.store)) == 3


def test_what_was_imported_is_held_to_the_bound_of_the_person(desk: Desk) -> None:
    person = desk.person("Maria Exemplo")
    findings.record(desk.store, desk.case_id, person, Statement("role", "contact_companion", desk.source_id))
    at("2026-09-01")
    known = cases.records(desk.store, desk.case_id).findings[0]
    brought = replace(known, id=new_id(), value="Maria E.", recorded_at="2026-09-01T10:00:00Z")
    brought = replace(brought, property="alias", review_due="2027-09-01")
    with desk.store.write("x", Action.COLLECTION, case_id=desk.case_id) as work:
        writing.write_findings(work, [brought])
        assert review_days.settle_new(work, [brought], imported=True) == (brought.id,)
    assert days(desk, person)["alias"] == "2027-03-05"


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_a_large_import_is_held_to_the_bounds_block_by_block(
    desk: Desk, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_days, "_AT_ONCE", at_once)
    people = [desk.person(name) for name in ("Maria Exemplo", "Jan Przykładowy", "Ayşe Örnek")]
    evidence = [Statement("exists", "yes", desk.source_id)]
    for one, other in ((0, 1), (1, 2)):
        subjects.add_link(desk.store, desk.case_id, "contact", people[one], people[other], evidence)
    known = cases.records(desk.store, desk.case_id).findings
    for finding in known:
        reviews.extend(desk.store, finding.id, "2030-01-01", "Verfahren läuft")
    brought = [
        replace(known[0], id=new_id(), subject_id=who, property="role", value="contact_companion")
        for who in people[:2]
    ]
    with desk.store.write("x", Action.COLLECTION, case_id=desk.case_id) as work:
        writing.write_findings(work, brought)
        changed = review_days.settle_new(work, brought, imported=True)
    # Two names, two links, and what was brought itself was early enough or is set back too; each once.
    assert len(changed) == len(set(changed))
    found = cases.records(desk.store, desk.case_id).findings
    late = {f.id for f in found if f.review_due == "2030-01-01"}
    assert late == {f.id for f in known if f.subject_id == people[2]}


def test_who_is_known_is_looked_up_by_person_not_by_property(desk: Desk) -> None:
    with desk.store.read() as connection:
        asked = ('["a"]', '["role"]')
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {review_days.WHO_IS_KNOWN}", asked).fetchall()
    assert "ix_finding_subject_id" in plan[0][3]


def test_a_correction_of_the_day_of_an_event_counts(desk: Desk) -> None:
    person = desk.person("Jan Przykładowy")
    at("2030-06-01")
    event = Statement("note", "gesehen", desk.source_id, valid_from="2030-05-01")
    seen = findings.record(desk.store, desk.case_id, person, event).ids[0]
    name = next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.property == "name")
    reviews.extend(desk.store, name, "2040-12-31", "Verfahren läuft")
    findings.correct(desk.store, desk.case_id, seen, "gesehen", valid_from="2020-05-01")
    assert days(desk, person)["name"] == "2036-12-31"


def test_of_two_roles_the_shorter_period_holds_until_one_is_corrected(desk: Desk) -> None:
    person = desk.person("Maria Exemplo")
    role = Statement("role", "contact_companion", desk.source_id)
    wrong = findings.record(desk.store, desk.case_id, person, role).ids[0]
    findings.record(desk.store, desk.case_id, person, Statement("role", "suspect", desk.source_id))
    name = next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.property == "name")
    assert reviews.look(desk.store, name).latest == "2027-03-05"
    findings.correct(desk.store, desk.case_id, wrong, "suspect")
    assert reviews.look(desk.store, name).latest == "2036-12-31"


def test_a_correction_does_not_count_anew(desk: Desk) -> None:
    person = desk.person("Jan Przykladowy")
    finding = cases.records(desk.store, desk.case_id).findings[0].id
    at("2031-06-01")
    fresh = findings.correct(desk.store, desk.case_id, finding, "Jan Przykładowy").ids[0]
    assert reviews.look(desk.store, fresh).latest == "2036-12-31"
    assert days(desk, person)["name"] == "2032-06-01"


def test_erasing_the_latest_event_sets_back_what_rested_on_it(desk: Desk) -> None:
    person = desk.person("Jan Przykładowy")
    name = cases.records(desk.store, desk.case_id).findings[0].id
    at("2030-06-01")
    again = findings.record(desk.store, desk.case_id, person, Statement("note", "wieder", desk.source_id))
    reviews.extend(desk.store, name, "2040-12-31", "Verfahren läuft")
    erasure.erase(desk.store, desk.case_id, [again.ids[0]], "nicht mehr erforderlich")
    assert days(desk, person) == {"name": "2036-12-31"}
