"""The form of a decision, beside the table of what is decided on."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from ui.shell.inline_form import InlineForm
from ui.shell.stoppable_task import progress_in
from ui.widgets.progress_row import ProgressRow
from ui.widgets.table_view import TableView

_WIDTH = 340


class DecisionSide(QScrollArea):
    """Hidden until a decision is begun; one at a time."""

    def __init__(self, table: TableView[Any]) -> None:
        super().__init__()
        self._table = table
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self.hide()

    def row(self) -> QHBoxLayout:
        """Return the table with this beside it."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._table, 1)
        row.addWidget(self)
        return row

    def place(self, form: InlineForm) -> ProgressRow:
        """Show a form and return the bar of the work that it begins."""
        bar = progress_in(form)
        form.setContentsMargins(14, 4, 14, 8)
        self.setWidget(form)
        self.show()
        form.focus_first()
        return bar

    def leave(self) -> None:
        """Take the form away, with what was typed into it; the keys go back to the table."""
        form = self.takeWidget()
        if form is not None:
            form.hide()
            form.deleteLater()
        self.hide()
        self._table.table.setFocus(Qt.FocusReason.OtherFocusReason)
