"""What some registers can do beyond what all can: surveys go out and come back, issues are printed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _, language, ngettext
from app.base.partial_date import bounds
from app.store.change import Change
from app.store.store import Store
from ui.office.ctc_profile_view import CtcProfileView
from ui.office.office_query import EntryRow
from ui.settings.side_panel import SidePanel
from ui.shell.late_import import load_late
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.tool_buttons import make_action

Chosen = Callable[[], EntryRow | None]


class RegisterExtras:
    """The commands of one register; those in `needing` work on the chosen entry."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        self.session, self.panel, self.side, self.chosen = session, panel, side, chosen
        self.needing: list[QAction] = []
        self.others: list[QAction] = []
        self.tab: tuple[QWidget, str] | None = None
        """A part beside entries and figures, with its title."""

    def actions(self) -> list[QAction]:
        """Return all commands."""
        return [*self.needing, *self.others]

    def follow(self) -> None:
        """Offer what needs an entry while one is chosen."""
        for action in self.needing:
            action.setEnabled(self.chosen() is not None)

    def file_to_write(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where a file goes."""
        chosen, _kind = QFileDialog.getSaveFileName(self.panel, title, name, kinds)
        return Path(chosen) if chosen else None

    def written(self, path: Path) -> None:
        """Say that a file is there."""
        self.session.noted.emit(_("Saved: {names}.").format(names=path.name))


class SurveyExtras(RegisterExtras):
    """Surveys: the form, the forms that come back, what they say."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.form = make_action(panel, _("Form to fill in …"), "file-up", self.choose_form)
        self.back = make_action(panel, _("Take in returned forms …"), "file-down", self.choose_returned)
        self.results = make_action(panel, _("Results"), "list-checks", self.show_results)
        self.needing, self.others = [self.form, self.results], [self.back]

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
        self.session.write(self.panel, partial(_take_in, path=path), self._taken_in)

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


class NewsletterExtras(RegisterExtras):
    """The newsletter: the chosen issue as PDF."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.issue = make_action(panel, _("Issue as PDF …"), "file-text", self.choose_issue)
        self.needing = [self.issue]

    def choose_issue(self) -> None:
        """Ask where the issue goes."""
        row = self.chosen()
        name = f"newsletter-{row.raw.get('number', '') if row else ''}.pdf"
        path = self.file_to_write(_("Issue as PDF"), name, "PDF (*.pdf)")
        if row is not None and path is not None:
            self.write_issue(row.id, path)

    def write_issue(self, entry_id: str, path: Path) -> None:
        """Write an issue."""
        work = partial(_write_issue, entry_id=entry_id, path=path)
        self.session.write(self.panel, work, self.written)


class SituationExtras(RegisterExtras):
    """The situation log: the overview of the chosen entry's day, from what is cleared."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.overview = make_action(panel, _("Overview of this day …"), "file-up", self.choose_overview)
        self.needing = [self.overview]

    def choose_overview(self) -> None:
        """Ask where the overview goes."""
        row = self.chosen()
        day = bounds(row.raw["date"])[0].isoformat() if row else ""
        name = _("daily-overview-{day}").format(day=day) + ".pdf"
        path = self.file_to_write(_("Overview of this day"), name, "PDF (*.pdf)")
        if row is not None and path is not None:
            self.write_overview(day, path)

    def write_overview(self, day: str, path: Path) -> None:
        """Write the overview of a day."""
        work = partial(_write_overview, day=day, path=path)
        self.session.write(self.panel, work, self.written)


class CtcExtras(RegisterExtras):
    """Sites of Communities That Care: the profile of the chosen one."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        super().__init__(session, panel, side, chosen)
        self.view = CtcProfileView(session)
        self.tab = self.view, _("Profile")

    def follow(self) -> None:
        """Show the profile of the chosen site."""
        row = self.chosen()
        if row is not None and row.texts["title"] != self.view.site:
            self.view.show_site(row.texts["title"])


EXTRAS: dict[str, type[RegisterExtras]] = {
    "surveys": SurveyExtras,
    "newsletter_issues": NewsletterExtras,
    "situation_log": SituationExtras,
    "ctc_sites": CtcExtras,
}


def _write_form(store: Store, survey_id: str, path: Path) -> Path:
    made: Path = load_late("app.handover.surveys").write_form(store, survey_id, path, language=language())
    return made


def _take_in(store: Store, path: Path) -> Change:
    change: Change = load_late("app.handover.surveys").take_in(store, path)
    return change


def _results(store: Store, survey_id: str) -> Any:
    return load_late("app.handover.surveys").results(store, survey_id)


def _write_issue(store: Store, entry_id: str, path: Path) -> Path:
    room = load_late("app.handover.office_issues_file")
    made: Path = room.write_newsletter(store, entry_id, path, language=language())
    return made


def _write_overview(store: Store, day: str, path: Path) -> Path:
    room = load_late("app.handover.office_issues_file")
    made: Path = room.write_overview(store, day, path, language=language())
    return made
