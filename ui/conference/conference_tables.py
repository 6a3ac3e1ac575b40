"""The columns of agenda, people and measures."""

from app.base.i18n import _
from ui.conference.conference_query import MeasureLine, PointRow, SeatRow
from ui.widgets.column import Column, count_column, tally_column


def point_columns() -> tuple[Column[PointRow], ...]:
    """Return the columns of the agenda."""
    return (
        count_column("no", lambda: _("No."), lambda r: r.no, 50),
        Column("title", lambda: _("Point"), lambda r: r.title, tooltip=lambda r: r.title, width=230),
        tally_column("minutes", lambda: _("Min."), lambda r: r.minutes, 55),
        Column("audience", lambda: _("For"), lambda r: r.audience, tooltip=lambda r: r.audience, width=110),
        Column(
            "unread",
            lambda: _("Not cleared for"),
            lambda r: r.unread,
            tooltip=lambda r: r.unread,
            width=120,
        ),
        Column("shown", lambda: _("Shown"), lambda r: r.shown, tooltip=lambda r: r.shown, width=140),
        Column(
            "leaving",
            lambda: _("Leave the room"),
            lambda r: r.leaving,
            tooltip=lambda r: r.leaving,
            width=120,
        ),
        Column("less", lambda: _("Not for all"), lambda r: r.less, tooltip=lambda r: r.less, width=130),
        Column(
            "decision", lambda: _("Decision"), lambda r: r.decision, tooltip=lambda r: r.decision, width=120
        ),
    )


def seat_columns() -> tuple[Column[SeatRow], ...]:
    """Return the columns of the people."""
    return (
        Column("person", lambda: _("Person"), lambda r: r.person, width=170),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, tooltip=lambda r: r.agency, width=200),
        Column("role", lambda: _("Role"), lambda r: r.role, width=190),
        Column("attendance", lambda: _("Attendance"), lambda r: r.attendance, width=100),
        Column("declared", lambda: _("Declaration"), lambda r: r.declared, width=170),
    )


def measure_columns(*, with_case: bool) -> tuple[Column[MeasureLine], ...]:
    """Return the columns of measures, with the number of the case where they are of several."""
    case = Column[MeasureLine]("case", lambda: _("Case"), lambda r: r.case, width=110)
    return (
        *((case,) if with_case else ()),
        count_column("no", lambda: _("No."), lambda r: r.no, 50),
        Column("title", lambda: _("Measure"), lambda r: r.title, tooltip=lambda r: r.title, width=220),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, tooltip=lambda r: r.agency, width=140),
        Column("person", lambda: _("Person"), lambda r: r.person, width=100),
        Column("power", lambda: _("Legal power"), lambda r: r.power, tooltip=lambda r: r.power, width=110),
        Column("due", lambda: _("Due"), lambda r: r.due, lambda r: r.due_sort, width=110),
        Column("state", lambda: _("State"), lambda r: r.state, width=90),
        Column("late", lambda: _("Overdue"), lambda r: r.late, width=85),
        Column("result", lambda: _("Result"), lambda r: r.result, tooltip=lambda r: r.result, width=130),
        Column("escalated", lambda: _("Escalated"), lambda r: r.escalated, width=110),
        Column("came_back", lambda: _("Came back"), lambda r: r.came_back, width=110),
    )
