"""Puts the main window together: which places there are and what opens a case.

Loaded late, by `ui.application`: it brings the store, the case views and everything below them.
"""

import gc
from functools import partial

from app.base.i18n import _, pgettext
from app.casework.case_lists import TOPICS, entries
from app.office.register_model import registers
from app.ontology.catalogue import ontology
from app.ontology.values_phone import display as display_phone
from app.store import clock_watch
from app.store.store import Store
from app.store.study_store import is_study
from ui.case.workspace import CaseWorkspace
from ui.conference.conference_tab import ConferenceTab
from ui.library.library_page import LibraryPage
from ui.noted_pages import (
    noted_case,
    noted_conferences,
    noted_exchange,
    noted_office,
    noted_reviews,
    noted_search,
)
from ui.office.enquiry_page import EnquiryPage
from ui.provisions.provisions_page import ProvisionsPage
from ui.settings.settings_file import Settings
from ui.settings.settings_page import SettingsPage
from ui.shell.cases_page import CasesPage
from ui.shell.help_page import HelpPage
from ui.shell.late_import import load_late
from ui.shell.log_page import LogPage
from ui.shell.main_window import MainWindow
from ui.shell.page import Page, Place
from ui.shell.session import Session
from ui.shell.start_page import StartPage
from ui.shell.tasks import Tasks

_NEW_OBJECTS = 10_000


def places(settings: Settings) -> tuple[Place, ...]:
    """Return the places of the rail, in order."""
    return (
        Place("start", lambda: _("Start"), "house", partial(StartPage, desk=settings.desk), "Alt+1"),
        Place("cases", lambda: _("Cases"), "folder", CasesPage, "Alt+2"),
        Place("search", lambda: _("Search"), "search", noted_search, "Ctrl+Shift+F"),
        Place(
            "conferences",
            lambda: pgettext("place", "Conferences"),
            "presentation",
            noted_conferences,
            "Alt+7",
        ),
        Place("enquiries", lambda: _("Enquiries"), "inbox", EnquiryPage, "Alt+9"),
        Place("office", lambda: _("Office"), "building-2", noted_office, "Alt+3"),
        Place("reviews", lambda: _("Reviews"), "clipboard-check", noted_reviews, "Alt+6"),
        Place("exchange", lambda: _("Exchange"), "package", noted_exchange, "Alt+4"),
        Place("provisions", lambda: _("Provisions"), "scale", ProvisionsPage, "Alt+8"),
        Place("library", lambda: _("Library"), "library", LibraryPage, "Alt+0"),
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


def prepare() -> None:
    """Read the declarations that the first pages need; done while somebody types the passphrase.

    What is loaded by now stays to the end. The collector looks through it no more: that took a tenth of a
    second now and then, mostly when somebody opened a case. And a case is thousands of records that stay,
    among which it looks less often for what may go.
    """
    ontology()
    registers()
    entries(TOPICS)
    # The numbering plans of all countries take their time, and hardly a case is without a number.
    display_phone("+49201123456")
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def make_window(store: Store, tasks: Tasks, settings: Settings) -> MainWindow:
    """Return the main window over an open store, not yet shown; over a study's store the study workspace."""
    # Before any page asks what day it is.
    clock = clock_watch.look(store)
    session = Session(store, tasks)
    if is_study(store):
        # The statistics that it needs cost more time than the window; an office has no use for them.
        window: MainWindow = load_late("ui.study.study_places").make_study_window(session, settings)
    else:
        window = MainWindow(session, places(settings), _case_page)
    session.setParent(window)
    if clock is not None:
        window.messages.show_error(clock.error)
    return window


def _case_page(session: Session, case_id: str) -> Page:
    more = ((ConferenceTab.key, lambda: _("Conference"), ConferenceTab),)
    return noted_case(CaseWorkspace(session, case_id, more), session)
