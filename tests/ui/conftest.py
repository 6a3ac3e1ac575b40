"""What the tests of the window share: no screen needed, and no timer, window or task left behind."""

import gc
import os
import traceback
import weakref
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

GRACE_MILLISECONDS = 5_000


@pytest.fixture(autouse=True)
def no_leaked_windows(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a window: it would go on living, and be drawn, during the tests after it."""
    before = qapp.topLevelWidgets()
    yield
    left = _left_windows(qapp, before)
    if left:
        gc.collect()
        left = _left_windows(qapp, before)
    names = sorted(f"{type(widget).__name__} {widget.objectName()!r}" for widget in left)
    for widget in left:
        widget.close()
        widget.deleteLater()
    _deliver_deletions()
    assert not names, f"windows left: {names}"


@pytest.fixture(autouse=True)
def no_leaked_timers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a timer running, and names the line that started it."""
    started: list[tuple[weakref.ref[QTimer], str]] = []
    real_start = QTimer.start

    def start(timer: QTimer, *arguments: object) -> None:
        line = traceback.extract_stack(limit=2)[0]
        started.append((weakref.ref(timer), f"{line.filename}:{line.lineno}"))
        real_start(timer, *arguments)

    monkeypatch.setattr(QTimer, "start", start)
    yield
    _deliver_deletions()
    running = [(timer, line) for reference, line in started if (timer := reference()) and _is_running(timer)]
    for timer, _line in running:
        timer.stop()
    assert not running, f"timers left running, started at {sorted({line for _timer, line in running})}"


@pytest.fixture(autouse=True)
def no_leaked_tasks() -> Iterator[None]:
    """Fails a test whose background tasks do not come to an end."""
    yield
    assert QThreadPool.globalInstance().waitForDone(GRACE_MILLISECONDS), "tasks left running in Qt's pool"


def _is_running(timer: QTimer) -> bool:
    return shiboken6.isValid(timer) and timer.isActive()


def _left_windows(qapp: QApplication, before: list[QWidget]) -> list[QWidget]:
    _deliver_deletions()
    return [w for w in qapp.topLevelWidgets() if w not in before and shiboken6.isValid(w)]


def _deliver_deletions() -> None:
    # deleteLater waits for an event loop of the same level, which a test between two tests does not have
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
