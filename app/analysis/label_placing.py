"""Places for labels so that none covers another or a symbol: the one engine for screen and print.

Greedy on a bitmap of cells: each label in turn takes the best of its places that is free, or none. What is
known from the start (symbols, lines, what lies over the chart) is tested for all labels and places at once;
only labels among each other are tested one by one. Units are whatever the caller draws in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.intp]
    Bools = npt.NDArray[np.bool_]

Place = tuple[float, float]
PLACES: tuple[Place, ...] = (
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.8, 0.8),
    (-0.8, 0.8),
    (0.8, -0.8),
    (-0.8, -0.8),
)
"""Directions from the anchor, in order of liking: below, above, right, left, corners."""
_ALOOF = (0.0, 0.0, 8.0, 8.0, 18.0, 18.0, 18.0, 18.0)
"""How far above and below a label in each place no other symbol may lie."""
_LIKED, _STEP, _CROSSING, _CUT = -1.0, 1.0, 1.6, 100.0
"""Cost of the place a label had before, of each later place, of each stretch of line covered, of a cut."""


_FEW = 2_000
"""Up to so many boxes are marked one by one, more all at once."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The cells of many boxes: rows `top` to `bottom` and columns `left` to `right`, ends excluded."""

    top: Ints
    bottom: Ints
    left: Ints
    right: Ints

    def rows(self) -> list[tuple[int, int, int, int]]:
        """Return top, bottom, left and right of each box."""
        edges = np.stack([self.top, self.bottom, self.left, self.right], axis=1)
        return [tuple(row) for row in edges.tolist()]


class Occupancy:
    """Which cells of an area, and of a margin around it, are taken; places are those of the area.

    What lies beyond the margin is always free. `cell` is the side of a cell: boxes are rounded outwards to
    whole cells, so that two of them never share any ground.
    """

    def __init__(self, width: float, height: float, margin: float = 0.0, cell: float = 4.0) -> None:
        rows, columns = (int((side + 2 * margin) // cell) + 2 for side in (height, width))
        self._margin, self._cell = margin, cell
        self._size = (width, height)
        self._taken: Bools = np.zeros((rows, columns), dtype=np.bool_)
        self._lines: Bools = np.zeros((rows, columns), dtype=np.bool_)
        self._crossable = False

    def spans(self, boxes: Floats) -> Spans:
        """Return the cells of boxes (n, 4): left, top, width, height."""
        rows, columns = self._taken.shape
        ends = np.array([columns, rows], dtype=np.float64)
        low = (boxes[:, :2] + self._margin) / self._cell
        high = low + boxes[:, 2:] / self._cell + 1.0
        first = np.clip(low, 0.0, ends).astype(np.intp)
        last = np.clip(high, 0.0, ends).astype(np.intp)
        return Spans(first[:, 1], last[:, 1], first[:, 0], last[:, 0])

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Mark a box as taken."""
        self.take_all(np.array([[x, y, width, height]]))

    def take_all(self, boxes: Floats) -> None:
        """Mark boxes (n, 4: left, top, width, height) as taken."""
        spans = self.spans(boxes)
        if len(boxes) <= _FEW:
            for top, bottom, left, right in spans.rows():
                self._taken[top:bottom, left:right] = True
            return
        rows, columns = self._taken.shape
        across = columns + 1
        ups = np.concatenate([spans.top * across + spans.left, spans.bottom * across + spans.right])
        downs = np.concatenate([spans.top * across + spans.right, spans.bottom * across + spans.left])
        size = (rows + 1) * across
        change = np.bincount(ups, minlength=size) - np.bincount(downs, minlength=size)
        covered = change.reshape(rows + 1, across)
        _add_up(covered, covered)
        self._taken |= covered[:-1, :-1] > 0

    def mark(self, points: Floats) -> None:
        """Say that lines run through `points` (n, 2): no place is taken, but it is less good."""
        cells = np.floor((points + self._margin) / self._cell)
        rows, columns = self._taken.shape
        inside = ((cells >= 0) & (cells < (columns, rows))).all(axis=1)
        at = cells[inside].astype(np.intp)
        self._lines[at[:, 1], at[:, 0]] = True
        self._crossable = True

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Tell whether a box is free of others."""
        return bool(self.free_all(np.array([[x, y, width, height]]))[0])

    def free_all(self, boxes: Floats) -> Bools:
        """Tell which boxes (n, 4) are free of what is taken now."""
        free: Bools = _sums(self._taken, self.spans(boxes)) == 0
        return free

    def crossed(self, boxes: Floats, spans: Spans) -> Floats:
        """Return how many label heights of line each box (n, 4) with these cells covers, roughly."""
        if not self._crossable:
            return np.zeros(len(boxes))
        cells = np.maximum(boxes[:, 3] / self._cell, 1.0)
        covered: Floats = _sums(self._lines, spans) / cells
        return covered

    def cut_off(self, boxes: Floats) -> Bools:
        """Tell which boxes begin or end inside the area but are cut by its edge."""
        across, down = self._size
        x, y, right, bottom = boxes[:, 0], boxes[:, 1], boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
        whole = (x >= 0) & (y >= 0) & (right <= across) & (bottom <= down)
        outside = (x >= across) | (y >= down) | (right <= 0) | (bottom <= 0)
        cut: Bools = ~whole & ~outside
        return cut

    def choose(self, boxes: Floats, costs: Floats, order: Ints) -> Ints:
        """Return for each label the number of the place it takes, -1 for none, and mark what is taken.

        `boxes` (n, k, 4) are the places of each label, `costs` (n, k) how little each is liked; infinite
        means never. Labels choose in `order`.
        """
        return self.choose_from(boxes, self.spans(boxes.reshape(-1, 4)), costs, order)

    def choose_from(self, boxes: Floats, spans: Spans, costs: Floats, order: Ints) -> Ints:
        """Return what `choose` does, of boxes whose cells are known."""
        count, places = costs.shape
        possible = (_sums(self._taken, spans) == 0) & np.isfinite(costs).ravel()
        ranked = np.argsort(costs, axis=1, kind="stable")[order]
        every = order[:, None] * places + ranked
        tries = every[possible[every]]
        chosen = np.full(count, -1, dtype=np.intp)
        won = np.array(_first_come(spans, tries, places, self._taken.shape[0]), dtype=np.intp)
        labels, taken = won // places, won % places
        chosen[labels] = taken
        self.take_all(boxes[labels, taken])
        return chosen


def _first_come(spans: Spans, tries: Ints, places: int, height: int) -> list[int]:
    """Return which tries win: of each label (`places` each) the first that meets no earlier winner."""
    rows = [0] * height
    won: list[int] = []
    done = -1
    edges = (spans.top[tries], spans.bottom[tries], spans.left[tries], spans.right[tries])
    labels = (tries // places).tolist()
    for at, label, top, bottom, left, right in zip(
        tries.tolist(), labels, *(edge.tolist() for edge in edges), strict=True
    ):
        if label == done:
            continue
        mask = (1 << right) - (1 << left)
        for row in range(top, bottom):
            if rows[row] & mask:
                break
        else:
            for row in range(top, bottom):
                rows[row] |= mask
            won.append(at)
            done = label
    return won


def _sums(cells: Bools, spans: Spans) -> Ints:
    """Return how many of `cells` are set in each box, by one table of sums from the upper left corner."""
    table = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), dtype=np.int32)
    _add_up(cells, table[1:, 1:])
    total: Ints = (
        table[spans.bottom, spans.right]
        - table[spans.top, spans.right]
        - table[spans.bottom, spans.left]
        + table[spans.top, spans.left]
    )
    return total


def _add_up(cells: Bools | Ints, into: Ints | npt.NDArray[np.int32]) -> None:
    """Sum up cells along rows, then rows downwards."""
    np.cumsum(cells, axis=1, dtype=into.dtype, out=into)
    for row in range(1, len(into)):  # quicker than down the columns: each row lies in one piece
        into[row] += into[row - 1]


def boxes_around(
    anchors: Floats, sizes: Floats, away: Floats | float, places: Sequence[Place] = PLACES
) -> Floats:
    """Return the box of each label at each place, (n, k, 4): left, top, width, height.

    `anchors` (n, 2) are the middles of the symbols, `sizes` (n, 2) those of the labels, `away` how far
    labels keep from the middle. A place is a direction: beyond half of it the label begins at its tip.
    """
    ways = np.array(places, dtype=np.float64).reshape(-1, 2)
    share = np.stack([_begin(ways[:, 0], 0.5), _begin(ways[:, 1], 0.5)], axis=1)
    reach = np.broadcast_to(np.asarray(away, dtype=np.float64), (len(anchors),))
    corner = anchors[:, None] + ways[None] * reach[:, None, None] + share[None] * sizes[:, None]
    size = np.broadcast_to(sizes[:, None], corner.shape)
    return np.concatenate([corner, size], axis=2)


def _begin(way: Floats, edge: float) -> Floats:
    """Return where a label begins relative to its tip, in its own width or height: -1, -0.5 or 0."""
    begin: Floats = np.where(way > edge, 0.0, np.where(way < -edge, -1.0, way / 2 - 0.5))
    return begin


def place_labels(
    occupancy: Occupancy,
    anchors: Floats,
    sizes: Floats,
    away: Floats | float,
    order: Ints,
    liked: Ints | None = None,
    symbols: Occupancy | None = None,
    aloof: float = 1.0,
) -> Ints:
    """Return for each label the number of its place in `PLACES`, or -1 where none is free.

    `liked` gives the place each had before (-1 for none), which is kept where it is free, so that labels do
    not jump. A label beside its symbol keeps away from all `symbols` above and below it, lest it be read as
    theirs; `aloof` is the share of the usual distance, less for small symbols. Places on lines
    (`Occupancy.mark`) are avoided where there is another, places where the edge of the area would cut a
    label come last. What is chosen is marked as taken.
    """
    count, places = len(anchors), len(PLACES)
    if not count:
        return np.empty(0, dtype=np.intp)
    boxes = boxes_around(anchors, sizes, away)
    flat = boxes.reshape(-1, 4)
    costs = np.tile(np.arange(places) * _STEP, (count, 1))
    spans = occupancy.spans(flat)
    costs += occupancy.crossed(flat, spans).reshape(count, places) * _CROSSING
    costs += occupancy.cut_off(flat).reshape(count, places) * _CUT
    if liked is not None:
        had = np.flatnonzero(liked >= 0)
        costs[had, liked[had]] = np.minimum(costs[had, liked[had]], costs[had, liked[had]] // _CUT * _CUT)
        costs[had, liked[had]] += _LIKED
    if symbols is not None:
        wary = np.flatnonzero(np.array(_ALOOF) > 0)
        gap = np.array(_ALOOF)[wary] * aloof
        wider = boxes[:, wary].copy()
        wider[:, :, 1] -= gap
        wider[:, :, 3] += 2 * gap
        alone = symbols.free_all(wider.reshape(-1, 4)).reshape(count, len(wary))
        costs[:, wary] = np.where(alone, costs[:, wary], np.inf)
    return occupancy.choose_from(boxes, spans, costs, order)


def place_boxes(occupancy: Occupancy, centres: Floats, sizes: Floats) -> Ints:
    """Return for each label the number of its place among `centres` (n, k, 2), -1 where none is free.

    Earlier labels and earlier places come first; what is chosen is marked as taken.
    """
    count, places = centres.shape[:2]
    if not count:
        return np.empty(0, dtype=np.intp)
    size = np.broadcast_to(sizes[:, None], centres.shape)
    boxes = np.concatenate([centres - size / 2, size], axis=2)
    costs = np.tile(np.arange(places, dtype=np.float64), (count, 1))
    return occupancy.choose(boxes, costs, np.arange(count))
