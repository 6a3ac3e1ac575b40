"""Puts the main window together: which places there are and what opens a case.

Loaded late, by `ui.application`: it brings the store, the case views and everything below them.
"""

from functools import partial

from app.base.i18n import _
from app.store.store import Store
from ui.case.workspace import CaseWorkspace
from ui.exchange.exchange_page import ExchangePage
from ui.office.office_page import OfficePage
from ui.settings.settings_file import Settings
from ui.settings.settings_page import SettingsPage
from ui.shell.cases_page import CasesPage
from ui.shell.help_page import HelpPage
from ui.shell.log_page import LogPage
from ui.shell.main_window import MainWindow
from ui.shell.page import Place
from ui.shell.search_page import SearchPage
from ui.shell.session import Session
from ui.shell.start_page import StartPage
from ui.shell.tasks import Tasks


def places(settings: Settings) -> tuple[Place, ...]:
    """Return the places of the rail, in order."""
    return (
        Place("start", lambda: _("Start"), "house", StartPage, "Alt+1"),
        Place("cases", lambda: _("Cases"), "folder", CasesPage, "Alt+2"),
        Place("search", lambda: _("Search"), "search", SearchPage, "Ctrl+Shift+F"),
        Place("office", lambda: _("Office"), "building-2", OfficePage, "Alt+3"),
        Place("exchange", lambda: _("Exchange"), "package", ExchangePage, "Alt+4"),
        Place("log", lambda: _("Log"), "history", LogPage, "Alt+5", at_the_bottom=True),
        Place("help", lambda: _("Help"), "circle-help", HelpPage, "F1", at_the_bottom=True),
        Place(
            "settings",
            lambda: _("Settings"),
            "settings",
            partial(SettingsPage, settings=settings),
            "Ctrl+,",
            at_the_bottom=True,
        ),
    )


def make_window(store: Store, tasks: Tasks, settings: Settings) -> MainWindow:
    """Return the main window over an open store, not yet shown."""
    session = Session(store, tasks)
    window = MainWindow(session, places(settings), CaseWorkspace)
    session.setParent(window)
    return window
