"""How long work tells what it is doing and learns that nobody waits for it any more."""

import threading
from collections.abc import Callable


class Cancelled(Exception):
    """The person asked to stop; nothing was changed."""


class Progress:
    """Counts steps and can be cancelled from another thread.

    `report(done, total)` is called at most once per step; `total` 0 means unknown.
    """

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int = 0) -> None:
        """Tell that `done` of `total` steps are behind us; raises `Cancelled` if asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        if self._report is not None:
            self._report(done, total)
