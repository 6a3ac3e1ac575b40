"""The link chart on paper: readable in black and white, labels at least 7.5 points."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.briefing.chart_areas import draw_areas
from app.briefing.chart_routes import Box, Point, Route, around, number_places, routes
from app.briefing.content import ChartFigure, ChartNode
from app.briefing.plain_text import draw_centred, shorten, width_of
from app.briefing.styles import CHART_TEXT
from app.briefing.symbols import draw_symbol, set_dash

RADIUS = 3.5 * mm
_LEADING = 8.6
_ARROW = 5.5
_PLATE = 8.2
_STEPS = 200
_LINE = 0.8


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """Where everything of a chart is drawn, in points: found once, drawn on as many pages as there are."""

    figure: ChartFigure
    places: Mapping[str, Point]
    lines: tuple[Route, ...]
    labels: Mapping[str, list[str]]
    boxes: Mapping[str, list[Box]]
    numbers: tuple[tuple[Route, Point], ...]


def planned(figure: ChartFigure) -> ChartPlan:
    """Return where everything of a chart goes: no line through a third node, no number on a caption."""
    places = {n.id: (n.x * mm, n.y * mm) for n in figure.nodes}
    lines = routes(figure.links, places, RADIUS + 2)
    labels = {n.id: _two_lines(n.label, figure.label_width * mm) for n in figure.nodes}
    boxes = {n.id: _boxes(places[n.id], n, labels[n.id]) for n in figure.nodes}
    taken = [box for some in boxes.values() for box in some]
    plates = [(r, width_of(r.link.label, CHART_TEXT) + 2.4, _PLATE) for r in lines if r.link.label]
    return ChartPlan(figure, places, tuple(lines), labels, boxes, tuple(number_places(plates, taken)))


def draw_chart(canvas: Canvas, figure: ChartFigure) -> None:
    """Draw the chart with its lower left corner at the origin."""
    draw_planned(canvas, planned(figure))


def draw_planned(canvas: Canvas, plan: ChartPlan, part: Box | None = None, *, words: bool = True) -> None:
    """Draw a chart, or of it what reaches into `part`; without `words` lines and symbols only."""
    figure, places = plan.figure, plan.places
    nodes = [n for n in figure.nodes if part is None or any(map(part.meets, plan.boxes[n.id]))]
    lines = [r for r in plan.lines if part is None or part.meets(r.around())]
    near = {n.id for n in nodes}
    draw_areas(canvas, [a for a in figure.areas if part is None or near & set(a.members)], places, RADIUS)
    for route in lines:
        _draw_line(canvas, route)
    for node in nodes:
        draw_symbol(canvas, node.symbol, *places[node.id], RADIUS * node.symbol.size)
    if not words:
        return
    for node in nodes:
        _draw_label(canvas, places[node.id], node, plan.labels[node.id], figure.label_width * mm)
    for route in lines:
        if route.link.directed:
            _draw_arrow(canvas, route, plan.boxes[route.link.end])
    for route, point in plan.numbers:
        if part is None or part.holds(point):
            _draw_number(canvas, point, route.link.label)
    for node in nodes:
        _draw_marks(canvas, places[node.id], node)


def _draw_line(canvas: Canvas, route: Route) -> None:
    width = _LINE * route.link.width
    canvas.setLineWidth(width)
    canvas.setStrokeGray(0.0 if route.link.strong else 0.3)
    set_dash(canvas, route.link.standing, width)
    path = canvas.beginPath()
    path.moveTo(*route.start)
    first, second = _cubic(route)
    path.curveTo(*first, *second, *route.end)
    canvas.drawPath(path, stroke=1, fill=0)


def _cubic(route: Route) -> tuple[Point, Point]:
    """Return the two control points of the cubic curve that equals the route."""
    (x0, y0), (x1, y1), (x2, y2) = route.start, route.control, route.end
    return ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3), ((x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3)


def _draw_arrow(canvas: Canvas, route: Route, ending: list[Box]) -> None:
    """Draw an arrow head where the line reaches the symbol or the label of the node it ends at."""
    steps = [n / _STEPS for n in range(_STEPS, 0, -1)]
    outside = next((t for t in steps if not any(b.holds(route.at(t)) for b in ending)), None)
    if outside is None:
        return
    tip, before = route.at(outside), route.at(max(outside - 0.02, 0.0))
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    foot = (tip[0] - ux * _ARROW, tip[1] - uy * _ARROW)
    half = _ARROW * 0.4
    canvas.setFillGray(0.3)
    path = canvas.beginPath()
    path.moveTo(*tip)
    path.lineTo(foot[0] - uy * half, foot[1] + ux * half)
    path.lineTo(foot[0] + uy * half, foot[1] - ux * half)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_number(canvas: Canvas, point: Point, text: str) -> None:
    x, y = point
    width = width_of(text, CHART_TEXT) + 2.4
    canvas.setFillGray(1)
    canvas.rect(x - width / 2, y - _PLATE / 2, width, _PLATE, stroke=0, fill=1)
    canvas.setFillGray(0.2)
    draw_centred(canvas, text, x, y - 2.7, CHART_TEXT)


def _draw_marks(canvas: Canvas, place: Point, node: ChartNode) -> None:
    """The badge at the upper right of a symbol, the letters of its notes at the upper left."""
    reach = RADIUS * node.symbol.size
    for text, x, round_corners in ((node.badge, reach, 0.0), (node.notes, -reach, 2.5)):
        if text:
            wide = width_of(text, CHART_TEXT) + 3.0
            left = place[0] + (x * 0.7 if x > 0 else x * 0.7 - wide)
            low = place[1] + reach * 0.45
            canvas.setFillGray(1)
            canvas.setStrokeGray(0)
            canvas.setDash([])
            canvas.setLineWidth(0.5)
            canvas.roundRect(left, low, wide, _PLATE, round_corners, stroke=1, fill=1)
            canvas.setFillGray(0)
            draw_centred(canvas, text, left + wide / 2, low + 1.5, CHART_TEXT)


def _draw_label(canvas: Canvas, place: Point, node: ChartNode, lines: list[str], room: float) -> None:
    x, y = place[0], place[1] - RADIUS * node.symbol.size - _LEADING
    further = [shorten(text, room, CHART_TEXT) for text in node.lines]
    for no, text in enumerate((*lines, *further)):
        width = width_of(text, CHART_TEXT)
        canvas.setFillGray(1)
        canvas.rect(x - width / 2 - 1, y - 2, width + 2, _LEADING, stroke=0, fill=1)
        canvas.setFillGray(0 if no < len(lines) else 0.25)
        draw_centred(canvas, text, x, y, CHART_TEXT)
        y -= _LEADING


def _boxes(place: Point, node: ChartNode, lines: list[str]) -> list[Box]:
    """Return what a node takes: its symbol, its label, and the marks beside it."""
    radius = RADIUS * node.symbol.size
    wide = max((width_of(text, CHART_TEXT) for text in (*lines, *node.lines)), default=0.0)
    high = _LEADING * (len(lines) + len(node.lines))
    below = (place[0], place[1] - radius - high / 2 - 1)
    taken = [around(place, 2 * radius + 2, 2 * radius + 2), around(below, wide + 2, high)]
    for text, side in ((node.badge, 1), (node.notes, -1)):
        if text:
            mark = width_of(text, CHART_TEXT) + 3.0
            at = (place[0] + side * (radius * 0.7 + mark / 2), place[1] + radius * 0.45 + _PLATE / 2)
            taken.append(around(at, mark + 1, _PLATE + 1))
    return taken


def _two_lines(label: str, room: float) -> list[str]:
    """Break a caption into at most two lines of `room` points, shortened where it must be."""
    if width_of(label, CHART_TEXT) <= room:
        return [label]
    words = label.split()
    first = words[:1]
    for word in words[1:]:
        if width_of(" ".join([*first, word]), CHART_TEXT) > room:
            break
        first.append(word)
    rest = " ".join(words[len(first) :])
    return [shorten(part, room, CHART_TEXT) for part in (" ".join(first), rest) if part]
