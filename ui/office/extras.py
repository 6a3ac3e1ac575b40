"""What a register can do beyond what all can: the base of such commands and parts."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.i18n import _
from ui.office.office_query import EntryRow
from ui.settings.side_panel import SidePanel
from ui.shell.session import Session

Chosen = Callable[[], EntryRow | None]


class RegisterExtras:
    """The commands of one register; those in `needing` work on the chosen entry."""

    def __init__(self, session: Session, panel: QWidget, side: SidePanel, chosen: Chosen) -> None:
        self.session, self.panel, self.side, self.chosen = session, panel, side, chosen
        self.needing: list[QAction] = []
        self.others: list[QAction] = []
        self.tabs: list[tuple[QWidget, str]] = []
        """Parts beside entries and figures, with their titles."""

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
