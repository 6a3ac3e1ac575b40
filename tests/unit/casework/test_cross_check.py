"""Questions across cases: hit or no hit, logged in both, and nothing of the other case but whom to ask."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import ExitCode, UserError
from app.base.records import Standing
from app.casework import cases, contributions, cross_check, findings, subjects
from app.casework.cross_check import CrossAnswer, Probe
from app.casework.findings import Statement
from app.store import audit
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk

REASON = "Abgleich vor der Fallkonferenz"
BASIS = "§ 23 PolG NRW"
CONTROLLER = "Polizei Musterstadt"
BORN = "1980-05-04"


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A second case of another controller with a source of its own."""
    case_id = cases.create(
        desk.store, "360-2026-901", "Geheimtitel", "Zweck", "Grundlage", controller=CONTROLLER
    ).ids[0]
    delivered = contributions.register(desk.store, case_id, desk.agency_id, "Geheimlieferung", label=LABEL)
    source = contributions.add_source(desk.store, case_id, delivered.ids[0], "register", "Geheimblatt", "A")
    return replace(desk, case_id=case_id, contribution_id=delivered.ids[0], source_id=source.ids[0])


def _node(desk: Desk, node_type: str, *said: tuple[str, str], **more: Any) -> str:
    statements = [Statement(name, value, desk.source_id, **more) for name, value in said]
    return subjects.add_node(desk.store, desk.case_id, node_type, statements).ids[0]


def _finding(desk: Desk, subject_id: str, name: str) -> str:
    records = cases.records(desk.store, desk.case_id)
    return next(f.id for f in records.findings if f.subject_id == subject_id and f.property == name)


def _ask(desk: Desk, probe: Probe, reason: str = REASON) -> CrossAnswer:
    return cross_check.ask(desk.store, desk.case_id, probe, reason, BASIS)


def _log(store: Store, case_id: str) -> list[audit.AuditEntry]:
    with store.read() as connection:
        found = audit.entries(connection, case_id=case_id)
        return [entry for entry in found if entry.action == audit.Action.COMBINATION]


def test_an_identifier_of_a_subject_hits_the_other_case(desk: Desk, other: Desk) -> None:
    mine = _node(desk, "person", ("name", "Erika Mustermann"), ("phone", "0201 1234567"))
    _node(other, "communication", ("phone", "+49 201 1234567"))
    answer = _ask(desk, cross_check.probe_of_subject(desk.store, desk.case_id, mine))
    assert (answer.hit, answer.ask) == (True, (CONTROLLER,))


def test_a_name_needs_its_date_of_birth(desk: Desk, other: Desk) -> None:
    _node(other, "person", ("name", "Müller, Erika"), ("birth_date", BORN))
    assert _ask(desk, cross_check.typed_probe("name", "Erika Mueller", BORN)).hit
    assert not _ask(desk, cross_check.typed_probe("name", "Erika Mueller", "1980-05-05")).hit
    assert not _ask(desk, cross_check.typed_probe("name", "Erika Muster", BORN)).hit
    with pytest.raises(UserError) as refused:
        cross_check.typed_probe("name", "Erika Mueller", "1980-05")
    assert refused.value.key == "cross.birth_date"


def test_the_own_case_never_answers(desk: Desk) -> None:
    mine = _node(desk, "vehicle", ("plate", "MU-ST 123"))
    answer = _ask(desk, cross_check.probe_of_subject(desk.store, desk.case_id, mine))
    assert (answer.hit, answer.ask) == (False, ())


def test_two_cases_of_one_controller_are_one_answer(desk: Desk, other: Desk) -> None:
    second = cases.create(
        desk.store, "360-2026-902", "Geheimtitel 2", "Zweck", "Grundlage", controller=CONTROLLER
    ).ids[0]
    made = contributions.register(desk.store, second, desk.agency_id, "Lieferung", label=LABEL).ids[0]
    source = contributions.add_source(desk.store, second, made, "register", "Blatt", "A").ids[0]
    for where in (other, replace(other, case_id=second, source_id=source)):
        _node(where, "vehicle", ("plate", "MU-ST 123"))
    assert _ask(desk, cross_check.typed_probe("plate", "mu st 123")).ask == (CONTROLLER,)


def test_both_logs_name_the_question_and_the_reason_and_no_content(desk: Desk, other: Desk) -> None:
    _node(other, "vehicle", ("plate", "MU-ST 123"))
    answer = _ask(desk, cross_check.typed_probe("plate", "MU-ST 123"))
    for case_id in (desk.case_id, other.case_id):
        (entry,) = _log(desk.store, case_id)
        assert entry.reason == f"{REASON} ({BASIS})"
        assert entry.actor == "muster"
        assert answer.number in json.loads(entry.detail)["ids"]
        assert "MU" not in f"{entry.detail}{entry.reason}{entry.recipient}".replace(answer.number, "")
    with desk.store.read() as connection:
        assert audit.first_break(connection) is None


def test_no_hit_is_logged_where_it_was_asked_alone(desk: Desk, other: Desk) -> None:
    assert not _ask(desk, cross_check.typed_probe("plate", "MU-ST 123")).hit
    assert len(_log(desk.store, desk.case_id)) == 1
    assert _log(desk.store, other.case_id) == []


def test_what_may_not_be_used_does_not_answer(desk: Desk, other: Desk) -> None:
    store, asked = desk.store, cross_check.typed_probe("plate", "MU-ST 123")

    restricted = _node(other, "vehicle", ("plate", "MU-ST 123"))
    findings.restrict(store, other.case_id, _finding(other, restricted, "plate"), "Richtigkeit bestritten")
    corrected = _node(other, "vehicle", ("plate", "MU-ST 123"))
    findings.correct(store, other.case_id, _finding(other, corrected, "plate"), "MU-ST 124")
    unlabelled = contributions.register(store, other.case_id, desk.agency_id, "ohne Kennzeichnung").ids[0]
    loose = contributions.add_source(store, other.case_id, unlabelled, "Akte", "Blatt", "A").ids[0]
    _node(replace(other, source_id=loose), "vehicle", ("plate", "MU-ST 123"))
    _node(other, "vehicle", ("plate", "MU-ST 123"), handling="H2")
    basis = (_finding(other, restricted, "plate"),)
    guess = {"standing": Standing.HYPOTHESIS, "author_agency_id": desk.agency_id, "basis": basis}
    _node(other, "vehicle", ("plate", "MU-ST 123"), **guess)
    assert not _ask(desk, asked).hit

    _node(other, "vehicle", ("plate", "MU-ST 123"))
    assert _ask(desk, asked).hit


def test_who_gave_a_tip_is_never_found(desk: Desk, other: Desk) -> None:
    _node(other, "person", ("name", "Max Muster"), ("birth_date", BORN), ("role", "informant"))
    assert not _ask(desk, cross_check.typed_probe("name", "Max Muster", BORN)).hit


@pytest.mark.parametrize(
    ("kind", "text", "born"),
    [
        ("plate", "MU-ST 1*", ""),
        ("identifier", "%", ""),
        ("identifier", "A-1", ""),
        ("phone", "02011234567\n02011234568", ""),
        ("name", "Erika Mustermann; Max Muster", BORN),
        ("name", "????", BORN),
        ("iban", "DE00 1234", ""),
    ],
)
def test_lists_placeholders_and_half_values_are_no_question(kind: str, text: str, born: str) -> None:
    with pytest.raises(UserError) as refused:
        cross_check.typed_probe(kind, text, born)
    assert refused.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("reason", "basis"),
    [("", BASIS), ("kurz", BASIS), (REASON, " "), ("Wegen Erika Mustermann im Umfeld", BASIS)],
)
def test_without_a_good_reason_there_is_no_answer_and_no_entry(desk: Desk, reason: str, basis: str) -> None:
    probe = cross_check.typed_probe("name", "Mustermann, Erika", BORN)
    with pytest.raises(UserError):
        cross_check.ask(desk.store, desk.case_id, probe, reason, basis)
    assert _log(desk.store, desk.case_id) == []


def test_a_subject_of_which_nothing_may_be_asked_is_refused(desk: Desk) -> None:
    mine = _node(desk, "person", ("name", "Erika Mustermann"), ("birth_date", "1980"))
    with pytest.raises(UserError) as refused:
        cross_check.probe_of_subject(desk.store, desk.case_id, mine)
    assert refused.value.key == "cross.nothing"


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=12), min_size=6, max_size=6))
def test_nothing_of_the_other_case_is_in_the_answer(desk: Desk, texts: list[str]) -> None:
    title, question, purpose, delivered, reference, name = (f"zq{text}" for text in texts)
    store = desk.store
    number = len(cases.list_cases(store))
    case = cases.create(
        store, f"geheim-{number}", title, purpose, purpose, question=question, controller=CONTROLLER
    ).ids[0]
    made = contributions.register(store, case, desk.agency_id, delivered, label=LABEL).ids[0]
    source = contributions.add_source(store, case, made, "Akte", reference, "A").ids[0]
    there = replace(desk, case_id=case, source_id=source)
    _node(there, "person", ("name", name), ("birth_date", BORN), ("note", question))
    answer = _ask(desk, cross_check.typed_probe("name", name, BORN))
    assert answer.ask == (CONTROLLER,)
    told = repr(answer).casefold()
    assert not [text for text in (title, question, purpose, delivered, reference, name) if text in told]
    assert case not in told
    assert f"geheim-{number}" not in told
