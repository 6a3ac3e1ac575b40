"""Work beside the window: one thread writes, a few read, results come back through one queued signal.

A callback belongs to its owner: once the owner's window is gone, the result is dropped. A `UserError`
is shown as a message, anything else is a defect and goes to the crash dialog.
"""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Signal

from app.base.errors import UserError

T = TypeVar("T")
_READERS = 3


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a task ended with and who waits for it."""

    owner: QObject
    done: Callable[[Any], object]
    refused: Callable[[UserError], object] | None
    result: Any
    error: BaseException | None


class Tasks(QObject):
    """Runs functions beside the window; made in the window's thread and closed once, at the end."""

    refused = Signal(object)
    """A `UserError` nobody else took."""
    crashed = Signal(object)
    """Any other exception: a defect."""
    idle = Signal()
    """The last task under way has been delivered."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="rundblick-write")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="rundblick-read")
        self._under_way = 0
        self._finished.connect(self._deliver)

    def read(
        self,
        owner: QObject,
        function: Callable[[], T],
        done: Callable[[T], object],
        refused: Callable[[UserError], object] | None = None,
    ) -> None:
        """Run `function` beside the window and give its result to `done` in the window's thread."""
        self._submit(self._readers, owner, function, done, refused)

    def write(
        self,
        owner: QObject,
        function: Callable[[], T],
        done: Callable[[T], object],
        refused: Callable[[UserError], object] | None = None,
    ) -> None:
        """Like `read`, but one after the other, in the order asked for."""
        self._submit(self._writer, owner, function, done, refused)

    def busy(self) -> bool:
        """Tell whether a task is under way or its result not yet delivered."""
        return self._under_way > 0

    def close(self) -> None:
        """Wait for what is under way and end the threads; nothing can be asked for afterwards."""
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def drain(self) -> None:
        """Wait for everything under way and deliver it, without serving the window meanwhile."""
        while self._under_way:
            for executor in (self._writer, self._readers):
                executor.submit(lambda: None).result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def wait(self) -> None:
        """Wait for everything under way, while windows are painted and nothing typed or clicked gets in."""
        while self._under_way:
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    @staticmethod
    def hand(owner: QObject, done: Callable[[Any], object], result: Any) -> None:
        """Give a result to `done` unless the owner's window is gone."""
        if shiboken6.isValid(owner):
            done(result)

    def _submit(
        self,
        executor: Executor,
        owner: QObject,
        function: Callable[[], Any],
        done: Callable[[Any], object],
        refused: Callable[[UserError], object] | None,
    ) -> None:
        self._under_way += 1

        def run() -> None:
            result, error = None, None
            try:
                result = function()
            except BaseException as caught:  # noqa: BLE001 - it is delivered, not dropped
                error = caught
            self._finished.emit(_Outcome(owner, done, refused, result, error))

        executor.submit(run)

    def _deliver(self, outcome: _Outcome) -> None:
        self._under_way -= 1
        try:
            self._hand_over(outcome)
        finally:
            if not self._under_way:
                self.idle.emit()

    def _hand_over(self, outcome: _Outcome) -> None:
        error = outcome.error
        if error is None:
            self.hand(outcome.owner, outcome.done, outcome.result)
        elif isinstance(error, UserError):
            if outcome.refused is not None and shiboken6.isValid(outcome.owner):
                outcome.refused(error)
            else:
                self.refused.emit(error)
        else:
            self.crashed.emit(error)
