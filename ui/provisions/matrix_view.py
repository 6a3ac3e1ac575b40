"""Senders by recipients: each cell is the strongest ground between two classes of agencies."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.provisions.provision_query import MatrixCell, agency_name, matrix
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, plain_tip

_COLUMN, _ROW, _NAMES = 74, 30, 260


class MatrixView(QWidget):
    """Words, not colours, tell the kind; Enter on a cell opens its entries."""

    opened = Signal(str, str)
    """Sender and recipient of the cell that was opened."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.on_request = QCheckBox(_("With what may be told on request"))
        self.on_request.toggled.connect(lambda _on: self.refresh())
        note = MutedLabel(
            _(
                "Rows tell, columns are told. The word is the strongest ground; “?” marks a text that was "
                "not verified. Enter shows the entries."
            )
        )
        self.table = QTableWidget()
        self.table.setAccessibleName(_("Who may tell whom"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.cellActivated.connect(self._open)
        self.cells: tuple[tuple[MatrixCell, ...], ...] = ()
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 14, 6)
        top.setSpacing(18)
        top.addWidget(self.on_request)
        top.addWidget(note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Read the table anew."""
        self.session.read(self, partial(matrix, on_request=self.on_request.isChecked()), self._show)

    def _show(self, cells: tuple[tuple[MatrixCell, ...], ...]) -> None:
        self.cells = cells
        if self.table.rowCount() != len(cells):
            self._label([row[0].sender for row in cells])
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        loud = self.palette().color(QPalette.ColorRole.Text)
        for y, row in enumerate(cells):
            for x, cell in enumerate(row):
                item = QTableWidgetItem(cell.word)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setToolTip(plain_tip(cell.tip))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, cell.tip)
                item.setForeground(loud if cell.kind else quiet)
                font = item.font()
                font.setBold(cell.kind == "must")
                item.setFont(font)
                self.table.setItem(y, x, item)

    def _label(self, codes: Sequence[str]) -> None:
        self.table.setRowCount(len(codes))
        self.table.setColumnCount(len(codes))
        self.table.setVerticalHeaderLabels([agency_name(c) for c in codes])
        self.table.setHorizontalHeaderLabels(list(codes))
        for number, code in enumerate(codes):
            header = self.table.horizontalHeaderItem(number)
            if header is not None:
                header.setToolTip(plain_tip(agency_name(code)))
        self.table.horizontalHeader().setDefaultSectionSize(_COLUMN)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.verticalHeader().setFixedWidth(_NAMES)

    def _open(self, row: int, column: int) -> None:
        cell = self.cells[row][column]
        self.opened.emit(cell.sender, cell.recipient)
