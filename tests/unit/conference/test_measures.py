"""Measures: agreed, followed, escalated, brought to an end; their result comes back as a contribution."""

import datetime as dt

import pytest
from conference_factory import LABEL, Meeting

from app.base import clock
from app.base.errors import UserError
from app.base.records import Measure, MeasureState
from app.casework import cases
from app.casework.contributions import Arrival
from app.conference import measure_tracking, measures
from app.store import undo


def agreed(meeting: Meeting, title: str = "Kontrolle", due: str = "2027-01-31", **more: str) -> str:
    made = measures.create(
        meeting.store, meeting.case_id, title, meeting.trade, "§ 29 GewO", due,
        conference_id=meeting.conference_id, **more,
    )  # fmt: skip
    return made.ids[0]


def one(meeting: Meeting, measure_id: str) -> Measure:
    return next(m for m in measures.of_case(meeting.store, meeting.case_id) if m.id == measure_id)


def test_a_measure_names_what_who_when_and_on_which_power(meeting: Meeting) -> None:
    _node, named = meeting.person("Anna Muster")
    made = measures.create(
        meeting.store, meeting.case_id, " Kontrolle ", meeting.trade, "§ 29 GewO", "31.01.2027",
        person="Herr Amt", provision="GewO-14-6", priority="high", cites=[named],
    ).ids[0]  # fmt: skip
    found, frame = one(meeting, made), measure_tracking.frames(meeting.store, meeting.case_id)[made]
    assert (found.title, found.due, found.cites) == ("Kontrolle", "2027-01-31", (named,))
    assert (frame.person, frame.provision, frame.priority) == ("Herr Amt", "GewO-14-6", "high")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": " "}, "measure.title"),
        ({"agency_id": ""}, "measure.agency_id"),
        ({"legal_power": ""}, "measure.power"),
        ({"due": "bald"}, "review.day"),
        ({"provision": "x"}, "provisions.unknown"),
        ({"priority": "x"}, "case_list.priorities"),
        ({"cites": ["x"]}, "measure.cites"),
    ],
)
def test_what_is_missing_is_said(meeting: Meeting, changes: dict[str, str], key: str) -> None:
    values = {"title": "K", "agency_id": meeting.trade, "legal_power": "§ 1", "due": ""} | changes
    with pytest.raises(UserError) as refused:
        measures.create(meeting.store, meeting.case_id, **values)
    assert refused.value.key == key
    assert measures.of_case(meeting.store, meeting.case_id) == ()


def test_impossible_and_not_done_are_kept_apart_and_explained(meeting: Meeting) -> None:
    first, second = agreed(meeting), agreed(meeting)
    for measure, state in ((first, MeasureState.IMPOSSIBLE), (second, MeasureState.NOT_DONE)):
        with pytest.raises(UserError, match="explanation"):
            measures.set_state(meeting.store, measure, state)
        measures.set_state(meeting.store, measure, state, "Betrieb geschlossen")
    assert [m.state for m in measures.of_case(meeting.store, meeting.case_id)] == [
        MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE,
    ]  # fmt: skip


def test_every_step_is_kept(meeting: Meeting) -> None:
    made = agreed(meeting)
    meeting.tick()
    measures.set_state(meeting.store, made, MeasureState.RUNNING, conference_id=meeting.conference_id)
    meeting.tick()
    measure_tracking.escalate(meeting.store, made, "Bezirksregierung", "seit drei Wochen keine Antwort")
    steps = measure_tracking.frames(meeting.store, meeting.case_id)[made].steps
    assert [(s.kind, s.state, s.told) for s in steps] == [
        ("state", "running", ""), ("escalation", "", "Bezirksregierung"),
    ]  # fmt: skip
    assert steps[0].conference_id == meeting.conference_id
    for told, reason in (("", "x"), ("x", "")):
        with pytest.raises(UserError):
            measure_tracking.escalate(meeting.store, made, told, reason)


def test_the_result_comes_back_as_a_contribution(meeting: Meeting) -> None:
    made = agreed(meeting)
    arrival = Arrival(meeting.trade, "Bericht zur Kontrolle", "file", "Az. 12", "A", label=LABEL)
    change = measure_tracking.feed_back(meeting.store, made, arrival, "zwei Verstöße")
    found = one(meeting, made)
    assert (found.state, found.result) == (MeasureState.DONE, "zwei Verstöße")
    frame = measure_tracking.frames(meeting.store, meeting.case_id)[made]
    assert frame.contribution_id == change.ids[0]
    held = cases.records(meeting.store, meeting.case_id)
    assert frame.contribution_id in {c.id for c in held.contributions}
    undo.undo(meeting.store, meeting.case_id)
    assert one(meeting, made).state is MeasureState.OPEN
    assert len(cases.records(meeting.store, meeting.case_id).contributions) == 1
    undo.redo(meeting.store, meeting.case_id)
    assert one(meeting, made).state is MeasureState.DONE
    with pytest.raises(UserError):
        measure_tracking.feed_back(meeting.store, made, arrival, " ")


def test_a_measure_is_changed_with_its_reasons(meeting: Meeting) -> None:
    made, (_node, named) = agreed(meeting), meeting.person("Anna Muster")
    measure_tracking.edit(meeting.store, made, {"due": "2027-02-28", "person": "Frau Amt"}, [named])
    found = one(meeting, made)
    assert (found.title, found.due, found.cites) == ("Kontrolle", "2027-02-28", (named,))
    measure_tracking.edit(meeting.store, made, {"evidence": "Protokoll"}, [])
    assert one(meeting, made).cites == ()
    frame = measure_tracking.frames(meeting.store)[made]
    assert (frame.person, frame.evidence) == ("Frau Amt", "Protokoll")


def test_overdue_and_the_intervention_matrix_over_cases(meeting: Meeting) -> None:
    clock.set_source(lambda: dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
    late, done, later = agreed(meeting, due="2026-11-01"), agreed(meeting, due="2026-10-01"), agreed(meeting)
    measures.set_state(meeting.store, done, MeasureState.DONE, "erledigt")
    other = cases.create(meeting.store, "360-2026-901", "Zweiter", "Zweck", "Grundlage").ids[0]
    second = measures.create(meeting.store, other, "Prüfung", meeting.police, "§ 8", "2026-11-10").ids[0]
    found = measures.everywhere(meeting.store)
    assert [m.id for m in measure_tracking.overdue(found, "2026-11-23")] == [late, second]
    matrix = measure_tracking.intervention(found)
    assert [m.id for m in matrix[meeting.trade]] == [done, late, later]
    assert set(matrix) == {meeting.trade, meeting.police}
    assert [m.id for m in measures.open_ones(meeting.store)] == [late, second, later]


def test_numbers_of_measures(meeting: Meeting) -> None:
    made = agreed(meeting)
    assert measures.find(meeting.store, meeting.case_id, 1).id == made
    with pytest.raises(UserError, match="number 7"):
        measures.find(meeting.store, meeting.case_id, 7)
    with pytest.raises(UserError):
        measures.set_state(meeting.store, "x", MeasureState.DONE)
