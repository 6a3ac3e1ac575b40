"""Locks with the desktop: when its screen is locked, the session is locked or the computer goes to sleep.

Linux: signals of the session bus (org.freedesktop.ScreenSaver, org.gnome.ScreenSaver) and of logind on the
system bus. Only buses at a local socket are spoken to. Windows: the notice of a session change.
What could not be connected is not promised: `kinds` says what is listened to.
"""

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QByteArray, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

if sys.platform == "win32":
    import ctypes
    import ctypes.wintypes

SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_LOGIN = "org.freedesktop.login1"
_SYSTEM_BUS = "/run/dbus/system_bus_socket"
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7
# The type stubs of QtDBus ask for bytes here; what it takes is the text that SLOT returns.
_ACTIVE: Any = SLOT("_active_changed(bool)")
_LOCKED: Any = SLOT("_session_locked()")
_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x4

# What the newest watch of this process listens to, for the page that tells it.
_heard: list[str] = []


class ScreenLock(QObject):
    """Tells when the desktop is locked."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: list[str] = []
        self._buses: list[QDBusConnection] = []
        if sys.platform == "linux":
            self._listen_on_session_bus()
            self._listen_on_system_bus()
        _heard[:] = self._kinds

    def kinds(self) -> tuple[str, ...]:
        """Return what is listened to: "screen saver", "session", "sleep"; empty if nothing can be."""
        return tuple(self._kinds)

    def watch(self, window: QWidget) -> None:
        """On Windows the notices come to a window; elsewhere there is nothing to do."""
        if sys.platform == "win32":
            notice = ctypes.windll.wtsapi32.WTSRegisterSessionNotification
            if notice(ctypes.wintypes.HWND(int(window.winId())), 0):
                self._kinds = ["session", "sleep"]
                _heard[:] = self._kinds

    def native_event(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> None:
        """Take in a message that a window got from the system (Windows)."""
        said = kind.data() if isinstance(kind, QByteArray) else kind
        if sys.platform == "win32" and bytes(said) == b"windows_generic_MSG":
            told = ctypes.wintypes.MSG.from_address(message)
            what = (told.message, told.wParam)
            if what in ((_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK), (_WM_POWERBROADCAST, _PBT_APMSUSPEND)):
                self.locked.emit()

    def _listen_on_session_bus(self) -> None:
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
        at_home = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere", "bus").exists()
        if not (address.startswith("unix:") if address else at_home):
            # Without an address the library would start a bus of its own.
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        heard = [bus.connect("", "", name, "ActiveChanged", self, _ACTIVE) for name in SCREEN_SAVERS]
        there = bus.interface()
        if all(heard) and any(there.isServiceRegistered(name).value() for name in SCREEN_SAVERS):
            self._kinds.append("screen saver")
        self._buses.append(bus)

    def _listen_on_system_bus(self) -> None:
        if not Path(_SYSTEM_BUS).exists():
            return
        bus = QDBusConnection.systemBus()
        if not bus.isConnected() or not bus.interface().isServiceRegistered(_LOGIN).value():
            return
        session = os.environ.get("XDG_SESSION_ID", "")
        path = f"/org/freedesktop/login1/session/{bus_label(session)}"
        if session and bus.connect(_LOGIN, path, f"{_LOGIN}.Session", "Lock", self, _LOCKED):
            self._kinds.append("session")
        if bus.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _ACTIVE):
            self._kinds.append("sleep")
        self._buses.append(bus)

    @Slot(bool)
    def _active_changed(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def _session_locked(self) -> None:
        self.locked.emit()


def bus_label(text: str) -> str:
    """Return a name as part of an object path, as systemd writes it (sd_bus_path_encode)."""
    if not text:
        return "_"
    return "".join(
        letter
        if letter.isascii() and letter.isalnum() and not (place == 0 and letter.isdigit())
        else "".join(f"_{byte:02x}" for byte in letter.encode())
        for place, letter in enumerate(text)
    )


def heard() -> tuple[str, ...]:
    """Return what this program listens to on this desktop, as `ScreenLock.kinds`."""
    return tuple(_heard)
