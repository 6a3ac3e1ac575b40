"""When the store is to be locked without being told to: after idle time, and when the desktop locks."""

import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.idle_watch import IdleWatch
from ui.shell.own_clipboard import OwnClipboard
from ui.shell.screen_lock import ScreenLock


class _NativeEvents(QAbstractNativeEventFilter):
    """Hands what the system tells a window to the watch; only Windows tells anything that way."""

    def __init__(self, watch: ScreenLock) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """See QAbstractNativeEventFilter; nothing is kept from anybody."""
        self._watch.native_event(kind, int(message))
        return False, 0


class LockWatch(QObject):
    """Watches from the first window on until the store is left."""

    lock_wanted = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._clipboard = OwnClipboard(self._is_active, self)
        self.idle = IdleWatch(app, self)
        self.idle.idle.connect(self.lock_wanted)
        self._screen: ScreenLock | None = None
        self._native: _NativeEvents | None = None

    def start(self, minutes: float, window: QWidget) -> None:
        """Lock after so many minutes without input, and with the desktop."""
        self.idle.start(minutes)
        if self._screen is None:
            self._screen = ScreenLock(self)
            self._screen.locked.connect(self.lock_wanted)
            self._screen.watch(window)
            if sys.platform == "win32":
                self._native = _NativeEvents(self._screen)
                self._app.installNativeEventFilter(self._native)

    def stop(self) -> None:
        """Watch no more."""
        self.idle.stop()

    def clear_clipboard(self) -> None:
        """Clear what this program put on the clipboard."""
        self._clipboard.clear()

    def _is_active(self) -> bool:
        return self._app.applicationState() == Qt.ApplicationState.ApplicationActive
