"""How long work tells what it is doing and learns that nobody waits for it any more."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_REPORTS = 100


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

    def each(self, things: Sequence[T]) -> Iterator[T]:
        """Yield the things, a step before each of the first hundred, of more a step before every n-th."""
        stride = max(1, len(things) // _REPORTS)
        for at in range(0, len(things), stride):
            self.step(at, len(things))
            yield from things[at : at + stride]

    def stretch(self, start: int, end: int, of: int) -> "Progress":
        """Return the progress of a part of the work; its steps are told as those from `start` to `end`."""
        return _Stretch(self, start, end, of)


class _Stretch(Progress):
    """A part of longer work; cancelling the whole stops it."""

    def __init__(self, whole: Progress, start: int, end: int, of: int) -> None:
        super().__init__()
        self._whole, self._start, self._end, self._of = whole, start, end, of

    def step(self, done: int, total: int = 0) -> None:
        """See Progress."""
        # Finer than the whole counts: a stretch may have many steps.
        part = min(done, total) * _REPORTS // total if total else 0
        scaled = self._start * _REPORTS + (self._end - self._start) * part
        self._whole.step(scaled, self._of * _REPORTS)
