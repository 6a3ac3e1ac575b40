"""Flowables besides paragraphs, tables and figures: contents, lines to write on."""

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from app.briefing.fonts import text_width
from app.briefing.furniture import FurnishedCanvas
from app.briefing.plain_text import draw_text, shorten, width_of
from app.briefing.styles import GREY, HAIRLINE, RULE
from app.briefing.tags import Element, Tagger

_ENTRY = 17
_SIZE = 10
_NUMBER_ROOM = 30
_INDENT = 14.0
_FEWEST_LINES = 3


class ContentsList(Flowable):
    """The list of parts: (key, title, level from 1) each, with page numbers filled in on saving."""

    canv: FurnishedCanvas

    def __init__(self, tagger: Tagger, parent: Element, entries: list[tuple[str, str, int]]) -> None:
        super().__init__()
        self._tagger = tagger
        self._entries = entries
        toc = parent.child("TOC")
        self._elements = [toc.child("TOCI").child("Reference").child("Link") for _ in entries]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the full width and one line per entry."""
        self.width, self.height = width, len(self._entries) * _ENTRY + 6.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw each entry as one link."""
        canvas, y = self.canv, self.height - _SIZE
        for (key, title, level), element in zip(self._entries, self._elements, strict=True):
            left = (level - 1) * _INDENT
            shown = shorten(title, self.width - left - 2 * _NUMBER_ROOM, _SIZE)
            self._tagger.begin(canvas, element)
            draw_text(canvas, shown, left, y, _SIZE)
            canvas.saveState()
            canvas.translate(self.width, y)
            canvas.draw_page_number_of(key)
            canvas.restoreState()
            self._tagger.end(canvas)
            self._dots(left + width_of(shown, _SIZE) + 5, y + 1)
            self._tagger.add_link(canvas, element, title)
            canvas.linkRect("", key, (0, y - 4, self.width, y + 11), relative=1)
            y -= _ENTRY

    def _dots(self, x: float, y: float) -> None:
        canvas = self.canv
        self._tagger.begin_artifact(canvas)
        canvas.saveState()
        canvas.setLineWidth(0.6)
        canvas.setLineCap(1)
        canvas.setDash([0.1, 3])
        canvas.line(x, y, self.width - text_width("000", "Noto Sans", _SIZE), y)
        canvas.restoreState()
        self._tagger.end(canvas)


class CopyLineField(Flowable):
    """Which copy this is; filled in when the document is saved."""

    canv: FurnishedCanvas
    _HEIGHT = 26.0

    def __init__(self, tagger: Tagger, parent: Element) -> None:
        super().__init__()
        self._tagger = tagger
        self._element = parent.child("P")

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the full width and one line."""
        self.width, self.height = width, self._HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self._tagger.begin(self.canv, self._element)
        self.canv.saveState()
        self.canv.translate(0, 12)
        self.canv.draw_copy_line()
        self.canv.restoreState()
        self._tagger.end(self.canv)


class WritingLines(Flowable):
    """Empty lines for handwriting; an artifact, for there is nothing to read."""

    canv: FurnishedCanvas
    _GAP = 9 * mm

    def __init__(self, tagger: Tagger, count: int) -> None:
        super().__init__()
        self._tagger = tagger
        self._count = self._drawn = count
        self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the full width and fewer lines where the page has no room for all and what follows."""
        fitting = int((height - SignatureField.HEIGHT - self.spaceAfter) // self._GAP)
        self._drawn = min(self._count, fitting) if fitting >= _FEWEST_LINES else self._count
        self.width, self.height = width, self._drawn * self._GAP
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        self._tagger.begin_artifact(self.canv)
        self.canv.saveState()
        self.canv.setLineWidth(HAIRLINE)
        self.canv.setStrokeGray(GREY)
        for number in range(self._drawn):
            self.canv.line(0, number * self._GAP, self.width, number * self._GAP)
        self.canv.restoreState()
        self._tagger.end(self.canv)


class SignatureField(Flowable):
    """Lines to sign on, side by side, with what stands below each."""

    canv: FurnishedCanvas
    HEIGHT = 22 * mm
    _BETWEEN = 8 * mm

    def __init__(self, tagger: Tagger, parent: Element, labels: tuple[str, ...]) -> None:
        super().__init__()
        self._tagger = tagger
        self._labels = labels
        self._elements = [parent.child("P") for _ in labels]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the full width."""
        self.width, self.height = width, self.HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw a line per label, the label below it."""
        canvas = self.canv
        each = (self.width - self._BETWEEN * (len(self._labels) - 1)) / len(self._labels)
        for place, (label, element) in enumerate(zip(self._labels, self._elements, strict=True)):
            x = place * (each + self._BETWEEN)
            self._tagger.begin_artifact(canvas)
            canvas.setLineWidth(RULE)
            canvas.line(x, 14, x + each, 14)
            self._tagger.end(canvas)
            self._tagger.begin(canvas, element)
            draw_text(canvas, shorten(label, each, 7.5), x, 4, 7.5)
            self._tagger.end(canvas)
