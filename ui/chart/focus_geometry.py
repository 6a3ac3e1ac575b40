"""Where an arrow key leads, and in which order nodes are read. Free of Qt."""

import numpy as np

from ui.chart.arrays import Floats, Ints

_CONE = np.cos(np.radians(60.0))
ROW_HEIGHT = 60.0


def next_in_direction(xy: Floats, current: int, direction: tuple[int, int], neighbours: Ints) -> int:
    """Return the node that an arrow key leads to from `current`, or -1 if there is none on that side.

    A neighbour along a link comes before any other node; among several, near and straight ahead wins.
    """
    for candidates in (neighbours, np.arange(len(xy))):
        found = _best(xy, current, direction, candidates)
        if found >= 0:
            return found
    return -1


def _best(xy: Floats, current: int, direction: tuple[int, int], candidates: Ints) -> int:
    away = xy[candidates] - xy[current]
    distance = np.hypot(away[:, 0], away[:, 1])
    ahead = (away @ np.array(direction, dtype=np.float64)) / np.maximum(distance, 1e-9)
    usable = (distance > 0) & (ahead >= _CONE)
    if not usable.any():
        return -1
    cost = np.where(usable, distance * (2.0 - ahead), np.inf)
    return int(candidates[int(cost.argmin())])


def reading_order(xy: Floats) -> Ints:
    """Return the nodes as one reads: in rows from the top, each from the left."""
    rows = np.rint(xy[:, 1] / ROW_HEIGHT)
    order: Ints = np.lexsort((xy[:, 0], rows))
    return order
