"""The documents of a case: the list, what is added to it, and one of them opened in its place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from app.base.progress import Cancelled, Progress
from app.casework.passages import Passage
from app.exchange.table_selection import TableKind
from app.store.change import Change
from app.store.store import Store
from ui.case import document_commands
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.document_forms import AttachForm, CopyForm, PassageForm, PasteForm
from ui.case.document_query import (
    DocumentList,
    DocumentRow,
    OpenDocument,
    document_rows,
    open_document,
    text_states,
)
from ui.case.document_query import passage_of as passage_of_finding
from ui.case.document_viewer import DocumentViewer
from ui.case.form_side import FormSide
from ui.case.table_desk import CaseTable
from ui.case.table_facets import document_facets
from ui.shell.inline_form import InlineForm
from ui.widgets.column import Column, count_column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.tool_buttons import ButtonRow, make_action


def _columns() -> tuple[Column[DocumentRow], ...]:
    return (
        Column("name", lambda: _("Name"), lambda r: r.name, width=260),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=170),
        Column("contribution", lambda: _("Contribution"), lambda r: r.contribution, width=190),
        Column("received", lambda: _("Received"), lambda r: r.received, lambda r: r.received_sort, width=110),
        Column("size", lambda: _("Size"), lambda r: r.size, lambda r: r.size_sort, right=True, width=90),
        count_column("sources", lambda: _("Sources"), lambda r: r.sources, 80, shown=False),
        Column("text", lambda: _("Text"), lambda r: r.text, tooltip=lambda r: r.text, width=260),
        Column(
            "sha256", lambda: _("SHA-256"), lambda r: r.sha256, tooltip=lambda r: r.sha256, muted=True,
            width=150, shown=False,
        ),
    )  # fmt: skip


class DocumentsTab(CaseTab):
    """Files can be dropped on it; a row is opened with Enter or a double click."""

    key = "documents"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.listing: CaseTable[DocumentRow] = CaseTable(
            desk, TableKind.DOCUMENTS, _columns(), document_facets(),
            _("No document yet. Drop files here, or add them with the button above."), _("Documents"),
        )  # fmt: skip
        self.table = self.listing.view
        self.viewer = DocumentViewer(desk.session.tasks)
        self.side = FormSide()
        self.stack = QStackedWidget()
        self.reading = MutedLabel()
        self.progress = ProgressRow()
        self._told: Progress | None = None
        self._read_so_far = self._unread = 0
        self._opened = ""
        self.setAcceptDrops(True)
        self._make_actions()
        self._lay_out()
        self.table.row_activated.connect(lambda row: self.open_document(row.id))
        self.viewer.back_wanted.connect(self.show_list)
        self.viewer.finding_wanted.connect(self.begin_finding)
        self.viewer.copy_wanted.connect(self.begin_copy)

    def _make_actions(self) -> None:
        self.add_action = make_action(self, _("Add documents …"), "paperclip", self.choose_files)
        self.paste_action = make_action(
            self, _("Paste text"), "clipboard-list", self.begin_paste, shortcut="Ctrl+Shift+V"
        )
        self.read_action = make_action(self, _("Read texts"), "scan", self.read_texts)
        self.read_action.setEnabled(False)

    def _lay_out(self) -> None:
        buttons = ButtonRow([self.add_action, self.paste_action, None, self.read_action])
        buttons.add_widget(self.reading)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(buttons)
        self.progress.setContentsMargins(14, 0, 14, 4)
        column.addWidget(self.progress)
        column.addWidget(self.listing, 1)
        self.stack.addWidget(listed)
        self.stack.addWidget(self.viewer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self.side)

    # --- the list

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        hashes = [d.sha256 for d in data.records.documents]
        work = partial(text_states, sha256s=hashes)
        self.desk.session.read(self, work, lambda states: self._listed(document_rows(data, states)))
        if self._opened and self._opened not in data.documents:
            self.show_list()

    def _listed(self, found: DocumentList) -> None:
        self.listing.views.begin()
        self.table.set_rows(found.rows)
        self._unread = found.unread
        self.read_action.setEnabled(bool(found.unread) and self._told is None)
        unread = ngettext("{count} text not read yet", "{count} texts not read yet", found.unread)
        self.reading.setText(unread.format(count=found.unread) if found.unread else "")

    def find_here(self) -> None:
        """See CaseTab."""
        if self.stack.currentWidget() is self.viewer:
            self.viewer.bar.search.setFocus()
        else:
            self.table.focus_filter()

    def show_list(self) -> None:
        """Go back from a document to the list."""
        self._opened = ""
        self.side.leave()
        self.viewer.close_document()
        self.stack.setCurrentIndex(0)
        self.table.table.setFocus()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab; what is shown here are documents."""
        self.open_document(subject_id)

    def open_document(self, document_id: str, passage: Passage | None = None) -> None:
        """Open a document in the place of the list, at a passage if one is named."""
        data = self.desk.data
        if data is None or document_id not in data.documents:
            return
        self._opened = document_id
        self.side.leave()
        work = partial(open_document, data=data, document_id=document_id)
        self.desk.session.read(self, work, lambda shown: self._show(document_id, shown, passage))

    def _show(self, document_id: str, shown: OpenDocument, passage: Passage | None) -> None:
        if document_id == self._opened:
            self.viewer.open(shown, passage)
            self.stack.setCurrentWidget(self.viewer)

    def open_here(self, document_id: str) -> None:
        """Show this tab with a document open in it."""
        self.desk.tab_wanted.emit(self.key)
        self.open_document(document_id)

    def open_passage(self, finding_id: str) -> None:
        """Open the document that a finding was taken from, at its passage."""
        place = passage_of_finding(self.desk.data, finding_id) if self.desk.data else None
        if place is not None:
            self.desk.tab_wanted.emit(self.key)
            self.open_document(*place)

    # --- adding

    def choose_files(self) -> None:
        """Ask for files that an agency delivered."""
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Documents of the case"))
        if paths:
            self.begin_files([Path(path) for path in paths])

    def begin_files(self, paths: list[Path]) -> None:
        """Ask which contribution files belong to."""
        data = self.desk.data
        if data is not None:
            form = AttachForm(data, [path.name for path in paths])
            work = partial(
                document_commands.add_files,
                case_id=self.desk.case_id,
                paths=paths,
                progress=form.kept.progress,
            )
            self._place(form, work)

    def begin_paste(self) -> None:
        """Ask what to call the text of the clipboard, and which contribution it belongs to."""
        data, text = self.desk.data, QGuiApplication.clipboard().text()
        if data is not None and text.strip():
            form = PasteForm(data, text)
            self._place(form, partial(document_commands.add_text, case_id=self.desk.case_id, text=text))
        else:
            self.desk.session.noted.emit(_("There is no text in the clipboard."))

    def read_texts(self) -> None:
        """Read the texts of documents that have none, one after the other, beside the window.

        It can be stopped: the texts read until then stay, the one under way is dropped.
        """
        if self._told is None:
            self._read_so_far = 0
            self._told = self.progress.begin(_("Texts are being read …"))
            self.read_action.setEnabled(False)
            self._read_next()

    def _read_next(self) -> None:
        if not self._wanted(self._read_so_far):
            return
        work = partial(document_commands.next_text, case_id=self.desk.case_id)
        self.desk.session.read(self, work, self._read, lambda _error: self._stop_reading())

    def _wanted(self, done: int) -> bool:
        """Tell how far it is, and whether anybody still waits for it."""
        try:
            if self._told is not None:
                self._told.step(done, max(self._unread + done, 1))
        except Cancelled:
            self._stop_reading()
            self.desk.session.noted.emit(_("Stopped; the texts read so far stay."))
        return self._told is not None

    def _read(self, read: document_commands.TextRead | None) -> None:
        if read is None:
            self._stop_reading()
        elif self._wanted(self._read_so_far):
            keep = partial(document_commands.keep_text, read=read)
            self._read_so_far += 1
            self.desk.session.write(
                self, keep, lambda _change: self._read_next(), lambda _error: self._stop_reading()
            )

    def _stop_reading(self) -> None:
        self._told = None
        self.progress.end()
        if self.desk.data is not None:
            self.show_case(self.desk.data)

    # --- forms about the open document

    def begin_finding(self, passage: Passage, words: str) -> None:
        """Open the form that makes a finding of a passage."""
        data = self.desk.data
        if data is not None and self._opened in data.documents:
            form = PassageForm(data, self._opened, passage, words, self.desk.subject_id)
            work = partial(
                document_commands.record_passage,
                case_id=self.desk.case_id,
                document_id=self._opened,
                passage=passage,
            )
            self._place(form, work)

    def begin_copy(self) -> None:
        """Warn of what leaves the store and ask why; the file is asked for afterwards."""
        data = self.desk.data
        if data is not None and self._opened in data.documents:
            form = CopyForm(data.documents[self._opened].name)
            form.submitted.connect(lambda values: self._choose_copy(form, values))
            self.side.place(form)

    def _choose_copy(self, form: InlineForm, values: dict[str, str]) -> None:
        data = self.desk.data
        if data is None or self._opened not in data.documents:
            return
        name = Path(data.documents[self._opened].name).name
        path, _kind = QFileDialog.getSaveFileName(self, _("Save a copy outside"), name)
        if path:
            self.save_copy(form, Path(path), values)

    def save_copy(self, form: InlineForm, path: Path, values: dict[str, str]) -> None:
        """Save the open document outside the store."""
        work = partial(
            document_commands.copy_outside,
            case_id=self.desk.case_id,
            document_id=self._opened,
            out=path,
        )
        self._send(form, work, values)

    def _place(self, form: InlineForm, command: Callable[..., Change]) -> None:
        form.submitted.connect(lambda values: self._send(form, command, values))
        self.side.place(form)

    def _send(self, form: InlineForm, command: Callable[..., Change], values: dict[str, str]) -> None:
        form.set_busy(True)

        def work(store: Store) -> Change:
            return command(store, values=values)

        refused = partial(self.side.refused, form, document_commands.field_of)
        self.desk.session.write(form, work, self._sent, refused)

    def _sent(self, change: Change) -> None:
        self.side.leave()
        if "document" in change.touched:
            self.read_texts()

    # --- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask which contribution dropped files belong to."""
        paths = _files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.begin_files(paths)


def _files(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
