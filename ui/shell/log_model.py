"""A table model over a log of any length: it knows the numbers of the entries and fetches pages of them."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette

from ui.shell.log_query import LogRow
from ui.widgets.column import Column

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
# So many pages stay in memory; a screen shows two at most.
_KEPT = 40
_WAITING = "…"


class LogModel(QAbstractTableModel):
    """Shows entries by their numbers; a row that is not there yet shows dots and asks for its page."""

    page_wanted = Signal(int)
    """The number of a page, counted from 0, that somebody looks at; answer with `set_page`."""

    def __init__(self, columns: Sequence[Column[LogRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._seqs: Sequence[int] = ()
        self._pages: OrderedDict[int, tuple[LogRow, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._muted: Any = None

    def set_numbers(self, seqs: Sequence[int]) -> None:
        """Show other entries: those with these numbers, in this order."""
        self.beginResetModel()
        self._seqs = seqs
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def numbers_of(self, page: int) -> Sequence[int]:
        """Return the numbers of the entries on a page."""
        return self._seqs[page * PAGE : (page + 1) * PAGE]

    def set_page(self, page: int, seqs: Sequence[int], rows: Sequence[LogRow]) -> None:
        """Take the rows of a page that was wanted, unless other entries are shown by now."""
        if list(self.numbers_of(page)) != list(seqs):
            return
        self._asked.discard(page)
        self._pages[page] = tuple(rows)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._seqs)) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def row_at(self, place: int) -> LogRow | None:
        """Return the row at a place, None while it is not there; then its page is asked for."""
        page = place // PAGE
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        self._pages.move_to_end(page)
        return rows[place % PAGE] if place % PAGE < len(rows) else None

    def held_pages(self) -> int:
        """Return how many pages are in memory."""
        return len(self._pages)

    def set_palette(self, palette: QPalette) -> None:
        """Take the colour of muted columns from `palette`."""
        self._muted = palette.color(QPalette.ColorRole.PlaceholderText)

    def rowCount(self, parent: Index | None = None) -> int:
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self._seqs)

    def columnCount(self, parent: Index | None = None) -> int:
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row_at(index.row())
            return _WAITING if row is None else column.text(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._muted if column.muted else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: Column[LogRow]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
