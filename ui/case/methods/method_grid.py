"""A method as a grid: rows by columns, each cell a list of blocks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.cell_grid import Cell, CellGrid, QuietBlock, cell_column, plus_block
from ui.case.methods.methods_query import Block, Grid, GridRow
from ui.widgets.badge import Badge
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip

_HEAD_WIDTH, _CELL_WIDTH = 190, 130
_SIDE = 14


class MethodGrid(CellGrid):
    """See CellGrid; `scale` enlarges it for a projector."""

    opened = Signal(str)
    """The id of a block."""
    add_wanted = Signal(str, str)
    """The id of a row and the key of a column."""

    def __init__(self, name: str, *, scale: float = 1.0) -> None:
        super().__init__(name, _SIDE)
        self.setProperty("sideways", True)  # a matrix is read in both directions
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.scale = scale
        self.grid = Grid((), (), (), adds=False)

    def show_grid(self, grid: Grid) -> None:
        """Show other rows; the cursor stays where it was."""
        self.grid = grid
        self._set_heads([self._head(words) for words in grid.heads])
        layout = self._begin(len(grid.keys), round(_CELL_WIDTH * self.scale))
        for row in grid.rows:
            self._add_cells(layout, self._cells(row))
        self._show_content(layout)

    def current(self) -> tuple[str, str, str]:
        """Return row, column key ("" for the head) and block under the cursor; "" where there is none."""
        row, column, place = self.last
        if row >= len(self.grid.rows):
            return "", "", ""
        key = self.grid.keys[column - 1] if 0 < column <= len(self.grid.keys) else ""
        cells = self.spots[row][min(column, len(self.spots[row]) - 1)]
        block = self._ids.get(cells[min(place, len(cells) - 1)], "") if cells else ""
        return self.grid.rows[row].id, key, block

    def focus_block(self, block_id: str) -> None:
        """Put the cursor on a block."""
        for spot, held in self._ids.items():
            at = self._at(spot)
            if held == block_id and at is not None:
                self.focus_spot(*at)

    def _head(self, words: str) -> QWidget:
        head = PlainLabel(words, self)
        font = head.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * self.scale)
        head.setFont(font)
        head.setWordWrap(True)
        head.setContentsMargins(6, 0, 0, 0)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.setToolTip(plain_tip(words))
        return head

    def _cells(self, row: GridRow) -> list[Cell]:
        head, column = cell_column()
        head.setFixedWidth(round(_HEAD_WIDTH * self.scale))
        spot = self._block(row.head)
        column.addWidget(spot)
        cells: list[Cell] = [(head, [spot])]
        for at, (key, blocks) in enumerate(zip(self.grid.keys, row.cells, strict=True), 1):
            cell, column = cell_column()
            spots: list[QWidget] = [self._block(block) for block in blocks]
            if self.grid.adds:
                spots.append(self._plus(row, key, at))
            for spot in spots:
                column.addWidget(spot)
            cells.append((cell, spots))
        return cells

    def _block(self, block: Block) -> QWidget:
        spot = _GridBlock(block, self.scale)
        spot.activated.connect(lambda: self.opened.emit(block.id))
        self._ids[spot] = block.id
        return spot

    def _plus(self, row: GridRow, key: str, at: int) -> QWidget:
        words = _("Add to {row}, {column}").format(row=row.head.text, column=self.grid.heads[at])
        add = plus_block(words)
        add.activated.connect(lambda: self.add_wanted.emit(row.id, key))
        return add


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
