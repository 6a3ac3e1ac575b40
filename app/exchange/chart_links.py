"""The lines between nodes: from symbol to symbol, fanned where there are several, arrows on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from app.exchange.chart_geometry import Outline, Point, arrow_head, curve, curve_point, reach
from app.exchange.chart_model import Strand
from app.exchange.chart_primitives import Ink
from app.exchange.chart_style import DASHES, LINK_GREY, Sizes

_FAN = 1.25
_BUNDLE_WIDTH = 2.4
_SAMPLE = 7.0
_GAP = 1.6


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Where a strand runs: a quadratic curve from `start` over `control` to `end`, in points."""

    strand: Strand
    start: Point
    control: Point
    end: Point

    def at(self, part: float) -> Point:
        """Return the point at `part` of the way, 0 to 1."""
        return curve_point(self.start, self.control, self.end, part)

    def samples(self) -> list[Point]:
        """Return points along the line, a few points apart."""
        steps = max(2, int(hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]) / _SAMPLE))
        return [self.at(i / steps) for i in range(1, steps)]


def link_lines(
    strands: tuple[Strand, ...], places: Mapping[str, Point], shapes: Mapping[str, str], sizes: Sizes
) -> list[LinkLine]:
    """Return the lines of all strands between one pair of nodes."""
    start, end = places[strands[0].start], places[strands[0].end]
    if strands[0].start == strands[0].end:
        return [_loop(strand, start, i, sizes) for i, strand in enumerate(strands)]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    lines = []
    for i, strand in enumerate(strands):
        off = (i - (len(strands) - 1) / 2) * 2 * _FAN * sizes.radius
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        control = (middle[0] - dy / length * off, middle[1] + dx / length * off)
        begin = _edge(start, control, shapes[strand.start], sizes.radius)
        finish = _edge(end, control, shapes[strand.end], sizes.radius)
        lines.append(LinkLine(strand, begin, control, finish))
    return lines


def _loop(strand: Strand, place: Point, number: int, sizes: Sizes) -> LinkLine:
    """A link from a node to itself: a bow above it."""
    r = sizes.radius
    wide = 0.8 + 0.3 * number
    start, end = (place[0] - wide * r, place[1] - r), (place[0] + wide * r, place[1] - r)
    return LinkLine(strand, start, (place[0], place[1] - (3.4 + number) * r), end)


def _edge(centre: Point, towards: Point, shape: str, radius: float) -> Point:
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    length = hypot(dx, dy) or 1.0
    far = reach(shape, dx, dy) * radius + _GAP
    return (centre[0] + dx / length * far, centre[1] + dy / length * far)


def draw_line(line: LinkLine, sizes: Sizes) -> tuple[Ink, ...]:
    """Return the line in the style of its standing, wide for a bundle, with its arrow heads."""
    strand = line.strand
    bundle = len(strand.types) > 1
    width = sizes.line * (_BUNDLE_WIDTH if bundle else 1.0)
    start = _back(line.start, line.control, sizes.arrow * 0.8) if strand.back else line.start
    end = _back(line.end, line.control, sizes.arrow * 0.8) if strand.ahead else line.end
    way: Outline = curve(start, line.control, end)
    dash = tuple(part * width for part in DASHES[strand.standing])
    inks = [Ink(way, stroke=LINK_GREY, width=width, dash=dash)]
    head = sizes.arrow * (1.3 if bundle else 1.0)
    if strand.ahead:
        inks.append(Ink(arrow_head(line.end, line.control, head, head * 0.8), fill=LINK_GREY))
    if strand.back:
        inks.append(Ink(arrow_head(line.start, line.control, head, head * 0.8), fill=LINK_GREY))
    return tuple(inks)


def _back(tip: Point, control: Point, by: float) -> Point:
    """A little before the tip, so that a thick line does not show beside its arrow."""
    dx, dy = control[0] - tip[0], control[1] - tip[1]
    length = hypot(dx, dy) or 1.0
    return (tip[0] + dx / length * by, tip[1] + dy / length * by)
