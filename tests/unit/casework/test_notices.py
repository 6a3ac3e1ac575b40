"""Whoever has got a finding is told that it was corrected, restricted or erased - once, and without it."""

import pytest
from disclosing import hand_over

from app.base.errors import UserError
from app.casework import agencies, cases, erasure, findings, notices
from app.casework.findings import Statement
from app.casework.notice_text import draft
from app.store import audit, undo
from tests.unit.casework.conftest import Desk

SECRET = "Geheimname"


@pytest.fixture
def told(desk: Desk) -> tuple[Desk, str, str, str]:
    """A finding that two agencies have got: desk, finding, first and second agency."""
    desk.person(SECRET)
    finding = cases.records(desk.store, desk.case_id).findings[0].id
    police = agencies.add(desk.store, "A01", "Polizei Musterstadt", "Police Musterstadt").ids[0]
    customs = agencies.add(desk.store, "A04", "Zoll Musterstadt").ids[0]
    hand_over(desk, police, [finding])
    hand_over(desk, police, [finding], "Lage-002.pdf")
    hand_over(desk, customs, [finding])
    return desk, finding, police, customs


def open_pairs(desk: Desk) -> list[tuple[str, str, str]]:
    return sorted((n.agency_id, n.act, i) for n in notices.listed(desk.store) for i in n.findings)


def test_each_recipient_has_one_notice_that_names_all_artefacts(told: tuple[Desk, str, str, str]) -> None:
    desk, finding, police, customs = told
    findings.correct(desk.store, desk.case_id, finding, "Anderer Name")
    assert open_pairs(desk) == sorted([(police, "corrected", finding), (customs, "corrected", finding)])
    to_police = next(n for n in notices.listed(desk.store) if n.agency_id == police)
    assert [g.artefact for g in to_police.given] == ["Lage-001.pdf", "Lage-002.pdf"]
    undo.undo(desk.store, desk.case_id)
    assert notices.listed(desk.store) == ()


def test_what_happens_later_takes_the_place_of_what_was_not_sent(told: tuple[Desk, str, str, str]) -> None:
    desk, finding, police, customs = told
    findings.restrict(desk.store, desk.case_id, finding, "Beweiszwecke")
    erasure.erase(desk.store, desk.case_id, [finding], "Frist abgelaufen")
    assert open_pairs(desk) == sorted([(police, "erased", finding), (customs, "erased", finding)])


def test_a_restriction_that_is_lifted_needs_no_notice(told: tuple[Desk, str, str, str]) -> None:
    desk, finding, _police, _customs = told
    findings.restrict(desk.store, desk.case_id, finding, "Beweiszwecke")
    findings.restrict(desk.store, desk.case_id, finding, "erledigt", restricted=False)
    assert notices.listed(desk.store) == ()


def test_what_went_along_with_an_erasure_is_told_too(told: tuple[Desk, str, str, str]) -> None:
    desk, finding, police, _customs = told
    fresh = findings.correct(desk.store, desk.case_id, finding, "Anderer Name").ids[0]
    erasure.erase(desk.store, desk.case_id, [fresh], "Frist abgelaufen")
    # The corrected one had gone out; the correction itself never did.
    assert {i for _a, _act, i in open_pairs(desk)} == {finding}
    assert {act for _a, act, _i in open_pairs(desk)} == {"erased"}
    assert police in {a for a, _act, _i in open_pairs(desk)}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("act", ["corrected", "restricted", "erased"])
def test_the_letter_names_artefact_day_and_provision_but_no_value(
    told: tuple[Desk, str, str, str], act: str, language: str
) -> None:
    desk, finding, police, _customs = told
    if act == "corrected":
        findings.correct(desk.store, desk.case_id, finding, "Anderer Name")
    elif act == "restricted":
        findings.restrict(desk.store, desk.case_id, finding, "Beweiszwecke")
    else:
        erasure.erase(desk.store, desk.case_id, [finding], "Frist abgelaufen")
    notice = next(n for n in notices.listed(desk.store) if n.agency_id == police)
    letter = draft(desk.store, notice, language)
    assert letter.recipient == ("Polizei Musterstadt" if language == "de" else "Police Musterstadt")
    for part in ("Lage-001.pdf", "Lage-002.pdf", "GewO", "360-2026-900", finding[:8]):
        assert part in letter.text
    assert ("05.03.2026" if language == "de" else "2026-03-05") in letter.text
    assert SECRET not in letter.text
    assert "Anderer Name" not in letter.text


def test_marking_as_sent_needs_a_word_and_is_logged(told: tuple[Desk, str, str, str]) -> None:
    desk, finding, police, _customs = told
    findings.restrict(desk.store, desk.case_id, finding, "Beweiszwecke")
    notice = next(n for n in notices.listed(desk.store) if n.agency_id == police)
    with pytest.raises(UserError, match="how it was sent"):
        notices.mark_sent(desk.store, notice.id, " ")
    notices.mark_sent(desk.store, notice.id, "Schreiben vom 01.04.2026")
    assert [n.agency_id for n in notices.listed(desk.store, sent=True)] == [police]
    with desk.store.read() as connection:
        last = list(audit.entries(connection, case_id=desk.case_id))[-1]
    assert (last.action, last.recipient, last.reason) == ("disclosure", police, "Schreiben vom 01.04.2026")
    with pytest.raises(UserError, match="already"):
        notices.mark_sent(desk.store, notice.id, "noch einmal")
    # What happens after a notice was sent is told anew.
    erasure.erase(desk.store, desk.case_id, [finding], "Frist abgelaufen")
    assert {n.act for n in notices.listed(desk.store) if n.agency_id == police} == {"erased"}


def test_an_unknown_notice_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="no notice"):
        notices.mark_sent(desk.store, "notice/0", "x")


def test_erasing_is_foreseen_without_changing_anything(told: tuple[Desk, str, str, str]) -> None:
    desk, finding, police, customs = told
    person = desk.person("Bleibt")
    findings.record(desk.store, desk.case_id, person, Statement("note", "x", desk.source_id))
    before = cases.records(desk.store, desk.case_id)
    with desk.store.read() as connection:
        entries = len(list(audit.entries(connection)))
    seen = erasure.foresee(desk.store, desk.case_id, [finding])
    assert cases.records(desk.store, desk.case_id) == before
    with desk.store.read() as connection:
        assert len(list(audit.entries(connection))) == entries
    assert {r.agency_id for r in seen.recipients} == {police, customs}
    gone = erasure.erase(desk.store, desk.case_id, [finding], "Frist abgelaufen")
    assert (seen.findings, len(seen.subjects)) == (gone.findings, len(gone.subjects))
