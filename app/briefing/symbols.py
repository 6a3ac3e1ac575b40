"""The symbols of the printed link chart: the shape says the kind, so that no colour is needed.

Shapes, glyphs and dashes are those of the screen and of chart files (`app.analysis.chart_symbols`).
"""

from reportlab.pdfgen.canvas import Canvas

from app.analysis.chart_styles import STANDING_DASHES
from app.analysis.chart_symbols import Ink, Symbol, symbol_inks
from app.base.records import Standing

_SHARE = 0.9
"""Of the radius of a caption's cell: some shapes reach beyond their radius."""


def set_dash(canvas: Canvas, standing: Standing, width: float = 0.8) -> None:
    """Draw the following lines, `width` points wide, as the standing asks: no other line says the same."""
    canvas.setDash([part * width for part in STANDING_DASHES[standing]])


def draw_symbol(canvas: Canvas, look: Symbol, x: float, y: float, radius: float) -> None:
    """Draw a symbol with its glyph around (x, y), points. An unknown shape is drawn as a circle."""
    canvas.setLineJoin(1)
    for ink in symbol_inks(look, 0.0, 0.0, radius * _SHARE):
        _draw_ink(canvas, ink, x, y)
    canvas.setDash([])


def _draw_ink(canvas: Canvas, ink: Ink, x: float, y: float) -> None:
    """Draw an outline whose y grows downwards with its origin at (x, y)."""
    canvas.setDash(list(ink.dash))
    canvas.setLineWidth(max(ink.width, 0.5))
    if ink.fill is not None:
        canvas.setFillGray(ink.fill)
    if ink.stroke is not None:
        canvas.setStrokeGray(ink.stroke)
    path = canvas.beginPath()
    for name, numbers in ink.outline:
        v = [x + value if i % 2 == 0 else y - value for i, value in enumerate(numbers)]
        if name == "M":
            path.moveTo(*v)
        elif name == "L":
            path.lineTo(*v)
        elif name == "C":
            path.curveTo(*v)
        else:
            path.close()
    canvas.drawPath(path, stroke=int(ink.stroke is not None), fill=int(ink.fill is not None))
