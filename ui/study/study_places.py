"""The window over the store of a study: its places, none of which knows a case."""

from collections.abc import Callable
from functools import partial

from app.base.i18n import _
from ui.settings.settings_file import Settings
from ui.settings.settings_page import SettingsPage
from ui.shell.consultation_notes import ConsultationNotes
from ui.shell.help_page import HelpPage
from ui.shell.log_page import LogPage
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Place
from ui.shell.session import Session
from ui.study.careers_page import CareersPage
from ui.study.definition_page import DefinitionPage
from ui.study.keylist_page import KeyListPage
from ui.study.matching_page import MatchingPage
from ui.study.overview_page import OverviewPage
from ui.study.report_page import ReportPage
from ui.study.results_page import ResultsPage


def study_places(settings: Settings) -> tuple[Place, ...]:
    """Return the places of the study workspace, in the order of its steps."""
    return (
        Place("overview", lambda: _("Overview"), "clipboard-list", OverviewPage, "Alt+1"),
        Place("definition", lambda: _("Definition"), "notebook-pen", DefinitionPage, "Alt+2"),
        Place("careers", lambda: _("Careers"), "table-2", partial(_noted, CareersPage), "Alt+3"),
        Place("matching", lambda: _("Matching"), "git-merge", partial(_noted, MatchingPage), "Alt+4"),
        Place("results", lambda: _("Results"), "eye", ResultsPage, "Alt+5"),
        Place("report", lambda: _("Report"), "file-text", ReportPage, "Alt+6"),
        Place("keylist", lambda: _("Key list"), "key-round", KeyListPage, "Alt+7"),
        Place("log", lambda: _("Log"), "history", LogPage, "Alt+8", at_the_bottom=True),
        Place("help", lambda: _("Help"), "circle-help", HelpPage, "F1", at_the_bottom=True),
        Place(
            "settings",
            lambda: _("Settings"),
            "settings",
            partial(SettingsPage, settings=settings, desks=False),
            "Ctrl+,",
            at_the_bottom=True,
        ),
    )


def make_study_window(session: Session, settings: Settings) -> MainWindow:
    """Return the window over the store of a study, not yet shown."""
    return MainWindow(session, study_places(settings))


def _noted(make: Callable[[Session], Page], session: Session) -> Page:
    """Return a page that shows single careers; looks at it are noted."""
    page = make(session)
    ConsultationNotes(session, page, _("Careers of the study looked at"))
    return page
