"""The axis of time: where to put its ticks at any scale, and what to write at them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from app.base.i18n import language
from app.ontology.values import display
from app.ontology.wording import words

_FIRST, _LAST = 1, dt.date.max.toordinal()
_MONTH, _YEAR = 30.4369, 365.2425
_HOURS = (1, 3, 6, 12)
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis (day number) and its words."""

    at: float
    text: str


def ticks(first: float, last: float, scale: float, least: float) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
    """Return the ticks from day `first` to `last`, at least about `least` apart at `scale` per day.

    The second row names what the first is part of: the day of hours, the month of days, the year of
    months. It begins before `first` where that part does.
    """
    low, high = max(first, _FIRST), min(last, _LAST)
    if high < low:
        return (), ()
    room = least / scale
    for hours in _HOURS:
        if hours / 24 >= room:
            return tuple(_hours(low, high, hours)), tuple(_days(low, high, 1, whole=True))
    for days in _DAYS:
        if days >= room * 0.6:
            return tuple(_days(low, high, days)), tuple(_months(low, high, 1, whole=True))
    for months in _MONTHS:
        if months * _MONTH >= room:
            return tuple(_months(low, high, months)), tuple(_years(low, high, 1))
    step = next((years for years in _YEARS if years * _YEAR >= room), _YEARS[-1])
    return tuple(_years(low, high, step)), ()


def _hours(low: float, high: float, step: int) -> Iterator[Tick]:
    for day in range(int(low), int(high) + 1):
        for hour in range(0, 24, step):
            yield Tick(day + hour / 24, f"{hour:02d}:00")


def _days(low: float, high: float, step: int, *, whole: bool = False) -> Iterator[Tick]:
    for number in range(int(low), int(high) + 1):
        day = dt.date.fromordinal(number)
        if (day.day - 1) % step == 0 and (day.day == 1 or day.day + step / 2 <= 31):
            short = f"{day.day}." if language() == "de" else str(day.day)
            yield Tick(float(number), display("partial_date", day.isoformat()) if whole else short)


def _months(low: float, high: float, step: int, *, whole: bool = False) -> Iterator[Tick]:
    start = dt.date.fromordinal(int(low))
    year, month = start.year, 1 + (start.month - 1) // step * step
    while year <= dt.MAXYEAR and dt.date(year, month, 1).toordinal() <= high:
        name = words("months")[month - 1]
        number = float(dt.date(year, month, 1).toordinal())
        yield Tick(number, display("partial_date", f"{year:04d}-{month:02d}") if whole else name[:3])
        year, month = (year, month + step) if month + step <= 12 else (year + 1, 1)


def _years(low: float, high: float, step: int) -> Iterator[Tick]:
    year = max(dt.date.fromordinal(int(low)).year // step * step, 1)
    while year <= dt.MAXYEAR and dt.date(year, 1, 1).toordinal() <= high:
        yield Tick(float(dt.date(year, 1, 1).toordinal()), str(year))
        year += step


def day_text(at: float) -> str:
    """Return the day of a place on the axis as people write it."""
    day = dt.date.fromordinal(int(min(max(at, _FIRST), _LAST)))
    return display("partial_date", day.isoformat()) if day.year >= 1000 else str(day.year)


def iso_day(at: float) -> str:
    """Return the day of a place on the axis as ISO text, within the years that a partial date can name."""
    first = dt.date(1000, 1, 1).toordinal()
    return dt.date.fromordinal(int(min(max(at, first), _LAST))).isoformat()
