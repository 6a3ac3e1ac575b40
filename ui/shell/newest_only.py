"""Answers that come beside the window in any order: only that to the newest question counts."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class NewestOnly:
    """Lets the answer to the newest of several questions through and drops the others."""

    def __init__(self) -> None:
        self._asked = 0

    def only(self, done: Callable[[T], object]) -> Callable[[T], None]:
        """Return what to call with the answer to a question that is asked now."""
        self._asked += 1
        mine = self._asked

        def take(answer: T) -> None:
            if mine == self._asked:
                done(answer)

        return take
