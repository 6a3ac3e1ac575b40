"""The gap table as a grid: a row per question, a column per cell, everything reached by arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from app.casework import case_lists
from ui.case.cell_grid import Cell, CellGrid, QuietBlock, cell_column, plus_block
from ui.case.gaps_query import CELLS, EntryText, GapRow, TaskText
from ui.widgets.badge import Badge
from ui.widgets.inspector_form import FindingBlock, FindingLine
from ui.widgets.plain_label import MutedLabel, PlainLabel

_QUESTION_WIDTH = 168
_CELL_WIDTH = 130
_SIDE = 16
_ABOVE = 8
_BADGES = {"answered": "good", "tasked": "accent"}


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


class GapsGrid(CellGrid):
    """See CellGrid; the first column holds the questions with the tasks they wait for."""

    entry_chosen = Signal(object)
    """An `EntryText` that cites a finding."""
    add_wanted = Signal(object, str)
    """A `GapRow` and the cell that something is to be put into."""
    change_wanted = Signal(object)
    """A `GapRow`."""
    task_wanted = Signal(str)
    """The id of a task."""

    def __init__(self) -> None:
        super().__init__(_("Gap table"), _SIDE)
        self.rows: tuple[GapRow, ...] = ()

    def show_rows(self, rows: Sequence[GapRow]) -> None:
        """Show other rows; the focus stays at its row and column."""
        self.rows = tuple(rows)
        words = ("", *(case_lists.word(case_lists.CELLS, cell) for cell in CELLS))
        self._set_heads([MutedLabel(text, parent=self) for text in words])
        layout = self._begin(len(CELLS), _CELL_WIDTH)
        layout.setColumnMinimumWidth(0, _QUESTION_WIDTH)
        layout.setVerticalSpacing(6)
        for row in self.rows:
            held = zip(CELLS, row.cells, strict=True)
            self._add_cells(layout, [self._question(row), *(self._cell(row, c, e) for c, e in held)])
        self._show_content(layout)

    def focus_row(self, gap_id: str) -> None:
        """Bring a row into sight and put the cursor on its question."""
        content = self.widget()
        for number, row in enumerate(self.rows):
            if row.id == gap_id and content is not None:
                self.focus_spot(number, 0)
                top = self.spots[number][0][0].mapTo(content, QPoint()).y()
                self.verticalScrollBar().setValue(top - _ABOVE)

    def current_row(self) -> GapRow | None:
        """Return the row that had the cursor last, the first one if none had."""
        return self.rows[min(self.last[0], len(self.rows) - 1)] if self.rows else None

    def _question(self, row: GapRow) -> Cell:
        part, column = cell_column()
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
        return part, spots

    def _task(self, task: TaskText) -> QWidget:
        late = _("overdue") if task.late else ""
        block = QuietBlock(
            " · ".join(filter(None, (task.text, late))), muted=True, icon_name="clipboard-list"
        )
        block.activated.connect(lambda: self.task_wanted.emit(task.id))
        return block

    def _cell(self, row: GapRow, cell: str, held: Sequence[EntryText]) -> Cell:
        part, column = cell_column()
        spots: list[QWidget] = []
        for entry in held:
            spots.append(self._entry(entry))
            column.addWidget(spots[-1])
        word = case_lists.word(case_lists.CELLS, cell)
        add = plus_block(_("Add to “{question}”, {cell}").format(question=row.name, cell=word))
        add.activated.connect(lambda: self.add_wanted.emit(row, cell))
        spots.append(add)
        column.addWidget(add)
        return part, spots

    def _entry(self, entry: EntryText) -> QWidget:
        if entry.line is None:
            made: QWidget = QuietBlock(entry.text, muted=entry.lost)
        else:
            block = CitedBlock(entry.line)
            block.activated.connect(lambda _id: self.entry_chosen.emit(entry))
            made = block
        self._ids[made] = entry.id
        return made
