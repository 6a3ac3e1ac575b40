"""Notices that nobody has touched the window for a while.

It listens at the windows of the screen, not at the application: there every event of every widget would
pass through Python. And it does not count along: one timer rings when the time could be over, looks at the
clock, and is set anew for the rest. Time in which the computer slept counts too.
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)


def _now() -> float:
    """Return seconds of a clock that nobody sets and that goes on while the computer sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class IdleWatch(QObject):
    """Rings once when there was no input for a time; `stop` and `start` begin anew."""

    idle = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._seconds = 0.0
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        app.focusWindowChanged.connect(self._follow)

    def start(self, minutes: float) -> None:
        """Ring after so many minutes without input, from now on."""
        self._seconds = minutes * 60
        self._last = _now()
        for window in self._app.topLevelWindows():
            self._follow(window)
        self._timer.start(self._milliseconds(self._seconds))

    def stop(self) -> None:
        """Do not ring any more."""
        self._timer.stop()
        self._seconds = 0.0

    def is_on(self) -> bool:
        """Tell whether it would ring."""
        return self._seconds > 0

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            # Installed twice, a filter is still asked once.
            window.installEventFilter(self)

    def _look(self) -> None:
        left = self._seconds - (_now() - self._last)
        if not self.is_on():
            return
        if left > 0:
            self._timer.start(self._milliseconds(left))
        else:
            self._ring()

    def _ring(self) -> None:
        self.stop()
        self.idle.emit()

    @staticmethod
    def _milliseconds(seconds: float) -> int:
        # Rounded up, so that the clock is not asked a moment too early again and again.
        return int(seconds * 1000) + 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the time of input; input that comes too late (the computer slept) does not pass."""
        if not self.is_on() or event.type() not in _INPUT:
            return False
        now = _now()
        if now - self._last >= self._seconds:
            self._ring()
            return True
        self._last = now
        return False
