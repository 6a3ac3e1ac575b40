"""A table as people use it: filter as you type, chips, natural sorting, columns to choose, copy, keyboard."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _, ngettext
from app.exchange.table_cells import cell
from ui.widgets.column import Column, Row
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.column_fitting import ColumnFitting
from ui.widgets.empty_state import EmptyState
from ui.widgets.facet import Facet, RowFilter
from ui.widgets.filter_chips import FilterChips
from ui.widgets.filter_field import FilterField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel
from ui.widgets.row_index import Sorting
from ui.widgets.row_table import RowTable
from ui.widgets.row_worker import Run
from ui.widgets.table_model import TableModel
from ui.widgets.table_state import ShownColumn, TableState
from ui.widgets.tool_buttons import ICON_SIZE


class TableView(QWidget, Generic[Row]):
    """A filter field above a table of frozen rows.

    `empty_line` is shown while there are no rows at all; it says what to do first. With `facets` rows can be
    narrowed by what they are. `run` lends a thread: many rows are then arranged beside the window.
    """

    row_activated = Signal(object)
    """Enter or double click on a row; carries the row."""
    selection_changed = Signal(list)
    """The chosen rows, in the order shown."""
    context_requested = Signal(object, QPoint)
    """Right click or menu key on a row; carries the row and the place on the screen."""
    state_changed = Signal()
    """Columns, sorting or filter are others now."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        empty_line: str,
        parent: QWidget | None = None,
        *,
        name: str = "",
        facets: Sequence[Facet[Row]] = (),
        run: Run | None = None,
    ) -> None:
        super().__init__(parent)
        self.model: TableModel[Row] = TableModel(columns, self, facets=facets, run=run)
        self.marking: Callable[[], str] | None = None
        """What stands in the first line of everything that is copied."""
        self.held_back: Callable[[Row], bool] | None = None
        """Which rows may be looked at but not copied."""
        self.empty = EmptyState("list", empty_line)
        self.table = RowTable(self, self, name or _("Table"))
        self.table.setModel(self.model)
        self.filter = FilterField()
        self.count = MutedLabel()
        self.chips = FilterChips(facets, self.model.counts)
        self._stack = QStackedWidget()
        self._chosen: set[object] = set()
        self._current: object = None
        self._fitting = ColumnFitting(self.table, self.model)
        self._set_up_table(columns)
        self._lay_out()
        self.model.set_palette(self.palette())
        self._follow_model()
        self._refresh()

    def _set_up_table(self, columns: Sequence[Column[Row]]) -> None:
        table, header = self.table, self.table.horizontalHeader()
        header.ensurePolished()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self._show_columns(header.mapToGlobal(at)))
        for number, column in enumerate(columns):
            table.setColumnHidden(number, not column.shown)
        self._fitting.start()
        table.activated.connect(lambda index: self.row_activated.emit(self.model.row_at(index.row())))
        table.selectionModel().selectionChanged.connect(self._selection_changed)
        table.customContextMenuRequested.connect(self._context)
        table.sort_wanted.connect(self._sort)

    def _lay_out(self) -> None:
        self.filter.installEventFilter(self)
        self.columns_button = QToolButton()
        self.columns_button.setText(_("Columns"))
        self.columns_button.setIcon(icon("columns-3"))
        self.columns_button.setIconSize(ICON_SIZE)
        self.columns_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.columns_button.clicked.connect(self._show_columns_below)
        self.count.setWordWrap(False)
        self._top = FlowLayout(gap=8)
        self._top.setContentsMargins(12, 10, 12, 8)
        for part in (self.filter, self.chips.button, self.columns_button, self.count):
            self._top.addWidget(part)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)

    def add_tool(self, tool: QWidget) -> None:
        """Put one more button above the table, before the count."""
        last = self._top.takeAt(self._top.count() - 1)
        self._top.addWidget(tool)
        if last is not None:
            self._top.addItem(last)

    def _follow_model(self) -> None:
        model = self.model
        model.modelAboutToBeReset.connect(self._keep_choice)
        model.modelReset.connect(self._restore_choice)
        model.modelReset.connect(self._refresh)
        model.busy_changed.connect(lambda _busy: self._refresh())
        self.filter.textChanged.connect(lambda text: self.narrow(model.filter.with_text(text)))
        self.chips.changed.connect(self.narrow)
        header = self.table.horizontalHeader()
        header.sectionMoved.connect(lambda *_sections: self.state_changed.emit())
        self._fitting.changed.connect(self.state_changed)

    # --- rows and choice

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the chosen rows stay chosen where they occur again."""
        self.model.set_rows(rows)

    def selected_rows(self) -> list[Row]:
        """Return the chosen rows in the order shown."""
        # By ranges, without duplicates: all of 200,000 rows would be as many indexes otherwise.
        spans = sorted({(r.top(), r.bottom()) for r in self.table.selectionModel().selection().toList()})
        found: list[Row] = []
        done = -1
        for first, last in spans:
            found += self.model.rows_between(max(first, done + 1), last)
            done = max(done, last)
        return found

    def select_where(self, wanted: Any) -> bool:
        """Choose the first shown row for which `wanted(row)` holds; tells whether there was one."""
        place = self.model.place_of(wanted)
        if place >= 0:
            # selectRow() would add to the choice while somebody holds Shift or Ctrl for another command.
            flags = QItemSelectionModel.SelectionFlag
            chosen = self.model.index(place, 0)
            self.table.selectionModel().setCurrentIndex(chosen, flags.ClearAndSelect | flags.Rows)
            self.table.scrollTo(chosen)
        return place >= 0

    def _keep_choice(self) -> None:
        chosen = self.selected_rows()
        self._chosen = set(map(_identity, chosen))
        current = self.table.currentIndex()
        self._current = _identity(self.model.row_at(current.row())) if current.isValid() else None

    def _restore_choice(self) -> None:
        self._fitting.read_rows()
        if not self._chosen:
            return
        rows = self.model.shown_rows()
        places = [place for place, row in enumerate(rows) if _identity(row) in self._chosen]
        if not places:
            self.selection_changed.emit([])
            return
        current = next((p for p in places if _identity(rows[p]) == self._current), places[0])
        select = QItemSelectionModel.SelectionFlag
        selection = self.table.selectionModel()
        selection.setCurrentIndex(self.model.index(current, 0), select.NoUpdate)
        selection.select(self._spans(places), select.ClearAndSelect)
        self.table.scrollTo(self.model.index(current, 0))

    def _spans(self, places: Sequence[int]) -> QItemSelection:
        found, last = QItemSelection(), len(self.model.columns) - 1
        begin = before = places[0]
        for place in (*places[1:], -1):
            if place != before + 1:
                found.select(self.model.index(begin, 0), self.model.index(before, last))
                begin = place
            before = place
        return found

    # --- filter, sorting, columns

    def focus_filter(self) -> None:
        """Put the cursor into the filter field (Ctrl+F)."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def narrow(self, wanted: RowFilter) -> None:
        """Show only the rows that pass a filter; its words stand in the field, its choices as chips."""
        if self.filter.text() != wanted.text:
            self.filter.blockSignals(True)
            self.filter.setText(wanted.text)
            self.filter.blockSignals(False)
        self.chips.show_filter(wanted)
        if wanted != self.model.filter:
            self.model.narrow(wanted)
            self.state_changed.emit()

    def sort_by(self, sorting: Sorting) -> None:
        """Sort by columns named by their keys, the first one first."""
        keys = [column.key for column in self.model.columns]
        known = tuple(key for key in sorting if key[0] in keys)
        self.model.sort_by(known)
        self.table.show_sorting(keys.index(known[0][0]) if known else -1, bool(known) and known[0][1])
        self.state_changed.emit()

    def _sort(self, column: int, descending: bool | None, besides: bool) -> None:
        key, held = self.model.columns[column].key, dict(self.model.sorting)
        others = tuple(pair for pair in self.model.sorting if pair[0] != key) if besides else ()
        if descending is None:
            # Upwards, then downwards, then not at all.
            way = {None: False, False: True, True: None}[held.get(key)]
        else:
            way = descending
        if way is None:
            self.sort_by(others)
        elif besides and key in held:
            self.sort_by(tuple((k, way if k == key else d) for k, d in self.model.sorting))
        else:
            self.sort_by((*others, (key, way)))

    def state(self) -> TableState:
        """Return how the table is looked at, for keeping."""
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = tuple(
            ShownColumn(self.model.columns[n].key, self._width(n), not self.table.isColumnHidden(n))
            for n in order
        )
        return TableState(columns, self.model.sorting, self.model.filter.chosen)

    def apply_state(self, state: TableState) -> None:
        """Look at the table as `state` says; columns it does not know stay behind those it does."""
        keys = [column.key for column in self.model.columns]
        known = [column for column in state.columns if column.key in keys]
        for column in known:
            if column.width > 0:
                self._fitting.let_be()
                self.table.setColumnWidth(keys.index(column.key), column.width)
        if any(column.shown for column in known):
            self.order_columns([c.key for c in known], [c.key for c in known if c.shown])
        self.sort_by(state.sorting)
        self.narrow(state.filter.with_text(self.model.filter.text))

    def order_columns(self, order: Sequence[str], shown: Sequence[str]) -> None:
        """Put columns into an order and show some of them."""
        header = self.table.horizontalHeader()
        keys = [column.key for column in self.model.columns]
        for place, key in enumerate(key for key in order if key in keys):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        self.show_columns(shown)
        self.state_changed.emit()

    def shown_columns(self) -> tuple[str, ...]:
        """Return the keys of the columns shown, in their order on the screen."""
        return tuple(column.key for column in self._columns_shown())

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show exactly the columns with these keys; unknown keys are ignored, none at all changes nothing."""
        known = [column.key in keys for column in self.model.columns]
        if any(known):
            for number, shown in enumerate(known):
                self.table.setColumnHidden(number, not shown)

    def _columns_shown(self) -> list[Column[Row]]:
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [self.model.columns[n] for n in order if not self.table.isColumnHidden(n)]

    def _width(self, number: int) -> int:
        # A hidden column has no width; what it was is not worth keeping.
        return self.table.columnWidth(number)

    def retranslate(self) -> None:
        """Read all texts anew after a change of language."""
        self.filter.retranslate()
        self.columns_button.setText(_("Columns"))
        self.chips.retranslate()
        self.model.retitle()

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as plain text, one line each, shown columns parted by tabs.

        With a `marking` it stands in the first line: where the text goes, it says that it is internal.
        Rows that are `held_back` stay out.
        """
        columns = self._columns_shown()
        rows = [r for r in self.selected_rows() if self.held_back is None or not self.held_back(r)]
        lines = ["\t".join(cell(_one_line(c.text(row))) for c in columns) for row in rows]
        if self.marking is not None and lines:
            lines.insert(0, self.marking())
        QGuiApplication.clipboard().setText("\n".join(lines))

    def columns_menu(self) -> QMenu:
        """Return a menu with one entry per column; at least one column always stays shown."""
        menu = QMenu(self)
        for number, column in enumerate(self.model.columns):
            entry = QAction(column.title(), menu, checkable=True)
            entry.setChecked(not self.table.isColumnHidden(number))
            entry.setEnabled(not entry.isChecked() or len(self.shown_columns()) > 1)
            entry.toggled.connect(lambda on, n=number: self.table.setColumnHidden(n, not on))
            entry.toggled.connect(lambda _on: self.state_changed.emit())
            menu.addAction(entry)
        return menu

    def _show_columns(self, at: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _show_columns_below(self) -> None:
        for open_one in self.findChildren(ColumnChoice):
            open_one.close()
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = self.model.columns
        choice = ColumnChoice(self)
        choice.changed.connect(self.order_columns)
        at = self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft())
        choice.open_at(
            at, [(columns[n].key, columns[n].title(), not self.table.isColumnHidden(n)) for n in order]
        )

    def _refresh(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.rows)
        self._stack.setCurrentIndex(0 if total else 1)
        for part in (self.filter, self.columns_button, self.count):
            part.setVisible(total > 0)
        self.chips.button.setVisible(total > 0 and bool(self.model.facets))
        if self.model.busy:
            self.count.setText(_("arranging …"))
        elif shown == total:
            self.count.setText(ngettext("{count} row", "{count} rows", total).format(count=total))
        else:
            self.count.setText(_("{shown} of {total}").format(shown=shown, total=total))

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


def _identity(row: object) -> object:
    return getattr(row, "id", row)


def _one_line(text: str) -> str:
    return " ".join(text.split())
