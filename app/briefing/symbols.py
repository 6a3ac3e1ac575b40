"""The symbols of the printed link chart: the shape says the kind, so that no colour is needed.

Shapes and dashes are those of the screen and of chart files (`app.analysis.chart_outlines`, `chart_styles`).
"""

from reportlab.pdfgen.canvas import Canvas

from app.analysis.chart_outlines import Outline, symbol
from app.analysis.chart_styles import STANDING_DASHES
from app.base.records import Standing

_SHARE = 0.9
"""Of the radius of a caption's cell: some shapes reach beyond their radius."""


def set_dash(canvas: Canvas, standing: Standing, width: float = 0.8) -> None:
    """Draw the following lines, `width` points wide, as the standing asks: no other line says the same."""
    canvas.setDash([part * width for part in STANDING_DASHES[standing]])


def draw_symbol(canvas: Canvas, shape: str, fill_grey: int, x: float, y: float, radius: float) -> None:
    """Draw a symbol around (x, y), points. An unknown shape is drawn as a circle."""
    canvas.setDash([])
    canvas.setLineWidth(1)
    canvas.setStrokeGray(0)
    canvas.setFillGray(fill_grey / 255)
    path = canvas.beginPath()
    for name, v in _upwards(symbol(shape, 0.0, 0.0, radius * _SHARE), x, y):
        if name == "M":
            path.moveTo(*v)
        elif name == "L":
            path.lineTo(*v)
        elif name == "C":
            path.curveTo(*v)
        else:
            path.close()
    canvas.drawPath(path, fill=1)


def _upwards(outline: Outline, x: float, y: float) -> Outline:
    """Turn an outline, whose y grows downwards, and put it at (x, y)."""
    return tuple(
        (name, tuple(x + value if i % 2 == 0 else y - value for i, value in enumerate(numbers)))
        for name, numbers in outline
    )
