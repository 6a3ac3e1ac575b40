"""Progress that somebody stops."""

from collections.abc import Callable

from app.base.progress import Progress


class StopAfter(Progress):
    """Cancels itself after so many steps; remembers the steps and calls `also` at each."""

    def __init__(self, steps: int, also: Callable[[], object] = lambda: None) -> None:
        super().__init__(self._seen)
        self.steps: list[tuple[int, int]] = []
        self._left, self._also = steps, also

    def _seen(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        self._also()
        self._left -= 1
        if self._left < 0:
            self.cancel()
