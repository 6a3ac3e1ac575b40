"""A method as a grid: rows by columns, each cell a list of blocks, everything reached by arrow keys."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.gaps_grid import QuietBlock
from ui.case.methods.methods_query import Block, Grid, GridRow
from ui.widgets.badge import Badge
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip

_HEAD_WIDTH, _CELL_WIDTH = 190, 130
_PLUS = (28, 26)
_SIDE = 14
_BESIDE = 8
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class MethodGrid(QScrollArea):
    """Enter opens what has the focus, Del takes it out, arrows go from cell to cell; heads stay in sight."""

    opened = Signal(str)
    """The id of a block."""
    add_wanted = Signal(str, str)
    """The id of a row and the key of a column."""
    take_out_wanted = Signal(str)
    """The id of a block."""
    moved = Signal()
    """The cursor is somewhere else."""

    def __init__(self, name: str, *, scale: float = 1.0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("sideways", True)  # a matrix is read in both directions
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.scale = scale
        self.grid = Grid((), (), (), adds=False)
        self.spots: list[list[list[QWidget]]] = []
        self.last = (0, 0, 0)
        self._heads: list[QWidget] = []
        self._first: list[QWidget] = []
        self._ids: dict[QWidget, str] = {}

    def show_grid(self, grid: Grid) -> None:
        """Show other rows; the cursor stays where it was."""
        inside = self.isAncestorOf(self.focusWidget() or self) and self.focusWidget() is not None
        self.grid = grid
        self.spots, self._ids, self._first = [], {}, []
        content = QWidget()
        layout = QGridLayout(content)
        layout.setContentsMargins(_SIDE, 0, _SIDE, _SIDE)
        layout.setHorizontalSpacing(_BESIDE)
        layout.setVerticalSpacing(0)
        for column in range(len(grid.keys)):
            layout.setColumnStretch(column + 1, 1)
            layout.setColumnMinimumWidth(column + 1, round(_CELL_WIDTH * self.scale))
        self._make_heads()
        for number, row in enumerate(grid.rows):
            self._add_row(layout, number, row)
        layout.setRowStretch(2 * len(grid.rows) + 2, 1)
        old = self.takeWidget()
        content.installEventFilter(self)
        self.setWidget(content)
        self._put_heads()
        if old is not None:
            old.deleteLater()
        if inside:
            self.focus_spot(*self.last)

    def current(self) -> tuple[str, str, str]:
        """Return row, column key ("" for the head) and block under the cursor; "" where there is none."""
        row, column, place = self.last
        if row >= len(self.grid.rows):
            return "", "", ""
        key = self.grid.keys[column - 1] if 0 < column <= len(self.grid.keys) else ""
        cells = self.spots[row][min(column, len(self.spots[row]) - 1)]
        block = self._ids.get(cells[min(place, len(cells) - 1)], "") if cells else ""
        return self.grid.rows[row].id, key, block

    def focus_spot(self, row: int, column: int, at: int = 0) -> None:
        """Put the cursor on something in a cell."""
        if not 0 <= row < len(self.spots):
            return
        column = min(column, len(self.grid.keys))
        cell = self.spots[row][column]
        place = min(at, len(cell) - 1)
        self.last = (row, column, place)
        cell[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(cell[place], 0, 24)

    def focus_block(self, block_id: str) -> None:
        """Put the cursor on a block."""
        for spot, held in self._ids.items():
            at = self._at(spot)
            if held == block_id and at is not None:
                self.focus_spot(*at)

    # --- building

    def _make_heads(self) -> None:
        for head in self._heads:
            head.deleteLater()
        self._heads = []
        for words in self.grid.heads:
            head = PlainLabel(words, self)
            font = head.font()
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * self.scale)
            head.setFont(font)
            head.setWordWrap(True)
            head.setContentsMargins(6, 0, 0, 0)
            head.setAlignment(Qt.AlignmentFlag.AlignTop)
            head.setToolTip(plain_tip(words))
            head.show()
            self._heads.append(head)

    def _add_row(self, layout: QGridLayout, number: int, row: GridRow) -> None:
        layout.addWidget(_rule(), 2 * number + 1, 0, 1, len(self.grid.keys) + 1)
        head, column = _column()
        head.setFixedWidth(round(_HEAD_WIDTH * self.scale))
        spot = self._block(row.head)
        column.addWidget(spot)
        self.spots.append([[spot]])
        layout.addWidget(head, 2 * number + 2, 0, Qt.AlignmentFlag.AlignTop)
        cells = [head]
        for at, (key, blocks) in enumerate(zip(self.grid.keys, row.cells, strict=True), 1):
            cell, column = _column()
            spots: list[QWidget] = []
            for block in blocks:
                spots.append(self._block(block))
                column.addWidget(spots[-1])
            if self.grid.adds:
                spots.append(self._plus(row, key, at))
                column.addWidget(spots[-1])
            self.spots[-1].append(spots)
            layout.addWidget(cell, 2 * number + 2, at, Qt.AlignmentFlag.AlignTop)
            cells.append(cell)
        self._first = self._first or cells

    def _block(self, block: Block) -> QWidget:
        spot = _GridBlock(block, self.scale)
        spot.activated.connect(lambda: self.opened.emit(block.id))
        spot.installEventFilter(self)
        self._ids[spot] = block.id
        return spot

    def _plus(self, row: GridRow, key: str, at: int) -> QWidget:
        add = QuietBlock("", icon_name="plus")
        add.setFixedSize(*_PLUS)
        words = _("Add to {row}, {column}").format(row=row.head.text, column=self.grid.heads[at])
        add.setAccessibleName(words)
        add.setToolTip(plain_tip(words))
        add.activated.connect(lambda: self.add_wanted.emit(row.id, key))
        add.installEventFilter(self)
        return add

    # --- keys and places

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
        if not self.grid.rows:
            room = max(self.width() // len(self._heads), 1)
            widths = [room - _BESIDE] * len(self._heads)
            lefts = [_SIDE + n * room for n in range(len(self._heads))]
        else:
            # Not the layout's own cells: it forgets its margins while it asks for heights.
            widths = [cell.width() for cell in self._first]
            lefts = [cell.x() - self.horizontalScrollBar().value() for cell in self._first]
        heights = [h.heightForWidth(max(w, 40)) for h, w in zip(self._heads, widths, strict=True)]
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
            self.focus_spot(row, max(0, min(column + right, len(self.grid.keys))))
        elif 0 <= place + down < len(self.spots[row][column]):
            self.focus_spot(row, column, place + down)
        else:
            self.focus_spot(row + down, column, 10_000 if down < 0 else 0)


class _GridBlock(QuietBlock):
    """A block with a quiet second line and plates below it."""

    def __init__(self, block: Block, scale: float) -> None:
        super().__init__(block.text, bold=block.bold)
        said = [block.text, block.below, *(words for words, _kind in block.badges)]
        self.setAccessibleName(", ".join(filter(None, said)))
        row = self.layout()
        if not isinstance(row, QHBoxLayout):
            return
        row.removeWidget(self.label)
        column = QVBoxLayout()
        column.setSpacing(2)
        _enlarge(self.label, scale)
        column.addWidget(self.label)
        if block.below:
            quiet = MutedLabel(block.below)
            _enlarge(quiet, scale)
            column.addWidget(quiet)
        if block.badges:
            plates = FlowLayout(gap=4)
            for words, kind in block.badges:
                plates.addWidget(Badge(words, kind, self))
            column.addLayout(plates)
        row.addLayout(column)


def _enlarge(label: QWidget, scale: float) -> None:
    if scale != 1.0:
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        label.setFont(font)


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
