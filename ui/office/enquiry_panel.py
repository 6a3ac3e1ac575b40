"""The desk itself: the enquiries, and the form of what is done with the chosen one."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework.cross_check import CrossAnswer
from app.office import enquiry_desk
from app.office.enquiry_desk import OPEN
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.office.enquiry_forms import EnquiryForm, EnquirySearchForm, ReplyForm
from ui.office.enquiry_query import EnquiryRow, ask, normal_days, reply
from ui.settings.side_panel import SidePanel
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

TOUCHED = frozenset({"register_entry"})


def _columns() -> tuple[Column[EnquiryRow], ...]:
    return (
        Column("number", lambda: _("Number"), lambda r: r.number, width=105),
        Column("received", lambda: _("Received"), lambda r: r.received, lambda r: r.received_sort, width=95),
        Column("agency", lambda: _("Asking agency"), lambda r: r.agency, width=190),
        Column("region", lambda: _("State or country"), lambda r: r.region, width=130),
        Column("subject", lambda: _("Subject"), lambda r: r.subject, width=220),
        Column("deadline", lambda: _("Deadline"), lambda r: r.deadline, lambda r: r.deadline_sort, width=95),
        Column(
            "state",
            lambda: _("State"),
            lambda r: r.state,
            icon=lambda r: "triangle-alert" if r.overdue else "",
            width=170,
        ),
        Column("basis", lambda: _("Legal basis"), lambda r: r.legal_basis, width=140, shown=False),
        Column("searched", lambda: _("Searched"), lambda r: r.searched, width=220, shown=False),
        Column("file", lambda: _("Letter"), lambda r: r.file, width=130, shown=False),
    )


class EnquiryPanel(QWidget):
    """A table with its commands; one form at the right at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._entered_id = ""
        self.table: TableView[EnquiryRow] = TableView(
            _columns(), _("No enquiry was entered yet."), name=_("Enquiries")
        )
        self.new = make_action(self, _("New enquiry"), "plus", self.begin_new, shortcut="Ctrl+Shift+A")
        self.search = make_action(self, _("Ask all cases …"), "search", self.begin_search)
        self.answer = make_action(self, _("Reply …"), "mail", self.begin_answer, shortcut="Ctrl+R")
        commands = (self.new, self.search, self.answer)
        offer(session, self, [(command, Act.KEEP_OFFICE) for command in commands])
        self.side = SidePanel()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(ButtonRow([self.new, None, self.search, self.answer]))
        column.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self._follow()

    def show_rows(self, rows: tuple[EnquiryRow, ...]) -> None:
        """Show the enquiries as they are now."""
        self.table.set_rows(rows)
        if self._entered_id:
            wanted, self._entered_id = self._entered_id, ""
            self.table.select_where(lambda row: row.id == wanted)
        self._follow()

    def _chosen(self) -> EnquiryRow | None:
        found = self.table.selected_rows()
        return found[0] if len(found) == 1 else None

    def _follow(self) -> None:
        row = self._chosen()
        for command in (self.search, self.answer):
            command.setEnabled(row is not None and row.state_id == OPEN)

    # --- forms

    def begin_new(self) -> None:
        """Ask for a new enquiry."""
        form = EnquiryForm()
        form.submitted.connect(partial(self._enter, form))
        self._open(form)

    def begin_search(self) -> None:
        """Ask what to search for."""
        row = self._chosen()
        if row is not None:
            form = EnquirySearchForm(row)
            form.submitted.connect(partial(self._ask, form))
            self._open(form)

    def begin_answer(self) -> None:
        """Ask how the enquiry is answered."""
        row = self._chosen()
        if row is not None:
            form = ReplyForm(row)
            form.submitted.connect(lambda _values: self._choose_folder(form))
            self._open(form)

    def _open(self, form: InlineForm) -> None:
        form.cancelled.connect(self.close_form)
        self.side.open_form(form)
        form.focus_first()

    def close_form(self) -> None:
        """Take the form away."""
        self.side.close_form()
        self.table.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what they do

    def _enter(self, form: EnquiryForm, values: dict[str, str]) -> None:
        form.set_busy(True)

        def work(store: Store) -> Change:
            return enquiry_desk.record(store, normal_days(values))

        def refused(error: UserError) -> None:
            form.show_error(error)
            form.set_busy(False)

        self.session.write(form, work, self._entered, refused)

    def _entered(self, change: Change) -> None:
        self.close_form()
        self._entered_id = change.ids[0]

    def _ask(self, form: EnquirySearchForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        work = partial(ask, enquiry_id=form.row.id, values=values)
        self.session.write(form, work, partial(self._told, form), form.refuse)

    def _told(self, form: EnquirySearchForm, answer: CrossAnswer) -> None:
        form.show_answer(answer)
        self.session.announce(_("All cases asked for an enquiry"), "", TOUCHED)

    def _choose_folder(self, form: ReplyForm) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder for the letter"))
        if folder:
            self.answer_to(form, Path(folder))
        else:
            form.set_busy(False)

    def answer_to(self, form: ReplyForm, folder: Path) -> None:
        """Write the letter of a form into a folder and close the enquiry."""
        form.set_busy(True)
        work = partial(reply, number=form.row.number, values=form.values(), folder=folder)
        self.session.write(form, work, self._answered, form.refuse)

    def _answered(self, result: Any) -> None:
        self.close_form()
        self.session.announce(_("Enquiry answered"), "", TOUCHED)
        self.session.noted.emit(_("Saved: {names}.").format(names=result.file.name))
