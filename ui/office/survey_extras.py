"""Surveys in the window: their questions in order, the form, the forms that come back, what they say."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language, ngettext
from app.store.change import Change
from app.store.store import Store
from ui.office.extras import Chosen, RegisterExtras
from ui.office.question_list import QuestionList
from ui.office.refusal_sheet import RefusalSheet
from ui.settings.side_panel import SidePanel
from ui.shell.late_import import load_late
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.tool_buttons import make_action


class SurveyExtras(RegisterExtras):
    """Surveys: the form, the forms that come back, what they say."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.form = make_action(panel, _("Form to fill in …"), "file-up", self.choose_form)
        self.back = make_action(panel, _("Take in returned forms …"), "file-down", self.choose_returned)
        self.results = make_action(panel, _("Results"), "list-checks", self.show_results)
        self.needing, self.others = [self.form, self.results], [self.back]
        self.questions = QuestionList(session, side)
        self.tabs = [(self.questions, _("Questions"))]

    def follow(self) -> None:
        """Show the questions of the chosen survey."""
        super().follow()
        row = self.chosen()
        self.questions.show_survey(row.texts["title"] if row else "")

    def choose_form(self) -> None:
        """Ask where the form goes."""
        row = self.chosen()
        name = f"{row.texts['title'] if row else ''}.pdf"
        path = self.file_to_write(_("Form to fill in"), name, "PDF (*.pdf);;Excel (*.xlsx)")
        if row is not None and path is not None:
            self.write_form(row.id, path)

    def write_form(self, survey_id: str, path: Path) -> None:
        """Write the form of a survey."""
        work = partial(_write_form, survey_id=survey_id, path=path)
        self.session.write(self.panel, work, self.written)

    def choose_returned(self) -> None:
        """Ask which forms came back."""
        kinds = "PDF, Excel (*.pdf *.xlsx)"
        chosen, _kind = QFileDialog.getOpenFileNames(self.panel, _("Take in returned forms"), "", kinds)
        for name in chosen:
            self.take_in(Path(name))

    def take_in(self, path: Path) -> None:
        """Take in one form."""
        refused = partial(self._not_taken_in, path.name)
        self.session.write(self.panel, partial(_take_in, path=path), self._taken_in, refused)

    def _not_taken_in(self, name: str, error: UserError) -> None:
        self.side.open_form(RefusalSheet(name, error, self.side.close_form))

    def _taken_in(self, change: Change) -> None:
        self.session.noted.emit(change.label)

    def show_results(self) -> None:
        """Show how the chosen survey was answered."""
        row = self.chosen()
        if row is not None:
            work = partial(_results, survey_id=row.id)
            self.session.read(self.panel, work, partial(self._show_results, row.texts["title"]))

    def _show_results(self, title: str, found: Any) -> None:
        self.side.open_form(SurveyResults(title, found, self.side.close_form))


class SurveyResults(QWidget):
    """How a survey was answered, question by question."""

    def __init__(self, title: str, found: Any, closed: Callable[[], object]) -> None:
        super().__init__()
        total, counted = found
        said = ngettext("{count} form came back", "{count} forms came back", total).format(count=total)
        column = QVBoxLayout(self)
        column.addWidget(Heading(title))
        column.addWidget(MutedLabel(said))
        for one in counted:
            column.addWidget(PlainLabel(f"{one.question.no}. {one.question.text}"))
            lines = [f"{answer}: {count}" for answer, count in one.answers]
            column.addWidget(MutedLabel("\n".join(lines) or _("no answer")))
        self.close_button = QPushButton(_("Close"))
        self.close_button.clicked.connect(lambda _checked=False: closed())
        column.addWidget(self.close_button)


def _write_form(store: Store, survey_id: str, path: Path) -> Path:
    made: Path = load_late("app.handover.surveys").write_form(store, survey_id, path, language=language())
    return made


def _take_in(store: Store, path: Path) -> Change:
    change: Change = load_late("app.handover.surveys").take_in(store, path)
    return change


def _results(store: Store, survey_id: str) -> Any:
    return load_late("app.handover.surveys").results(store, survey_id)
