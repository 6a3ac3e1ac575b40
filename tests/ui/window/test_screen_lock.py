"""The program locks with the desktop: a real message bus, and the signal that a screen saver sends."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
# A desktop in small: owns the name of the screen saver, and says that it became active.
DESKTOP = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from ui.shell.screen_lock import ScreenLock, heard

app = QApplication([])
bus = QDBusConnection.sessionBus()
name = "org.freedesktop.ScreenSaver"
assert bus.registerService(name)
watch = ScreenLock()
sys.stdout.write(f"{watch.kinds() == heard()} {'screen saver' in heard()}\\n")

def say(active):
    signal = QDBusMessage.createSignal("/org/freedesktop/ScreenSaver", name, "ActiveChanged")
    signal.setArguments([active])
    assert bus.send(signal)

watch.locked.connect(lambda: app.exit(7))
QTimer.singleShot(0, lambda: (say(False), say(True)))
sys.exit(app.exec())
"""
ALONE = "from ui.shell.screen_lock import ScreenLock, heard; ScreenLock(); print(heard())"


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="dbus-run-session is not installed")
def test_it_hears_the_screen_saver(tmp_path: Path) -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", DESKTOP],
        cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (7, "True True\n"), done.stderr


@pytest.mark.parametrize("address", ["", "tcp:host=127.0.0.1,port=9", "unix:path=/nowhere/bus"])
def test_without_a_local_bus_nothing_is_promised_and_nothing_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "screen saver" not in done.stdout
