"""The bar figure: greys and hatches that black and white print keeps, drawn as lines on the page itself.

Hatches are strokes within a clipped bar, not patterns: some printers turn patterns into pixels.
"""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from app.briefing.content import BarFigure, Period
from app.briefing.plain_text import draw_centred, draw_text, shorten, width_of

MOST_SERIES = 6

_TEXT = 7.5
_KEY_TEXT = 8.5
_KEY_COLUMNS, _KEY_ROW, _KEY_SWATCH, _KEY_SPACE, _KEY_GAP = 2, 14.0, 20.0, 5.0, 6.0
_BARS, _ABOVE_BARS, _BELOW_BARS = 104.0, 14.0, 25.0
_FEWEST_SLOTS = 12
_BAR_SHARE = 0.66
_SOFT, _LINE = 0.6, 0.5
_RISING, _FALLING, _DOTS = "/", "\\", "."
# Fill (0 black, 1 white) and hatch in the order of the stack: neighbours differ in both.
_DRESS = ((0.35, ""), (1.0, _RISING), (0.8, ""), (1.0, _DOTS), (1.0, ""), (0.9, _RISING + _FALLING))
_HATCH_GAP, _DOT_GAP, _DOT = 4.5, 4.0, 0.6

Bar = tuple[float, float, float, float]
"""Left, foot, width and height in points."""


def bars_height(figure: BarFigure) -> float:
    """Return the height in points that `draw_bars` needs."""
    return _key_height(figure) + _ABOVE_BARS + _BARS + _BELOW_BARS


def _key_height(figure: BarFigure) -> float:
    return -(-len(figure.series) // _KEY_COLUMNS) * _KEY_ROW + _KEY_GAP


def draw_bars(canvas: Canvas, figure: BarFigure, width: float) -> None:
    """Draw a key, then a bar per period, stacked by series, `width` points wide from the origin.

    At most `MOST_SERIES` series can be told apart; more, or none, is a programming error, as is a figure
    without a single count.
    """
    if not 1 <= len(figure.series) <= MOST_SERIES:
        raise ValueError(len(figure.series))
    _draw_key(canvas, figure, width)
    canvas.saveState()
    canvas.translate(0, _BELOW_BARS)
    slot = width / max(len(figure.periods), _FEWEST_SLOTS)
    _draw_stacks(canvas, figure, slot)
    _draw_base(canvas, figure.periods, slot)
    canvas.restoreState()


def _draw_key(canvas: Canvas, figure: BarFigure, width: float) -> None:
    """Draw a swatch, the name and, where there is one, the sum of each series in reading order."""
    column, top = width / _KEY_COLUMNS, bars_height(figure)
    for place, series in enumerate(figure.series):
        x = place % _KEY_COLUMNS * column
        y = top - (place // _KEY_COLUMNS + 1) * _KEY_ROW
        _draw_bar(canvas, (x + _LINE, y + 2, _KEY_SWATCH, _KEY_ROW - 5), place)
        total = "" if figure.stock else f" ({sum(series.counts)})"
        room = column - _KEY_SWATCH - 2 * _KEY_SPACE - width_of(total, _KEY_TEXT)
        canvas.setFillGray(0)
        label = shorten(series.name, room, _KEY_TEXT) + total
        draw_text(canvas, label, x + _KEY_SWATCH + _KEY_SPACE, y + 3.8, _KEY_TEXT)


def _draw_stacks(canvas: Canvas, figure: BarFigure, slot: float) -> None:
    """Draw the bars; the base line lies at 0."""
    totals = [sum(counts) for counts in zip(*(s.counts for s in figure.series), strict=True)]
    foot, broad = [0.0] * len(totals), slot * _BAR_SHARE
    for layer, series in enumerate(figure.series):
        for place, count in enumerate(series.counts):
            if count:
                tall = _BARS * count / max(totals)
                left = (place + 0.5) * slot - broad / 2
                _draw_bar(canvas, (left, foot[place], broad, tall), layer)
                foot[place] += tall
    canvas.setFillGray(0)
    for place, (total, top) in enumerate(zip(totals, foot, strict=True)):
        if total:
            draw_centred(canvas, str(total), (place + 0.5) * slot, top + 3, _TEXT)


def _draw_base(canvas: Canvas, periods: Sequence[Period], slot: float) -> None:
    """Draw the line that the bars stand on, and under it when that was."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.6)
    canvas.line(0, 0, len(periods) * slot, 0)
    canvas.setStrokeGray(_SOFT)
    canvas.setLineWidth(0.4)
    for place, period in enumerate(periods):
        middle = (place + 0.5) * slot
        draw_centred(canvas, period.label, middle, -10, _TEXT)
        draw_centred(canvas, period.below, middle, -20.5, _TEXT)
        if period.below and place and not all(p.below for p in periods):
            canvas.line(place * slot, 0, place * slot, -_BELOW_BARS + 3)


def _draw_bar(canvas: Canvas, bar: Bar, layer: int) -> None:
    """Draw a filled and hatched bar, its outline last so that no hatch covers it."""
    fill, hatch = _DRESS[layer]
    canvas.setFillGray(fill)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(_LINE)
    if not hatch:
        canvas.rect(*bar, stroke=1, fill=1)
        return
    canvas.rect(*bar, stroke=0, fill=1)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*bar)
    canvas.clipPath(clip, stroke=0, fill=0)
    if _DOTS in hatch:
        _draw_dots(canvas, bar)
    else:
        _draw_strokes(canvas, bar, hatch)
    canvas.restoreState()
    canvas.rect(*bar, stroke=1, fill=0)


def _draw_strokes(canvas: Canvas, bar: Bar, hatch: str) -> None:
    """Draw strokes at 45 degrees; they meet from bar to bar, for their places hang on the page alone."""
    left, foot, broad, tall = bar
    path = canvas.beginPath()
    for direction in hatch:
        # Where a stroke crosses the foot of the bar: from one height to the left of it up to its right end.
        low, high = (left - tall, left + broad) if direction == _RISING else (left, left + broad + tall)
        start = low - (low - foot if direction == _RISING else low + foot) % _HATCH_GAP
        while start <= high:
            path.moveTo(start, foot)
            path.lineTo(start + (tall if direction == _RISING else -tall), foot + tall)
            start += _HATCH_GAP
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_dots(canvas: Canvas, bar: Bar) -> None:
    left, foot, broad, tall = bar
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row in range(int(tall / _DOT_GAP) + 2):
        shift = _DOT_GAP / 2 if row % 2 else 0.0
        for column in range(int(broad / _DOT_GAP) + 2):
            path.rect(
                left + column * _DOT_GAP + shift - _DOT / 2, foot + row * _DOT_GAP + 1, 2 * _DOT, 2 * _DOT
            )
    canvas.drawPath(path, stroke=0, fill=1)
