"""Widths of a table's columns: as wide as their texts where there is room, until somebody pulls at one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QTableView

from ui.widgets.column import Column
from ui.widgets.table_model import TableModel

WIDEST = 420
_ROWS_READ = 40
_BESIDE_TEXT = 28
_ICON = 22


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column asks for, in pixels: for its heading, as declared, for its texts."""

    least: int
    usual: int
    wanted: int


def fair_widths(wishes: Sequence[Wish], room: int) -> tuple[int, ...]:
    """Return a width for each wish.

    Nobody gets less than the heading needs. Who needs less than usual gives it up first; what is left of the
    room goes to those whose texts need more than usual, each in proportion to what it lacks, then back to
    those who gave. Where even that does not fit into `room`, the sum is greater than it.
    """
    widths = [max(w.least, min(w.usual, w.wanted)) for w in wishes]
    for goals in ([max(w.wanted, w.least) for w in wishes], [max(w.usual, w.least) for w in wishes]):
        lacking = [max(goal - width, 0) for goal, width in zip(goals, widths, strict=True)]
        spare = min(max(room - sum(widths), 0), sum(lacking))
        if spare:
            total = sum(lacking)
            widths = [width + spare * lack // total for width, lack in zip(widths, lacking, strict=True)]
    return tuple(widths)


class ColumnFitting(QObject):
    """Keeps the columns of one table at fair widths while nobody else has set them."""

    changed = Signal()
    """A column has another width, and not from here."""

    def __init__(self, table: QTableView, model: TableModel[Any]) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self._wanted: tuple[int, ...] = ()
        self._at_work = self._let_be = False
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.viewport().installEventFilter(self)

    def start(self) -> None:
        """Give every column its usual width, before there are rows."""
        header = self._table.horizontalHeader()
        self._set(
            [max(column.width, header.sectionSizeHint(n)) for n, column in enumerate(self._model.columns)]
        )

    def let_be(self) -> None:
        """Change nothing any more: the widths are somebody's choice."""
        self._let_be = True

    def read_rows(self) -> None:
        """Look at the first rows, once."""
        if self._wanted or not self._model.rows:
            return
        rows = self._model.rows[:_ROWS_READ]
        self._wanted = tuple(self._width_of(column, rows) for column in self._model.columns)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room anew when there is more or less of it."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _width_of(self, column: Column[Any], rows: Sequence[Any]) -> int:
        metrics = self._table.fontMetrics()
        texts = {column.text(row) for row in rows}
        longest = max(
            (metrics.horizontalAdvance(text.partition("\n")[0]) for text in texts if text), default=0
        )
        return min(longest + _BESIDE_TEXT + (_ICON if column.icon else 0), WIDEST)

    def _fit(self) -> None:
        if self._let_be or not self._wanted:
            return
        header, columns = self._table.horizontalHeader(), self._model.columns
        shown = [n for n in range(len(columns)) if not self._table.isColumnHidden(n)]
        wishes = [
            Wish(header.sectionSizeHint(n), columns[n].width or self._wanted[n], self._wanted[n])
            for n in shown
        ]
        self._set(fair_widths(wishes, self._table.viewport().width()), shown)

    def _set(self, widths: Sequence[int], columns: Sequence[int] | None = None) -> None:
        self._at_work = True
        try:
            for number, width in zip(columns or range(len(widths)), widths, strict=True):
                self._table.setColumnWidth(number, width)
        finally:
            self._at_work = False

    def _resized(self, number: int, before: int, after: int) -> None:
        if self._at_work:
            return
        # the header itself stretches the last column, and hides one by taking its width: nobody's choice
        header = self._table.horizontalHeader()
        last = max(
            (n for n in range(header.count()) if not header.isSectionHidden(n)), key=header.visualIndex
        )
        if before and after and number != last:
            self.let_be()
        self.changed.emit()
