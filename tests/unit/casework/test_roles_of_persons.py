"""Wenn ich eine Person aufnehme, dann sage ich, in welcher Rolle und warum; wer ohne kam, wird gelistet."""

import pytest

from app.base.errors import UserError
from app.casework import cases, findings, subjects
from app.casework.findings import Statement
from tests.unit.casework.conftest import Desk


def person(desk: Desk, **said: str) -> str:
    statements = [Statement(name, value, desk.source_id) for name, value in said.items()]
    return subjects.add_node(desk.store, desk.case_id, "person", statements, role_needed=True).ids[0]


def test_ohne_rolle_wird_eine_person_nicht_aufgenommen(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        person(desk, name="Anna Muster")
    assert refused.value.key == "person.role"


def test_ohne_grund_auch_nicht(desk: Desk) -> None:
    with pytest.raises(UserError) as refused:
        person(desk, name="Anna Muster", role="witness", role_reason=" ")
    assert refused.value.key == "person.role_reason"


def test_mit_rolle_und_grund_fehlt_nichts(desk: Desk) -> None:
    person(desk, name="Anna Muster", role="witness", role_reason="sah die Übergabe")
    assert subjects.without_role(desk.store, desk.case_id) == ()


def test_eine_firma_hat_keine_rolle(desk: Desk) -> None:
    subjects.need_role("organisation", [Statement("name", "Muster GmbH", desk.source_id)])


def test_wer_ohne_rolle_geliefert_wurde_steht_auf_der_liste(desk: Desk) -> None:
    made = desk.person("Anna Muster")
    assert subjects.without_role(desk.store, desk.case_id) == (made,)
    role = findings.record(desk.store, desk.case_id, made, Statement("role", "witness", desk.source_id))
    assert subjects.without_role(desk.store, desk.case_id) == ()
    findings.correct(desk.store, desk.case_id, role.ids[0], "victim")
    assert subjects.without_role(desk.store, desk.case_id) == ()
    findings.restrict(desk.store, desk.case_id, findings_of(desk, made, "victim"), "bestritten")
    assert subjects.without_role(desk.store, desk.case_id) == (made,)


def findings_of(desk: Desk, subject_id: str, value: str) -> str:
    known = cases.records(desk.store, desk.case_id).findings
    return next(f.id for f in known if f.subject_id == subject_id and f.value == value)


def test_weniger_schutz_braucht_einen_grund(desk: Desk) -> None:
    made = desk.person("Anna Muster")
    name = findings_of(desk, made, "Anna Muster")
    findings.set_handling(desk.store, desk.case_id, name, "H2", "")
    with pytest.raises(UserError) as refused:
        findings.set_handling(desk.store, desk.case_id, name, "H0", "")
    assert refused.value.key == "finding.handling_reason"
    with pytest.raises(UserError) as refused:
        findings.set_handling(desk.store, desk.case_id, name, "H3", "")
    assert refused.value.key == "finding.handling_note"
    findings.set_handling(desk.store, desk.case_id, name, "H0", "", "Zustimmung vom 3. Mai")
