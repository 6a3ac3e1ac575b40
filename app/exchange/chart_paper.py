"""How large the sheet is: the smallest paper on which captions stay readable, filled as well as may be."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.exchange.chart_geometry import Point
from app.exchange.chart_occupancy import Box
from app.exchange.chart_style import MARGIN, PT_PER_PX

_SHORT_A0, _LONG_A0 = 2383.94, 3370.39
_PAPERS = tuple((_SHORT_A0 / 2 ** (k / 2), _LONG_A0 / 2 ** (k / 2)) for k in (4, 3, 2, 1, 0))
_LEAST_SCALE, _MOST_SCALE = 0.88, 1.15
_STRETCH, _LOPSIDED = 1.7, 1.2
_ROOM_X, _ROOM_Y = 52.0, 46.0
_LONGEST_SHEET = 14_000.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points, the part of it for the chart, the scale of symbols, and where px positions go."""

    width: float
    height: float
    body: Box
    scale: float
    stretch: Point
    origin: Point

    def place(self, point: Point) -> Point:
        """Return where on the sheet a position of the chart (px at scale 1) lies."""
        return (
            self.origin[0] + point[0] * self.stretch[0],
            self.origin[1] + point[1] * self.stretch[1],
        )


Frame = Callable[[float], tuple[float, float]]
"""Tells for a sheet's width how high header and footer are."""


def choose_paper(
    points: Iterable[Point],
    frame: Frame,
    papers: Sequence[tuple[float, float]] = (),
    spread: float = 1.0,
) -> Paper:
    """Return the smallest of A4 to A0 that fits, or of `papers`, else a sheet of its own size.

    The chart may be drawn a little smaller or larger; sparse charts are spread to fill the sheet. With
    `spread` everything stands so much further apart, without symbols and captions growing.
    """
    paper = _choose([(x * spread, y * spread) for x, y in points] or [(0.0, 0.0)], frame, papers)
    return replace(paper, stretch=(paper.stretch[0] * spread, paper.stretch[1] * spread))


def _choose(known: Sequence[Point], frame: Frame, papers: Sequence[tuple[float, float]]) -> Paper:
    low = (min(x for x, _y in known), min(y for _x, y in known))
    size = (max(x for x, _y in known) - low[0], max(y for _x, y in known) - low[1])
    for width, height in papers:
        paper = _fit(width, height, low, size, frame)
        if paper.scale >= _LEAST_SCALE:
            return paper
    lying = size[0] * 1.0 >= size[1]
    for short, long in _PAPERS:
        for width, height in ((long, short), (short, long)) if lying else ((short, long), (long, short)):
            paper = _fit(width, height, low, size, frame)
            if paper.scale >= _LEAST_SCALE:
                return paper
    return _own_size(low, size, frame)


def _own_size(low: Point, size: Point, frame: Frame) -> Paper:
    scale = _LEAST_SCALE * 1.001
    longest = max(size[0] * PT_PER_PX + 2 * _ROOM_X, size[1] * PT_PER_PX + 2 * _ROOM_Y) * scale
    # Beyond the largest page that programs show, everything becomes smaller, but for header and legend.
    scale *= min(1.0, (_LONGEST_SHEET - 2 * MARGIN) / longest)
    width = max((size[0] * PT_PER_PX + 2 * _ROOM_X) * scale + 2 * MARGIN, _PAPERS[0][0])
    height = (size[1] * PT_PER_PX + 2 * _ROOM_Y) * scale + 2 * MARGIN + sum(frame(width))
    return _fit(width, height, low, size, frame)


def _fit(width: float, height: float, low: Point, size: Point, frame: Frame) -> Paper:
    head, foot = frame(width)
    body = Box(MARGIN, MARGIN + head, width - MARGIN, height - MARGIN - foot)
    room = (body.right - body.left, body.bottom - body.top)
    need = (size[0] * PT_PER_PX + 2 * _ROOM_X, size[1] * PT_PER_PX + 2 * _ROOM_Y)
    scale = min(_MOST_SCALE, room[0] / need[0], room[1] / need[1])
    unit = PT_PER_PX * max(scale, 0.0)
    fill = [
        (room[0] - 2 * _ROOM_X * scale) / max(size[0], 1e-9),
        (room[1] - 2 * _ROOM_Y * scale) / max(size[1], 1e-9),
    ]
    most = min(unit * _STRETCH, min(fill) * _LOPSIDED)
    stretch = (max(unit, min(fill[0], most)), max(unit, min(fill[1], most)))
    middle = ((body.left + body.right) / 2, (body.top + body.bottom) / 2)
    origin = (
        middle[0] - (low[0] + size[0] / 2) * stretch[0],
        middle[1] - (low[1] + size[1] / 2) * stretch[1],
    )
    return Paper(width, height, body, scale, stretch, origin)
