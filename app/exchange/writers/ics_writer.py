"""Dates of a case as iCalendar (RFC 5545): conferences, due measures, dated events.

A calendar is seen by many eyes: what an entry says is the reference of the case and its kind, never a name
or what happened.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from app.base import partial_date
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.chart_text import clean
from app.exchange.table_content import marking
from app.exchange.writers.carried import carried
from app.exchange.writers.losses import left_out
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy.views import View

_FOLD = 75
_LONGEST_DAYS = 366
_TOLD = frozenset(("date", "kind"))


class _Entry(NamedTuple):
    uid: str
    first: dt.date
    last: dt.date
    words: str
    place: str = ""
    moment: str = ""
    about: bool = False


def write_ics(view: View, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write a calendar with an entry for each date known to the day; UTF-8 with folded lines.

    Raises `UserError` `export.no_dates` where there is none: the format has no empty calendars.
    """
    entries, _vague = _entries(view)
    if not entries:
        raise UserError(
            "export.no_dates",
            _("There is no date known to the day in what may be written."),
            _("Conferences, due measures and events with a day would stand in the calendar."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rundblick//Rundblick//DE", "CALSCALE:GREGORIAN"]
    lines += [
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(view.header.reference)}",
        f"X-RUNDBLICK:{_text(marking(view))}",
    ]
    stamp = f"{view.as_of.replace('-', '')}T000000Z"
    for entry in (progress or Progress()).each(entries):
        lines += _event(entry, stamp, view)
    lines.append("END:VCALENDAR")
    out.write("".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode())


def ics_losses(view: View) -> tuple[str, ...]:
    """Return what would be lost, a sentence each."""
    entries, vague = _entries(view)
    lines = [
        _("Only dates are written ({count}): findings, links, gradings, handling and labels are not.").format(
            count=len(entries)
        ),
        _("An entry names the case and the kind of date, no person and nothing of what happened."),
    ]
    return (*lines, *left_out(vague, _("dates"), _("they are not known to the day.")))


def ics_shown(view: View) -> View:
    """Return the view with the findings that a calendar tells of: the dates of events, and their kind."""
    events = {subject.id for subject in view.subjects if subject.type == "event"}
    told = tuple(f for f in view.findings if f.subject_id in events and f.property in _TOLD)
    return replace(view, findings=told)


def _entries(view: View) -> tuple[list[_Entry], int]:
    found: list[_Entry] = []
    vague = 0
    reference = clean(view.header.reference)
    for conference in view.conferences:
        words = _("Case conference {no}").format(no=conference.no)
        vague += _add(
            found, conference.id, conference.held_on, f"{reference}: {words}", clean(conference.place)
        )
    for measure in view.measures:
        if measure.due:
            words = _("Measure {no} is due").format(no=measure.no)
            vague += _add(found, measure.id, measure.due, f"{reference}: {words}")
    for node in carried(view).nodes:
        if node.type == "event":
            declared = ontology().property("event", "kind")
            kind = node.one("kind")
            words = display_for(declared, kind) if kind else _("Event")
            for no, date in enumerate(node.values.get("date", ())):
                vague += _add(found, f"{node.id}-{no}", date, f"{reference}: {words}")
    return found, vague


def _add(found: list[_Entry], uid: str, date: str, words: str, place: str = "") -> int:
    """Add an entry; returns 1 if the date is not known to the day."""
    try:
        first, last = partial_date.bounds(date)
    except ValueError:
        return 1
    known = partial_date.parts(date)
    exact = known is not None and bool(known["day"])
    days = "/" in date and ".." not in date and (last - first).days <= _LONGEST_DAYS
    if not exact and not days:
        return 1
    moment = ""
    if known is not None and known["hour"]:
        moment = (
            f"T{known['hour']}{known['minute']}{known['second'] or '00'}{'Z' if known['zone'] == 'Z' else ''}"
        )
    about = known is not None and bool(known["qualifier"])
    found.append(_Entry(uid, first, last, words, place, moment, about))
    return 0


def _event(entry: _Entry, stamp: str, view: View) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}@rundblick.invalid"
    yield f"DTSTAMP:{stamp}"
    if entry.moment:
        yield f"DTSTART:{entry.first:%Y%m%d}{entry.moment}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.last + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.words)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    yield f"CLASS:{'CONFIDENTIAL' if view.internal or view.header.classification != 'OPEN' else 'PRIVATE'}"
    yield f"STATUS:{'TENTATIVE' if entry.about else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """A text value (RFC 5545, 3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line of at most 75 bytes, going on in the next one after a blank (3.1); no character is cut."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
