"""Notices to recipients: the list, the draft of the letter, and marking one as sent."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language
from app.casework import notices
from app.store.change import Change
from app.store.roles import Act
from ui.office.review_query import SENT, NoticeRow, ReviewView, letter, prepare_recalls
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_TOUCHED = frozenset({"meta", "handover"})


def _columns() -> tuple[Column[NoticeRow], ...]:
    return (
        Column("recipient", lambda: _("Recipient"), lambda r: r.recipient, width=190),
        Column("about", lambda: _("Concerns"), lambda r: r.about, width=210),
        Column("case", lambda: _("Case"), lambda r: r.case, width=110),
        Column("since", lambda: _("Since"), lambda r: r.since, lambda r: r.since_sort, width=100),
        Column(
            "count", lambda: _("Findings"), lambda r: str(r.count), lambda r: r.count, right=True, width=120
        ),
        Column("number", lambda: _("Letter"), lambda r: r.number, width=110),
        Column("sent", lambda: _("Sent"), lambda r: r.sent, width=150, shown=False),
        Column("confirmed", lambda: _("Confirmed"), lambda r: r.confirmed, width=150, shown=False),
        Column("remark", lambda: _("How"), lambda r: r.remark, width=200, shown=False),
        Column("artefacts", lambda: _("Handed over with"), lambda r: r.artefacts, muted=True, width=200),
    )


class NoticesPanel(QWidget):
    """The list above, the draft of the chosen notice below it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.language = language()
        self.row: NoticeRow | None = None
        self.table: TableView[NoticeRow] = TableView(
            _columns(), _("No notice is to be sent."), name=_("Notices")
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Draft of the notice"))
        self.text.setPlaceholderText(_("Choose a notice to see its draft."))
        self.german = make_action(self, _("German"), "languages", partial(self._speak, "de"))
        self.english = make_action(self, _("English"), "languages", partial(self._speak, "en"))
        self.copy = make_action(self, _("Copy text"), "copy", self._copy)
        self.write = make_action(self, _("Write letters and recall packages …"), "mail", self.choose_folder)
        offer(session, self, [(self.write, Act.RELEASE)])
        self.form = SentForm()
        self.form.hide()
        self.answered = ConfirmedForm()
        self.answered.hide()
        self._lay_out()
        self.table.selection_changed.connect(lambda _rows: self._chosen())
        self.form.submitted.connect(self._mark)
        self.answered.submitted.connect(self._confirm)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(12, 4, 12, 12)
        below.setSpacing(16)
        below.addWidget(self.text, 1)
        below.addWidget(self.form)
        below.addWidget(self.answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 3)
        column.addWidget(ButtonRow([self.write, None, self.german, self.english, self.copy]))
        column.addLayout(below, 2)

    def show_view(self, view: ReviewView) -> None:
        """Show other notices."""
        self.sent = view.view == SENT
        self.table.set_rows(view.notices)
        for number, column in enumerate(self.table.model.columns):
            if column.key in ("sent", "confirmed", "remark"):
                self.table.table.setColumnHidden(number, not self.sent)
        self._chosen()

    def _chosen(self) -> None:
        rows = self.table.selected_rows()
        self.row = rows[0] if rows else None
        for action in (self.german, self.english, self.copy):
            action.setEnabled(self.row is not None)
        self.write.setEnabled(self.row is not None and not self.sent)
        self.form.setVisible(self.row is not None and not self.sent)
        self.answered.setVisible(self.row is not None and self.row.waiting)
        if self.row is None:
            self.text.clear()
            return
        read = partial(letter, notice_id=self.row.id, wanted=self.language)
        self.session.read(self, read, self.text.setPlainText)

    def _speak(self, wanted: str) -> None:
        self.language = wanted
        self._chosen()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _mark(self, values: dict[str, str]) -> None:
        if self.row is None:
            return
        write = partial(notices.mark_sent, notice_id=self.row.id, remark=values["remark"])
        self.session.write(self, write, self._marked, lambda error: self.form.show_error(error, "remark"))

    def _marked(self, _change: Change) -> None:
        self.form.set_value("remark", "")

    def _confirm(self, values: dict[str, str]) -> None:
        if self.row is None:
            return
        write = partial(notices.mark_confirmed, notice_id=self.row.id, answer=values["answer"])
        self.session.write(
            self, write, self._confirmed, lambda error: self.answered.show_error(error, "answer")
        )

    def _confirmed(self, _change: Change) -> None:
        self.answered.set_value("answer", "")

    def choose_folder(self) -> None:
        """Ask for a folder, and write everything that the case of the chosen notice has to send."""
        folder = QFileDialog.getExistingDirectory(self, _("Folder for letters and packages"))
        if folder:
            self.write_to(Path(folder))

    def write_to(self, folder: Path) -> None:
        """Write a letter and, where keys are known, a recall package for every notice of the case."""
        if self.row is None:
            return
        case_id = self.row.case_id
        work = partial(prepare_recalls, case_id=case_id, folder=folder, wanted=self.language)
        self.write.setEnabled(False)
        self.session.write(self, work, partial(self._written, case_id), self._refused)

    def _refused(self, error: UserError) -> None:
        self._chosen()
        self.session.refused.emit(error)

    def _written(self, case_id: str, names: tuple[str, ...]) -> None:
        self._chosen()
        self.session.announce(_("Notices and recalls prepared"), case_id, _TOUCHED)
        self.session.noted.emit(_("Saved: {names}.").format(names=", ".join(names)))


class ConfirmedForm(InlineForm):
    """How the recipient of a notice confirmed it."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("Confirmed?"), _("Mark as confirmed"), cancel=False)
        self.add_text("answer", _("How it was confirmed"), hint=_("for example slip of 2027-03-20"))
        self.setFixedWidth(280)


class SentForm(InlineForm):
    """How a notice was sent."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("Sent?"), _("Mark as sent"), cancel=False)
        self.add_text("remark", _("How it was sent"), hint=_("for example letter of 2027-03-01"))
        self.setFixedWidth(280)
