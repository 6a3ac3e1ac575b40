r"""Calendar files (iCalendar, RFC 5545): events and tasks as text, for the calendar of any office.

Only what the program needs of the standard: one VCALENDAR with VTIMEZONE, VEVENT and VTODO. Lines end in
CRLF and are folded before the 76th octet, never within a character (3.1); text values escape backslash,
semicolon, comma and line breaks (3.3.11); local times carry the zone, whose rules are those of Central
European Time since 1996 (Directive 2000/84/EC).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.base.clock import now
from app.base.version import VERSION

ZONE = "Europe/Berlin"
_WIDTH = 75
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a begin: a local moment, or a whole day (`dt.date`) if no time is known.

    `uid` names it for good: sent again with a higher `sequence` it replaces the earlier one.
    """

    uid: str
    begin: dt.date
    summary: str
    minutes: int = 0
    location: str = ""
    description: str = ""
    sequence: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something due on a day; `done` tasks keep their place in the calendar."""

    uid: str
    due: dt.date
    summary: str
    description: str = ""
    done: bool = False


def calendar(entries: Iterable[Event | Task]) -> bytes:
    """Return a calendar file as UTF-8; its time stamp is the present moment."""
    stamp = f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Rundblick//Rundblick {VERSION}//DE"]
    lines += ["CALSCALE:GREGORIAN", *_ZONE_LINES]
    for entry in entries:
        lines += _event(entry, stamp) if isinstance(entry, Event) else _task(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(event: Event, stamp: str) -> Sequence[str]:
    lines = ["BEGIN:VEVENT", f"UID:{event.uid}", stamp, *_span(event), f"SUMMARY:{escaped(event.summary)}"]
    lines += [f"LOCATION:{escaped(event.location)}"] if event.location else []
    lines += [f"DESCRIPTION:{escaped(event.description)}"] if event.description else []
    status = "CANCELLED" if event.cancelled else "CONFIRMED"
    lines += [f"SEQUENCE:{event.sequence}", f"STATUS:{status}", "CLASS:CONFIDENTIAL", "END:VEVENT"]
    return lines


def _span(event: Event) -> Sequence[str]:
    if not isinstance(event.begin, dt.datetime):
        day = event.begin + dt.timedelta(days=1)
        return f"DTSTART;VALUE=DATE:{event.begin:%Y%m%d}", f"DTEND;VALUE=DATE:{day:%Y%m%d}"
    end = event.begin + dt.timedelta(minutes=event.minutes or 60)
    return tuple(
        f"{name};TZID={ZONE}:{at:%Y%m%dT%H%M%S}" for name, at in (("DTSTART", event.begin), ("DTEND", end))
    )


def _task(task: Task, stamp: str) -> Sequence[str]:
    status = "COMPLETED" if task.done else "NEEDS-ACTION"
    lines = ["BEGIN:VTODO", f"UID:{task.uid}", stamp, f"DUE;VALUE=DATE:{task.due:%Y%m%d}"]
    lines += [f"SUMMARY:{escaped(task.summary)}"]
    lines += [f"DESCRIPTION:{escaped(task.description)}"] if task.description else []
    return [*lines, f"STATUS:{status}", "CLASS:CONFIDENTIAL", "END:VTODO"]


def escaped(text: str) -> str:
    """Return a text value as the standard writes it; control characters go."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(c for c in lines if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(mark, written)
    return plain


def folded(line: str) -> bytes:
    """Return a content line as octets, folded and ended."""
    pieces, piece, room = [], b"", _WIDTH
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            # The blank that begins a continuation counts.
            piece, room = b"", _WIDTH - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
