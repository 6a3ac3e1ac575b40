"""One tab of a case: shows the case's data when it is seen, and only then."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk


class CaseTab(QWidget):
    """`key` names the tab; `uses_inspector` tells whether the inspector stands beside it."""

    key = ""
    uses_inspector = True
    room_changed = Signal()
    """`needs_room` tells something else now."""

    def __init__(self, desk: CaseDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        desk.loaded.connect(self._loaded)

    def show_case(self, data: CaseData) -> None:
        """Show the case as it is now."""

    def find_here(self) -> None:
        """Put the cursor where one searches in this tab."""

    def eyes(self) -> str:
        """Return through which agency's eyes this tab shows the case, "" for the office's own."""
        return ""

    def needs_room(self) -> bool:
        """Tell whether the inspector has to make room for what stands beside this tab just now."""
        return False

    def reveal_subject(self, subject_id: str) -> None:
        """Bring a subject into sight, if this tab shows subjects."""

    def _loaded(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show_now()

    def _show_now(self) -> None:
        if self._stale and self.desk.data is not None:
            self._stale = False
            self.show_case(self.desk.data)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the tab was out of sight."""
        super().showEvent(event)
        self._show_now()
