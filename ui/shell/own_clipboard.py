"""Takes what came from this program off the clipboard when the store is locked or left."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class OwnClipboard(QObject):
    """Knows whether the clipboard (on X11 also the marked text) holds something of this program.

    `active` tells whether somebody works in this program right now.
    """

    def __init__(self, active: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._active = active
        self._board = QGuiApplication.clipboard()
        self._own: set[QClipboard.Mode] = set()
        self._board.changed.connect(self._changed)

    def clear(self) -> None:
        """Clear what came from here; what another program put there stays."""
        for mode in _MODES:
            if mode in self._own or self._is_own(mode):
                self._board.clear(mode)
        self._own.clear()

    def _is_own(self, mode: QClipboard.Mode) -> bool:
        asked = {
            QClipboard.Mode.Clipboard: self._board.ownsClipboard,
            QClipboard.Mode.Selection: self._board.ownsSelection,
        }
        return asked[mode]()

    def _changed(self, mode: QClipboard.Mode) -> None:
        # Not every platform says whose it is: what appears while one works in this program is taken for its.
        if mode in _MODES and (self._active() or self._is_own(mode)):
            self._own.add(mode)
        else:
            self._own.discard(mode)
