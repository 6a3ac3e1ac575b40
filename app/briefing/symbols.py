"""The symbols of the printed link chart: the shape says the kind, so that no colour is needed."""

import math

from reportlab.pdfgen.canvas import Canvas

from app.base.records import Standing

_DASHES: dict[Standing, tuple[float, ...]] = {
    Standing.FACT: (),
    Standing.ASSESSMENT: (4, 2.2),
    Standing.HYPOTHESIS: (0.8, 2.2),
}
_CORNERS = {"triangle": 3, "diamond": 4, "pentagon": 5, "hexagon": 6, "octagon": 8}


def set_dash(canvas: Canvas, standing: Standing) -> None:
    """Draw the following lines solid (fact), dashed (assessment) or dotted (hypothesis)."""
    canvas.setDash(list(_DASHES[standing]))


def draw_symbol(canvas: Canvas, shape: str, fill_grey: int, x: float, y: float, radius: float) -> None:
    """Draw a symbol around (x, y), points. An unknown shape is drawn as a circle."""
    canvas.setDash([])
    canvas.setLineWidth(1)
    canvas.setStrokeGray(0)
    canvas.setFillGray(fill_grey / 255)
    if shape == "square":
        canvas.rect(x - 0.88 * radius, y - 0.88 * radius, 1.76 * radius, 1.76 * radius, fill=1)
    elif shape == "bar":
        canvas.rect(x - 1.1 * radius, y - 0.5 * radius, 2.2 * radius, radius, fill=1)
    elif shape == "ellipse":
        canvas.ellipse(x - 1.2 * radius, y - 0.72 * radius, x + 1.2 * radius, y + 0.72 * radius, fill=1)
    elif points := _outline(shape, radius):
        _polygon(canvas, [(x + dx, y + dy) for dx, dy in points])
    else:
        canvas.circle(x, y, radius, fill=1)


def _outline(shape: str, radius: float) -> list[tuple[float, float]]:
    if shape in _CORNERS:
        count = _CORNERS[shape]
        turn = math.pi / count if shape in ("hexagon", "octagon") else 0.0
        return [_on_circle(radius * 1.08, turn + 2 * math.pi * k / count) for k in range(count)]
    if shape == "star":
        return [_on_circle(radius * (1.15 if k % 2 == 0 else 0.52), math.pi * k / 5) for k in range(10)]
    if shape == "document":
        w, h, fold = 0.78 * radius, radius, 0.55 * radius
        return [(-w, -h), (w, -h), (w, h - fold), (w - fold, h), (-w, h)]
    if shape == "cross":
        a, b = radius, 0.38 * radius
        quarter = [(b, a), (b, b), (a, b)]
        turned = quarter
        points: list[tuple[float, float]] = []
        for _ in range(4):
            points += turned
            turned = [(y, -x) for x, y in turned]
        return points
    return []


def _on_circle(radius: float, angle: float) -> tuple[float, float]:
    return radius * math.sin(angle), radius * math.cos(angle)


def _polygon(canvas: Canvas, points: list[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, fill=1)
