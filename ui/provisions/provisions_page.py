"""The place of the provisions: entries, matrix and assistant."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from app.base.i18n import _
from ui.provisions.advice_view import AdviceView
from ui.provisions.entries_view import EntriesView
from ui.provisions.matrix_view import MatrixView
from ui.shell.page import Page
from ui.shell.provision_place import PROVISIONS, take_wanted
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel


class ProvisionsPage(Page):
    """No case is shown here: the law and what the office decided on it."""

    interests = frozenset({"provision_state", "meta"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        heading = Heading(_("Provisions"))
        heading.setContentsMargins(16, 16, 16, 0)
        note = MutedLabel(
            _("A research aid, no legal advice. Every entry is proposed until the office approves it.")
        )
        note.setContentsMargins(16, 0, 16, 4)
        self.entries = EntriesView(session)
        self.matrix = MatrixView(session)
        self.assistant = AdviceView(session)
        self.parts = QTabWidget()
        self.parts.setDocumentMode(True)
        self.parts.setAccessibleName(_("Provisions"))
        for view, title in (
            (self.entries, _("Entries")),
            (self.matrix, _("Matrix")),
            (self.assistant, _("Assistant")),
        ):
            self.parts.addTab(view, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addWidget(note)
        column.addWidget(self.parts, 1)
        self.matrix.opened.connect(self._open_pair)
        session.place_wanted.connect(self._place_wanted)

    def title(self) -> str:
        """See Page."""
        return _("Provisions")

    def refresh(self) -> None:
        """See Page."""
        self.entries.refresh()
        self.matrix.refresh()
        self.assistant.refresh()

    def find_here(self) -> None:
        """See Page."""
        self.parts.setCurrentWidget(self.entries)
        self.entries.table.focus_filter()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody may have asked the assistant meanwhile."""
        super().showEvent(event)
        self._take()

    def _place_wanted(self, key: str) -> None:
        if key == PROVISIONS and self.isVisible():
            self._take()

    def _take(self) -> None:
        wanted = take_wanted(self.session)
        if wanted is not None:
            self.parts.setCurrentWidget(self.assistant)
            self.assistant.ask(wanted)

    def _open_pair(self, sender: str, recipient: str) -> None:
        self.parts.setCurrentWidget(self.entries)
        self.entries.narrow({"sender": sender, "recipient": recipient})
        self.entries.table.table.setFocus()
