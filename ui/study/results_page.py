"""The results of the study: opened on purpose, computed beside the window, in aggregates alone."""

from PySide6.QtWidgets import QStackedWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.handover.study_report import results_of
from app.store.roles import Act
from app.study.study_history import StudyHistory
from app.study.study_results import StudyResults
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.study.results_view import ResultsView
from ui.study.study_page import StudyPage, head_of, plain_column
from ui.study.study_query import StudyView
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.tool_buttons import ButtonRow, make_action


class ResultsPage(StudyPage):
    """Nothing is shown until somebody asks; what was shown goes when other pairs or definitions stand."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = PlainLabel()
        self.empty = EmptyState("eye", "")
        self.results = ResultsView()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.results)
        self.progress = ProgressRow()
        self.work = StoppableWork(session, self, self.progress, says=False)
        self.open = make_action(self, _("Open the results"), "eye", self.ask, shortcut="Ctrl+Shift+A")
        self.open.setEnabled(False)
        self._shown_of = ""
        self._lay_out()
        session.lock_wanted.connect(self.progress.cancel)
        offer(session, self, [(self.open, Act.RECORD)])

    def _lay_out(self) -> None:
        column = plain_column(self)
        column.addLayout(
            head_of(
                _("Results"),
                _("Only aggregates, each over at least ten careers; nothing of a single one."),
            )
        )
        column.addWidget(ButtonRow([self.open]))
        for part in (self.state, self.progress):
            part.setContentsMargins(20, 0, 20, 0)
            column.addWidget(part)
        column.addWidget(self.stack, 1)

    def heading(self) -> str:
        """See StudyPage."""
        return _("Results")

    def find_here(self) -> None:
        """See Page."""
        self.results.parameters.focus_filter()

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        told = view.history
        if _standing(told) != self._shown_of:
            self._shown_of = ""
            self.stack.setCurrentIndex(0)
        self.open.setEnabled(told.matching is not None and not self.progress.busy())
        self.empty.set_line(_line(told))
        late = len(told.changed_late)
        said = ngettext(
            "The definition was changed {count} time after results had been seen; every report says so.",
            "The definition was changed {count} times after results had been seen; every report says so.",
            late,
        )
        self.state.setText(said.format(count=late) if late else "")
        self.state.setVisible(bool(late))

    # --- computing

    def ask(self) -> None:
        """Compute the results and show them; that they were seen is noted first."""
        self.open.setEnabled(False)
        self.work.write(
            _("Results are computed …"),
            lambda store, progress: results_of(store, progress),
            self._computed,
            self._refused,
            stopped=self._stopped,
        )

    def _computed(self, made: tuple[StudyHistory, StudyResults]) -> None:
        told, found = made
        self._shown_of = _standing(told)
        main = told.definition.definition.main if told.definition else ""
        self.results.show_results(found, main)
        self.stack.setCurrentIndex(1)
        self.tell(_("Results of the study shown"))

    def _refused(self, error: UserError) -> None:
        self._again()
        self.session.refused.emit(error)

    def _stopped(self) -> None:
        self._again()
        self.tell(_("Stopped; that the results were asked for stays noted."))

    def _again(self) -> None:
        self.open.setEnabled(self.view is not None and self.view.history.matching is not None)


def _standing(told: StudyHistory) -> str:
    """Return what results belong to: the definition and the pairs in force, "" without pairs."""
    return f"{told.matching.design} {told.matching.sha256}" if told.matching else ""


def _line(told: StudyHistory) -> str:
    if told.matching is None:
        return _("Results can be opened once the definition is fixed and the pairs are locked.")
    if told.seen:
        return _("Results were opened before. Opening them again is logged.")
    return _(
        "Results were not opened yet. From the first look on, every change of the definition needs a "
        "reason and stands in each report."
    )
