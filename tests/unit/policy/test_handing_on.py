"""The office's texts go in words a person cleared, to whom they were cleared for; no finding changes them."""

from dataclasses import replace

import pytest

from app.base.errors import UserError
from app.base.records import AgendaItem, CaseRecords, Conference, ConferenceState, Participant
from app.base.wording_records import Wording, sum_of
from app.policy.handing_on_check import TextState, check, named, refuse_named
from app.policy.release import evaluate, nothing_released
from tests.unit.policy.case_factory import (
    AS_OF,
    HEADER,
    LABEL,
    agency,
    contribution,
    finding,
    measure,
    node,
    records,
    request,
)

CUSTOMS, TRADE = agency("A03").id, agency("A12").id
TITLE = "Ist Xaver Geheim der Strohmann?"


def _wording(field: str, text: str = "", reader: str = "", *, of: str = "", kept: str = "") -> Wording:
    row = "case" if "." not in field else "row"
    return Wording(f"w-{field}-{reader}", field, row, reader, text, sum_of(of), frozenset(kept.split()))


def _conference() -> Conference:
    item = AgendaItem(1, TITLE, "Wer führt?", "Abwarten", "Anhören")
    shipped = AgendaItem(2, "Offene Maßnahmen")
    seats = tuple(Participant(a, "Muster", "guest", "invited") for a in (CUSTOMS, TRADE))
    place = ("2026-06-02", "Saal", "Muster", CUSTOMS)
    return Conference("conference", "case", 1, *place, ConferenceState.PLANNED, (item, shipped), seats)


def _case(*wordings: Wording) -> CaseRecords:
    told, kept = finding("told", "a", "A09", value="Anna Muster"), finding("kept", "b", "A09", handling="H3")
    case = records([node("a"), node("b")], [told, replace(kept, value="Xaver Geheim")])
    header = replace(HEADER, title="Fall Geheim", question=TITLE, purpose="Zweck zu Geheim")
    return replace(case, header=header, conferences=(_conference(),), wordings=wordings)


def test_nothing_of_the_frame_goes_by_itself() -> None:
    view = evaluate(_case(), request("A03")).view
    assert (view.header.title, view.header.question, view.header.purpose) == ("", "", "Zweck")
    (item, shipped) = view.conferences[0].agenda
    assert (item.title, item.question, item.recommendation, item.decision) == ("", "", "", "")
    assert shipped.title == "Offene Maßnahmen"
    assert "Geheim" not in repr(view)


def test_words_for_all_go_to_all_and_words_for_one_agency_to_it_before_them() -> None:
    case = _case(_wording("question", "Wer führt?"), _wording("question", "Wer führt den Betrieb?", CUSTOMS))
    said = {code: evaluate(case, request(code)).view.header.question for code in ("A03", "A12")}
    assert said == {"A03": "Wer führt den Betrieb?", "A12": "Wer führt?"}


def test_a_point_goes_word_for_word_to_whom_it_was_clear() -> None:
    case = _case(_wording("agenda.title", reader=CUSTOMS, of=TITLE))
    titles = {
        code: evaluate(case, request(code)).view.conferences[0].agenda[0].title for code in ("A03", "A12")
    }
    assert titles == {"A03": TITLE, "A12": ""}
    changed = _case(_wording("agenda.title", reader=CUSTOMS, of=f"{TITLE} (neu)"))
    assert evaluate(changed, request("A03")).view.conferences[0].agenda[0].title == ""


def test_a_purpose_of_the_frame_is_told_in_words_for_handing_on() -> None:
    asked = replace(request("A03"), purpose="Zweck zu Geheim", purpose_of_frame=True)
    assert evaluate(_case(), asked).view.purpose == "tasks of the office"
    assert evaluate(_case(_wording("purpose", "Schwarzarbeit")), asked).view.purpose == "Schwarzarbeit"
    let = _wording("conference.purpose", reader=CUSTOMS, of="Zweck zu Geheim")
    assert evaluate(_case(let), asked).view.purpose == "Zweck zu Geheim"


def test_a_recall_alone_carries_nothing_of_the_frame() -> None:
    view = nothing_released(_case().header, agency("A03"), "recall", "BN-1", AS_OF)
    assert "Geheim" not in repr(view)


def test_what_hangs_on_something_released_goes_as_it_stands_or_in_the_words_in_its_place() -> None:
    case = _case()
    delivered = contribution("A09", title="Auszug zu Xaver Geheim")
    others = tuple(c for c in case.contributions if c.id != delivered.id)
    case = replace(case, contributions=(*others, delivered), measures=(measure("m", 1, "A03"),))
    (stop,) = named(case, evaluate(case, request("A03")).view)
    assert (stop[0].field, stop[1]) == ("contribution.title", ("Xaver Geheim",))
    instead = replace(_wording("contribution.title", "Auszug", CUSTOMS), row_id=delivered.id)
    view = evaluate(replace(case, wordings=(instead,)), request("A03")).view
    assert [c.title for c in view.contributions] == ["Auszug"]
    refuse_named(replace(case, wordings=(instead,)), view)


def test_where_it_stands_in_the_source_and_the_label_are_looked_through() -> None:
    case = _case()
    (told,) = (f for f in case.findings if f.id == "told")
    label = replace(LABEL, collecting_body="Geheim & Söhne")
    delivered = contribution("A09", label=label)
    labelled = tuple(delivered if c.id == delivered.id else c for c in case.contributions)
    case = replace(
        case,
        findings=tuple(
            replace(f, place_in_source="Bl. 3, Aussage Xaver" if f is told else "") for f in case.findings
        ),
        contributions=labelled,
    )
    found = {text.field: words for text, words in named(case, evaluate(case, request("A03")).view)}
    assert found == {"finding.place_in_source": ("Xaver",), "label.collecting_body": ("Geheim",)}
    # The agency that delivered it wrote both itself.
    assert named(case, evaluate(case, request("A09")).view) == ()


def test_a_text_that_names_what_stays_stops_the_office_until_somebody_lets_it_go() -> None:
    word = _wording("question", TITLE)
    case = _case(word)
    view = evaluate(case, request("A03")).view
    # What goes is what was cleared: the check does not change it.
    assert view.header.question == TITLE
    with pytest.raises(UserError, match="Xaver Geheim") as refused:
        refuse_named(case, view)
    assert refused.value.key == "handing_on.names"
    refuse_named(replace(case, wordings=(replace(word, kept=frozenset({"xaver", "geheim"})),)), view)


def test_the_preview_names_what_stays_and_what_was_changed_since() -> None:
    states = {t.text.field: t.state for t in check(_case(), evaluate(_case(), request("A03")).view)}
    assert states["question"] is TextState.STAYS
    assert states["agenda.title"] is TextState.STAYS
    older = _case(_wording("question", "Wer führt?", of="Wer?"), _wording("title", "Fall", of="Fall Geheim"))
    states = {t.text.field: t.state for t in check(older, evaluate(older, request("A03")).view)}
    assert states["question"] is TextState.CHANGED
    assert "title" not in states
