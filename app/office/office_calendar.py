"""What the office has before it: meetings, terms and reminders from all registers, by day."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection

from app.base.clock import today
from app.base.i18n import _
from app.base.partial_date import bounds
from app.office.entries import Entry, entries_in, offered
from app.office.entry_keeping import months_after
from app.office.figures import first_day
from app.office.register_model import register, registers
from app.office.register_types import Register
from app.store.store import Store

STEERING, SESSIONS = "steering_meetings", "steering"
_PER_YEAR = "sessions_per_year"


@dataclass(frozen=True, slots=True)
class Due:
    """Something due: on `day` (the last one that its date can mean), from which entry.

    `begin` is the first day it can mean. `entry_id` is "" for a reminder that no entry stands behind.
    """

    day: dt.date
    begin: dt.date
    text: str
    title: str
    register: str
    entry_id: str

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.day < today()


def due_items(store: Store, until: dt.date | None = None) -> tuple[Due, ...]:
    """Return what is due up to a day (all with None), the earliest first; closed entries are done."""
    with store.read() as connection:
        found = [item for d in registers().values() if offered(store, d) for item in _of(connection, d)]
        found += _steering(connection)
    chosen = [item for item in found if until is None or item.begin <= until]
    return tuple(sorted(chosen, key=lambda item: (item.day, item.text, item.title, item.entry_id)))


def _of(connection: Connection, declared: Register) -> list[Due]:
    rule = declared.due
    if rule is None:
        return []
    closed = declared.closed_states()
    items = []
    for entry in entries_in(connection, declared):
        value = entry.value(rule.field)
        if not value or entry.state in closed:
            continue
        begin, end = bounds(value)
        if dt.date.max in (begin, end) or begin == dt.date.min:
            continue
        begin, end = (months_after(day, rule.add_months) for day in (begin, end))
        items.append(Due(end, begin, rule.label, _title(declared, entry), declared.id, entry.id))
    return items


def _title(declared: Register, entry: Entry) -> str:
    """Return what an entry is called in a list: of a protected register its number alone."""
    if declared.protected:
        return entry.value("number")
    caption = entry.value(declared.caption)
    return "" if caption == entry.value(declared.due.field if declared.due else "") else caption


def _steering(connection: Connection) -> list[Due]:
    """Return a reminder if this half-year has no meeting of the steering committee, held or foreseen."""
    if not any(int(e.value(_PER_YEAR) or 0) for e in entries_in(connection, register(SESSIONS))):
        return []
    now = today()
    begin, end = half_year(now)
    days = [
        day
        for e in entries_in(connection, register(STEERING))
        if e.state != "cancelled" and (day := first_day(e.value("date"))) is not None
    ]
    if any(begin <= day <= end for day in days):
        return []
    text = _("No meeting of the steering committee in this half-year")
    return [Due(end, now, text, "", STEERING, "")]


def half_year(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the half-year that a day is in."""
    if day.month <= 6:
        return dt.date(day.year, 1, 1), dt.date(day.year, 6, 30)
    return dt.date(day.year, 7, 1), dt.date(day.year, 12, 31)
