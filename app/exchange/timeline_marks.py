"""The marks of a printed timeline and their legend: told apart by shape and filling, in greys only."""

from collections.abc import Sequence

from app.analysis.time_events import Dated
from app.analysis.time_marks import OPEN_DASHES
from app.base.i18n import _
from app.base.records import Standing
from app.exchange.chart_geometry import ellipse, polygon
from app.exchange.chart_legend import Entry
from app.exchange.chart_primitives import Ink

HEIGHT = 7.6
_MARK = 8.4
_FILLED, _LINE = 0.28, 0.0
_DOT, _DOT_STEP = 0.65, 2.6
_HATCH_STEP, _WIDE_HATCH = 2.2, 4.4


def draw_mark(
    event: Dated, left: float, right: float, soft: tuple[float, float], y: float
) -> tuple[Ink, ...]:
    """Return the mark of an event from `left` to `right` around `y`, its ends tapering over `soft`."""
    inks = list(_filled(event.standing, left, right, soft, y))
    if event.extent.doubtful:
        grey = 1.0 if event.standing is Standing.FACT else _LINE
        step = _HATCH_STEP if event.standing is Standing.FACT else _WIDE_HATCH
        inks.append(_hatch(left + soft[0], right - soft[1], y, grey, step))
    unit = _MARK / 12.0
    for is_open, edge, sign in (
        (event.extent.open_start, left, -1.0),
        (event.extent.open_end, right, 1.0),
    ):
        if is_open:
            outline = tuple(
                part
                for near, far in OPEN_DASHES
                for part in (
                    ("M", (edge + sign * near * unit, y)),
                    ("L", (edge + sign * far * unit, y)),
                )
            )
            # a hair of a dash keeps the ends of the line blunt
            inks.append(Ink(outline, stroke=_FILLED, width=2.2, dash=(50.0, 0.01)))
    return tuple(inks)


def _filled(
    standing: Standing, left: float, right: float, soft: tuple[float, float], y: float
) -> tuple[Ink, ...]:
    """A fact is filled, an assessment dotted, a hypothesis open."""
    top, low = y - HEIGHT / 2, y + HEIGHT / 2
    a, b = left + soft[0], right - soft[1]
    shape = polygon([(left, y), (a, top), (b, top), (right, y), (b, low), (a, low)])
    if standing is Standing.FACT:
        return (Ink(shape, fill=_FILLED, stroke=_FILLED, width=0.6),)
    outline = Ink(shape, fill=1.0, stroke=_LINE, width=0.8)
    if standing is Standing.HYPOTHESIS:
        return (outline,)
    count = max(1, int((b - a) / _DOT_STEP))
    start = (left + right) / 2 if count == 1 else a + (b - a - (count - 1) * _DOT_STEP) / 2
    dots = tuple(command for n in range(count) for command in ellipse(start + n * _DOT_STEP, y, _DOT, _DOT))
    return (outline, Ink(dots, fill=_LINE))


def _hatch(left: float, right: float, y: float, grey: float, step: float = _HATCH_STEP) -> Ink:
    """Slanting strokes between the two ends; at least one."""
    half = HEIGHT / 2 - 0.5
    count = max(1, int((right - left - 2 * half) / step))
    start = (left + right) / 2 - (count - 1) * step / 2
    strokes = tuple(
        part
        for n in range(count)
        for part in (
            ("M", (start + n * step - half, y + half)),
            ("L", (start + n * step + half, y - half)),
        )
    )
    return Ink(strokes, stroke=grey, width=0.7)


def mark_legend(events: Sequence[Dated]) -> list[Entry]:
    """Return the legend of what occurs among `events`."""
    names = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    entries = [
        Entry(_filled(standing, -11.0, 11.0, (0.0, 0.0), 0.0), names[standing])
        for standing in Standing
        if any(event.standing is standing for event in events)
    ]
    extents = [event.extent for event in events]
    fact, half = Standing.FACT, _MARK / 2
    if any(e.exact for e in extents):
        entries.append(Entry(_filled(fact, -half, half, (half, half), 0.0), _("known to the day")))
    if any(not e.exact and (e.core_first > e.first or e.core_last < e.last) for e in extents):
        entries.append(Entry(_filled(fact, -12.0, 12.0, (5.0, 5.0), 0.0), _("pointed: within this time")))
    if any(e.doubtful for e in extents):
        hatched = (*_filled(fact, -11.0, 11.0, (0.0, 0.0), 0.0), _hatch(-11.0, 11.0, 0.0, 1.0))
        entries.append(Entry(hatched, _("hatched: approximate")))
    if any(e.open_start or e.open_end for e in extents):
        dashes = tuple(
            part
            for near, far in OPEN_DASHES
            for part in (("M", (near * 0.7 - 6.0, 0.0)), ("L", (far * 0.7 - 6.0, 0.0)))
        )
        bar = _filled(fact, -12.0, -6.0, (0.0, 0.0), 0.0)
        entries.append(
            Entry((*bar, Ink(dashes, stroke=_FILLED, width=2.2, dash=(50.0, 0.01))), _("dashes: open"))
        )
    return entries
