"""Recording, correcting, restricting: nothing is lost, and everything can be taken back."""

import pytest

from app.base.errors import UserError
from app.base.records import Standing
from app.casework import cases, findings, subjects
from app.casework.findings import Statement
from app.casework.search import search
from app.store import undo
from tests.unit.casework.conftest import Desk


def test_a_node_comes_with_its_finding_and_goes_with_it(desk: Desk) -> None:
    person = desk.person("Ayşe Örnek")
    records = cases.records(desk.store, desk.case_id)
    assert [s.id for s in records.subjects] == [person]
    assert [(f.property, f.value) for f in records.findings] == [("name", "Ayşe Örnek")]
    undo.undo(desk.store, desk.case_id)
    records = cases.records(desk.store, desk.case_id)
    assert (records.subjects, records.findings) == ((), ())
    undo.redo(desk.store, desk.case_id)
    assert cases.records(desk.store, desk.case_id).subjects[0].id == person


def test_no_finding_no_subject(desk: Desk) -> None:
    with pytest.raises(UserError, match="No finding, no subject"):
        subjects.add_node(desk.store, desk.case_id, "person", [])


def test_no_link_without_evidence_and_none_that_makes_no_sense(desk: Desk) -> None:
    a, b = desk.person("Jan Przykładowy"), desk.person("Piet Voorbeeld")
    with pytest.raises(UserError, match="No link without evidence"):
        subjects.add_link(desk.store, desk.case_id, "contact", a, b, [])
    with pytest.raises(UserError, match="does not go from"):
        subjects.add_link(
            desk.store, desk.case_id, "keeper_of", a, b, [Statement("exists", "yes", desk.source_id)]
        )
    subjects.add_link(desk.store, desk.case_id, "contact", a, b, [Statement("exists", "yes", desk.source_id)])
    assert len(cases.records(desk.store, desk.case_id).subjects) == 3


def test_values_are_normalised_or_refused_with_a_sentence(desk: Desk) -> None:
    person = desk.person("Maria Exemplo")
    findings.record(desk.store, desk.case_id, person, Statement("birth_date", "05.04.1980", desk.source_id))
    values = {f.property: f.value for f in cases.records(desk.store, desk.case_id).findings}
    assert values["birth_date"] == "1980-04-05"
    before = cases.records(desk.store, desk.case_id)
    with pytest.raises(UserError) as refused:
        findings.record(desk.store, desk.case_id, person, Statement("birth_date", "gestern", desk.source_id))
    assert refused.value.key == "finding.value"
    assert cases.records(desk.store, desk.case_id) == before


def test_a_correction_supersedes_and_the_old_one_stays(desk: Desk) -> None:
    person = desk.person("Jürgen Musterman")
    old = cases.records(desk.store, desk.case_id).findings[0]
    new_id = findings.correct(desk.store, desk.case_id, old.id, "Jürgen Mustermann").ids[0]
    by_id = {f.id: f for f in cases.records(desk.store, desk.case_id).findings}
    assert by_id[old.id].value == "Jürgen Musterman"
    assert (by_id[new_id].value, by_id[new_id].supersedes) == ("Jürgen Mustermann", old.id)
    assert search(desk.store, "Musterman*").total == 1
    assert person == by_id[new_id].subject_id


def test_an_assessment_needs_author_and_basis(desk: Desk) -> None:
    person = desk.person("Nguyễn Văn Mẫu")
    fact = cases.records(desk.store, desk.case_id).findings[0]
    bare = Statement("note", "führt wohl die Geschäfte", desk.source_id, standing=Standing.ASSESSMENT)
    with pytest.raises(UserError, match="author agency"):
        findings.record(desk.store, desk.case_id, person, bare)
    full = Statement(
        "note", "führt wohl die Geschäfte", desk.source_id, standing=Standing.ASSESSMENT,
        author_agency_id=desk.agency_id, basis=(fact.id,),
    )  # fmt: skip
    made = findings.record(desk.store, desk.case_id, person, full).ids[0]
    stored = next(f for f in cases.records(desk.store, desk.case_id).findings if f.id == made)
    assert stored.basis == (fact.id,)


def test_a_restricted_finding_leaves_the_search(desk: Desk) -> None:
    desk.person("Νίκος Παράδειγμα")
    finding = cases.records(desk.store, desk.case_id).findings[0]
    assert search(desk.store, "Paradeigma").total == 1
    findings.restrict(desk.store, desk.case_id, finding.id, "Richtigkeit bestritten")
    assert search(desk.store, "Paradeigma").total == 0
    undo.undo(desk.store, desk.case_id)
    assert search(desk.store, "Παράδειγμα").total == 1


def test_the_exonerating_mark_can_be_set_and_taken_back(desk: Desk) -> None:
    desk.person("Maria Exemplo")
    finding = cases.records(desk.store, desk.case_id).findings[0]
    findings.mark_exonerating(desk.store, desk.case_id, finding.id)
    assert cases.records(desk.store, desk.case_id).findings[0].exonerating
    undo.undo(desk.store, desk.case_id)
    assert not cases.records(desk.store, desk.case_id).findings[0].exonerating


@pytest.mark.parametrize("given", ["0", "5", "A", ""])
def test_credibility_is_one_to_four(desk: Desk, given: str) -> None:
    with pytest.raises(UserError, match="credibility"):
        subjects.add_node(
            desk.store, desk.case_id, "person", [Statement("name", "X", desk.source_id, credibility=given)]
        )


def test_review_days_beyond_the_law_are_refused(desk: Desk) -> None:
    late = Statement("name", "X", desk.source_id, review_due="2099-01-01")
    with pytest.raises(UserError, match="later than the law allows"):
        subjects.add_node(desk.store, desk.case_id, "person", [late])


@pytest.mark.parametrize("field", ["reference", "title", "purpose", "legal_basis"])
def test_a_case_needs_its_frame(desk: Desk, field: str) -> None:
    frame = {"reference": "x", "title": "x", "purpose": "x", "legal_basis": "x", field: " "}
    with pytest.raises(UserError, match=f"A case needs a {field.replace('_', ' ')}"):
        cases.create(desk.store, **frame)


def test_a_choice_is_found_by_its_words_in_both_languages(desk: Desk) -> None:
    person = desk.person("Maria Exemplo")
    findings.record(desk.store, desk.case_id, person, Statement("role", "victim", desk.source_id))
    assert search(desk.store, "Opfer").total == 1
    assert search(desk.store, "victim").total == 1
