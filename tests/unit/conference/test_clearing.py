"""The agenda goes word for word to those it was cleared for: in papers, in the room, and after changes."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conference_factory import Meeting

from app.base.errors import UserError
from app.casework import wordings
from app.conference import agenda, plan_rows, planning, reading
from app.conference.readiness import Lack, Missing, check
from app.handover import conference_papers, conference_rooms, conference_words
from app.handover.conference_rooms import Hall
from app.policy.views import ReleasedView
from app.store import undo


def _hall(meeting: Meeting) -> Hall:
    return conference_rooms.hall(meeting.store, meeting.conference_id)


def _waiting(meeting: Meeting) -> set[tuple[str, str]]:
    return {(t.agency_id, t.text) for t in conference_words.waiting(_hall(meeting))}


def _read(hall: Hall, views: Sequence[ReleasedView]) -> str:
    """Return the title of the first point as a room reads it."""
    return reading.readable(hall.records, views, [("title", hall.plan.points[0].title)])[0]


def _title(meeting: Meeting, agency: str) -> str:
    found, _view = conference_papers.minutes_edition(meeting.store, meeting.conference_id, agency)
    return found.plan.points[0].title


def test_a_point_goes_to_those_at_the_table_and_to_who_comes_later_after_it_was_cleared(
    told: Meeting,
) -> None:
    conference_words.add_point(told.store, told.conference_id, {"title": "Stand zu Muster"}, ())
    assert _waiting(told) == set()
    told.seat(told.trade, "Herr Amt")
    assert _waiting(told) == {(told.trade, "Stand zu Muster")}
    lacks = {m.agency_id for m in _missing(told) if m.lack is Lack.NOT_CLEARED}
    assert lacks == {told.trade}
    titles = {a: _title(told, a) for a in (told.police, told.customs, told.trade)}
    assert titles == {told.police: "Stand zu Muster", told.customs: "Stand zu Muster", told.trade: ""}
    conference_words.clear_agenda(told.store, told.conference_id)
    assert _title(told, told.trade) == "Stand zu Muster"
    undo.undo(told.store, told.case_id)
    assert _title(told, told.trade) == ""


def _missing(meeting: Meeting) -> tuple[Missing, ...]:
    hall = _hall(meeting)
    wordings_of_case = hall.records.wordings
    return check(hall.plan, hall.releases, {}, (), wordings_of_case, "2026-11-23").missing


def test_a_text_that_is_changed_waits_anew_and_what_was_not_changed_does_not(told: Meeting) -> None:
    values = {"title": "Stand zu Muster", "question": "Wer führt?"}
    conference_words.add_point(told.store, told.conference_id, values, ())
    point = plan_rows.plan(told.store, told.conference_id).points[0].id
    agenda.change(told.store, point, {"title": "Stand zu Anna Muster"})
    assert {text for _agency, text in _waiting(told)} == {"Stand zu Anna Muster"}
    conference_words.change_point(told.store, point, {"title": "Stand zu Muster"}, ())
    assert _waiting(told) == set()
    agenda.remove(told.store, point)
    assert [w.field for w in wordings.of_case(told.store, told.case_id)] == ["purpose"]


def test_a_decision_is_cleared_alone(told: Meeting) -> None:
    agenda.add(told.store, told.conference_id, {"title": "Fall Muster"})
    point = plan_rows.plan(told.store, told.conference_id).points[0].id
    conference_words.decide(told.store, point, "Anhören")
    assert {text for _agency, text in _waiting(told)} == {"Fall Muster"}
    found, _view = conference_papers.minutes_edition(told.store, told.conference_id, told.customs)
    assert (found.plan.points[0].title, found.plan.points[0].decision) == ("", "Anhören")


def test_clearing_what_names_somebody_withheld_needs_a_reason(told: Meeting) -> None:
    agenda.add(told.store, told.conference_id, {"title": "Zu Geheimbeispiel"})
    conference_words.clear_agenda(told.store, told.conference_id, [told.police])
    with pytest.raises(UserError, match="Geheimbeispiel") as refused:
        conference_words.clear_agenda(told.store, told.conference_id)
    assert refused.value.key == "conference.not_cleared"
    conference_words.clear_agenda(told.store, told.conference_id, reason="Im Termin vereinbart")
    assert _title(told, told.customs) == "Zu Geheimbeispiel"
    with pytest.raises(UserError, match="waits"):
        conference_words.clear_agenda(told.store, told.conference_id)
    # It stands on the screen as well: somebody said why.
    hall = _hall(told)
    views = [r.view for r in hall.releases.values()]
    assert _read(hall, views) == "Zu Geheimbeispiel"


def test_what_comes_to_be_withheld_later_stops_the_papers_and_is_veiled_on_the_screen(
    told: Meeting, tmp_path: Path
) -> None:
    conference_words.add_point(told.store, told.conference_id, {"title": "Zu Spätbeispiel"}, ())
    told.restrict_to_consent(told.person("Klara Spätbeispiel")[1])
    before = [p.title for p in _hall(told).plan.points]
    out = tmp_path / "papers"
    out.mkdir()
    for write in (
        lambda: conference_papers.write_briefings(told.store, told.conference_id, out),
        lambda: conference_papers.write_minutes(told.store, told.conference_id, told.customs, out / "m.pdf"),
    ):
        with pytest.raises(UserError, match="Spätbeispiel") as refused:
            write()
        assert refused.value.key == "handing_on.names"
    assert list(out.iterdir()) == []
    # What would go reads as before: the text itself tells nothing of the new finding.
    assert [_title(told, told.customs)] == before
    hall = _hall(told)
    views = [hall.releases[told.customs].view]
    assert "Spätbeispiel" not in _read(hall, views)


def test_the_purpose_of_a_conference_is_told_in_words_for_handing_on(told: Meeting) -> None:
    planning.edit(told.store, told.conference_id, {"purpose": "Rolle von Anna Muster"})
    request = _hall(told).releases[told.police].view.purpose
    assert request == "Zweck"
    conference_words.clear_agenda(told.store, told.conference_id)
    assert _hall(told).releases[told.police].view.purpose == "Rolle von Anna Muster"


def test_a_screen_without_guests_is_the_offices_and_others_read_a_number(told: Meeting) -> None:
    agenda.add(told.store, told.conference_id, {"title": "Fall Muster", "question": "Wer?"})
    hall = _hall(told)
    point = hall.plan.points[0]
    assert _read(hall, []) == "Fall Muster"
    views = [r.view for r in hall.releases.values()]
    said = [("title", point.title), ("question", point.question), ("title", "Offene Maßnahmen")]
    assert reading.readable(hall.records, views, said) == ("", "", "Offene Maßnahmen")


def test_an_invitation_names_no_place_that_not_all_may_read(told: Meeting) -> None:
    assert b"Saal 1" in conference_words.invitation(_hall(told))
    planning.edit(told.store, told.conference_id, {"place": "Bei Xaver Geheimbeispiel"})
    with pytest.raises(UserError) as refused:
        conference_words.invitation(_hall(told))
    assert refused.value.key == "conference.place"
