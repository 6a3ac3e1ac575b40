"""A table over a tuple of frozen rows: sorted and filtered in place, without a proxy.

A proxy with Python comparisons needs many seconds for 200,000 rows; here ranks are computed once per
column and numpy sorts them. Few rows are arranged at once; many beside the window, if it lends a thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPalette

from ui.widgets.column import Column, Row
from ui.widgets.facet import Facet, RowFilter
from ui.widgets.icons import icon
from ui.widgets.plain_label import plain_tip
from ui.widgets.row_index import RowIndex, Sorting
from ui.widgets.row_order import Order, Pause, as_given
from ui.widgets.row_worker import RowWork, Run

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the row object itself."""
_UP, _DOWN = "\u2191", "\u2193"


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows `rows` through `columns`. The rows are never changed, only replaced by `set_rows`."""

    busy_changed = Signal(bool)
    """A long arrangement has begun, or none is under way any more."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        parent: Any = None,
        *,
        facets: Sequence[Facet[Row]] = (),
        run: Run | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.facets = tuple(facets)
        self.filter = RowFilter()
        self.sorting: Sorting = ()
        self.busy = False
        self._index: RowIndex[Row] = RowIndex((), self.columns, self.facets)
        self._coming = self._index
        self._order: Order = as_given(0)
        self._work = RowWork(self, run)
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
        return self._index.rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; filter and sorting stay in force."""
        self._coming = RowIndex(rows, self.columns, self.facets)
        self._arrange_anew()

    def retitle(self) -> None:
        """Read titles and texts anew, after a change of language."""
        self.set_rows(self._coming.rows)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_filter(self, text: str) -> None:
        """Show only rows whose cells contain every word of `text`; "" shows all."""
        self.narrow(replace(self.filter, text=text))

    def narrow(self, wanted: RowFilter) -> None:
        """Show only rows that pass a filter."""
        if wanted != self.filter:
            self.filter = wanted
            self._arrange_anew()

    def sort_by(self, sorting: Sorting) -> None:
        """Sort by several columns, the first one first; none returns to the order of `set_rows`."""
        self.sorting = sorting
        if self._work.beside(len(self._coming.rows)):
            self._arrange_anew()
        else:
            self._sort_now()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See QAbstractItemModel; a column below 0 returns to the order of `set_rows`."""
        descending = order == Qt.SortOrder.DescendingOrder
        known = 0 <= column < len(self.columns)
        self.sort_by(((self.columns[column].key, descending),) if known else ())

    def counts(self, key: str) -> dict[str, int]:
        """Return how many rows each code of a facet holds for; costs a moment where there are many."""
        return dict(self._index.counts(key))

    def row_at(self, place: int) -> Row:
        """Return the row shown at `place`, counted from 0."""
        return self._index.rows[int(self._order[place])]

    def shown_rows(self) -> list[Row]:
        """Return the rows shown, in their order."""
        rows = self._index.rows
        return [rows[number] for number in self._order.tolist()]

    def rows_between(self, first: int, last: int) -> list[Row]:
        """Return the rows shown from place `first` to place `last`."""
        rows = self._index.rows
        return [rows[number] for number in self._order[first : last + 1].tolist()]

    def place_of(self, wanted: Callable[[Row], bool]) -> int:
        """Return where the first shown row that is `wanted` stands, or -1."""
        return next((place for place, row in enumerate(self.shown_rows()) if wanted(row)), -1)

    def _arrange_anew(self) -> None:
        coming, shown, sorting = self._coming, self.filter, self.sorting

        def work(pause: Pause) -> Order:
            return coming.arranged(shown, sorting, pause)

        if self._work.beside(len(coming.rows)):
            self._set_busy(True)
            self._work.start(work, lambda order: self._take(coming, order))
        else:
            self._work.supersede()
            self._take(coming, coming.arranged(shown, sorting))

    def _take(self, index: RowIndex[Row], order: Order) -> None:
        self.beginResetModel()
        self._index, self._order = index, order
        self.endResetModel()
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        if busy != self.busy:
            self.busy = busy
            self.busy_changed.emit(busy)

    def _sort_now(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = [(index, int(self._order[index.row()])) for index in self.persistentIndexList()]
        self._order = self._index.arranged(self.filter, self.sorting)
        place = {int(number): place for place, number in enumerate(self._order)} if before else {}
        for index, number in before:
            self.changePersistentIndex(index, self.index(place[number], index.column()))
        self.layoutChanged.emit()

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
            return self.columns[section].title() + self._rank_sign(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section], None)
        return None

    def _rank_sign(self, section: int) -> str:
        """Say where a column stands among several that are sorted by; the header draws one arrow only."""
        keys = [key for key, _descending in self.sorting]
        if len(keys) < 2 or self.columns[section].key not in keys:
            return ""
        number = keys.index(self.columns[section].key)
        return f"  {number + 1}{_DOWN if self.sorting[number][1] else _UP}"


def _tooltip(column: Column[Row], row: Row) -> str | None:
    return plain_tip(column.tooltip(row)) if column.tooltip else None


def _decoration(column: Column[Row], row: Row) -> QIcon | None:
    name = column.icon(row) if column.icon else ""
    return icon(name) if name else None


def _alignment(column: Column[Any], row: object) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
