"""Invitations and due days as calendar entries: by number, with nothing of what a case is about."""

import datetime as dt
from collections.abc import Iterable, Mapping

from app.base.conference_records import Plan
from app.base.i18n import _
from app.base.records import ConferenceState, Measure, MeasureState
from app.conference.calendar_text import Event, Task, calendar
from app.conference.plan_checks import begin_of

_ENDED = frozenset({MeasureState.DONE, MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE})


def invitation(plan: Plan, reference: str, sequence: int = 0) -> bytes:
    """Return the invitation to a conference as a calendar file.

    The title names case and conference by number; neither agenda nor people are in it, for calendars are read
    by many.
    """
    return calendar([_event(plan, reference, sequence)])


def _event(plan: Plan, reference: str, sequence: int) -> Event:
    title = _("Case conference {reference}, no. {no}").format(reference=reference, no=plan.no)
    note = _("Agenda and papers are handed over on their own. Please confirm your attendance to the office.")
    return Event(
        uid=f"{plan.id}@rundblick",
        begin=begin_of(plan.held_on) or _day_of(plan.held_on),
        summary=title,
        minutes=plan.minutes,
        location=plan.place,
        description=note,
        sequence=sequence,
        cancelled=plan.state is ConferenceState.CANCELLED,
    )


def due_days(measures: Iterable[Measure], references: Mapping[str, str]) -> bytes:
    """Return the due days of measures as tasks of a calendar; those without a day are left out.

    `references` are the numbers of the cases by id. What a measure is stands in the case, not in a calendar.
    """
    tasks = []
    for measure in measures:
        try:
            due = dt.date.fromisoformat(measure.due[:10])
        except ValueError:
            continue
        title = _("Measure {no} of case {reference} is due").format(
            no=measure.no, reference=references.get(measure.case_id, "")
        )
        tasks.append(Task(f"{measure.id}@rundblick", due, title, done=measure.state in _ENDED))
    return calendar(tasks)


def _day_of(text: str) -> dt.date:
    """Return the day of a partial date; the first one of a month or year."""
    parts = [int(p) for p in text[:10].replace("~", "").replace("?", "").split("-")[:3] if p.isdecimal()]
    year, month, day = [*parts, 1, 1, 1][:3] if parts else (1970, 1, 1)
    return dt.date(year, month, day)
