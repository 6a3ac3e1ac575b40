"""Grids of cells whose blocks are reached by arrow keys: the gap table and the methods of a case."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.icons import icon_pixmap
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ICON = 16
_BESIDE = 8
_LEAST_HEAD = 40
Cell = tuple[QWidget, list[QWidget]]
"""What stands in one cell, and the blocks in it that the cursor reaches."""


class QuietBlock(QFrame):
    """A text that can be reached and opened; a soft ground shows where the cursor is."""

    activated = Signal()

    def __init__(self, text: str, *, muted: bool = False, bold: bool = False, icon_name: str = "") -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text)
        self.label = MutedLabel(text) if muted else PlainLabel(text)
        font = self.label.font()
        font.setBold(bold)
        self.label.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(6 + (_ICON + 6) * bool(icon_name), 4, 6, 4)
        row.addWidget(self.label)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() in _OPENING:
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground under the cursor or the pointer, and the icon at the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Button
        if self.hasFocus() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(self.rect(), 5, 5)
        if self._icon_name:
            colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
            top = (self.height() - _ICON) // 2 if self.label.text() == "" else 6
            picture = icon_pixmap(self._icon_name, _ICON, colour, self.devicePixelRatioF())
            painter.drawPixmap(6, top, picture)
        painter.end()


class CellGrid(QScrollArea):
    """Enter opens what has the focus, Del takes it out, arrows go from cell to cell; heads stay in sight."""

    take_out_wanted = Signal(str)
    """The id of what stands in a cell."""
    moved = Signal()
    """The cursor is somewhere else."""

    def __init__(self, name: str, side: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.spots: list[list[list[QWidget]]] = []
        self.last = (0, 0, 0)
        self._side = side
        self._content: QWidget | None = None
        self._columns = 0
        self._heads: list[QWidget] = []
        self._first: list[QWidget] = []
        self._ids: dict[QWidget, str] = {}

    def _begin(self, columns: int, width: int) -> QGridLayout:
        """Begin other content: a head column and `columns` others, each at least so many pixels wide."""
        self.spots, self._ids, self._first, self._columns = [], {}, [], columns
        # Kept until it is shown: nothing else holds on to it.
        self._content = QWidget()
        layout = QGridLayout(self._content)
        layout.setContentsMargins(self._side, 0, self._side, self._side)
        layout.setHorizontalSpacing(_BESIDE)
        layout.setVerticalSpacing(0)
        for column in range(1, columns + 1):
            layout.setColumnStretch(column, 1)
            layout.setColumnMinimumWidth(column, width)
        return layout

    def _add_cells(self, layout: QGridLayout, cells: Sequence[Cell]) -> None:
        """Add a row below a rule; the first cell is its head."""
        number = len(self.spots)
        layout.addWidget(_rule(), 2 * number + 1, 0, 1, self._columns + 1)
        self.spots.append([spots for _widget, spots in cells])
        for column, (widget, spots) in enumerate(cells):
            layout.addWidget(widget, 2 * number + 2, column, Qt.AlignmentFlag.AlignTop)
            for spot in spots:
                spot.installEventFilter(self)
        self._first = self._first or [widget for widget, _spots in cells]

    def _show_content(self, layout: QGridLayout) -> None:
        """Show what was begun; the cursor stays at its row and column."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        layout.setRowStretch(2 * len(self.spots) + 2, 1)
        content, self._content = self._content, None
        if content is None:
            return
        old = self.takeWidget()
        content.installEventFilter(self)
        self.setWidget(content)
        self._put_heads()
        if old is not None:
            old.deleteLater()
        if inside:
            self.focus_spot(*self.last)

    def _set_heads(self, heads: Sequence[QWidget]) -> None:
        """Put other words above the columns, one for each, that of the rows' heads first."""
        for head in self._heads:
            head.hide()
            head.deleteLater()
        self._heads = list(heads)
        for head in heads:
            head.show()

    def focus_spot(self, row: int, column: int, at: int = 0) -> None:
        """Put the cursor on something in a cell."""
        if not 0 <= row < len(self.spots):
            return
        column = min(column, self._columns)
        cell = self.spots[row][column]
        place = min(at, len(cell) - 1)
        self.last = (row, column, place)
        cell[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(cell[place], 0, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._put_heads()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """See QAbstractScrollArea; the heads stay above their columns."""
        super().scrollContentsBy(across, down)
        self._put_heads()

    def _put_heads(self) -> None:
        """Put the words of the columns above what scrolls, as high as the longest needs."""
        if not self._heads:
            self.setViewportMargins(0, 0, 0, 0)
            return
        if self._first:
            # Not the layout's own cells: it forgets its margins while it asks for heights.
            widths = [cell.width() for cell in self._first]
            lefts = [cell.x() - self.horizontalScrollBar().value() for cell in self._first]
        else:
            room = max(self.width() // len(self._heads), 1)
            widths = [room - _BESIDE] * len(self._heads)
            lefts = [self._side + n * room for n in range(len(self._heads))]
        heights = [_height(h, max(w, _LEAST_HEAD)) for h, w in zip(self._heads, widths, strict=True)]
        height = max(heights) + _BESIDE
        if self.viewportMargins().top() != height:
            self.setViewportMargins(0, height, 0, 0)
        for head, left, width in zip(self._heads, lefts, widths, strict=True):
            head.setGeometry(left, 0, width, height)
            head.setVisible(left >= 0)

    def _at(self, spot: QWidget) -> tuple[int, int, int] | None:
        for row, cells in enumerate(self.spots):
            for column, spots in enumerate(cells):
                if spot in spots:
                    return row, column, spots.index(spot)
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move, Del takes out; where the cursor was is remembered."""
        if not isinstance(watched, QWidget):
            return False
        if watched is self.widget():
            if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
                self._put_heads()
            return False
        if event.type() == QEvent.Type.FocusIn:
            self.last = self._at(watched) or self.last
            self.moved.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(watched, *_MOVES[key])
                return True
            if key == Qt.Key.Key_Delete and watched in self._ids:
                self.take_out_wanted.emit(self._ids[watched])
                return True
        return bool(super().eventFilter(watched, event))

    def _move(self, spot: QWidget, down: int, right: int) -> None:
        at = self._at(spot)
        if at is None:
            return
        row, column, place = at
        if right:
            self.focus_spot(row, max(0, min(column + right, self._columns)))
        elif 0 <= place + down < len(self.spots[row][column]):
            self.focus_spot(row, column, place + down)
        else:
            self.focus_spot(row + down, column, 10_000 if down < 0 else 0)


def plus_block(words: str) -> QuietBlock:
    """Return the block that adds something to a cell; `words` say to which."""
    add = QuietBlock("", icon_name="plus")
    add.setFixedSize(_ICON + 12, _ICON + 10)
    add.setAccessibleName(words)
    add.setToolTip(plain_tip(words))
    return add


def cell_column() -> tuple[QWidget, QVBoxLayout]:
    """Return an empty cell and the column that its blocks stand in."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 2, 0, 4)
    column.setSpacing(4)
    return part, column


def _height(head: QWidget, width: int) -> int:
    return max(head.heightForWidth(width), 0) or head.sizeHint().height()


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    rule.setAutoFillBackground(True)
    rule.setBackgroundRole(QPalette.ColorRole.Mid)
    return rule
