"""Running a conference: it begins, goes from point to point, people come and leave, it ends."""

import datetime as dt
from contextlib import AbstractContextManager

from sqlalchemy import func, select

from app.base.clock import FORM, moment_of, now_text
from app.base.conference_records import CAME, LEFT, Attendance, Plan
from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import ConferenceState
from app.conference import agenda, plan_checks, planning
from app.conference.plan_rows import read_plan
from app.conference.presence import present
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def begin(store: Store, conference_id: str) -> Change:
    """Open a planned conference; who is present is said person by person (`came`)."""
    with role_acts.under(Act.KEEP_OFFICE), _at(store, conference_id, _("Conference opened")) as work:
        plan = _planned(work, conference_id)
        if plan.begun_at:
            raise UserError("conference.begun", _("It has begun already."), _("Go on with its agenda."))
        agenda.adopt(work, conference_id)
        planning.mark_time(work, conference_id, begun_at=now_text())
        work.about(conference_id)
    return work.done


def go_to(store: Store, point_id: str) -> Change:
    """Go to a point of the agenda: it begins now, and the one before it ends.

    Raises `UserError` while somebody is in the room who may not hear it.
    """
    conference_id, _case = plan_checks.case_of(store, tables.agenda_point, point_id)
    with role_acts.under(Act.KEEP_OFFICE), _at(store, conference_id, _("Point called")) as work:
        plan, moment = _running(work, conference_id), now_text()
        point = plan.point(point_id)
        inside = present(plan.passages)
        leaving = [s.person for s in plan.seats if s.id in inside and not point.open_to(s.agency_id)]
        if leaving:
            raise UserError(
                "conference.must_leave",
                _("This point is not for everybody in the room: {names}."),
                _("Ask them to leave, and say so in the list of those present."),
                names=", ".join(leaving),
            )
        _end_points(work, plan, moment, but=point_id)
        work.update(tables.agenda_point, point_id, begun_at=point.begun_at or moment, ended_at="")
        work.about(point_id)
    return work.done


def came(store: Store, seat_id: str) -> Change:
    """Somebody came in, at the beginning or late.

    Raises `UserError` for somebody who may not hear the point that is called.
    """
    conference_id, _case = plan_checks.case_of(store, tables.participant, seat_id)
    with role_acts.under(Act.KEEP_OFFICE), _at(store, conference_id, _("Came in")) as work:
        plan = _running(work, conference_id)
        if seat_id in present(plan.passages):
            raise UserError("conference.inside", _("This person is in the room."), _("Look at the list."))
        called = next((p for p in plan.points if p.begun_at and not p.ended_at), None)
        if called is not None and not called.open_to(plan.seat(seat_id).agency_id):
            raise UserError(
                "conference.closed_point",
                _("The point that is called is not for this agency."),
                _("Let the person wait, or call another point first."),
            )
        _pass(work, conference_id, seat_id, CAME)
        work.update(tables.participant, seat_id, attendance=Attendance.PRESENT.value)
        work.about(seat_id)
    return work.done


def left(store: Store, seat_id: str) -> Change:
    """Somebody left the room, for a point or for good."""
    conference_id, _case = plan_checks.case_of(store, tables.participant, seat_id)
    with role_acts.under(Act.KEEP_OFFICE), _at(store, conference_id, _("Left the room")) as work:
        plan = _running(work, conference_id)
        if seat_id not in present(plan.passages):
            raise UserError(
                "conference.outside", _("This person is not in the room."), _("Look at the list.")
            )
        _pass(work, conference_id, seat_id, LEFT)
        work.about(seat_id)
    return work.done


def end(store: Store, conference_id: str) -> Change:
    """Close a conference: the point that is called ends, everybody leaves, and it counts as held."""
    with role_acts.under(Act.KEEP_OFFICE), _at(store, conference_id, _("Conference closed")) as work:
        plan, moment = _running(work, conference_id), now_text()
        _end_points(work, plan, moment)
        for seat_id in sorted(present(plan.passages)):
            _pass(work, conference_id, seat_id, LEFT)
        planning.mark_time(work, conference_id, ended_at=moment)
        work.update(tables.conference, conference_id, state=ConferenceState.HELD.value)
        work.about(conference_id)
    return work.done


def _at(store: Store, conference_id: str, label: str) -> AbstractContextManager[UnitOfWork]:
    _same, case_id = plan_checks.case_of(store, tables.conference, conference_id)
    return store.write(label, Action.ALTERATION, case_id=case_id)


def _planned(work: UnitOfWork, conference_id: str) -> Plan:
    plan = read_plan(work.connection, conference_id)
    if plan.state is not ConferenceState.PLANNED:
        raise UserError(
            "conference.state",
            _("This conference was held or cancelled."),
            _("Call another one."),
        )
    return plan


def _running(work: UnitOfWork, conference_id: str) -> Plan:
    plan = _planned(work, conference_id)
    if not plan.begun_at:
        raise UserError("conference.not_begun", _("The conference has not begun."), _("Open it first."))
    return plan


def _pass(work: UnitOfWork, conference_id: str, seat_id: str, state: str) -> None:
    t = tables.conference_presence
    row = {
        "conference_id": conference_id,
        "participant_id": seat_id,
        "state": state,
        "at": _moment(work, conference_id),
    }
    work.insert(t, row)


def _moment(work: UnitOfWork, conference_id: str) -> str:
    """Return the present moment, always after the last passage: their order is that of their moments.

    A clock may be set back, and two may come in one second.
    """
    t = tables.conference_presence
    last = work.connection.execute(
        select(func.max(t.c.at)).where(t.c.conference_id == conference_id)
    ).scalar()
    moment = now_text()
    if not last or last < moment:
        return moment
    return (moment_of(str(last)) + dt.timedelta(seconds=1)).strftime(FORM)


def _end_points(work: UnitOfWork, plan: Plan, moment: str, but: str = "") -> None:
    for point in plan.points:
        if point.id and point.id != but and point.begun_at and not point.ended_at:
            work.update(tables.agenda_point, point.id, ended_at=moment)
