"""What the command palette offers beside the actions of the window: every case of the store."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from app.base.records import CaseHeader
from app.casework.cases import headers
from app.store.change import Change
from ui.shell.session import Session
from ui.widgets.command_palette import PaletteEntry


class CaseEntries(QObject):
    """Keeps the list of cases at hand, because the palette asks at every key."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._entries: list[PaletteEntry] = []
        session.changed.connect(self._changed)
        session.read(self, headers, self._keep)

    def entries(self, _typed: str) -> list[PaletteEntry]:
        """Return one entry per case."""
        return self._entries

    def _changed(self, change: Change) -> None:
        if "case_file" in change.touched:
            self._session.read(self, headers, self._keep)

    def _keep(self, cases: tuple[CaseHeader, ...]) -> None:
        self._entries = [self._entry(case) for case in cases]

    def _entry(self, header: CaseHeader) -> PaletteEntry:
        go = partial(self._session.case_wanted.emit, header.id, "", "")
        return PaletteEntry(f"{header.reference} {header.title}", go, _("Case"), icon_name="folder")
