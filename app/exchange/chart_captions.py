"""Where captions go: never on each other and never on a symbol.

Below their own symbol if there is room, else beside it, above it or further off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from app.exchange.chart_geometry import Point, polygon, reach
from app.exchange.chart_links import LinkLine
from app.exchange.chart_occupancy import Box, Occupancy
from app.exchange.chart_primitives import Ink, Words
from app.exchange.chart_style import LABEL_GREY, LINE_HEIGHT, Sizes
from app.exchange.chart_text import balanced, text_width

_LINES = 3
_PAD = 1.5
_GAP = 2.0
_PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
_RINGS = (1.9, 2.6, 3.4, 4.4, 5.6)
_DIRECTIONS = 12
_CROSSING_COST = 0.45
_STEP_COST = 0.3


@dataclass(frozen=True, slots=True)
class Caption:
    """A placed caption: its lines in `box`; `leader` runs to a symbol that stands further off."""

    lines: tuple[str, ...]
    box: Box
    size: float
    leader: tuple[Point, Point] | None = None

    def draw(self, *, grey: float = 0.0) -> tuple[Ink | Words, ...]:
        """Return the plate, the text and the leader."""
        box = self.box
        corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
        items: list[Ink | Words] = []
        if self.leader:
            items.append(Ink((("M", self.leader[0]), ("L", self.leader[1])), stroke=LABEL_GREY, width=0.4))
        items.append(Ink(polygon(corners), fill=1.0))
        middle = (box.left + box.right) / 2
        for i, line in enumerate(self.lines):
            baseline = box.top + _PAD * 0.5 + self.size * (0.95 + i * LINE_HEIGHT)
            items.append(Words(middle, baseline, line, self.size, anchor="middle", grey=grey))
        return tuple(items)


def symbol_box(place: Point, shape: str, radius: float) -> Box:
    """Return the box around a symbol."""
    left, right = reach(shape, -1, 0) * radius, reach(shape, 1, 0) * radius
    top = max(reach(shape, 0, -1), reach(shape, 0.5, -1)) * radius
    bottom = max(reach(shape, 0, 1), reach(shape, 0.5, 1)) * radius
    wide = max(left, right, reach(shape, 1, 0.55) * radius * 0.9)
    return Box(place[0] - wide, place[1] - top, place[0] + wide, place[1] + bottom)


def place_caption(text: str, symbol: Box, taken: Occupancy, sizes: Sizes) -> Caption | None:
    """Return the best free place for a node's caption and take it; None if there is none at all."""
    lines = balanced(text, sizes.caption, sizes.caption_width, _LINES)
    width, height = _extent(lines, sizes.caption)
    best: tuple[float, Box] | None = None
    for rank, box in enumerate(_near(symbol, width, height)):
        if taken.free(box):
            cost = rank * _STEP_COST + taken.crossed(box) * _CROSSING_COST
            if best is None or cost < best[0]:
                best = (cost, box)
    if best:
        taken.take(best[1])
        return Caption(lines, best[1], sizes.caption)
    for box, begin in _far(symbol, width, height, sizes.radius):
        if taken.free(box):
            taken.take(box)
            middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
            return Caption(lines, box, sizes.caption, (begin, middle))
    return None


def place_label(line: LinkLine, texts: Sequence[str], taken: Occupancy, sizes: Sizes) -> Caption | None:
    """Return a free place on a link for the first of `texts` that fits anywhere, and take it."""
    for text in texts:
        width, height = _extent((text,), sizes.label)
        for part in _PARTS:
            x, y = line.at(part)
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if taken.free(box):
                taken.take(box)
                return Caption((text,), box, sizes.label)
    return None


def _extent(lines: Sequence[str], size: float) -> tuple[float, float]:
    width = max((text_width(line, size) for line in lines), default=0.0)
    return width + 2 * _PAD, size * (1.2 + (len(lines) - 1) * LINE_HEIGHT) + _PAD


def _near(s: Box, width: float, height: float) -> Iterator[Box]:
    x, y = (s.left + s.right) / 2, (s.top + s.bottom) / 2
    low, high = s.bottom + _GAP, s.top - _GAP - height
    right, left = s.right + _GAP, s.left - _GAP - width
    level = y - height / 2
    side = (s.right - s.left) / 2
    for corner_x, corner_y in (
        (x - width / 2, low),
        (right, level),
        (left, level),
        (x - width / 2, high),
        (x - side, low),
        (x + side - width, low),
        (x - side, high),
        (x + side - width, high),
        (right, y),
        (left, y),
        (right, y - height),
        (left, y - height),
        (x, low),
        (x - width, low),
    ):
        yield Box(corner_x, corner_y, corner_x + width, corner_y + height)


def _far(s: Box, width: float, height: float, radius: float) -> Iterator[tuple[Box, Point]]:
    """Places on rings around the symbol, and where the leader leaves it."""
    x, y = (s.left + s.right) / 2, (s.top + s.bottom) / 2
    for ring in _RINGS:
        for k in range(_DIRECTIONS):
            angle = pi / 2 + 2 * pi * k / _DIRECTIONS
            dx, dy = cos(angle), sin(angle)
            cx, cy = x + dx * (ring * radius + width / 2), y + dy * (ring * radius + height / 2)
            box = Box(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
            yield box, (x + dx * radius, y + dy * radius)
