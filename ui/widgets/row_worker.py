"""Arranging many rows beside the window: the last wish wins, and painting goes first.

A thread that computes in Python keeps the window waiting at every cell it paints. So the work stops
between two steps while a table is being painted, and ends there as soon as something else is wished.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T")
MANY = 5_000
"""From so many rows on a table is arranged beside the window."""
_LONGEST_WAIT = 0.2
_free = threading.Event()
_free.set()


class Run(Protocol):
    """Calls a function beside the window and hands its result to `done` unless the owner is gone."""

    def __call__(self, owner: QObject, function: Callable[[], T], done: Callable[[T], object], /) -> None:
        """See the class."""


class Superseded(Exception):
    """Something else is wished meanwhile."""


@contextlib.contextmanager
def painting() -> Iterator[None]:
    """Let work on rows wait while this block runs."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


class RowWork:
    """The arranging of one table; `run` None does everything at once."""

    def __init__(self, owner: QObject, run: Run | None = None) -> None:
        self._owner = owner
        self._run = run
        self._wish = 0

    def beside(self, row_count: int) -> bool:
        """Whether so many rows are arranged beside the window."""
        return self._run is not None and row_count >= MANY

    def supersede(self) -> None:
        """Give up what is under way."""
        self._wish += 1

    def start(self, work: Callable[[Callable[[], None]], T], done: Callable[[T], object]) -> None:
        """Do `work(pause)` beside the window; its result is dropped if something else was wished since."""
        self.supersede()
        wish = self._wish

        def pause() -> None:
            if wish != self._wish:
                raise Superseded
            _free.wait(_LONGEST_WAIT)

        def whole() -> T | None:
            try:
                return work(pause)
            except Superseded:
                return None

        def deliver(result: Any) -> None:
            if wish == self._wish:
                done(result)

        if self._run is not None:
            self._run(self._owner, whole, deliver)
