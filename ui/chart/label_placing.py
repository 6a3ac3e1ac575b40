"""Places for labels so that none covers another or a node: greedy, on a bitmap of cells. Free of Qt."""

import numpy as np

from ui.chart.arrays import Bools, Floats, Ints

_CELL = 4
PLACES = (
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
"""How far above and below a label in each place no node may lie, in pixels."""


class Occupancy:
    """Which cells of the window, and of a margin around it, are taken; places are those of the window."""

    def __init__(self, width: float, height: float, margin: float = 0.0) -> None:
        rows, columns = (int(side + 2 * margin) // _CELL + 2 for side in (height, width))
        self._margin = margin
        self._size = (width, height)
        self._taken: Bools = np.zeros((rows, columns), dtype=np.bool_)

    def _cells(self, x: float, y: float, width: float, height: float) -> tuple[slice, slice]:
        rows, columns = self._taken.shape
        x, y = x + self._margin, y + self._margin
        left, top = max(int(x // _CELL), 0), max(int(y // _CELL), 0)
        right = min(int((x + width) // _CELL) + 1, columns)
        bottom = min(int((y + height) // _CELL) + 1, rows)
        return slice(top, max(bottom, top)), slice(left, max(right, left))

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        """Tell whether a box is free of others; what lies beyond the margin is always free."""
        return not bool(self._taken[self._cells(x, y, width, height)].any())

    def cut_off(self, x: float, y: float, width: float, height: float) -> bool:
        """Tell whether the edge of the window would cut a box that begins or ends inside it."""
        across, down = self._size
        whole = x >= 0 and y >= 0 and x + width <= across and y + height <= down
        outside = x >= across or y >= down or x + width <= 0 or y + height <= 0
        return not whole and not outside

    def take(self, x: float, y: float, width: float, height: float) -> None:
        """Mark a box as taken."""
        self._taken[self._cells(x, y, width, height)] = True


def box_at(anchor: Floats, size: Floats, away: float, place: int) -> tuple[float, float]:
    """Return the upper left corner of a label at one of `PLACES`, `away` pixels from its anchor."""
    dx, dy = PLACES[place]
    x = anchor[0] + dx * away + (dx / 2 - 0.5 if abs(dx) < 0.5 else (0.0 if dx > 0 else -1.0)) * size[0]
    vertical = 0.0 if dy > 0.5 else (-1.0 if dy < -0.5 else -0.5)
    return float(x), float(anchor[1] + dy * away + vertical * size[1])


def place_labels(
    occupancy: Occupancy,
    anchors: Floats,
    sizes: Floats,
    away: float,
    order: Ints,
    liked: Ints,
    nodes: Occupancy | None = None,
) -> Ints:
    """Return for each label the number of its place in `PLACES`, or -1 where none is free.

    Labels are placed in `order`. `liked` gives the place each had before (-1 for none), which is kept
    where it is free, so that labels do not jump. Taken places are marked in `occupancy`. A label beside
    its node keeps away from all `nodes` above and below it, lest it be read as theirs. Places where the
    edge of the window would cut a label come last.
    """
    chosen = np.full(len(anchors), -1, dtype=np.intp)
    every = tuple(range(len(PLACES)))
    for number in order.tolist():
        before = int(liked[number])
        tries = every if before < 0 else (before, *(p for p in every if p != before))
        width, height = sizes[number].tolist()
        boxes = {place: box_at(anchors[number], sizes[number], away, place) for place in tries}
        whole_first = [(occupancy.cut_off(*boxes[p], width, height), no, p) for no, p in enumerate(tries)]
        for _cut, _no, place in sorted(whole_first):
            x, y = boxes[place]
            gap = _ALOOF[place]
            if gap and nodes and not nodes.free(x, y - gap, width, height + 2 * gap):
                continue
            if occupancy.free(x, y, width, height):
                occupancy.take(x, y, width, height)
                chosen[number] = place
                break
    return chosen


def place_boxes(occupancy: Occupancy, centres: Floats, sizes: Floats) -> Bools:
    """Return which boxes, centred at fixed places, are free; each in turn marks what it takes."""
    shown = np.zeros(len(centres), dtype=np.bool_)
    for number, ((x, y), (width, height)) in enumerate(zip(centres.tolist(), sizes.tolist(), strict=True)):
        if occupancy.free(x - width / 2, y - height / 2, width, height):
            occupancy.take(x - width / 2, y - height / 2, width, height)
            shown[number] = True
    return shown
