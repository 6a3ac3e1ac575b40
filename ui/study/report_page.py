"""The report as PDF and the bundle that others can repeat: written beside the window, with checksums."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog

from app.base.errors import UserError
from app.base.i18n import _, language
from app.base.progress import Progress
from app.handover.study_bundle import write_bundle
from app.handover.study_report import StudyFile, write_report
from app.store.roles import Act
from app.store.store import Store
from app.study.study_history import StudyHistory, Written
from app.study.study_steps import REPORT
from ui.shell.day_text import moment
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.study.study_page import StudyPage, head_of, note, plain_column
from ui.study.study_query import StudyView
from ui.widgets.column import Column
from ui.widgets.progress_row import ProgressRow
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

Write = Callable[..., StudyFile]


class ReportPage(StudyPage):
    """Two commands, the language of the report, and what was written of the pairs in force."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.language = QComboBox()
        self.language.setAccessibleName(_("Language of the report"))
        for code, name in (("de", _("German")), ("en", _("English"))):
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(self.language.findData(language()), 0))
        self.state = note()
        self.progress = ProgressRow()
        self.work = StoppableWork(session, self, self.progress)
        self.written: TableView[Written] = TableView(
            _columns(), _("Nothing was written of these pairs yet."), name=_("Written files")
        )
        self.report = make_action(
            self, _("Write the report as PDF …"), "file-text", self.ask_report, shortcut="Ctrl+Shift+A"
        )
        self.bundle = make_action(
            self, _("Write the bundle …"), "package", self.ask_bundle, shortcut="Ctrl+Shift+B"
        )
        self._lay_out()
        self._follow(None)
        session.lock_wanted.connect(self.progress.cancel)
        offer(session, self, [(self.report, Act.RECORD), (self.bundle, Act.RECORD)])

    def _lay_out(self) -> None:
        buttons = ButtonRow([self.report, self.bundle])
        buttons.add_widget(self.language)
        column = plain_column(self)
        column.addLayout(
            head_of(
                _("Report"),
                _(
                    "The report is a tagged PDF with the limits of the study on every page, figure and "
                    "table. The bundle holds data dictionary, definition, seeds, versions and results, no "
                    "career."
                ),
            )
        )
        column.addWidget(buttons)
        for part in (self.state, self.progress):
            part.setContentsMargins(20, 0, 20, 0)
            column.addWidget(part)
        column.addWidget(self.written, 1)

    def heading(self) -> str:
        """See StudyPage."""
        return _("Report")

    def find_here(self) -> None:
        """See Page."""
        self.written.focus_filter()

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        self._follow(view.history)
        self.written.set_rows(view.history.written)

    def _follow(self, told: StudyHistory | None) -> None:
        ready = told is not None and told.matching is not None
        for action in (self.report, self.bundle):
            action.setEnabled(ready and not self.progress.busy())
        if not ready:
            self.state.setText(_("A report can be written once the pairs are locked."))
        elif told is not None and not told.seen:
            self.state.setText(_("Writing a report or a bundle opens the results: that is noted."))
        else:
            self.state.setText("")
        self.state.setVisible(bool(self.state.text()))

    # --- writing

    def ask_report(self) -> None:
        """Ask where the report goes."""
        self._ask(_("study-report.pdf"), "PDF (*.pdf)", self.write_report_to)

    def ask_bundle(self) -> None:
        """Ask where the bundle goes."""
        self._ask(_("study-bundle.zip"), "ZIP (*.zip)", self.write_bundle_to)

    def write_report_to(self, path: Path) -> None:
        """Write the report in the language chosen."""
        chosen = str(self.language.currentData())
        self._write(_("The report is written …"), partial(write_report, out=path, language=chosen))

    def write_bundle_to(self, path: Path) -> None:
        """Write the bundle."""
        self._write(_("The bundle is written …"), partial(write_bundle, out=path))

    def _ask(self, name: str, kind: str, write: Callable[[Path], None]) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, _("Save"), name, kind)
        if path:
            write(Path(path))

    def _write(self, text: str, write: Write) -> None:
        def work(store: Store, *, progress: Progress) -> StudyFile:
            return write(store, progress=progress)

        for action in (self.report, self.bundle):
            action.setEnabled(False)
        self.work.write(text, work, self._done, self._refused, stopped=self._again)

    def _done(self, made: StudyFile) -> None:
        self.tell(_("Saved: {names}.").format(names=made.file.name))

    def _refused(self, error: UserError) -> None:
        self._again()
        self.session.refused.emit(error)

    def _again(self, *_what: Any) -> None:
        self._follow(self.view.history if self.view else None)


def _columns() -> tuple[Column[Written], ...]:
    return (
        Column(
            "kind", lambda: _("File"), lambda r: _("Report (PDF)") if r.kind == REPORT else _("Bundle (ZIP)"),
            width=150,
        ),
        Column("at", lambda: _("Written"), lambda r: moment(r.at), lambda r: r.at, width=150),
        Column("by", lambda: _("by"), lambda r: r.by, width=120),
        Column("sha256", lambda: _("Checksum (SHA-256)"), lambda r: r.sha256, tooltip=lambda r: r.sha256,
               width=420),
    )  # fmt: skip
