"""How a running layout tells where it is, shows what it has, and learns that it should end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.base.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.analysis.engines import Points

    Picture = Callable[[Mapping[str, tuple[float, float]]], None]


class LayoutReporter(Progress):
    """Progress of a layout that can be stopped and kept, not only cancelled, and that shows its pictures.

    `cancel()` ends it with `Cancelled`: nothing comes back. `stop()` ends it early with the layout so far,
    every node placed and no icon on another. `picture` is called from the computing thread about every
    `every` rounds with the places so far (px); nodes that have none yet are missing from it.
    """

    def __init__(
        self,
        report: Callable[[int, int], None] | None = None,
        picture: Picture | None = None,
        every: int = 10,
    ) -> None:
        super().__init__(report)
        self.picture = picture
        self.every = max(1, every)
        self._kept = threading.Event()

    def stop(self) -> None:
        """Ask the layout to end now with what it has."""
        self._kept.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to end and keep."""
        return self._kept.is_set()


class _Count:
    """Work done and expected, shared by all parts of one layout."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.beats = 0


class Pulse:
    """What the parts of a layout call once per round; without a reporter it costs nothing.

    `show` takes the places of all nodes, n x 2, nan where there is none yet.
    """

    def __init__(
        self, reporter: Progress | None = None, show: Callable[[Points], None] | None = None
    ) -> None:
        self._reporter = reporter
        self._keeper = reporter if isinstance(reporter, LayoutReporter) else None
        self._show = show if self._keeper is not None and self._keeper.picture is not None else None
        self._count = _Count()

    @property
    def going(self) -> bool:
        """Whether the layout should go on."""
        return self._keeper is None or not self._keeper.stopped

    def expect(self, work: int) -> None:
        """Add work that lies ahead; one unit is one node in one round."""
        self._count.total += work

    def beat(self, work: int, points: Points | None = None) -> bool:
        """Tell of work done; returns whether to go on. Raises `Cancelled` if nobody wants the layout."""
        count = self._count
        count.done += work
        count.beats += 1
        if self._reporter is not None:
            self._reporter.step(min(count.done, count.total), count.total)
        shown = self._keeper is not None and count.beats % self._keeper.every == 0
        if shown and self._show is not None and points is not None:
            self._show(points)
        return self.going

    def within(self, place: Callable[[Points], Points]) -> Pulse:
        """Return the pulse of a part, whose points `place` puts into the whole picture."""
        part = Pulse(self._reporter)
        part._count = self._count
        show = self._show
        if show is not None:
            part._show = lambda points: show(place(points))
        return part

    def unseen(self) -> Pulse:
        """Return the pulse of a part that shows nothing: its points alone are no picture yet."""
        part = Pulse(self._reporter)
        part._count = self._count
        part._show = None
        return part
