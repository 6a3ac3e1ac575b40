"""What was said at a conference goes with what it repeats, and all of it with the case."""

from conference_factory import Meeting
from sqlalchemy import select
from test_running import held

from app.base.records import MeasureState
from app.casework import case_erasure, case_frame, case_lists, case_steps, cases, erasure
from app.casework.case_steps import CaseStatus
from app.casework.erasure_repeats import TAKE_OUT
from app.conference import agenda, measures, plan_rows
from app.store import tables

OWN = (
    "conference", "agenda_item", "participant", "measure", "conference_frame", "agenda_point",
    "agenda_audience", "agenda_exhibit", "participant_frame", "conference_presence", "conference_ground",
    "conference_showing", "conference_hearing", "conference_copy", "measure_frame", "measure_step",
)  # fmt: skip


def test_words_of_a_closed_point_are_found_and_taken_out(meeting: Meeting) -> None:
    _node, named = meeting.person("Anna Muster")
    point = meeting.point("Nur Polizei", (meeting.police,))
    agenda.decide(meeting.store, point, "Anna Muster vorladen", "auch Anna Muster")
    made = measures.create(meeting.store, meeting.case_id, "K", meeting.police, "§ 1", "").ids[0]
    measures.set_state(meeting.store, made, MeasureState.NOT_DONE, "Anna Muster war verreist")
    found = erasure.foresee(meeting.store, meeting.case_id, [named]).repeats
    assert {(r.table, r.column) for r in found if TAKE_OUT in r.can} >= {
        ("agenda_point", "decision"), ("agenda_point", "note"), ("measure_step", "text"),
    }  # fmt: skip
    choices = {r.key: TAKE_OUT for r in found if TAKE_OUT in r.can}
    erasure.erase(meeting.store, meeting.case_id, [named], "Frist", repeats=choices)
    now = plan_rows.plan(meeting.store, meeting.conference_id).point(point)
    assert "Anna" not in now.decision + now.note


def test_a_finding_that_was_to_be_shown_can_be_erased(meeting: Meeting) -> None:
    held(meeting)
    (named,) = [f.id for f in cases.records(meeting.store, meeting.case_id).findings if "Anna" in f.value]
    erasure.erase(meeting.store, meeting.case_id, [named], "Frist")
    assert plan_rows.plan(meeting.store, meeting.conference_id).points


def test_nothing_of_a_conference_is_left_of_an_erased_case(meeting: Meeting) -> None:
    held(meeting)
    frame = {"question": "Wer?", "controller": "PP Musterstadt", "review_due": "2099-01-01"}
    case_frame.edit(meeting.store, meeting.case_id, frame)
    case_steps.take(meeting.store, meeting.case_id, CaseStatus.RUNNING, "los")
    case_steps.take(meeting.store, meeting.case_id, CaseStatus.COMPLETED, "fertig", outcome=outcome())
    case_erasure.erase(meeting.store, meeting.case_id, "Frist abgelaufen")
    with meeting.store.read() as connection:
        left = {name: connection.execute(select(tables.metadata.tables[name])).all() for name in OWN}
        assert connection.execute(select(tables.handover)).all()
    assert {name for name, rows in left.items() if rows} == set()


def outcome() -> str:
    return next(iter(case_lists.entries(case_lists.OUTCOMES)))
