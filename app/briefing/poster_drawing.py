"""Pages of a poster: parts of the chart with marks where to cut, and the page that puts them together."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.briefing.chart_drawing import ChartPlan, draw_planned
from app.briefing.chart_poster import window
from app.briefing.chart_routes import Box
from app.briefing.content import ChartPoster, PosterTile
from app.briefing.fonts import BOLD
from app.briefing.plain_text import draw_centred, width_of

_MARK, _AWAY = 3.0 * mm, 0.5 * mm
_FRAME = _MARK + _AWAY
_KEY_CELL = 2.2 * mm
_INDEX = (168.0 * mm, 200.0 * mm)


def tile_size(tile: PosterTile) -> tuple[float, float]:
    """Return width and height in points of a page's figure, marks and small key included."""
    poster = tile.poster
    if not tile.row:
        scale = _index_scale(poster)
        return poster.figure.width * mm * scale, poster.figure.height * mm * scale
    width, height = (side * mm for side in poster.part)
    return width + 2 * _FRAME, height + 2 * _FRAME


def draw_tile(canvas: Canvas, tile: PosterTile, plan: ChartPlan) -> None:
    """Draw one page of a poster from the origin; words that stand on other pages only are not in it."""
    if not tile.row:
        _draw_index(canvas, tile.poster, plan)
        return
    poster = tile.poster
    width, height = (side * mm for side in poster.part)
    left, low, right, high = (side * mm for side in window(poster, tile.row, tile.column))
    canvas.saveState()
    canvas.translate(_FRAME, _FRAME)
    clip = canvas.beginPath()
    clip.rect(0, 0, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.scale(poster.scale, poster.scale)
    canvas.translate(-left, -low)
    draw_planned(canvas, plan, Box(left, low, right, high))
    canvas.restoreState()
    _draw_marks(canvas, width, height)
    _draw_key(canvas, tile, width + 2 * _FRAME, height + 2 * _FRAME)


def _draw_marks(canvas: Canvas, width: float, height: float) -> None:
    """Corner marks outside the part: where to cut."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    for x, across in ((_FRAME, -1), (_FRAME + width, 1)):
        for y, away in ((_FRAME, -1), (_FRAME + height, 1)):
            canvas.line(x + across * _AWAY, y, x + across * _FRAME, y)
            canvas.line(x, y + away * _AWAY, x, y + away * _FRAME)


def _draw_key(canvas: Canvas, tile: PosterTile, width: float, height: float) -> None:
    """A small picture of all pages with this one filled, above the upper right corner."""
    poster = tile.poster
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.3)
    left = width - poster.columns * _KEY_CELL
    for row in range(1, poster.rows + 1):
        for column in range(1, poster.columns + 1):
            canvas.setFillGray(0 if (row, column) == (tile.row, tile.column) else 1)
            y = height + (poster.rows - row) * _KEY_CELL + 1
            canvas.rect(left + (column - 1) * _KEY_CELL, y, _KEY_CELL, _KEY_CELL, stroke=1, fill=1)


def _index_scale(poster: ChartPoster) -> float:
    figure = poster.figure
    return min(_INDEX[0] / (figure.width * mm), _INDEX[1] / (figure.height * mm))


def _draw_index(canvas: Canvas, poster: ChartPoster, plan: ChartPlan) -> None:
    """The whole chart small and without its words, the pages on it with their numbers."""
    scale = _index_scale(poster)
    canvas.saveState()
    canvas.scale(scale, scale)
    draw_planned(canvas, plan, words=False)
    canvas.restoreState()
    number = 0
    for row in range(1, poster.rows + 1):
        for column in range(1, poster.columns + 1):
            number += 1
            left, low, right, high = (side * mm * scale for side in window(poster, row, column))
            canvas.setStrokeGray(0)
            canvas.setLineWidth(0.8)
            canvas.rect(left, low, right - left, high - low, stroke=1, fill=0)
            _draw_number(canvas, str(number), (left + right) / 2, (low + high) / 2)


def _draw_number(canvas: Canvas, text: str, x: float, y: float) -> None:
    size = 20.0
    wide = width_of(text, size, BOLD) + 12
    canvas.setFillGray(1)
    canvas.rect(x - wide / 2, y - size * 0.7, wide, size * 1.4, stroke=1, fill=1)
    canvas.setFillGray(0)
    draw_centred(canvas, text, x, y - size * 0.36, size, BOLD)
