"""What people look at in the window goes into the log: cases, registers, ledger, and that they searched.

BDSG section 76(1) and (2). A view notes it when it comes into sight, once per sitting; the search when it
shows hits, without the words that were looked for (`app.casework.consultation`).
"""

import time
from functools import partial

from PySide6.QtCore import QEvent, QObject

from app.casework.consultation import SITTING, note_consultation
from ui.shell.page import Page
from ui.shell.session import Session


class ConsultationNotes(QObject):
    """Notes looks at one page; lives as long as the page."""

    def __init__(self, session: Session, page: Page, what: str, *, when_shown: bool = True) -> None:
        super().__init__(page)
        self._session, self._page, self._what = session, page, what
        self._noted = 0.0
        if when_shown:
            page.installEventFilter(self)

    def note(self) -> None:
        """Log the look, unless that was done within this sitting."""
        now = time.monotonic()
        if self._noted and now - self._noted < SITTING.total_seconds():
            return
        self._noted = now
        work = partial(note_consultation, case_id=self._page.case_id, what=self._what)
        self._session.write(self._page, work)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() == QEvent.Type.Show:
            self.note()
        return False
