"""Conferences: those of all cases, and the measures agreed in them."""

from PySide6.QtWidgets import QVBoxLayout

from app.base.i18n import _
from ui.conference.conference_panel import INTERESTS, ConferencePanel
from ui.shell.page import Page
from ui.shell.session import Session


class ConferencesPage(Page):
    """The place of the rail."""

    interests = INTERESTS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.panel = ConferencePanel(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.chosen.connect(lambda _id: self._follow())

    def _follow(self) -> None:
        """What is undone here is what was done in the case whose conference is shown."""
        history = getattr(self.window(), "history", None)
        if history is not None and self.isVisible():
            history.follow(self.panel.case_of_current())

    def title(self) -> str:
        """See Page."""
        return _("Conferences")

    def refresh(self) -> None:
        """See Page."""
        self.panel.load()

    def find_here(self) -> None:
        """See Page."""
        self.panel.find_here()
