"""What the main window shows in its middle: places and cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.store.change import Change
from ui.shell.session import Session
from ui.widgets.command_palette import PaletteEntry


class Page(QWidget):
    """A place. It reads its data when first shown and again when a change touched what it shows.

    `interests` names the kinds of rows (table names) it shows; `case_id` the case whose history undo works
    on while this page is open, "" for the office's.
    """

    interests: frozenset[str] = frozenset()
    case_id = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._stale = True
        session.changed.connect(self._notice)

    def title(self) -> str:
        """Return what the window's title says while this page is shown."""
        return ""

    def refresh(self) -> None:
        """Read the data anew."""

    def find_here(self) -> None:
        """Put the cursor where one searches in this page (Ctrl+F)."""

    def complete(self) -> None:
        """Make what is otherwise made when it is first shown: all commands of the page are asked for."""

    def palette_entries(self) -> Sequence[PaletteEntry]:
        """Return what the command palette offers only while this page is open."""
        return ()

    def concerns(self, change: Change) -> bool:
        """Tell whether a change touched what this page shows."""
        return bool(self.interests & change.touched)

    def _notice(self, change: Change) -> None:
        if not self.concerns(change):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed while the page was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the rail; `title` is asked when shown, `make` builds its page on the first visit."""

    key: str
    title: Callable[[], str]
    icon_name: str
    make: Callable[[Session], Page]
    shortcut: str = ""
    at_the_bottom: bool = False
