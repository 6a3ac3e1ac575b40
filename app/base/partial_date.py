"""Partial dates: moments that are known only in part, as text of EDTF (ISO 8601-2:2019, level 1).

Understood are `2021`, `2021-04`, `2021-04-05`, `2021-04-05T13:30`, each with `~` (about), `?` (uncertain)
or `%` (both), `202X`, `2021-04-XX`, the seasons `2021-21` to `2021-24`, and intervals of two such parts
with `..` (open) or nothing (unknown) on one side. Years have four digits and begin at 1000.
"""

import datetime as dt
import re
from functools import lru_cache

from app.base.i18n import _

_PLAIN = re.compile(
    r"(?P<year>[1-9][0-9]{3})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?(?P<qualifier>[~?%]?)"
)
_LOOSE = re.compile(r"[1-9][0-9](?:[0-9]{2}|[0-9]X|XX)(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?)?[~?%]?")
_OPEN = ("", "..")


class NoDateError(ValueError):
    """What stands there is no partial date; its text is a translated sentence that names it."""

    def __init__(self, text: str) -> None:
        sentence = _("“{text}” is not a date. Write 2021, 2021-04, 2021-04-05 or 05.04.2021.")
        super().__init__(sentence.format(text=text))


def normalise(text: str) -> str:
    """Return `text` as canonical EDTF; ValueError with a translated reason if it is no partial date.

    Zero seconds go, everything else stays as it was said. `normalise` changes nothing the second time.
    """
    value = text.strip().upper()
    if "/" in value:
        begin, _slash, end = value.partition("/")
        value = f"{_canonical_or_open(begin)}/{_canonical_or_open(end)}"
    else:
        value = _canonical(value)
    bounds(value)
    return value


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that `value` can mean, for sorting and for the timeline.

    An open or unknown side of an interval reaches to `date.min` or `date.max`. The qualifiers `~ ? %` do
    not widen the bounds: how much "about" is, nobody said. ValueError if `value` is no partial date.
    """
    if "/" not in value:
        return _bounds_of_part(value)
    begin, _slash, end = value.partition("/")
    if begin in _OPEN and end in _OPEN:
        raise ValueError(_("An interval needs at least one date."))
    first = dt.date.min if begin in _OPEN else _bounds_of_part(begin)[0]
    last = dt.date.max if end in _OPEN else _bounds_of_part(end)[1]
    if first > last:
        raise ValueError(_("The interval “{text}” ends before it begins.").format(text=value))
    return first, last


def parts(value: str) -> dict[str, str] | None:
    """Return year, month, day, hour, minute, second, zone, qualifier of a date that is known to its end.

    What is not stated is empty text. None for intervals, seasons and dates with X in them.
    """
    match = _PLAIN.fullmatch(value)
    if match is None or 21 <= int(match["month"] or 1) <= 24:
        return None
    return {name: part or "" for name, part in match.groupdict().items()}


def _canonical_or_open(part: str) -> str:
    return part.strip() if part.strip() in _OPEN else _canonical(part.strip())


def _canonical(part: str) -> str:
    match = _PLAIN.fullmatch(part)
    if match is not None and match["second"] == "00":
        part = part[: match.start("second") - 1] + part[match.end("second") :]
    return part


def _bounds_of_part(part: str) -> tuple[dt.date, dt.date]:
    known = parts(part)
    if known is not None:
        return _bounds_of_known(part, known)
    if _LOOSE.fullmatch(part) is None:
        raise NoDateError(part)
    return _bounds_by_library(part)


def _bounds_of_known(part: str, known: dict[str, str]) -> tuple[dt.date, dt.date]:
    # The library takes 29 February in any year and no time without seconds, so the calendar decides here.
    year, month, day = int(known["year"]), known["month"], known["day"]
    try:
        if known["hour"]:
            dt.time(int(known["hour"]), int(known["minute"]), int(known["second"] or 0))
        if known["zone"] not in ("", "Z"):
            dt.time.fromisoformat(known["zone"][1:])
        first = dt.date(year, int(month or 1), int(day or 1))
    except ValueError as error:
        raise NoDateError(part) from error
    if day:
        return first, first
    return first, _last_day(year, int(month or 12))


def _last_day(year: int, month: int) -> dt.date:
    if month == 12:
        return dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def _bounds_by_library(part: str) -> tuple[dt.date, dt.date]:
    from edtf import parse_edtf  # heavy: loaded on first use

    parsed = parse_edtf(part, fail_silently=True)
    if parsed is None:
        raise NoDateError(part)
    try:
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return dt.date(*lower[:3]), dt.date(*upper[:3])
    except (ValueError, TypeError) as error:
        raise NoDateError(part) from error
