"""Labels as small pictures on shared pages: each is made once, and all of a page are drawn in one call."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_colours import ChartColours
from ui.chart.paint_buffers import FragmentBuffer

NODE, NODE_CHOSEN, NODE_FADED, LINK, LINK_CHOSEN, BADGE = range(6)
_PAGE_WIDTH, _PAGE_HEIGHT, _PAGES = 2048, 1024, 8
_PAD_X, _PAD_Y = 4.0, 1.0
_HALO = ((-1.4, 0.0), (1.4, 0.0), (0.0, -1.4), (0.0, 1.4), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0))
WIDEST = 190.0
_ONE_LINE = 124.0
"""Names up to this width stay on one line."""
_NO_PICTURE = (-1, 0, 0, 0, 0)


@dataclass(slots=True)
class _Page:
    """A picture that labels are put on, in rows from the top; `number` is never given twice."""

    picture: QPixmap
    number: int
    x: int = 0
    y: int = 0
    row: int = 0

    def place(self, width: int, height: int) -> tuple[int, int] | None:
        """Return a free corner for a label, None if the page is full."""
        if self.x + width > _PAGE_WIDTH:
            self.x, self.y, self.row = 0, self.y + self.row, 0
        if self.y + height > _PAGE_HEIGHT:
            return None
        at = (self.x, self.y)
        self.x, self.row = self.x + width, max(self.row, height)
        return at


class LabelCache:
    """Labels for one font, theme and device pixel ratio; when there are too many the oldest page goes.

    The first line of a text is its name, further lines are smaller and paler. Each text and kind has a
    slot for good: who draws the same labels often asks for `slots` once and draws from these.
    """

    def __init__(self, font: QFont, ratio: float, colours: ChartColours) -> None:
        self.ratio = ratio
        self._colours = colours
        sizes = {NODE: 0.92, LINK: 0.82, BADGE: 0.74}
        self._fonts = {kind: _sized(font, share) for kind, share in sizes.items()}
        self._fonts[BADGE].setBold(True)
        self._metrics = {kind: QFontMetricsF(made) for kind, made in self._fonts.items()}
        self._pages: list[_Page] = []
        self._made = 0
        self._slots: dict[tuple[str, int], int] = {}
        self._texts: list[tuple[str, int]] = []
        self._rows: Floats = np.empty((256, 5))
        self._sizes: dict[tuple[str, int], tuple[float, float]] = {}
        self._lines: dict[tuple[str, int], list[tuple[str, int]]] = {}
        self._fragments = FragmentBuffer()

    def lines(self, text: str, kind: int) -> list[tuple[str, int]]:
        """Return the lines of a label as they are written, each with the kind of its font.

        A long name becomes two lines; what is too long even then is cut with an ellipsis.
        """
        key = (text, _family(kind))
        if key not in self._lines:
            first, *others = text.split("\n")
            names = self._in_two(first) if key[1] == NODE else [first]
            lines = [(line, key[1]) for line in names] + [(line, LINK) for line in others]
            self._lines[key] = [(self._cut(line, family), family) for line, family in lines]
        return self._lines[key]

    def _cut(self, line: str, family: int) -> str:
        return self._metrics[family].elidedText(line, Qt.TextElideMode.ElideRight, WIDEST)

    def _in_two(self, name: str) -> list[str]:
        metrics, words = self._metrics[NODE], name.split(" ")
        if len(words) == 1 or metrics.horizontalAdvance(name) <= _ONE_LINE:
            return [name]
        ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        return list(min(ways, key=lambda way: max(metrics.horizontalAdvance(line) for line in way)))

    def size(self, text: str, kind: int) -> tuple[float, float]:
        """Return the size of a label in logical pixels, whole numbers."""
        key = (text, _family(kind))
        if key not in self._sizes:
            lines = self.lines(text, kind)
            width = max(self._metrics[family].horizontalAdvance(line) for line, family in lines)
            height = sum(self._metrics[family].height() for _line, family in lines)
            self._sizes[key] = (float(ceil(width + 2 * _PAD_X)), float(ceil(height + 2 * _PAD_Y)))
        return self._sizes[key]

    def slots(self, labels: Iterable[tuple[str, int]]) -> Ints:
        """Return the slots of texts and their kinds, in the same order."""
        return np.array([self._slot(label) for label in labels], dtype=np.intp)

    def _slot(self, label: tuple[str, int]) -> int:
        slot = self._slots.setdefault(label, len(self._texts))
        if slot == len(self._texts):
            self._texts.append(label)
            if slot == len(self._rows):
                self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
            self._rows[slot] = _NO_PICTURE
        return slot

    def sizes(self, slots: Ints) -> Floats:
        """Return the sizes of labels in logical pixels, (n, 2)."""
        sizes = [self.size(*self._texts[slot]) for slot in slots.tolist()]
        return np.array(sizes, dtype=np.float64).reshape(-1, 2)

    def ready(self, slots: Ints) -> Bools:
        """Return of which slots the picture is there."""
        there: Bools = self._rows[slots, 0] >= 0
        return there

    def prepare(self, slots: Ints) -> None:
        """Make the pictures that are not there yet."""
        for slot in np.unique(slots[~self.ready(slots)]).tolist():
            self._make(slot)

    def draw_one(self, painter: QPainter, text: str, kind: int, x: float, y: float) -> None:
        """Draw a label with its upper left corner at (x, y)."""
        width, height = self.size(text, kind)
        self.draw(painter, self.slots([(text, kind)]), np.array([[x + width / 2, y + height / 2]]))

    def draw(self, painter: QPainter, slots: Ints, centres: Floats) -> None:
        """Draw many labels around `centres` (n, 2) with one call per page."""
        self.prepare(slots)
        rows = self._rows.take(slots, axis=0)
        # A label begins on a whole device pixel, or its text would be blurred.
        sizes = rows[:, 3:5]
        middle = (np.rint(centres * self.ratio - sizes / 2) + sizes / 2) / self.ratio
        for page in self._pages:
            here = np.flatnonzero(rows[:, 0] == page.number)
            if len(here) == len(rows):
                self._fragments.draw(painter, middle, rows[:, 1:3], sizes, 1 / self.ratio, page.picture)
            elif len(here):
                corners, cells = rows[here, 1:3], rows[here, 3:5]
                self._fragments.draw(painter, middle[here], corners, cells, 1 / self.ratio, page.picture)

    def _make(self, slot: int) -> None:
        text, kind = self._texts[slot]
        width, height = self.size(text, kind)
        across, down = ceil(width * self.ratio), ceil(height * self.ratio)
        page, (x, y) = self._room(across, down)
        painter = QPainter(page.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(x, y)
        painter.scale(self.ratio, self.ratio)
        self._paint(painter, text, kind, width, height)
        painter.end()
        self._rows[slot] = (page.number, x, y, across, down)

    def _room(self, width: int, height: int) -> tuple[_Page, tuple[int, int]]:
        at = self._pages[-1].place(width, height) if self._pages else None
        if at is None:
            if len(self._pages) >= _PAGES:
                gone = self._pages.pop(0)
                self._rows[self._rows[:, 0] == gone.number, 0] = -1
            picture = QPixmap(_PAGE_WIDTH, _PAGE_HEIGHT)
            picture.fill(Qt.GlobalColor.transparent)
            self._pages.append(_Page(picture, self._made))
            self._made += 1
            at = self._pages[-1].place(width, height) or (0, 0)
        return self._pages[-1], at

    def _paint(self, painter: QPainter, text: str, kind: int, width: float, height: float) -> None:
        plate, ink, halo = self._inks(kind)
        if plate is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(plate)
            painter.drawRoundedRect(QRectF(0, 0, width, height), 3, 3)
        top = _PAD_Y
        for shown, family in self.lines(text, kind):
            metrics = self._metrics[family]
            painter.setFont(self._fonts[family])
            left = (width - metrics.horizontalAdvance(shown)) / 2
            at = QPointF(round(left), round(top + metrics.ascent()))
            if halo is not None:
                painter.setPen(halo)
                for dx, dy in _HALO:
                    painter.drawText(at + QPointF(dx, dy), shown)
            further = family == LINK and _family(kind) == NODE and kind != NODE_FADED
            painter.setPen(self._colours.muted if further else ink)
            painter.drawText(at, shown)
            top += metrics.height()

    def _inks(self, kind: int) -> tuple[QColor | None, QColor, QColor | None]:
        """Plate, text and halo of a kind of label."""
        colours = self._colours
        inks: dict[int, tuple[QColor | None, QColor, QColor | None]] = {
            NODE: (None, colours.text, colours.plate),
            NODE_CHOSEN: (colours.accent_soft, colours.text, None),
            NODE_FADED: (None, colours.faint, colours.plate),
            LINK: (None, colours.muted, colours.plate),
            LINK_CHOSEN: (colours.accent_soft, colours.text, None),
            BADGE: (colours.text, colours.plate, None),
        }
        return inks[kind]


def _family(kind: int) -> int:
    """Return whose font a kind of label has."""
    return {LINK: LINK, LINK_CHOSEN: LINK, BADGE: BADGE}.get(kind, NODE)


def _sized(font: QFont, share: float) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * share)
    return made
