"""A table over a tuple of frozen rows: sorted and filtered in place, without a proxy.

A proxy with Python comparisons needs many seconds for 200,000 rows; here ranks are computed once per
column and numpy sorts them.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon, QPalette

from ui.widgets.column import Column, Row
from ui.widgets.icons import icon
from ui.widgets.plain_label import plain_tip
from ui.widgets.row_order import Order, as_given, haystack, matching, natural_ranks, ordered, value_ranks

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the row object itself."""


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows `rows` through `columns`. The rows are never changed, only replaced by `set_rows`."""

    def __init__(self, columns: Sequence[Column[Row]], parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._order: Order = as_given(0)
        self._filter = ""
        self._haystack: list[str] | None = None
        self._ranks: dict[int, Order] = {}
        self._sorted_by: tuple[int, bool] | None = None
        self._muted: Any = None
        self._roles: dict[int, Callable[[Column[Row], Row], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
            Qt.ItemDataRole.ToolTipRole: _tooltip,
            Qt.ItemDataRole.DecorationRole: _decoration,
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.ForegroundRole: self._foreground,
            ROW_ROLE: lambda _column, row: row,
        }

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, shown or not, as they were set."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; filter and sorting stay in force."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._haystack = None
        self._ranks.clear()
        self._order = self._arrange()
        self.endResetModel()

    def retitle(self) -> None:
        """Read titles and texts anew, after a change of language."""
        self.set_rows(self._rows)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_filter(self, text: str) -> None:
        """Show only rows whose cells contain every word of `text`; "" shows all."""
        if text == self._filter:
            return
        self.beginResetModel()
        self._filter = text
        self._order = self._arrange()
        self.endResetModel()

    def row_at(self, place: int) -> Row:
        """Return the row shown at `place`, counted from 0."""
        return self._rows[int(self._order[place])]

    def place_of(self, wanted: Callable[[Row], bool]) -> int:
        """Return where the first shown row that is `wanted` stands, or -1."""
        return next((place for place, n in enumerate(self._order) if wanted(self._rows[int(n)])), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See QAbstractItemModel; a column below 0 returns to the order of `set_rows`."""
        descending = order == Qt.SortOrder.DescendingOrder
        self._sorted_by = (column, descending) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        before = [(index, int(self._order[index.row()])) for index in self.persistentIndexList()]
        self._order = self._arrange()
        place = {int(number): place for place, number in enumerate(self._order)} if before else {}
        for index, number in before:
            self.changePersistentIndex(index, self.index(place[number], index.column()))
        self.layoutChanged.emit()

    def _arrange(self) -> Order:
        shown = as_given(len(self._rows))
        if self._filter.strip():
            if self._haystack is None:
                self._haystack = haystack(len(self._rows), [self._cell_text(c) for c in self.columns])
            shown = matching(self._haystack, self._filter)
        if self._sorted_by is None:
            return shown
        column, descending = self._sorted_by
        return ordered(shown, self._ranks_of(column), descending)

    def _cell_text(self, column: Column[Row]) -> Callable[[int], str]:
        return lambda number: column.text(self._rows[number])

    def _ranks_of(self, number: int) -> Order:
        if number not in self._ranks:
            column = self.columns[number]
            if column.sort is None:
                self._ranks[number] = natural_ranks([column.text(row) for row in self._rows])
            else:
                self._ranks[number] = value_ranks([column.sort(row) for row in self._rows])
        return self._ranks[number]

    def set_palette(self, palette: QPalette) -> None:
        """Take the colour of muted columns from `palette`; the view calls it on a theme change."""
        self._muted = palette.color(QPalette.ColorRole.PlaceholderText)

    def _foreground(self, column: Column[Row], row: Row) -> Any:
        return self._muted if column.muted else None

    def rowCount(self, parent: Index | None = None) -> int:
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: Index | None = None) -> int:
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See QAbstractItemModel; `ROW_ROLE` gives the row object."""
        give = self._roles.get(role)
        if give is None or not index.isValid():
            return None
        return give(self.columns[index.column()], self.row_at(index.row()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section], None)
        return None


def _tooltip(column: Column[Row], row: Row) -> str | None:
    return plain_tip(column.tooltip(row)) if column.tooltip else None


def _decoration(column: Column[Row], row: Row) -> QIcon | None:
    name = column.icon(row) if column.icon else ""
    return icon(name) if name else None


def _alignment(column: Column[Any], row: object) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
