"""Last page of the import wizard: what would come, what is known, and what stands against it, row by row."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.base.i18n import _, ngettext
from app.exchange.problems import Fault
from app.exchange.table_cells import visible
from app.exchange.tables import Repairs
from ui.exchange.import_wizard_query import Foreseen
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip

_MOST = 200
_LIST_HEIGHT = 130
_NARROW = 820
_ROW, _COLUMN, _IN_FILE, _WHY, _NEW_TEXT = range(5)


class CheckPage(QWidget):
    """Problems can be put right in their list; `repairs` holds what was typed and which rows are left out."""

    recheck_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._faults: tuple[Fault, ...] = ()
        self._cells: dict[tuple[int, int], str] = {}
        self._left_out: set[int] = set()
        self.facts = PlainLabel()
        self.remarks = MutedLabel(selectable=True)
        self.lines = _list(
            _("What would be created"), [_("Kind"), _("Name"), _("Known"), _("Says")], (130, 330, 80, 300)
        )
        self.problems = _FaultTable()
        self.problems.leave_out.connect(self.leave_out)
        self.problem_count = PlainLabel()
        self.out_button = QPushButton(_("Lea&ve the row out"))
        self.out_button.clicked.connect(lambda _checked=False: self.leave_out())
        self.all_out_button = QPushButton(_("Leave &all of them out"))
        self.all_out_button.clicked.connect(lambda _checked=False: self.leave_all_out())
        self.again_button = QPushButton(_("&Check again"))
        self.again_button.clicked.connect(lambda _checked=False: self.recheck_wanted.emit())
        self.profile_name = QLineEdit()
        self.profile_name.setPlaceholderText(_("name of the profile for the next such file"))
        self.profile_name.setAccessibleName(_("Name of the import profile"))
        self.keep_button = QPushButton(_("&Keep as a profile"))
        self._lay_out()

    def _lay_out(self) -> None:
        upper = QWidget()
        up = QVBoxLayout(upper)
        up.setContentsMargins(0, 0, 0, 0)
        up.addWidget(self.problem_count)
        up.addWidget(self.problems, 1)
        buttons = QHBoxLayout()
        for button in (self.out_button, self.all_out_button, self.again_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        up.addLayout(buttons)
        self.upper = upper
        self.problems.setMinimumHeight(_LIST_HEIGHT)
        self.lines.setMinimumHeight(_LIST_HEIGHT)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(self.lines)
        keep = QHBoxLayout()
        keep.addWidget(self.profile_name, 1)
        keep.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 8)
        column.addWidget(self.facts)
        column.addWidget(self.remarks)
        column.addWidget(split, 1)
        column.addLayout(keep)

    def begin(self) -> None:
        """Forget what was put right in the file before."""
        self._cells, self._left_out = {}, set()

    def repairs(self) -> Repairs:
        """What is put right so far; what stands in the list now counts."""
        for at, fault in enumerate(self._faults[: self.problems.rowCount()]):
            item = self.problems.item(at, _NEW_TEXT)
            text = item.text() if item is not None else fault.text
            if fault.column >= 0 and fault.no and text != fault.text:
                self._cells[fault.no, fault.column] = text
        return Repairs(dict(self._cells), frozenset(self._left_out))

    def show_foreseen(self, foreseen: Foreseen) -> None:
        """Show what an import would bring."""
        self._faults = foreseen.faults
        self.facts.setText("   ·   ".join(f"{name}: {text}" for name, text in foreseen.facts))
        self.remarks.setText("\n".join(foreseen.remarks[:5]))
        self.remarks.setToolTip(plain_tip("\n".join(foreseen.remarks)))
        self.remarks.setVisible(bool(foreseen.remarks))
        self.upper.setVisible(bool(self._faults))
        count = len(self._faults)
        words = ngettext(
            "{count} place stands against it. Put it right in the last column, or leave the row out.",
            "{count} places stand against it. Put them right in the last column, or leave the rows out.",
            count,
        )
        self.problem_count.setText(words.format(count=count))
        self._show_faults(foreseen.columns)
        self._show_lines(foreseen)

    def _show_faults(self, columns: tuple[str, ...]) -> None:
        table = self.problems
        table.setRowCount(min(len(self._faults), _MOST))
        for at, fault in enumerate(self._faults[:_MOST]):
            name = columns[fault.column] if 0 <= fault.column < len(columns) else "–"
            fixed = [str(fault.no or "–"), visible(name), visible(fault.text), fault.reason]
            for x, text in enumerate(fixed):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(plain_tip(fault.line))
                table.setItem(at, x, item)
            cell = QTableWidgetItem(fault.text)
            cell.setToolTip(plain_tip(_("F2 or typing changes what is imported from this cell.")))
            if fault.column < 0:
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled)
            table.setItem(at, _NEW_TEXT, cell)
        table.resizeRowsToContents()
        if table.rowCount():
            table.setCurrentCell(0, _NEW_TEXT)

    def _show_lines(self, foreseen: Foreseen) -> None:
        self.lines.setRowCount(len(foreseen.lines))
        for at, line in enumerate(foreseen.lines):
            for x, text in enumerate((line.kind, line.name, _("yes") if line.known else _("new"), line.said)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.lines.setItem(at, x, item)

    def leave_out(self) -> None:
        """Leave the row of the selected problem out, and check again."""
        at = self.problems.currentRow()
        if 0 <= at < len(self._faults) and self._faults[at].no:
            self._left_out.add(self._faults[at].no)
            self.recheck_wanted.emit()

    def leave_all_out(self) -> None:
        """Leave every row with a problem out, and check again."""
        self._left_out |= {fault.no for fault in self._faults if fault.no}
        self.recheck_wanted.emit()


class _FaultTable(QTableWidget):
    """Row, what stands there, why it cannot be taken, and what is taken instead; Delete leaves a row out."""

    leave_out = Signal()

    def __init__(self) -> None:
        super().__init__(0, 5)
        self.setAccessibleName(_("Problems by row"))
        self.setHorizontalHeaderLabels(
            [_("Row"), _("Column"), _("In the file"), _("Problem"), _("Take instead")]
        )
        _dress(self, (56, 130, 150, 430, 200))
        self.setWordWrap(True)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is to be typed in sight, and give the problem what room there is."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        # What stands in the file is also what can be typed over, until somebody does.
        self.setColumnHidden(_IN_FILE, narrow)
        room = event.size().width() - self.columnWidth(_ROW)
        shares = {_COLUMN: 0.2, _WHY: 0.42} if narrow else {_COLUMN: 0.12, _IN_FILE: 0.15, _WHY: 0.5}
        for at, share in shares.items():
            self.setColumnWidth(at, int(room * share))
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leaves the row out."""
        if event.key() == Qt.Key.Key_Delete:
            self.leave_out.emit()
        else:
            super().keyPressEvent(event)


def _list(name: str, headers: list[str], widths: tuple[int, ...]) -> QTableWidget:
    table = QTableWidget(0, len(headers))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(headers)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    _dress(table, widths)
    return table


def _dress(table: QTableWidget, widths: tuple[int, ...]) -> None:
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(26)
    table.setTabKeyNavigation(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for at, width in enumerate(widths):
        table.setColumnWidth(at, width)
    table.horizontalHeader().setStretchLastSection(True)
