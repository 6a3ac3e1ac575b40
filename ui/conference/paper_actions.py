"""The papers of a conference: briefings for all at the table, and the minutes, one edition per recipient."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.conference_records import Plan
from app.base.errors import UserError
from app.base.i18n import _, language, ngettext
from app.base.progress import Progress
from app.base.records import ConferenceState
from app.store.roles import Act
from app.store.store import Store
from ui.shell.late_import import load_late
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.progress_row import ProgressRow
from ui.widgets.tool_buttons import make_action

_PAPERS = "app.handover.conference_papers"


class PaperActions(QObject):
    """Briefings before, minutes after; what goes to an agency is released and entered in the ledger."""

    def __init__(self, session: Session, view: QWidget) -> None:
        super().__init__(view)
        self.session, self._view = session, view
        self._plan: Plan | None = None
        self._reference = ""
        self._agencies: Mapping[str, str] = {}
        self.progress = ProgressRow()
        self.work = StoppableWork(session, view, self.progress)
        self.briefings = make_action(view, _("Briefings …"), "book-open", self.save_briefings)
        self.minutes = make_action(view, _("Minutes …"), "file-text", self.save_minutes)
        offer(session, view, [(self.briefings, Act.RELEASE), (self.minutes, Act.RELEASE)])

    def actions(self) -> tuple[QAction, ...]:
        """Return the commands, for the row of buttons."""
        return self.briefings, self.minutes

    def show_plan(self, plan: Plan, reference: str, agencies: Mapping[str, str]) -> None:
        """Take in which conference is shown."""
        self._plan, self._reference, self._agencies = plan, reference, agencies
        self.briefings.setEnabled(plan.state is ConferenceState.PLANNED)
        self.minutes.setEnabled(bool(plan.begun_at) or plan.state is ConferenceState.HELD)

    def save_briefings(self) -> None:
        """Ask for a folder and write a briefing for each agency at the table."""
        folder = QFileDialog.getExistingDirectory(self._view, _("Folder for the briefings"))
        if folder:
            self.save_briefings_to(Path(folder))

    def save_briefings_to(self, folder: Path) -> None:
        """Write the briefings into a folder."""
        if self._plan is not None:
            choice = (self._plan.id, folder, language())
            self._begin(_("The briefings are being written …"), partial(_briefings, choice=choice))

    def save_minutes(self) -> None:
        """Ask for a folder and write the office's own minutes and one edition per agency into it."""
        folder = QFileDialog.getExistingDirectory(self._view, _("Folder for the minutes"))
        if folder:
            self.save_minutes_to(Path(folder))

    def save_minutes_to(self, folder: Path) -> None:
        """Write all editions of the minutes into a folder."""
        if self._plan is not None:
            choice = (self._plan.id, folder, language())
            self._begin(_("The minutes are being written …"), partial(_minutes, choice=choice))

    def _begin(self, text: str, work: Any) -> None:
        self.work.write(text, work, self._done, self._refused, stopped=lambda: None)

    def _refused(self, error: UserError) -> None:
        self.session.refused.emit(error)

    def _done(self, papers: tuple[Any, ...]) -> None:
        if not papers:
            self.session.refused.emit(
                UserError(
                    "conference.nothing_goes",
                    _("Nothing of this case goes to any agency at the table."),
                    _("Confirm the conditions under “People” first."),
                )
            )
            return
        count = sum(len(p.files) for p in papers)
        text = ngettext("{count} file written.", "{count} files written.", count).format(count=count)
        case_id = self._plan.case_id if self._plan else ""
        self.session.announce(text, case_id, frozenset({"handover", "conference_copy"}))
        self.session.noted.emit(text)


def _briefings(store: Store, choice: tuple[str, Path, str], *, progress: Progress) -> Any:
    conference_id, folder, words = choice
    papers = load_late(_PAPERS)
    return papers.write_briefings(store, conference_id, folder, language=words, progress=progress)


def _minutes(store: Store, choice: tuple[str, Path, str], *, progress: Progress) -> Any:
    conference_id, folder, words = choice
    return load_late(_PAPERS).write_all_minutes(
        store, conference_id, folder, language=words, progress=progress
    )
