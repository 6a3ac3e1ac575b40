"""The lanes of a career as a picture that black and white print keeps; marks are numbered as in the table."""

import datetime as dt
from collections.abc import Mapping, Sequence

from app.analysis.career_lanes import Career, CareerEvent, Lane
from app.analysis.plain_drawing import RISING, Drawing, Shape, Words, box
from app.base.i18n import _
from app.base.partial_date import bounds

_HEAD, _LEVEL, _LEAST, _AXIS, _MARK = 118.0, 17.0, 34.0, 26.0, 11.0
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
    days = [d for span in spans.values() for d in span] or [dt.date(2000, 1, 1)]
    first, last = min(days), max(days)
    reach = max((last - first).days, 30)
    room = width - _HEAD - 16

    def x_of(day: dt.date) -> float:
        return _HEAD + 6 + room * (day - first).days / reach

    shapes: list[Shape] = []
    words: list[Words] = []
    y = 4.0
    for lane in Lane:
        here = [(n, spans[n]) for n, e in enumerate(found.events, 1) if e.lane is lane and n in spans]
        placed, levels = _stacked([(n, x_of(a), x_of(b)) for n, (a, b) in here])
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
    words += _years(first, last, reach, room, y)
    title = _("The numbers are those of the table. A lane shows what was recorded, not what happened.")
    told = "; ".join(f"{lane_word(lane)}: {sum(e.lane is lane for e in found.events)}" for lane in Lane)
    return Drawing(width, y + _AXIS, tuple(shapes), tuple(words), title, f"{told}. {title}")


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


def _years(first: dt.date, last: dt.date, reach: int, room: float, y: float) -> list[Words]:
    """Return the years under the lanes, as many as have room; the first day where there is no new year."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if room * 365 * s / reach > 34)
    years = [dt.date(n, 1, 1) for n in range(first.year + 1, last.year + 1) if n % step == 0]
    marks = years or [first]
    return [
        Words(
            _HEAD + 6 + room * (day - first).days / reach, y + 13, str(day.year), 34, 7.5, 0 if years else -1
        )
        for day in marks
    ]
