"""Calling a conference, its agenda, its people."""

import pytest
from conference_factory import Meeting

from app.base.conference_records import ExhibitKind, Plan
from app.base.errors import UserError
from app.base.i18n import set_language
from app.casework import cases
from app.conference import agenda, agenda_template, conferences, plan_rows, planning, seats
from app.store import undo


def plan(meeting: Meeting) -> Plan:
    return plan_rows.plan(meeting.store, meeting.conference_id)


def titles(meeting: Meeting) -> list[str]:
    return [p.title for p in plan(meeting).points]


def given_out(meeting: Meeting) -> list[tuple[int, str]]:
    """The agenda that every participating agency is given."""
    (conference,) = cases.records(meeting.store, meeting.case_id).conferences
    return [(item.no, item.title) for item in conference.agenda]


def test_a_conference_begins_with_the_agenda_of_the_template(meeting: Meeting) -> None:
    set_language("de")
    values = {
        "held_on": "2026-12-01", "place": "Saal 2", "chair": "Herr Muster", "lead_agency_id": meeting.office,
    }  # fmt: skip
    made = plan_rows.plan(meeting.store, planning.call(meeting.store, meeting.case_id, values).ids[0])
    assert (made.no, made.minutes) == (2, 120)
    assert [p.title for p in made.points] == [p.title for p in agenda_template.points()]
    assert made.points[0].title == "Eröffnung, Anwesenheit, Entschuldigungen"
    assert sum(p.minutes for p in made.points) == 120
    assert len(made.points) == 11


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("held_on", "morgen"), ("place", " "), ("chair", ""), ("lead_agency_id", "x"), ("minutes", "lang"),
        ("next_on", "bald"), ("minutes", "9999"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(meeting: Meeting, field: str, value: str) -> None:
    before = plan(meeting)
    with pytest.raises(UserError) as refused:
        planning.edit(meeting.store, meeting.conference_id, {field: value})
    assert refused.value.key == f"conference.{'held_on' if field == 'next_on' else field}"
    assert plan(meeting) == before


def test_points_are_added_moved_and_taken_off(meeting: Meeting) -> None:
    for title in ("Eins", "Zwei", "Drei"):
        meeting.point(title)
    agenda.move(meeting.store, meeting.points[2], -2)
    assert titles(meeting) == ["Drei", "Eins", "Zwei"]
    agenda.move(meeting.store, meeting.points[2], -9)
    assert titles(meeting)[0] == "Drei"
    agenda.remove(meeting.store, meeting.points[0])
    assert titles(meeting) == ["Drei", "Zwei"]
    assert given_out(meeting) == [(1, "Drei"), (2, "Zwei")]


def test_a_closed_point_is_not_given_to_others_and_leaves_no_gap(meeting: Meeting) -> None:
    for title in ("Eins", "Geheim", "Drei"):
        meeting.point(title)
    agenda.change(meeting.store, meeting.points[1], {}, [meeting.police])
    assert titles(meeting) == ["Eins", "Geheim", "Drei"]
    assert given_out(meeting) == [(1, "Eins"), (2, "Drei")]
    agenda.decide(meeting.store, meeting.points[1], "Wohnung durchsuchen lassen", "nur hier")
    assert "Wohnung" not in str(cases.records(meeting.store, meeting.case_id).conferences)
    assert plan(meeting).points[1].decision == "Wohnung durchsuchen lassen"
    agenda.change(meeting.store, meeting.points[1], {"question": "Wann?"}, [])
    assert given_out(meeting) == [(1, "Eins"), (2, "Geheim"), (3, "Drei")]
    assert plan(meeting).points[1].question == "Wann?"
    undo.undo(meeting.store, meeting.case_id)
    assert given_out(meeting) == [(1, "Eins"), (2, "Drei")]


def test_a_point_can_be_closed_from_the_start(meeting: Meeting) -> None:
    point = meeting.point("Rathausplatz", (meeting.police,))
    assert plan(meeting).point(point).audience == {meeting.police}
    assert given_out(meeting) == []


def test_a_decision_keeps_its_point_on_the_agenda(meeting: Meeting) -> None:
    point = meeting.point("Eins")
    agenda.decide(meeting.store, point, "weiter")
    with pytest.raises(UserError, match="stays on the agenda"):
        agenda.remove(meeting.store, point)


def test_what_shall_be_shown_is_of_this_case_and_there_once(meeting: Meeting) -> None:
    node, named = meeting.person("Anna Muster")
    point = meeting.point("Tatsachen")
    agenda.show_under(meeting.store, point, ExhibitKind.FINDING, named)
    shown = agenda.show_under(meeting.store, point, ExhibitKind.SUBJECT, node).ids[0]
    agenda.show_under(meeting.store, point, ExhibitKind.TIMELINE, "")
    for kind, ref in ((ExhibitKind.FINDING, named), (ExhibitKind.CHART, "x"), (ExhibitKind.FINDING, node)):
        with pytest.raises(UserError):
            agenda.show_under(meeting.store, point, kind, ref)
    assert [e.kind.value for e in plan(meeting).points[0].exhibits] == ["finding", "subject", "timeline"]
    agenda.show_no_more(meeting.store, shown)
    assert [e.kind.value for e in plan(meeting).points[0].exhibits] == ["finding", "timeline"]


def test_a_conference_recorded_without_a_plan_can_be_planned(meeting: Meeting) -> None:
    from_package = conferences.create(
        meeting.store, meeting.case_id, "2026-10-01", "Saal", "Muster", meeting.office,
    ).ids[0]  # fmt: skip
    made = plan_rows.plan(meeting.store, from_package)
    assert made.points == ()
    agenda.add(meeting.store, from_package, {"title": "Neu"})
    assert [p.title for p in plan_rows.plan(meeting.store, from_package).points] == ["Neu"]


def test_people_are_invited_once_and_sign(meeting: Meeting) -> None:
    with pytest.raises(UserError, match="on the list already"):
        meeting.seat(meeting.police, "herr wache")
    seat = meeting.seats["Herr Wache"]
    seats.declare(meeting.store, seat, "2026-11-20")
    seats.change(meeting.store, seat, {"official": "", "bound_on": "2026-11-21"})
    found = plan(meeting).seat(seat)
    assert (found.declared_on, found.official, found.bound_on) == ("2026-11-20", False, "2026-11-21")
    with pytest.raises(UserError) as refused:
        seats.change(meeting.store, seat, {"declared_on": "gestern"})
    assert refused.value.key == "conference.declared_on"
    seats.remove(meeting.store, seat)
    assert seat not in {s.id for s in plan(meeting).seats}
    undo.undo(meeting.store, meeting.case_id)
    assert plan(meeting).seat(seat).declared_on == "2026-11-20"


def test_the_list_of_conferences_over_all_cases(meeting: Meeting) -> None:
    assert [p.id for p in plan_rows.all_plans(meeting.store)] == [meeting.conference_id]
    assert [p.id for p in plan_rows.plans_of_case(meeting.store, meeting.case_id)] == [meeting.conference_id]
    with pytest.raises(UserError):
        plan_rows.plan(meeting.store, "x")
