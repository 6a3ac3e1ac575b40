"""The lanes of a career as a picture that black and white print keeps; marks are numbered as in the table."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.analysis.career_lanes import Career, CareerEvent, Lane
from app.analysis.plain_drawing import RISING, Drawing, Shape, Words, box
from app.base.i18n import _
from app.base.partial_date import bounds

_HEAD, _LEVEL, _LEAST, _AXIS, _MARK = 118.0, 17.0, 34.0, 26.0, 11.0
_CUT, _SHORTEST = 44.0, 30
"""How far apart a birth long before stands (points), and the shortest time drawn (days)."""
_GREYS: Mapping[Lane, tuple[float, str]] = {
    Lane.OFFENCES: (0.35, ""),
    Lane.PROCEEDINGS: (0.75, ""),
    Lane.MEASURES: (1.0, ""),
    Lane.LIFE: (0.9, ""),
    Lane.INTERVENTIONS: (1.0, RISING),
}


def lane_word(lane: Lane) -> str:
    """Return what a lane is called."""
    return {
        Lane.OFFENCES: _("Alleged offences"),
        Lane.PROCEEDINGS: _("Proceedings"),
        Lane.MEASURES: _("Measures"),
        Lane.LIFE: _("Life events"),
        Lane.INTERVENTIONS: _("Possible interventions"),
    }[lane]


def lanes_drawing(found: Career, width: float) -> Drawing:
    """Draw the lanes over time; a mark carries the number of its event, counted from 1 in their order."""
    spans = {n: s for n, e in enumerate(found.events, 1) if (s := _span(e))}
    axis = _axis_of(found, spans, width)

    shapes: list[Shape] = []
    words: list[Words] = []
    y = 4.0
    for lane in Lane:
        here = [(n, spans[n]) for n, e in enumerate(found.events, 1) if e.lane is lane and n in spans]
        placed, levels = _stacked([(n, axis.x_of(a), axis.x_of(b)) for n, (a, b) in here])
        tall = max(_LEAST, levels * _LEVEL + 6)
        words.append(Words(2, y + 15, lane_word(lane), _HEAD - 6, 8.5, strong=True))
        shapes.append(Shape(((0, y + tall), (width, y + tall)), line=0.4))
        for number, left, right, level in placed:
            top = y + 4 + level * _LEVEL
            fill, hatch = _GREYS[lane]
            shapes.append(Shape(box(left, top, max(right - left, _MARK), _MARK), fill, hatch, 0.7))
            beside = max(right, left + _MARK) + 2
            words.append(Words(beside, top + 9, str(number), 22, 7.5, over=True))
        y += tall
    words += _years(axis, y)
    title = _("The numbers are those of the table. A lane shows what was recorded, not what happened.")
    told = "; ".join(f"{lane_word(lane)}: {sum(e.lane is lane for e in found.events)}" for lane in Lane)
    return Drawing(width, y + _AXIS, tuple(shapes), tuple(words), title, f"{told}. {title}")


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days along the lanes from `first` to `last`; `cut`: a birth long before stands at the left, apart."""

    first: dt.date
    last: dt.date
    left: float
    room: float
    cut: bool

    @property
    def reach(self) -> int:
        return max((self.last - self.first).days, _SHORTEST)

    def x_of(self, day: dt.date) -> float:
        if day < self.first:
            return self.left - _CUT
        return self.left + self.room * (day - self.first).days / self.reach


def _axis_of(found: Career, spans: Mapping[int, tuple[dt.date, dt.date]], width: float) -> _Axis:
    """Return the axis; years without anything between birth and what follows would squeeze the rest."""
    born = [n for n, e in enumerate(found.events, 1) if e.what == "birth_date" and n in spans]
    days = [d for n, span in spans.items() if n not in born for d in span]
    births = [d for n in born for d in spans[n]]
    every = days + births or [dt.date(2000, 1, 1)]
    first, last = min(every), max(every)
    left, room = _HEAD + 6, width - _HEAD - 16
    if births and days and min(days) - max(births) > max(max(days) - min(days), dt.timedelta(days=_SHORTEST)):
        return _Axis(min(days), max(days), left + _CUT, room - _CUT, cut=True)
    return _Axis(first, last, left, room, cut=False)


def _span(event: CareerEvent) -> tuple[dt.date, dt.date] | None:
    try:
        first, last = bounds(event.when)
    except ValueError:
        return None
    # An open side is drawn as the day that is known.
    if first == dt.date.min:
        first = last
    return first, first if last == dt.date.max else last


def _stacked(
    marks: Sequence[tuple[int, float, float]],
) -> tuple[list[tuple[int, float, float, int]], int]:
    """Put marks that would meet on different levels, the first free one each."""
    ends: list[float] = []
    placed = []
    for number, left, right in sorted(marks, key=lambda m: (m[1], m[0])):
        level = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[level : level + 1] = [max(right, left + _MARK) + 20]
        placed.append((number, left, right, level))
    return placed, len(ends)


def _years(axis: _Axis, y: float) -> list[Words]:
    """Return the years under the lanes, as many as have room; the first day where there is no new year."""
    steps = (1, 2, 5, 10, 20, 50, 100, 1000)
    step = next(s for s in steps if axis.room * 365 * s / axis.reach > 34)
    count = range(axis.first.year + 1, axis.last.year + 1)
    years = [dt.date(n, 1, 1) for n in count if n % step == 0]
    marks = years or [axis.first]
    found = [Words(axis.x_of(day), y + 13, str(day.year), 34, 7.5, 0 if years else -1) for day in marks]
    if axis.cut:
        found.append(Words(axis.left - _CUT / 2 + 4, y + 13, "//", 14, 7.5, 0))
    return found
