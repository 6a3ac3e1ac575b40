"""What the lanes show at one moment: events, lanes, where everything lies, what is chosen. Free of Qt."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.analysis.time_events import Dated, Grouping, words_of
from app.analysis.time_lanes import ORIGIN, Arrangement, Lane, LaneSizes, arrange, reaches, rescaled
from ui.chart.arrays import Bools, Floats, Ints
from ui.timeline.time_view import TimeView

_MOST_ROWS, _FEWEST_ROWS = 24, 5
_PAGES = 2.5
"""So many windows high all lanes together may become before each gets fewer rows."""

_AT_ONCE = 1500
"""So many marks are arranged anew within a frame."""

_FEW, _MOST, _HALF = 10, 0.8, 0.5
"""From so many events on, the stretch is shown first in which this share of them begins, if it is no longer
than this share of the whole."""


@dataclass
class TimeScene:
    """Recomputed when events, lanes or the scale change; panning only moves the view."""

    events: tuple[Dated, ...] = ()
    lanes: tuple[Lane, ...] = ()
    sizes: LaneSizes = field(default_factory=LaneSizes)
    view: TimeView = field(default_factory=TimeView)
    subject_id: str = ""
    focus: int = -1
    measure: Callable[[str], float] = lambda text: 7.0 * len(text)
    words: list[str] = field(init=False, default_factory=list)
    arranged: Arrangement = field(init=False)
    _widths: list[float] = field(init=False, default_factory=list)
    _settled: Arrangement = field(init=False)
    _scale: float = field(init=False, default=0.0)
    _drawn: float = field(init=False, default=0.0)
    _reach: Floats = field(init=False)
    _span: tuple[float, float] = field(init=False, default=(0.0, 1.0))

    def __post_init__(self) -> None:
        self._reach = reaches(())
        self._settle()

    def show(
        self, events: Sequence[Dated], lanes: Sequence[Lane], grouping: Grouping = Grouping.SUBJECT
    ) -> None:
        """Show other events; the view stays."""
        kept = self.events[self.focus].finding_id if 0 <= self.focus < len(self.events) else ""
        self.events, self.lanes = tuple(events), tuple(lanes)
        self.focus = next((n for n, e in enumerate(self.events) if e.finding_id == kept), -1)
        self._reach = reaches(self.events)
        if self.events:
            self._span = (float(self._reach[:, 0].min()), float(self._reach[:, 1].max()))
        self.words = [words_of(event, grouping) for event in self.events]
        self._widths = [self.measure(words) + 4.0 for words in self.words]
        self._settle()

    def set_view(self, view: TimeView, *, moving: bool = False) -> None:
        """Look elsewhere; another scale arranges anew, while `moving` as far as a frame has time for it."""
        self.view = view
        if view.scale == self._drawn:
            return
        if moving and len(self._settled.event) > _AT_ONCE:
            self._drawn = view.scale
            self.arranged = rescaled(
                self._settled, self._reach, view.scale / self._scale, view.scale, self.sizes
            )
        else:
            self._settle()

    def come_to_rest(self) -> bool:
        """Arrange for the scale that is shown; returns whether anything was left to do."""
        waits = self._drawn != self._scale
        if waits:
            self._settle()
        return waits

    def _settle(self) -> None:
        room = self.view.height * _PAGES / max(len(self.lanes), 1) / self.sizes.row
        rows = min(max(math.ceil(room), _FEWEST_ROWS), _MOST_ROWS)
        sizes = LaneSizes(
            self.sizes.mark, self.sizes.row, self.sizes.gap, self.sizes.pad, rows, self.sizes.label
        )
        self._scale = self._drawn = self.view.scale
        self.arranged = arrange(self._reach, self.lanes, self._scale, self._widths, sizes)
        self._settled = self.arranged
        self.view = self.view.panned(0, 0, self.arranged.height)

    def shift(self) -> float:
        """Return what to add to the arrangement's x to get the place in the window."""
        return (ORIGIN - self.view.first) * self.view.scale

    def visible(self) -> Ints:
        """Return the marks that touch the window."""
        a, view, shift = self.arranged, self.view, self.shift()
        half = self.sizes.row
        seen: Bools = (
            (a.to_x + shift > 0)
            & (a.from_x + shift < view.width)
            & (a.middle > view.top - half)
            & (a.middle < view.top + view.height + half)
        )
        return np.nonzero(seen)[0]

    def span(self) -> tuple[float, float]:
        """Return the first and last day of all events; the current year's worth where there are none."""
        if not self.events:
            return self.view.first, self.view.first + 365.0
        return self._span

    def dense_span(self) -> tuple[float, float]:
        """Return the shortest stretch in which most events begin, with a margin, or else all of it.

        A birth long ago does not press all else together; where events are spread evenly, all are shown.
        """
        first, last = self.span()
        starts = np.sort(self._reach[:, 0])
        most = math.ceil(len(starts) * _MOST)
        if len(starts) < _FEW or most < 2:
            return first, last
        wide = starts[most - 1 :] - starts[: len(starts) - most + 1]
        begin = int(np.argmin(wide))
        if float(wide[begin]) > (last - first) * _HALF:
            return first, last
        low, high = float(starts[begin]), float(starts[begin + most - 1])
        room = max((high - low) * 0.1, 30.0)
        return max(first, low - room), min(last, high + room)

    def mark_at(self, x: float, y: float) -> int:
        """Return the mark under a place of the window, its words included; -1 for none."""
        a = self.arranged
        if not len(a.event):
            return -1
        at, down = x - self.shift(), y + self.view.top
        hit = (a.from_x <= at) & (at <= a.to_x) & (np.abs(a.middle - down) <= self.sizes.row / 2)
        found = np.nonzero(hit)[0]
        return int(found[0]) if len(found) else -1

    def marks_of(self, event: int) -> Ints:
        """Return the marks that stand for an event, in all its lanes."""
        a = self.arranged
        single = a.event == event
        for place in np.nonzero(a.count > 1)[0]:
            single[place] = event in a.members[place]
        return np.nonzero(single)[0]

    def chosen(self) -> Bools:
        """Return which events speak of the chosen subject, or stand in its lane."""
        return np.array(
            [
                bool(self.subject_id) and (e.subject_id == self.subject_id or self.subject_id in e.bearers)
                for e in self.events
            ],
            dtype=np.bool_,
        )

    def density(self, first: float, last: float, bins: int) -> Floats:
        """Return how many events touch each of `bins` equal stretches of time."""
        edges = np.linspace(first, last, bins + 1)
        starts = np.sort(np.array([e.extent.first for e in self.events]))
        ends = np.sort(np.array([max(e.extent.last, e.extent.first + 1e-6) for e in self.events]))
        begun = np.searchsorted(starts, edges[1:], side="left")
        over = np.searchsorted(ends, edges[:-1], side="right")
        return (begun - over).astype(np.float64)

    def step(self, direction: int) -> int:
        """Return the event after (or before) the one in focus, in the order of time."""
        if not self.events:
            return -1
        if self.focus < 0:
            seen = [n for n, e in enumerate(self.events) if e.extent.last >= self.view.first]
            return seen[0] if seen else len(self.events) - 1
        return min(max(self.focus + direction, 0), len(self.events) - 1)

    def step_lane(self, direction: int) -> int:
        """Return the event nearest in time in the next lane below (1) or above (-1)."""
        if self.focus < 0 or not self.lanes:
            return self.step(0)
        own = [n for n, lane in enumerate(self.lanes) if self.focus in lane.events]
        here = (own[-1] if direction > 0 else own[0]) if own else 0
        there = min(max(here + direction, 0), len(self.lanes) - 1)
        at = self.events[self.focus].extent.first
        members = self.lanes[there].events
        return min(members, key=lambda n: abs(self.events[n].extent.first - at))
