"""A plain drawing on paper: greys and hatches as strokes, for some printers turn patterns into pixels."""

from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.analysis.plain_drawing import CROSSED, DOTTED, FALLING, RISING, Drawing, Point, Shape, Words
from app.briefing.plain_text import draw_text, shorten, width_of
from app.briefing.script import clean

_GAP, _DOT_GAP, _DOT = 4.5, 4.0, 0.6
_SLANTS = {RISING: (1,), FALLING: (-1,), CROSSED: (1, -1)}


def draw_plain(canvas: Canvas, drawing: Drawing, width: float) -> None:
    """Draw into `width` points from the origin upwards; what is wider is made smaller."""
    canvas.saveState()
    scale = min(1.0, width / drawing.width)
    canvas.scale(scale, scale)
    for shape in drawing.shapes:
        _draw_shape(canvas, shape, drawing.height)
    for words in drawing.words:
        _draw_words(canvas, words, drawing.height)
    canvas.restoreState()


def plain_height(drawing: Drawing, width: float) -> float:
    """Return the height in points that `draw_plain` needs."""
    return drawing.height * min(1.0, width / drawing.width)


def _draw_shape(canvas: Canvas, shape: Shape, height: float) -> None:
    points = [(x, height - y) for x, y in shape.points]
    canvas.setStrokeGray(0)
    canvas.setLineWidth(max(shape.line, 0.1))
    if len(points) == 2:
        canvas.setDash([3 * shape.line, 2 * shape.line] if shape.dashed else [])
        canvas.line(*points[0], *points[1])
        canvas.setDash([])
        return
    if shape.fill is not None:
        canvas.setFillGray(shape.fill)
        canvas.drawPath(_outline(canvas, points), stroke=0, fill=1)
    if shape.hatch:
        canvas.saveState()
        canvas.clipPath(_outline(canvas, points), stroke=0, fill=0)
        _hatch(canvas, points, shape.hatch)
        canvas.restoreState()
    if shape.line:
        canvas.setDash([2.5, 2.0] if shape.dashed else [])
        canvas.drawPath(_outline(canvas, points), stroke=1, fill=0)
        canvas.setDash([])


def _outline(canvas: Canvas, points: list[Point]) -> PDFPathObject:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for _before, (x, y) in pairwise(points):
        path.lineTo(x, y)
    path.close()
    return path


def _hatch(canvas: Canvas, points: list[Point], hatch: str) -> None:
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    foot, top = min(y for _x, y in points), max(y for _x, y in points)
    canvas.setLineWidth(0.45)
    path = canvas.beginPath()
    if hatch == DOTTED:
        canvas.setFillGray(0)
        for row in range(int((top - foot) / _DOT_GAP) + 2):
            shift = _DOT_GAP / 2 if row % 2 else 0.0
            for column in range(int((right - left) / _DOT_GAP) + 2):
                x, y = left + column * _DOT_GAP + shift, foot + row * _DOT_GAP
                path.rect(x, y, 2 * _DOT, 2 * _DOT)
        canvas.drawPath(path, stroke=0, fill=1)
        return
    tall = top - foot
    for slant in _SLANTS[hatch]:
        start = left - tall
        while start <= right + tall:
            path.moveTo(start, foot)
            path.lineTo(start + slant * tall, top)
            start += _GAP
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_words(canvas: Canvas, words: Words, height: float) -> None:
    text = shorten(clean(words.text), words.room, words.size)
    broad = width_of(text, words.size)
    x = words.x - broad * (words.align + 1) / 2
    if words.over:
        canvas.setFillGray(1)
        canvas.rect(x - 0.5, height - words.y - 1, broad + 1, words.size, stroke=0, fill=1)
    canvas.setFillGray(0)
    draw_text(canvas, text, x, height - words.y, words.size)
