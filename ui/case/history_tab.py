"""What was done in a case: the steps that can be taken back, and the log."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from app.base.i18n import _
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.shell.log_page import log_columns
from ui.shell.log_query import Log, LogRow, read_log
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView


class HistoryTab(CaseTab):
    """The log of the case, newest first; Ctrl+Z takes the newest step back."""

    key = "history"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.table: TableView[LogRow] = TableView(
            log_columns(with_case=False), _("Nothing was logged yet."), name=_("History")
        )
        note = MutedLabel(
            _("Ctrl+Z takes the newest step back, Ctrl+Shift+Z does it again; both are logged as well.")
        )
        note.setContentsMargins(14, 10, 14, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(note)
        column.addWidget(self.table, 1)
        desk.charts_changed.connect(self._loaded)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.desk.session.read(self, partial(read_log, case_id=self.desk.case_id), self._show)

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def _show(self, log: Log) -> None:
        self.table.set_rows(log.rows)
