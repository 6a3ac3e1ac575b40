"""Flowables for pictures: each is one Figure element with a text alternative."""

from collections.abc import Callable

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from app.briefing.content import Scale, SymbolKey
from app.briefing.plain_text import draw_centred, draw_text, shorten, width_of
from app.briefing.script import clean
from app.briefing.symbols import draw_symbol, set_dash
from app.briefing.tags import Element, Tagger

_SMALL = 7.5
ROW = 19


class TaggedFigure(Flowable):
    """Draws something inside a Figure element, `width` x `height` points."""

    canv: Canvas

    def __init__(
        self,
        tagger: Tagger,
        parent: Element,
        size: tuple[float, float],
        draw: Callable[[Canvas], None],
        alt: str,
    ) -> None:
        super().__init__()
        self.width, self.height = size
        self.spaceBefore, self.spaceAfter = 4, 8
        self._tagger = tagger
        self._element = parent.child("Figure", alternative=clean(alt))
        self._draw_it = draw

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw inside marked content and remember where on the page."""
        x, y = self.canv.absolutePosition(0, 0)
        self._element.box = (x, y, x + self.width, y + self.height)
        self._tagger.begin(self.canv, self._element)
        self.canv.saveState()
        self._draw_it(self.canv)
        self.canv.restoreState()
        self._tagger.end(self.canv)


def draw_scale(canvas: Canvas, scale: Scale, width: float, height: float) -> None:
    """Draw the probability scale: fields as wide as their range, words alternately above and below."""
    bar, foot = 13.0, (height - 13.0) / 2
    for place, band in enumerate(scale.bands):
        x, span = width * band.low / 100, width * (band.high - band.low) / 100
        canvas.setFillGray(0.8 if place % 2 else 1)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.6)
        canvas.rect(x, foot, span, bar, fill=1)
        canvas.setFillGray(0)
        text, middle, share = band.word, x + span / 2, f"{band.low}–{band.high} %"
        if width_of(share, _SMALL) < span - 4:
            draw_centred(canvas, share, middle, foot + 3.8, _SMALL)
        else:
            text = f"{text} {share}"
        half = width_of(text, _SMALL) / 2
        level = foot - 11 if place % 2 else foot + bar + 6
        draw_centred(canvas, text, min(max(middle, half), width - half), level, _SMALL)


def draw_symbol_key(canvas: Canvas, key: SymbolKey, width: float, height: float) -> None:
    """Draw the symbols in use in three columns, then the kinds of line."""
    column, y = width / 3, height - 11
    for place, (look, meaning) in enumerate(key.symbols):
        x = (place % 3) * column
        row = y - (place // 3) * ROW
        draw_symbol(canvas, look, x + 8, row, 2.3 * mm)
        canvas.setFillGray(0)
        draw_text(canvas, shorten(meaning, column - 24, 8.5), x + 19, row - 3, 8.5)
    y -= -(-len(key.symbols) // 3) * ROW
    for place, (standing, meaning) in enumerate(key.lines):
        x = place * column
        canvas.setStrokeGray(0.2)
        canvas.setLineWidth(1)
        set_dash(canvas, standing, 1.0)
        canvas.line(x, y, x + 30, y)
        canvas.setFillGray(0)
        draw_text(canvas, meaning, x + 36, y - 3, 8.5)


def symbol_key_height(key: SymbolKey) -> float:
    """Return the height in points that `draw_symbol_key` needs."""
    return ROW * (-(-len(key.symbols) // 3) + (1 if key.lines else 0)) + 4.0
