"""The disclosure ledger: per finding, subject and recipient, and calling back what should not have gone."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework import recalls
from app.store.roles import Act
from ui.office.ledger_query import MOST, LedgerRow, read_ledger
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action


def _columns() -> tuple[Column[LedgerRow], ...]:
    return (
        Column("at", lambda: _("When"), lambda r: r.at, lambda r: r.at_sort, width=140),
        Column("recipient", lambda: _("Recipient"), lambda r: r.recipient, tooltip=lambda r: r.recipient,
               width=150),
        Column("case", lambda: _("Case"), lambda r: r.case, width=105),
        Column("subject", lambda: _("Subject"), lambda r: r.subject, tooltip=lambda r: r.subject, width=150),
        Column("what", lambda: _("Finding"), lambda r: r.what, tooltip=lambda r: r.finding_id, width=130),
        Column("now", lambda: _("Since then"), lambda r: r.now, width=115),
        Column("how", lambda: _("How"), lambda r: r.how, width=110),
        Column("ground", lambda: _("Ground"), lambda r: r.ground, tooltip=lambda r: r.ground, width=150),
        Column("artefact", lambda: _("Handed over with"), lambda r: r.artefact, tooltip=lambda r: r.artefact,
               muted=True, width=200),
        Column("id", lambda: _("Finding (id)"), lambda r: r.finding_id, muted=True, width=120, shown=False),
    )  # fmt: skip


class RecallForm(InlineForm):
    """Why findings are called back; it is told to everybody who was given them."""

    drafted = False

    def __init__(self, case_id: str, finding_ids: list[str]) -> None:
        super().__init__(_("Call back from all recipients"), _("Call back"))
        self.case_id, self.finding_ids = case_id, finding_ids
        text = ngettext("{count} finding", "{count} findings", len(finding_ids))
        self.add_widget(MutedLabel(text.format(count=len(finding_ids))))
        self.add_text("reason", _("Reason"), hint=_("told to the recipients, without the content"))
        self.require("reason")

    def refuse(self, error: UserError) -> None:
        """Show a refusal."""
        self.show_error(error, "reason" if error.key == "recall.reason" else "")
        self.set_busy(False)


class LedgerPanel(QWidget):
    """The filter above the table narrows to a recipient, a subject or a finding."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.case_id = ""
        self.form: RecallForm | None = None
        self.table: TableView[LedgerRow] = TableView(
            _columns(), _("Nothing was handed over yet."), name=_("Disclosure ledger")
        )
        self.call_back = make_action(self, _("Call back …"), "undo-2", self.begin)
        self.call_back.setEnabled(False)
        offer(session, self, [(self.call_back, Act.RELEASE)])
        self.table.add_tool(labelled_button(self.call_back))
        self.table.selection_changed.connect(self._chosen)
        self.more = MutedLabel()
        self.more.setContentsMargins(14, 2, 14, 4)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.more)
        self.beneath = QVBoxLayout()
        self.beneath.setContentsMargins(14, 4, 14, 12)
        self.column.addLayout(self.beneath)

    def show_case(self, case_id: str) -> None:
        """Read the ledger, of one case or all."""
        self.case_id = case_id
        self.session.read(self, partial(read_ledger, case_id=case_id), self._show)

    def _show(self, rows: tuple[LedgerRow, ...]) -> None:
        self.table.set_rows(rows)
        text = _("The newest {count} are shown; “disclosures” on the command line lists all.")
        self.more.setText(text.format(count=MOST) if len(rows) >= MOST else "")

    def _chosen(self, rows: list[LedgerRow]) -> None:
        """Findings of one case are called back at once."""
        cases = {r.case_id for r in rows if r.finding_id}
        self.call_back.setEnabled(len(cases) == 1)

    def begin(self) -> None:
        """Ask why the chosen findings are called back."""
        rows = [r for r in self.table.selected_rows() if r.finding_id]
        if not rows:
            return
        self.close_form()
        form = RecallForm(rows[0].case_id, list(dict.fromkeys(r.finding_id for r in rows)))
        form.submitted.connect(lambda _values: self._call_back(form))
        form.cancelled.connect(self.close_form)
        self.form = form
        self.beneath.addWidget(form)
        form.show()
        form.focus_first()

    def _call_back(self, form: RecallForm) -> None:
        form.set_busy(True)
        work = partial(
            recalls.demand, case_id=form.case_id, finding_ids=form.finding_ids, reason=form.value("reason")
        )
        self.session.write(self, work, self._called, form.refuse)

    def _called(self, _change: object) -> None:
        self.close_form()
        self.session.noted.emit(_("Called back. The notices to send are under “Notices to send”."))

    def close_form(self) -> None:
        """Close the form."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
