"""The main windows over the open store: opened, told of each other's changes, covered and closed together."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.store.change import Change
from ui.shell.cover import Cover

# Pixels: on a lower screen a window takes all of it from the start.
_ROOMY_HEIGHT = 900
_STEP = 32


class OpenWindows(QObject):
    """One session has one or more main windows; the last one closed by hand ends the program."""

    all_closed = Signal()
    """The last window was closed by hand; `geometry` is its."""
    lock_wanted = Signal()
    appearance_wanted = Signal(str, str)
    desk_wanted = Signal(str)
    window_wanted = Signal()
    lock_minutes_wanted = Signal(float)

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._windows: list[Any] = []
        self.geometry = ""

    def first(self) -> Any:
        """Return the window that was opened first, None if none is open."""
        return self._windows[0] if self._windows else None

    def all(self) -> tuple[Any, ...]:
        """Return the open windows in the order of their opening."""
        return tuple(self._windows)

    def add(self, window: Any, geometry: str = "") -> None:
        """Show one more window, where it was the last time or beside the one before it."""
        session = window.session
        session.lock_wanted.connect(self.lock_wanted)
        session.appearance_wanted.connect(self.appearance_wanted)
        session.desk_wanted.connect(self.desk_wanted)
        session.window_wanted.connect(self.window_wanted)
        session.lock_minutes_wanted.connect(self.lock_minutes_wanted)
        session.committed.connect(partial(self._relay, session))
        window.closed.connect(partial(self._closed, window))
        if geometry:
            window.restoreGeometry(QByteArray.fromHex(geometry.encode()))
        elif window.screen().availableGeometry().height() < _ROOMY_HEIGHT:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        if self._windows:
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.move(self._windows[-1].pos().x() + _STEP, self._windows[-1].pos().y() + _STEP)
        self._windows.append(window)
        window.show()

    def rebuild(self, make: Callable[[], Any]) -> None:
        """Replace every window by a new one that shows the same place and cases."""
        old, self._windows = self._windows, []
        for window in old:
            geometry = _geometry(window)
            fresh = make()
            self.add(fresh, geometry)
            _go_where_it_was(fresh, window)
            discard(window)

    def cover(self) -> None:
        """Hide the content of all windows at once, and everything else that is open beside them."""
        for window in self._windows:
            Cover(window)
            window.setWindowTitle(self._app.applicationName())
        for widget in self._app.topLevelWidgets():
            if widget not in self._windows and widget.isVisible():
                widget.hide()

    def flush_drafts(self) -> None:
        """Send what is typed and unfinished to the store."""
        for window in self._windows:
            window.session.drafts.flush()

    def discard_all(self) -> None:
        """Close all windows."""
        if self._windows:
            self.geometry = _geometry(self._windows[0])
        self.flush_drafts()
        while self._windows:
            discard(self._windows.pop())

    def _relay(self, teller: Any, change: Change) -> None:
        for window in self._windows:
            if window.session is not teller:
                window.session.hear(change)

    def _closed(self, window: Any) -> None:
        if window not in self._windows:
            return
        if len(self._windows) == 1:
            self.all_closed.emit()
            return
        window.session.drafts.flush()
        self._windows.remove(window)
        discard(window)


def _geometry(window: QWidget) -> str:
    return bytes(window.saveGeometry().toHex().data()).decode()


def _go_where_it_was(fresh: Any, old: Any) -> None:
    shown = old.page_key()
    for case_id in old.open_cases():
        fresh.open_case(case_id)
    if shown in fresh.places:
        fresh.go_to(shown)
    elif shown:
        fresh.open_case(shown)


def discard(window: QWidget | None) -> None:
    """Close a window without its asking, and forget it."""
    if window is not None:
        window.blockSignals(True)
        window.close()
        window.deleteLater()
