"""What originators said is kept with its history, ends on its day, and decides in the release check."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from repeated_words import all_decided

from app.base import clock
from app.base.errors import UserError
from app.base.recall_records import RecallKind
from app.base.records import ConsentState, Standing
from app.casework import (
    agencies,
    case_erasure,
    cases,
    consent_rows,
    consents,
    findings,
    notice_text,
    notices,
    recalls,
)
from app.casework.case_steps import CaseStatus
from app.casework.findings import Statement
from app.policy.provisions import catalogue
from app.policy.release import Reason, ReleaseRequest, evaluate
from app.store import tables, undo
from app.store.audit import Action
from tests.unit.casework.conftest import Desk

ALL = frozenset((p.id, no) for p in catalogue().values() for no in range(1, len(p.conditions) + 1))


@pytest.fixture
def later() -> Iterator[None]:
    """Half a year on."""
    yield
    clock.set_source(None)


def _held(desk: Desk) -> str:
    """A finding that must not be passed on without permission."""
    person = desk.person("Anna Muster")
    finding = next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == person)
    findings.set_handling(desk.store, desk.case_id, finding, "H2", "")
    return finding


def _say(desk: Desk, finding: str, agency: str, state: ConsentState, until: str = "") -> None:
    consents.record(desk.store, desk.case_id, [finding], agency, state, "Schreiben", until)


def _reason(desk: Desk, finding: str, agency: str, **more: object) -> Reason | None:
    recipient = agencies.find(desk.store, agency)
    asked = ReleaseRequest(recipient, "Zweck", "Konferenz", clock.today().isoformat(), confirmed=ALL)
    decided = evaluate(cases.records(desk.store, desk.case_id), replace(asked, **more)).decisions  # type: ignore[arg-type]
    return next(d.reason for d in decided if d.finding_id == finding)


def test_asked_granted_refused_and_taken_back(desk: Desk) -> None:
    finding = _held(desk)
    tax = agencies.add(desk.store, "A03", "Zoll Musterstadt").ids[0]
    other = agencies.add(desk.store, "A12", "Ordnungsamt Musterstadt").ids[0]
    assert _reason(desk, finding, tax) is Reason.CONSENT
    _say(desk, finding, tax, ConsentState.ASKED)
    assert _reason(desk, finding, tax) is Reason.CONSENT
    _say(desk, finding, tax, ConsentState.GRANTED)
    assert _reason(desk, finding, tax) is not Reason.CONSENT
    assert _reason(desk, finding, other) is Reason.CONSENT
    for state in (ConsentState.REFUSED, ConsentState.WITHDRAWN):
        _say(desk, finding, tax, state)
        assert _reason(desk, finding, tax) is Reason.CONSENT
        # A recorded refusal stands against a tick.
        assert _reason(desk, finding, tax, consents=frozenset({finding})) is Reason.CONSENT
    undo.undo(desk.store, desk.case_id)
    assert consents.of_case(desk.store, desk.case_id)[0].state is ConsentState.REFUSED
    with desk.store.read() as connection:
        key = consent_rows.row_id(desk.case_id, finding, tax)
        value = connection.execute(tables.meta.select().where(tables.meta.c.id == key)).one().value
    assert [w["state"] for w in consent_rows.words(value)] == ["asked", "granted", "refused"]
    assert "Anna" not in value


def test_an_agreement_ends_on_its_day(desk: Desk, later: None) -> None:
    finding = _held(desk)
    customs = agencies.add(desk.store, "A03", "Zoll Musterstadt").ids[0]
    soon = clock.today() + dt.timedelta(days=30)
    _say(desk, finding, customs, ConsentState.GRANTED, soon.isoformat())
    assert _reason(desk, finding, customs) is not Reason.CONSENT
    moment = clock.now() + dt.timedelta(days=31)
    clock.set_source(lambda: moment)
    assert _reason(desk, finding, customs) is Reason.CONSENT
    said = consents.of_case(desk.store, desk.case_id)[0]
    assert consents.has_ended(said)
    assert "run out" in consents.said(said)


def test_what_is_wrong_is_refused(desk: Desk) -> None:
    finding = _held(desk)
    for findings_, reason, until, key in (
        ([finding], " ", "", "consent.reason"),
        ([finding], "Brief", "bald", "consent.until"),
        ([finding], "Brief", "2020-01-01", "consent.until"),
        (["f" * 32], "Brief", "", "consent.finding"),
    ):
        with pytest.raises(UserError) as refused:
            consents.record(
                desk.store, desk.case_id, findings_, desk.agency_id, ConsentState.ASKED, reason, until
            )
        assert refused.value.key == key
    assert consents.of_case(desk.store, desk.case_id) == ()


def test_a_consent_does_not_lift_anything_else(desk: Desk) -> None:
    """An agreement is no ground: a restriction holds as before."""
    finding = _held(desk)
    customs = agencies.add(desk.store, "A03", "Zoll Musterstadt").ids[0]
    _say(desk, finding, customs, ConsentState.GRANTED)
    findings.restrict(desk.store, desk.case_id, finding, "bestritten")
    assert _reason(desk, finding, customs) is Reason.RESTRICTED


def test_nothing_of_it_is_left_when_the_case_is_erased(desk: Desk) -> None:
    finding = _held(desk)
    _say(desk, finding, desk.agency_id, ConsentState.ASKED)
    with desk.store.write("abgeschlossen", Action.ALTERATION, case_id=desk.case_id) as work:
        work.update(tables.case_file, desk.case_id, status=str(CaseStatus.COMPLETED))
    outside = case_erasure.repeats(desk.store, desk.case_id)
    case_erasure.erase(desk.store, desk.case_id, "Frist", repeats=all_decided(outside))
    with desk.store.read() as connection:
        assert consent_rows.keys(connection, desk.case_id) == ()


def _hand_over(desk: Desk, agency_id: str, *finding_ids: str) -> None:
    """Enter in the ledger that an agency was given findings."""
    with desk.store.write("Übergabe", Action.DISCLOSURE, case_id=desk.case_id, recipient=agency_id) as work:
        entry = {
            "case_id": desk.case_id, "agency_id": agency_id, "kind": "briefing", "purpose": "Zweck",
            "occasion": "Konferenz", "artefact_name": "b.pdf", "sha256": "0" * 64,
            "made_at": "2026-11-01T10:00:00Z", "made_by": "muster", "copies": 1,
        }  # fmt: skip
        made = work.insert(tables.handover, entry)
        for finding_id in finding_ids:
            row = {"handover_id": made, "finding_id": finding_id, "subject_id": "", "provision": ""}
            work.insert(tables.disclosure, row)


def _rest_on(desk: Desk, finding: str) -> str:
    """Return an assessment that rests on a finding."""
    about = next(f.subject_id for f in cases.records(desk.store, desk.case_id).findings if f.id == finding)
    said = Statement("note", "leitet den Betrieb", desk.source_id, standing=Standing.ASSESSMENT)
    said = replace(said, author_agency_id=desk.agency_id, basis=(finding,))
    findings.record(desk.store, desk.case_id, about, said)
    return next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.basis == (finding,))


def test_a_consent_taken_back_calls_back_what_this_recipient_has_and_what_rests_on_it(desk: Desk) -> None:
    finding = _held(desk)
    resting = _rest_on(desk, finding)
    customs, tax, office = (
        agencies.add(desk.store, code, name).ids[0]
        for code, name in (("A03", "Zoll"), ("A04", "Finanzamt"), ("A12", "Ordnungsamt"))
    )
    for agency in (customs, tax, office):
        _say(desk, finding, agency, ConsentState.GRANTED)
    for agency in (customs, tax):
        _hand_over(desk, agency, finding, resting)
    _say(desk, finding, customs, ConsentState.WITHDRAWN)
    (notice,) = notices.listed(desk.store)
    assert (notice.agency_id, notice.act) == (customs, notices.CONSENT_GONE)
    assert set(notice.findings) == {finding, resting}
    letter = notice_text.draft(desk.store, notice, "de")
    assert "Anna" not in letter.text
    with desk.store.read() as connection:
        assert recalls.recall_of(connection, notice).kind is RecallKind.RECALLED
    # A refusal after an agreement takes it back as well; who was given nothing is told nothing.
    _say(desk, finding, tax, ConsentState.REFUSED)
    _say(desk, finding, office, ConsentState.WITHDRAWN)
    assert {n.agency_id for n in notices.listed(desk.store)} == {customs, tax}
    # Agreed again before the notice was sent: nothing is called back from this one.
    _say(desk, finding, customs, ConsentState.GRANTED)
    assert [n.agency_id for n in notices.listed(desk.store)] == [tax]
    for _step in range(4):
        undo.undo(desk.store, desk.case_id)
    assert notices.listed(desk.store) == ()


def test_what_was_not_handed_over_is_not_called_back(desk: Desk) -> None:
    finding = _held(desk)
    customs = agencies.add(desk.store, "A03", "Zoll Musterstadt").ids[0]
    for state in (ConsentState.GRANTED, ConsentState.WITHDRAWN):
        _say(desk, finding, customs, state)
    assert notices.listed(desk.store) == ()
