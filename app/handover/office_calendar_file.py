"""What is due in the registers, as a calendar file for the calendar of any office."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _
from app.conference.calendar_text import Event, calendar
from app.handover.artefact_file import taken_back_on_failure, whole_file
from app.office.office_calendar import Due, due_items
from app.office.register_model import register
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The file that was written and how many dates it holds."""

    path: Path
    events: int


def write_calendar(store: Store, out: Path, until: dt.date | None = None) -> CalendarFile:
    """Write the dates from today on, up to a day if one is given, as an iCalendar file (.ics).

    Each is a whole day. A calendar is read by more people than a protected register: nothing of one
    goes into it.
    """
    events = [
        _event(i) for i in due_items(store, until) if not i.overdue and not register(i.register).protected
    ]
    with taken_back_on_failure([out]):
        with whole_file(out) as file:
            file.write(calendar(events))
        store.consult("", _("Dates of the office written as a calendar"))
    return CalendarFile(out, len(events))


def _event(item: Due) -> Event:
    title = ": ".join(filter(None, (item.text, item.title)))
    uid = f"{item.entry_id or item.register + item.day.isoformat()}@rundblick"
    return Event(uid, item.day, title)
