"""The gap table as a grid: a row per question, a column per cell, everything reached by arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
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

from app.base.i18n import _
from app.casework import case_lists
from ui.case.gaps_query import CELLS, EntryText, GapRow, TaskText
from ui.widgets.badge import Badge
from ui.widgets.icons import icon_pixmap
from ui.widgets.inspector_form import FindingBlock, FindingLine
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_QUESTION_WIDTH = 168
_CELL_WIDTH = 130
_ICON = 16
_SIDE = 16
_BESIDE = 8
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_BADGES = {"answered": "good", "tasked": "accent"}


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


class CitedBlock(FindingBlock):
    """A finding in a narrow cell: its plates stand below it, not beside it."""

    def __init__(self, line: FindingLine) -> None:
        super().__init__(line)
        below = QHBoxLayout()
        below.setSpacing(4)
        for badge in self.findChildren(Badge):
            below.addWidget(badge)
        below.addStretch(1)
        column = self.layout()
        if isinstance(column, QVBoxLayout) and below.count() > 1:
            column.addLayout(below)


class GapsGrid(QScrollArea):
    """Enter opens what has the focus, Del takes it out of its cell, arrows go from cell to cell."""

    entry_chosen = Signal(object)
    """An `EntryText` that cites a finding."""
    add_wanted = Signal(object, str)
    """A `GapRow` and the cell that something is to be put into."""
    change_wanted = Signal(object)
    """A `GapRow`."""
    take_out_wanted = Signal(str)
    """The id of an entry."""
    task_wanted = Signal(str)
    """The id of a task."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Gap table"))
        self.rows: tuple[GapRow, ...] = ()
        self.spots: list[list[list[QWidget]]] = []
        self.last = (0, 0, 0)
        self._entries: dict[QWidget, EntryText] = {}
        self._heads = [MutedLabel(parent=self) for _cell in CELLS]
        self._grid: QGridLayout | None = None

    def show_rows(self, rows: Sequence[GapRow]) -> None:
        """Show other rows; the focus stays at its row and column."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.rows = tuple(rows)
        self.spots, self._entries = [], {}
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(_SIDE, 0, _SIDE, 16)
        grid.setHorizontalSpacing(_BESIDE)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _QUESTION_WIDTH)
        for number, cell in enumerate(CELLS, start=1):
            self._heads[number - 1].setText(case_lists.word(case_lists.CELLS, cell))
            grid.setColumnStretch(number, 1)
            grid.setColumnMinimumWidth(number, _CELL_WIDTH)
        for number, row in enumerate(self.rows):
            self._add_row(grid, number, row)
        grid.setRowStretch(2 * len(self.rows) + 1, 1)
        old = self.takeWidget()
        self._grid = grid
        content.installEventFilter(self)
        self.setWidget(content)
        self._put_heads()
        if old is not None:
            old.deleteLater()
        if inside:
            self.focus_spot(*self.last)

    def focus_row(self, gap_id: str) -> None:
        """Bring a row into sight and put the cursor on its question."""
        content = self.widget()
        for number, row in enumerate(self.rows):
            if row.id == gap_id and content is not None:
                self.focus_spot(number, 0)
                top = self.spots[number][0][0].mapTo(content, QPoint()).y()
                self.verticalScrollBar().setValue(top - _BESIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._put_heads()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """See QAbstractScrollArea; the heads stay above their columns."""
        super().scrollContentsBy(across, down)
        self._put_heads()

    def _put_heads(self) -> None:
        """Put the words of the columns above what scrolls, so that they are there for every row."""
        height = self._heads[0].sizeHint().height() + _BESIDE
        self.setViewportMargins(0, height, 0, 0)
        if self._grid is None:
            return
        for number, head in enumerate(self._heads, start=1):
            place = self._grid.cellRect(1, number)
            left = place.left() - self.horizontalScrollBar().value()
            head.setGeometry(left, 0, max(place.width(), 0), height)
            head.setVisible(left >= 0)

    def focus_spot(self, row: int, column: int, at: int = 0) -> None:
        """Put the cursor on something in a cell."""
        if 0 <= row < len(self.spots):
            column = min(column, len(CELLS))
            cell = self.spots[row][column]
            place = min(at, len(cell) - 1)
            self.last = (row, column, place)
            target = cell[place]
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(target, 0, 24)

    def current_row(self) -> GapRow | None:
        """Return the row that had the cursor last, the first one if none had."""
        return self.rows[min(self.last[0], len(self.rows) - 1)] if self.rows else None

    def _add_row(self, grid: QGridLayout, number: int, row: GapRow) -> None:
        grid.addWidget(_rule(), 2 * number + 1, 0, 1, len(CELLS) + 1)
        cells = [self._question(row)]
        cells += [self._cell(row, cell, held) for cell, held in zip(CELLS, row.cells, strict=True)]
        self.spots.append([spots for _widget, spots in cells])
        for column, (widget, _spots) in enumerate(cells):
            grid.addWidget(widget, 2 * number + 2, column, Qt.AlignmentFlag.AlignTop)

    def _question(self, row: GapRow) -> tuple[QWidget, list[QWidget]]:
        part, column = _column()
        part.setFixedWidth(_QUESTION_WIDTH)
        head = QuietBlock(row.question, bold=True, icon_name="pencil")
        head.setAccessibleName(f"{row.name}, {row.status}")
        head.setToolTip(_("Change wording and state"))
        head.activated.connect(lambda: self.change_wanted.emit(row))
        column.addWidget(head)
        if row.text:
            words = PlainLabel(row.text)
            words.setContentsMargins(6, 0, 6, 0)
            column.addWidget(words)
        plates = QHBoxLayout()
        plates.setContentsMargins(6, 0, 0, 0)
        plates.addWidget(Badge(row.status, _BADGES.get(row.status_id, "plain")))
        if row.warn:
            plates.addWidget(Badge(row.warn, "danger"))
        plates.addStretch(1)
        column.addLayout(plates)
        spots: list[QWidget] = [head]
        for task in row.tasks:
            spots.append(self._task(task))
            column.addWidget(spots[-1])
        self._watch(spots)
        return part, spots

    def _task(self, task: TaskText) -> QWidget:
        late = _("overdue") if task.late else ""
        block = QuietBlock(
            " · ".join(filter(None, (task.text, late))), muted=True, icon_name="clipboard-list"
        )
        block.activated.connect(lambda: self.task_wanted.emit(task.id))
        return block

    def _cell(self, row: GapRow, cell: str, held: Sequence[EntryText]) -> tuple[QWidget, list[QWidget]]:
        part, column = _column()
        spots: list[QWidget] = []
        for entry in held:
            spots.append(self._entry(entry))
            column.addWidget(spots[-1])
        word = case_lists.word(case_lists.CELLS, cell)
        add = QuietBlock("", icon_name="plus")
        add.setFixedSize(_ICON + 12, _ICON + 10)
        add.setAccessibleName(_("Add to “{question}”, {cell}").format(question=row.name, cell=word))
        add.setToolTip(plain_tip(add.accessibleName()))
        add.activated.connect(lambda: self.add_wanted.emit(row, cell))
        spots.append(add)
        column.addWidget(add)
        self._watch(spots)
        return part, spots

    def _entry(self, entry: EntryText) -> QWidget:
        if entry.line is None:
            made: QWidget = QuietBlock(entry.text, muted=entry.lost)
        else:
            block = CitedBlock(entry.line)
            block.activated.connect(lambda _id: self.entry_chosen.emit(entry))
            made = block
        self._entries[made] = entry
        return made

    def _watch(self, spots: Sequence[QWidget]) -> None:
        for spot in spots:
            spot.installEventFilter(self)

    def _at(self, spot: QWidget | None) -> tuple[int, int, int] | None:
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
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(watched, *_MOVES[key])
                return True
            if key == Qt.Key.Key_Delete and watched in self._entries:
                self.take_out_wanted.emit(self._entries[watched].id)
                return True
        return bool(super().eventFilter(watched, event))

    def _move(self, spot: QWidget, down: int, right: int) -> None:
        at = self._at(spot)
        if at is None:
            return
        row, column, place = at
        if right:
            self.focus_spot(row, max(0, min(column + right, len(CELLS))))
        elif 0 <= place + down < len(self.spots[row][column]):
            self.focus_spot(row, column, place + down)
        else:
            self.focus_spot(row + down, column, 10_000 if down < 0 else 0)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    rule.setAutoFillBackground(True)
    rule.setBackgroundRole(QPalette.ColorRole.Mid)
    return rule


def _column() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 2, 0, 4)
    column.setSpacing(4)
    return part, column
