"""Outlines around the nodes of a frame or group on the printed chart, behind everything else."""

import math
from collections.abc import Iterable, Mapping, Sequence

from reportlab.pdfgen.canvas import Canvas

from app.briefing.content import ChartArea
from app.briefing.fonts import BOLD
from app.briefing.plain_text import draw_centred, width_of
from app.briefing.styles import CHART_TEXT

Point = tuple[float, float]
_BEYOND = 5.0
_CORNERS = 16


def draw_areas(
    canvas: Canvas, areas: Iterable[ChartArea], places: Mapping[str, Point], radius: float
) -> None:
    """Draw each area with its title above it.

    An outline never holds a node that is not one of the area's: where the cells put another one between
    them, each node gets a ring of its own instead.
    """
    for area in areas:
        members = [places[i] for i in area.members if i in places]
        others = [place for i, place in places.items() if i not in area.members]
        outline = _hull([corner for place in members for corner in _ring(place, radius + _BEYOND)])
        rings = [_ring(place, radius + _BEYOND) for place in members]
        for shape in rings if any(_inside(outline, other) for other in others) else [outline]:
            _draw(canvas, shape, area)
        _title(canvas, area.title, outline)


def _draw(canvas: Canvas, corners: Sequence[Point], area: ChartArea) -> None:
    canvas.setLineWidth(0.7)
    canvas.setStrokeGray(0.45)
    canvas.setDash(list(area.dash))
    if area.fill is not None:
        canvas.setFillGray(area.fill)
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=1, fill=int(area.fill is not None))
    canvas.setDash([])


def _title(canvas: Canvas, title: str, corners: Sequence[Point]) -> None:
    top = max(y for _x, y in corners)
    highest = [x for x, y in corners if y > top - 2.0]
    middle = (min(highest) + max(highest)) / 2
    width = width_of(title, CHART_TEXT, BOLD)
    canvas.setFillGray(1)
    canvas.rect(middle - width / 2 - 1, top + 0.5, width + 2, CHART_TEXT + 1, stroke=0, fill=1)
    canvas.setFillGray(0.15)
    draw_centred(canvas, title, middle, top + 2.2, CHART_TEXT, BOLD)


def _ring(place: Point, radius: float) -> list[Point]:
    turns = (2 * math.pi * n / _CORNERS for n in range(_CORNERS))
    return [(place[0] + radius * math.cos(t), place[1] + radius * math.sin(t)) for t in turns]


def _hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(row: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for point in row:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _inside(corners: Sequence[Point], point: Point) -> bool:
    after = (*corners[1:], corners[0])
    return all(_turn(a, b, point) > 0 for a, b in zip(corners, after, strict=True))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
