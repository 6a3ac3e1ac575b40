"""The figure of two step curves: one line solid, one dashed, as black and white print keeps them apart."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from app.briefing.plain_text import draw_centred, draw_right, draw_text, shorten
from app.briefing.step_figure import StepFigure, StepLine

STEPS_HEIGHT = 208.0
"""Points that `draw_steps` needs."""

_TEXT, _KEY_TEXT = 7.5, 8.5
_LEFT, _RIGHT, _FOOT, _KEY_ROOM = 34.0, 8.0, 34.0, 30.0
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
# Dash of the curve and of its limits, and the width of the curve, by the place of the line.
_DRESS = (((), (0.6, 2.0), 1.5), ((6.0, 3.0), (2.0, 3.0), 1.2))
_MOST_TICKS = 12
# Years by which a curve goes on after its last point, so that its value there can be seen.
_TAIL = 0.25


def draw_steps(canvas: Canvas, figure: StepFigure, width: float) -> None:
    """Draw axes, key and at most two curves with their limits, `width` points wide from the origin."""
    if not 1 <= len(figure.lines) <= len(_DRESS):
        raise ValueError(len(figure.lines))
    last = max(point[0] for line in figure.lines for point in line.points)
    frame = _Frame(width - _LEFT - _RIGHT, STEPS_HEIGHT - _FOOT - _KEY_ROOM, max(last, 1.0) + _TAIL)
    _draw_key(canvas, figure.lines, width)
    canvas.saveState()
    canvas.translate(_LEFT, _FOOT)
    _draw_axes(canvas, figure, frame)
    for line, (dash, fine, thick) in zip(figure.lines, _DRESS, strict=False):
        canvas.setStrokeGray(0)
        for column, pattern, broad in ((1, dash, thick), (2, fine, 0.5), (3, fine, 0.5)):
            canvas.setLineWidth(broad)
            canvas.setDash(list(pattern))
            _draw_curve(canvas, [(point[0], point[column]) for point in line.points], frame)
    canvas.restoreState()


class _Frame:
    """Where years and shares lie within the axes."""

    def __init__(self, width: float, height: float, last: float) -> None:
        self.width, self.height, self.last = width, height, last

    def at(self, years: float, share: float) -> tuple[float, float]:
        """Return the place of a point."""
        return self.width * years / self.last, self.height * share


def _draw_key(canvas: Canvas, lines: Sequence[StepLine], width: float) -> None:
    column = width / len(_DRESS)
    y = STEPS_HEIGHT - 11
    for place, line in enumerate(lines):
        dash, _fine, thick = _DRESS[place]
        x = place * column
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setLineWidth(thick)
        canvas.setDash(list(dash))
        canvas.line(x, y + 3, x + 28, y + 3)
        canvas.restoreState()
        canvas.setFillGray(0)
        draw_text(canvas, shorten(line.name, column - 40, _KEY_TEXT), x + 34, y, _KEY_TEXT)


def _draw_axes(canvas: Canvas, figure: StepFigure, frame: _Frame) -> None:
    canvas.setFillGray(0)
    for share in _QUARTERS:
        _x, y = frame.at(0, share)
        canvas.setStrokeGray(0 if share == 0 else 0.75)
        canvas.setLineWidth(0.6 if share == 0 else 0.3)
        canvas.line(0, y, frame.width, y)
        draw_right(canvas, f"{share:.0%}".replace("%", " %"), -4, y - 2.5, _TEXT)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    canvas.line(0, 0, 0, frame.height)
    step = max(1, -(-int(frame.last) // _MOST_TICKS))
    for years in range(0, int(frame.last) + 1, step):
        x, _y = frame.at(years, 0)
        canvas.line(x, 0, x, -3)
        draw_centred(canvas, str(years), x, -11, _TEXT)
    draw_centred(canvas, figure.below, frame.width / 2, -24, _TEXT)


def _draw_curve(canvas: Canvas, points: Sequence[tuple[float, float]], frame: _Frame) -> None:
    """Draw steps: a value holds from its point to the next."""
    path = canvas.beginPath()
    path.moveTo(*frame.at(*points[0]))
    held = points[0][1]
    for years, share in points[1:]:
        path.lineTo(*frame.at(years, held))
        path.lineTo(*frame.at(years, share))
        held = share
    path.lineTo(*frame.at(points[-1][0] + _TAIL, held))
    canvas.drawPath(path, stroke=1, fill=0)
