"""The main window: rail, message bar, the page shown, menus. What it shows it is given."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.base.i18n import _
from app.store.change import Change
from ui.shell.history_actions import HistoryActions
from ui.shell.menus import build_menus
from ui.shell.navigation_history import NavigationHistory
from ui.shell.page import Page, Place
from ui.shell.page_room import PageRoom
from ui.shell.palette_sources import CaseEntries
from ui.shell.rail import Rail
from ui.shell.recent_places import entries as recent_entries
from ui.shell.session import Session
from ui.widgets.command_palette import CommandPalette, PaletteEntry
from ui.widgets.message_bar import MessageBar

CasePage = Callable[[Session, str], Page]
_QUIET = frozenset(
    {
        "chart_position",
        "chart_note",
        "chart_frame",
        "chart_group",
        "chart_group_member",
        "chart_rule",
        "document_text",
    }
)


class MainWindow(QMainWindow):
    """One window over an open store, of which there may be more; closing the last one ends the session."""

    closed = Signal()

    def __init__(self, session: Session, places: Sequence[Place], make_case: CasePage | None = None) -> None:
        """Show these places; without `make_case` the store is one that holds no cases."""
        super().__init__()
        self.session = session
        self.places = {place.key: place for place in places}
        self._make_case = make_case
        self._pages: dict[str, Page] = {}
        self.rail = Rail(places)
        self.messages = MessageBar()
        self.stack = QStackedWidget()
        self.history = HistoryActions(session, self)
        self._lay_out()
        self.navigation = NavigationHistory(self, self)
        build_menus(self)
        self.cases = CaseEntries(session, self)
        self.palette_box = CommandPalette(
            self, [self._recent_entries, self.cases.entries, self._page_entries], self.complete
        )
        self._connect()
        self.resize(1240, 760)
        self.go_to(next(iter(self.places)))

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.messages)
        middle.addWidget(PageRoom(self.stack), 1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        self.setCentralWidget(content)

    def _connect(self) -> None:
        session = self.session
        session.refused.connect(self.messages.show_error)
        session.tasks.refused.connect(self.messages.show_error)
        session.noted.connect(self.messages.show_note)
        session.committed.connect(self._committed)
        session.case_wanted.connect(self.open_case)
        session.place_wanted.connect(self.go_to)
        self.rail.place_chosen.connect(self.go_to)
        self.rail.case_chosen.connect(self._show_page)

    # --- where one is

    def page(self) -> Page | None:
        """Return the page shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def page_key(self) -> str:
        """Return the key of the page shown: that of a place, or the id of a case."""
        shown = self.page()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def holds_cases(self) -> bool:
        """Tell whether cases can be opened here."""
        return self._make_case is not None

    def open_cases(self) -> tuple[str, ...]:
        """Return the ids of the open cases."""
        return tuple(key for key in self._pages if key not in self.places)

    def go_to(self, key: str) -> None:
        """Show a place; "new_case" is the form for a new case in the list of cases."""
        if key == "new_case":
            self.go_to("cases")
            begin = getattr(self.page(), "begin_case", None)
            if begin is not None:
                begin()
            return
        if key not in self._pages:
            self._add(key, self.places[key].make(self.session))
        self._show_page(key)

    def open_case(self, case_id: str, tab: str = "", subject_id: str = "") -> None:
        """Show a case, at one of its tabs and one of its subjects if named."""
        if self._make_case is None:
            return
        if case_id not in self._pages:
            page = self._make_case(self.session, case_id)
            page.windowTitleChanged.connect(lambda _title: self._titled(case_id))
            self._add(case_id, page)
        self._show_page(case_id)
        reveal = getattr(self._pages[case_id], "reveal", None)
        if reveal is not None and (tab or subject_id):
            reveal(tab, subject_id)

    def close_case(self) -> None:
        """Close the case shown and go to the list of cases."""
        page = self.page()
        if page is not None and page.case_id:
            self.stack.removeWidget(page)
            del self._pages[page.case_id]
            self.rail.drop_case(page.case_id)
            page.deleteLater()
            self.go_to("cases" if "cases" in self.places else next(iter(self.places)))

    def complete(self) -> None:
        """Make what the page shown has not shown yet, so that all its commands and keys are known."""
        page = self.page()
        if page is not None:
            page.complete()

    def find_here(self) -> None:
        """Search in the page shown."""
        page = self.page()
        if page is not None:
            page.find_here()

    def _add(self, key: str, page: Page) -> None:
        self._pages[key] = page
        self.stack.addWidget(page)

    def _show_page(self, key: str) -> None:
        page = self._pages[key]
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rail.choose(key)
        self.history.follow(page.case_id)
        self.setWindowTitle(" – ".join(filter(None, (page.title(), _("Rundblick")))))

    def _titled(self, case_id: str) -> None:
        page = self._pages[case_id]
        reference, _gap, title = page.windowTitle().partition(" ")
        self.rail.show_case(case_id, reference, title)
        self.rail.choose(self.page_key())
        if self.page() is page:
            self.setWindowTitle(" – ".join((page.title(), _("Rundblick"))))

    # --- what happens

    def _committed(self, change: Change) -> None:
        # A filter, a setting or the name of a chart shows at once; a chart made or deleted touches more.
        if change.touched <= _QUIET or change.touched == {"chart"}:
            # The button of a note from before would take back this change, not the one that it names.
            if change.change_id and not self.messages.is_error():
                self.messages.dismiss()
            return
        if change.change_id:
            self.messages.show_note(change.label, _("Undo"), self.history.take_back)
        else:
            self.messages.show_note(change.label)

    def _recent_entries(self, _typed: str) -> Sequence[PaletteEntry]:
        return recent_entries(self.navigation)

    def _page_entries(self, _typed: str) -> Sequence[PaletteEntry]:
        page = self.page()
        return page.palette_entries() if page is not None else ()

    def closeEvent(self, event: QCloseEvent) -> None:
        """See QWidget."""
        super().closeEvent(event)
        self.closed.emit()
