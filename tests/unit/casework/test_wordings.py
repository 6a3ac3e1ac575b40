"""Words for handing on: written, kept with a reason, taken back, found, undone and erased like the frame."""

import pytest

from app.base.errors import UserError
from app.casework import agencies, case_erasure, case_frame, cases, contributions, findings, wordings
from app.casework.case_steps import CaseStatus
from app.casework.erasure_repeats import text_places
from app.casework.findings import Statement
from app.casework.search import search
from app.policy.handing_on import outward
from app.policy.handing_on_check import FreeText, kept
from app.store import audit, tables, undo
from app.store.audit import Action
from tests.unit.casework.conftest import Desk


def _said(desk: Desk) -> dict[str, str]:
    return wordings.for_all(desk.store, desk.case_id)


def test_the_frame_takes_words_for_handing_on_in_one_step_with_everything_else(desk: Desk) -> None:
    values = {"question": "Ist X der Strohmann?", "question_outward": "Wer führt den Betrieb?"}
    case_frame.edit(desk.store, desk.case_id, values)
    assert _said(desk) == {"title": "", "question": "Wer führt den Betrieb?", "purpose": ""}
    assert cases.header(desk.store, desk.case_id).question == "Ist X der Strohmann?"
    undo.undo(desk.store, desk.case_id)
    assert _said(desk)["question"] == ""
    assert cases.header(desk.store, desk.case_id).question == ""
    undo.redo(desk.store, desk.case_id)
    case_frame.edit(desk.store, desk.case_id, {"question_outward": ""})
    assert _said(desk)["question"] == ""


def test_words_that_name_somebody_of_the_case_need_a_reason_that_the_log_has(desk: Desk) -> None:
    desk.person("Anna Muster")
    with pytest.raises(UserError, match="Anna Muster") as refused:
        case_frame.edit(desk.store, desk.case_id, {"question_outward": "Was weiß Anna Muster?"})
    assert refused.value.key == "case.field.question_outward"
    assert _said(desk)["question"] == ""
    values = {"question_outward": "Was weiß Anna Muster?"}
    case_frame.edit(desk.store, desk.case_id, values, "Der Name steht im Ersuchen aller Stellen")
    (word,) = wordings.of_case(desk.store, desk.case_id)
    text = FreeText("question", desk.case_id, word.text)
    assert kept(outward([word], "anybody"), text) == {"anna", "muster"}
    with desk.store.read() as connection:
        reasons = [e.reason for e in audit.entries(connection)]
    assert reasons.count("Der Name steht im Ersuchen aller Stellen") == 1


def test_an_agency_may_read_what_it_delivered_itself(desk: Desk) -> None:
    desk.person("Anna Muster")
    customs = agencies.add(desk.store, "A03", "Zoll Musterstadt").ids[0]
    write = wordings.write
    write(desk.store, desk.case_id, "question", "Was weiß Anna Muster?", desk.agency_id)
    with pytest.raises(UserError, match="Anna Muster"):
        write(desk.store, desk.case_id, "question", "Was weiß Anna Muster?", customs)
    assert [w.recipient_id for w in wordings.of_case(desk.store, desk.case_id)] == [desk.agency_id]


def test_what_hangs_on_a_row_is_named_with_it_and_goes_with_it(desk: Desk) -> None:
    title = "contribution.title"
    wordings.write(desk.store, desk.case_id, title, "Meldung", row_id=desk.contribution_id)
    (word,) = wordings.of_case(desk.store, desk.case_id)
    assert (word.field, word.row_id, word.text) == (title, desk.contribution_id, "Meldung")
    wordings.take_back(desk.store, desk.case_id, title, row_id=desk.contribution_id)
    assert wordings.of_case(desk.store, desk.case_id) == ()
    for call in (
        lambda: wordings.take_back(desk.store, desk.case_id, title, row_id=desk.contribution_id),
        lambda: wordings.write(desk.store, desk.case_id, title, "Meldung", row_id="nichts"),
        lambda: wordings.write(desk.store, desk.case_id, "shoe_size", "44"),
    ):
        with pytest.raises(UserError):
            call()


def test_words_about_a_contribution_go_when_it_is_withdrawn_and_come_back_with_it(desk: Desk) -> None:
    title = "contribution.title"
    wordings.write(desk.store, desk.case_id, title, "Meldung", row_id=desk.contribution_id)
    contributions.withdraw(desk.store, desk.contribution_id, "Irrtum")
    assert wordings.of_case(desk.store, desk.case_id) == ()
    undo.undo(desk.store, desk.case_id)
    assert [w.text for w in wordings.of_case(desk.store, desk.case_id)] == ["Meldung"]


def test_words_for_handing_on_are_found_and_looked_into_when_something_is_erased(desk: Desk) -> None:
    case_frame.edit(desk.store, desk.case_id, {"question_outward": "Wer betreibt die Zahlstelle?"})
    assert [h.kind for h in search(desk.store, "Zahlstelle").hits] == ["case_file"]
    looked_into = {table.name: columns for table, columns, _where in text_places(desk.case_id)}
    assert set(looked_into["wording"]) == {"text", "kept"}


def test_words_for_handing_on_go_with_the_case(desk: Desk) -> None:
    case_frame.edit(desk.store, desk.case_id, {"title_outward": "Fall ohne Namen"})
    with desk.store.write("abgeschlossen", Action.ALTERATION, case_id=desk.case_id) as work:
        work.update(tables.case_file, desk.case_id, status=str(CaseStatus.COMPLETED))
    case_erasure.erase(desk.store, desk.case_id, "Frist abgelaufen")
    assert wordings.of_case(desk.store, desk.case_id) == ()
    assert cases.header(desk.store, desk.case_id).status == CaseStatus.ERASED


def test_an_assessment_that_names_somebody_is_cleared_as_it_stands_and_never_reworded(desk: Desk) -> None:
    person = desk.person("Anna Muster")
    said = Statement("note", "Anna Muster führt wohl den Betrieb", desk.source_id)
    note = findings.record(desk.store, desk.case_id, person, said).ids[0]
    customs = agencies.add(desk.store, "A03", "Zoll Musterstadt").ids[0]
    place = {"recipient_id": customs, "row_id": note}
    with pytest.raises(UserError, match="Anna Muster"):
        wordings.write(desk.store, desk.case_id, "finding.value", "", **place)
    with pytest.raises(UserError, match="no other words"):
        wordings.write(desk.store, desk.case_id, "finding.value", "Jemand führt ihn", **place)
    wordings.write(desk.store, desk.case_id, "finding.value", "", **place, reason="Name ist dort bekannt")
    (word,) = wordings.of_case(desk.store, desk.case_id)
    text = FreeText("finding.value", note, "Anna Muster führt wohl den Betrieb")
    assert kept(outward([word], customs), text) == {"anna", "muster"}


def test_a_place_in_a_source_and_a_label_are_cleared_as_they_stand(desk: Desk) -> None:
    desk.person("Anna Muster")
    person = desk.person("Jan Beispiel")
    said = Statement("note", "Buchhalter", desk.source_id, place_in_source="Bl. 3, Aussage Anna")
    note = findings.record(desk.store, desk.case_id, person, said).ids[0]
    body = cases.records(desk.store, desk.case_id).contributions[0].label
    assert body is not None
    for field, row, original in (
        ("finding.place_in_source", note, "Bl. 3, Aussage Anna"),
        ("label.collecting_body", desk.contribution_id, body.collecting_body),
    ):
        text = FreeText(field, row, "")
        assert wordings.in_the_office(cases.records(desk.store, desk.case_id), text).text == original
        with pytest.raises(UserError, match="no other words"):
            wordings.write(desk.store, desk.case_id, field, "anders", row_id=row)
        wordings.write(desk.store, desk.case_id, field, "", row_id=row, reason="Name ist dort bekannt")
        word = next(w for w in wordings.of_case(desk.store, desk.case_id) if w.field == field)
        text = FreeText(field, row, original)
        assert ("anna" in kept(outward([word], "anybody"), text)) == (row == note)
