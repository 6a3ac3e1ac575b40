"""The log: who did what, when and why; read-only, with the state of its chain."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.base.i18n import _
from app.store.change import Change
from ui.shell.log_query import Log, LogRow, read_log
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.badge import Badge
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading
from ui.widgets.table_view import TableView


def log_columns(*, with_case: bool) -> tuple[Column[LogRow], ...]:
    """Return the columns of the log; within one case its reference says nothing."""
    case: Column[LogRow] = Column("case", lambda: _("Case"), lambda r: r.case, width=120)
    return (
        Column("seq", lambda: _("No."), lambda r: str(r.id), lambda r: r.id, right=True, width=70),
        Column("at", lambda: _("When"), lambda r: r.when, lambda r: r.at, width=190),
        Column("actor", lambda: _("Who"), lambda r: r.actor, width=120),
        Column("action", lambda: _("Kind"), lambda r: r.action, width=130),
        Column("label", lambda: _("What"), lambda r: r.label, width=260),
        *((case,) if with_case else ()),
        Column("recipient", lambda: _("Recipient"), lambda r: r.recipient, width=180),
        Column("reason", lambda: _("Reason"), lambda r: r.reason, muted=True, width=150),
    )


class LogPage(Page):
    """The log of the whole store."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table: TableView[LogRow] = TableView(
            log_columns(with_case=True), _("Nothing was logged yet."), name=_("Log")
        )
        self.chain = Badge("")
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 0)
        head.addWidget(Heading(_("Log")), 1)
        head.addWidget(self.chain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def concerns(self, change: Change) -> bool:
        """Every change is in the log."""
        return True

    def title(self) -> str:
        """See Page."""
        return _("Log")

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, read_log, self._show)

    def find_here(self) -> None:
        """See Page."""
        self.table.focus_filter()

    def _show(self, log: Log) -> None:
        self.table.set_rows(log.rows)
        if log.first_break is None:
            self.chain.set_text(_("chain unbroken"), "good")
        else:
            self.chain.set_text(_("chain broken at entry {no}").format(no=log.first_break), "danger")
