"""The place of the knowledge library: documents, the handbook of provisions, reading figures."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout

from app.base.i18n import _
from ui.library.arrival_pane import ArrivalPane
from ui.library.documents_view import DocumentsView
from ui.library.handbook_view import HandbookView
from ui.library.library_query import look_into
from ui.library.readings_view import ReadingsView
from ui.shell.library_place import LIBRARY, take_wanted
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.plain_label import Heading


class LibraryPage(Page):
    """No case is shown here: what the partners know about their work."""

    interests = frozenset(
        {"library_document", "library_version", "library_group", "library_reader", "register_entry",
         "provision_state", "meta"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.documents = DocumentsView(session)
        self.handbook = HandbookView(session)
        self.readings = ReadingsView(session)
        self.arrival = ArrivalPane(session)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.parts.setAccessibleName(_("Library"))
        for view, title in (
            (self.documents, _("Documents")),
            (self.handbook, _("Handbook of provisions")),
            (self.readings, _("Reading figures")),
        ):
            self.parts.addTab(view, title)
        heading = Heading(_("Library"))
        heading.setContentsMargins(16, 14, 16, 0)
        self.whole = QStackedWidget()
        self.whole.addWidget(self.parts)
        self.whole.addWidget(self.arrival)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(self.whole, 1)
        self.parts.currentChanged.connect(lambda _index: self._refresh_part())
        self.documents.arrived.connect(self.open_package)
        self.arrival.closed.connect(lambda: self.whole.setCurrentWidget(self.parts))
        session.place_wanted.connect(self._place_wanted)

    def title(self) -> str:
        """See Page."""
        return _("Library")

    def refresh(self) -> None:
        """See Page."""
        self.documents.refresh()
        if self.parts.currentWidget() is not self.documents:
            self._refresh_part()

    def _refresh_part(self) -> None:
        shown = self.parts.currentWidget()
        if shown is self.handbook:
            self.handbook.refresh()
        elif shown is self.readings:
            self.readings.refresh()

    def find_here(self) -> None:
        """See Page."""
        shown = self.parts.currentWidget()
        if shown is self.handbook:
            self.handbook.agencies.setFocus()
        elif shown is self.readings:
            self.readings.table.focus_filter()
        else:
            self.documents.field.setFocus()
            self.documents.field.selectAll()

    def open_package(self, path: Path) -> None:
        """Look into the package of an area and show it beside the library."""
        self.session.read(self, partial(look_into, path=path), partial(self._arrived, path))

    def _arrived(self, path: Path, found: Any) -> None:
        areas = tuple((i, name) for i, name, _count in self.documents.found.areas if i != "?")
        self.whole.setCurrentWidget(self.arrival)
        self.arrival.show_arrival(path, found, areas)

    def showEvent(self, event: QShowEvent) -> None:
        """A document may have been asked for meanwhile."""
        super().showEvent(event)
        self._take()

    def _place_wanted(self, key: str) -> None:
        if key == LIBRARY and self.isVisible():
            self._take()

    def _take(self) -> None:
        wanted = take_wanted(self.session)
        if wanted:
            self.whole.setCurrentWidget(self.parts)
            self.parts.setCurrentWidget(self.documents)
            self.documents.field.clear()
            self.documents.open_document(wanted)
