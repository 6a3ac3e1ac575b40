"""A table as people use it: filter as you type, natural sorting, columns to choose, copy, keyboard."""

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _, ngettext
from ui.widgets.column import Column, Row
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_model import TableModel
from ui.widgets.tool_buttons import ICON_SIZE

_ROW_HEIGHT = 30
_WIDEST = 420


class TableView(QWidget, Generic[Row]):
    """A filter field above a table of frozen rows.

    `empty_line` is shown while there are no rows at all; it says what to do first.
    """

    row_activated = Signal(object)
    """Enter or double click on a row; carries the row."""
    selection_changed = Signal(list)
    """The chosen rows, in the order shown."""
    context_requested = Signal(object, QPoint)
    """Right click or menu key on a row; carries the row and the place on the screen."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        empty_line: str,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.model: TableModel[Row] = TableModel(columns, self)
        self.empty = EmptyState("list", empty_line)
        self.table = _Table(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(name or _("Table"))
        self.filter = QLineEdit()
        self.count = MutedLabel()
        self._stack = QStackedWidget()
        self._set_up_table(columns)
        self._lay_out()
        self.model.set_palette(self.palette())
        self.model.modelReset.connect(self._refresh)
        self.filter.textChanged.connect(self._filter_changed)
        self._refresh()

    def _set_up_table(self, columns: Sequence[Column[Row]]) -> None:
        table, header = self.table, self.table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self._show_columns(header.mapToGlobal(at)))
        for number, column in enumerate(columns):
            table.setColumnHidden(number, not column.shown)
            if column.width:
                table.setColumnWidth(number, column.width)
        table.activated.connect(lambda index: self.row_activated.emit(self.model.row_at(index.row())))
        table.selectionModel().selectionChanged.connect(self._selection_changed)
        table.customContextMenuRequested.connect(self._context)

    def _lay_out(self) -> None:
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(_("Filter these rows (Ctrl+F)"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(360)
        self.filter.installEventFilter(self)
        self._columns_button = QToolButton()
        self._columns_button.setText(_("Columns"))
        self._columns_button.setIcon(icon("columns-3"))
        self._columns_button.setIconSize(ICON_SIZE)
        self._columns_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._columns_button.clicked.connect(self._show_columns_below)
        self.count.setWordWrap(False)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(10)
        top.addWidget(self.filter, 1)
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self._columns_button)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the chosen rows stay chosen where they occur again."""
        chosen = set(map(_identity, self.selected_rows()))
        first = not self.model.rows
        self.model.set_rows(rows)
        if first and rows:
            self._fit_columns()
        if chosen:
            self.select_where(lambda row: _identity(row) in chosen)

    def selected_rows(self) -> list[Row]:
        """Return the chosen rows in the order shown."""
        places = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.model.row_at(place) for place in places]

    def select_where(self, wanted: Any) -> bool:
        """Choose the first shown row for which `wanted(row)` holds; tells whether there was one."""
        place = self.model.place_of(wanted)
        if place >= 0:
            self.table.selectRow(place)
            self.table.scrollTo(self.model.index(place, 0))
        return place >= 0

    def focus_filter(self) -> None:
        """Put the cursor into the filter field (Ctrl+F)."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def shown_columns(self) -> tuple[str, ...]:
        """Return the keys of the columns shown, for keeping them."""
        return tuple(c.key for n, c in enumerate(self.model.columns) if not self.table.isColumnHidden(n))

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show exactly the columns with these keys; unknown keys are ignored, none at all changes nothing."""
        known = [column.key in keys for column in self.model.columns]
        if any(known):
            for number, shown in enumerate(known):
                self.table.setColumnHidden(number, not shown)

    def retranslate(self) -> None:
        """Read all texts anew after a change of language."""
        self.filter.setPlaceholderText(_("Filter these rows (Ctrl+F)"))
        self._columns_button.setText(_("Columns"))
        self.model.retitle()

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, one line each, shown columns parted by tabs."""
        columns = [c for n, c in enumerate(self.model.columns) if not self.table.isColumnHidden(n)]
        lines = ("\t".join(_one_line(c.text(row)) for c in columns) for row in self.selected_rows())
        QGuiApplication.clipboard().setText("\n".join(lines))

    def columns_menu(self) -> QMenu:
        """Return a menu with one entry per column; at least one column always stays shown."""
        menu = QMenu(self)
        for number, column in enumerate(self.model.columns):
            entry = QAction(column.title(), menu, checkable=True)
            entry.setChecked(not self.table.isColumnHidden(number))
            entry.setEnabled(not entry.isChecked() or len(self.shown_columns()) > 1)
            entry.toggled.connect(lambda on, n=number: self.table.setColumnHidden(n, not on))
            menu.addAction(entry)
        return menu

    def _show_columns(self, at: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _show_columns_below(self) -> None:
        self._show_columns(self._columns_button.mapToGlobal(self._columns_button.rect().bottomLeft()))

    def _filter_changed(self, text: str) -> None:
        chosen = set(map(_identity, self.selected_rows()))
        self.model.set_filter(text)
        if chosen:
            self.select_where(lambda row: _identity(row) in chosen)

    def _refresh(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.rows)
        self._stack.setCurrentIndex(0 if total else 1)
        self.filter.setVisible(total > 0)
        self._columns_button.setVisible(total > 0)
        self.count.setVisible(total > 0)
        if shown == total:
            self.count.setText(ngettext("{count} row", "{count} rows", total).format(count=total))
        else:
            self.count.setText(_("{shown} of {total}").format(shown=shown, total=total))

    def _fit_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(60)
        for number, column in enumerate(self.model.columns):
            if not column.width:
                self.table.resizeColumnToContents(number)
                self.table.setColumnWidth(number, min(self.table.columnWidth(number) + 14, _WIDEST))

    def _selection_changed(self, chosen: QItemSelection, gone: QItemSelection) -> None:
        self.selection_changed.emit(self.selected_rows())

    def _context(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            self.context_requested.emit(self.model.row_at(index.row()), self.table.viewport().mapToGlobal(at))

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Let the down key and Enter lead from the filter field into the table."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return) and self.model.rowCount():
                self.table.setFocus()
                if not self.table.currentIndex().isValid():
                    self.table.selectRow(0)
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_palette(self.palette())
        super().changeEvent(event)


class _Table(QTableView):
    """Whole rows, no grid, keys for copy and filter."""

    def __init__(self, owner: "TableView[Any]") -> None:
        super().__init__(owner)
        self._owner = owner
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._owner.copy()
        elif event.matches(QKeySequence.StandardKey.Find):
            self._owner.focus_filter()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(QModelIndex(self.currentIndex()))
        else:
            super().keyPressEvent(event)


def _identity(row: object) -> object:
    return getattr(row, "id", row)


def _one_line(text: str) -> str:
    return " ".join(text.split())
