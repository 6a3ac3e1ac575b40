"""The grid inside a `TableView`: whole rows, no lines, and the keys."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.base.i18n import _
from ui.widgets.row_worker import painting

_ROW_HEIGHT = 30


class Owner(Protocol):
    """Whoever answers the keys of the grid."""

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""

    def focus_filter(self) -> None:
        """Go to the filter field."""


def dress(table: QTableView) -> None:
    """Make a grid look and be chosen from as all tables here: whole rows of one height, no lines."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RowTable(QTableView):
    """Ctrl+C copies, Ctrl+F filters, Enter opens; Alt+Up and Alt+Down sort by the column one is in.

    With Shift a column is sorted by besides the others, by a click on its title as well.
    """

    sort_wanted = Signal(int, object, bool)
    """Column, descending (None: go on to the next way), besides the others."""

    def __init__(self, owner: Owner, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._owner = owner
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        dress(self)
        self._set_up_header(name)

    def _set_up_header(self, name: str) -> None:
        header = self.horizontalHeader()
        header.setAccessibleName(_("Columns of {table}").format(table=name))
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.sectionClicked.connect(self._title_clicked)

    def show_sorting(self, column: int, descending: bool) -> None:
        """Draw the arrow at one column, at none with -1."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(column, order)
        header.blockSignals(False)
        header.viewport().update()

    def _title_clicked(self, column: int) -> None:
        besides = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_wanted.emit(column, None, besides)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint before anybody else computes."""
        with painting():
            super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        held = event.modifiers()
        ways = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        if event.matches(QKeySequence.StandardKey.Copy):
            self._owner.copy()
        elif event.matches(QKeySequence.StandardKey.Find):
            self._owner.focus_filter()
        elif held & Qt.KeyboardModifier.AltModifier and event.key() in ways:
            column = max(self.currentIndex().column(), 0)
            besides = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.sort_wanted.emit(column, ways[Qt.Key(event.key())], besides)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(QModelIndex(self.currentIndex()))
        else:
            super().keyPressEvent(event)
