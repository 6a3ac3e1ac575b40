"""What lies under the pointer. Free of Qt."""

import numpy as np

from ui.chart.arrays import Floats, Ints


def node_at(screen: Floats, x: float, y: float, radius: float) -> int:
    """Return the number of the nearest node whose centre is within `radius` pixels of (x, y), or -1."""
    if not len(screen):
        return -1
    distance = np.hypot(screen[:, 0] - x, screen[:, 1] - y)
    nearest = int(distance.argmin())
    return nearest if distance[nearest] <= radius else -1


def distances_to_segments(points: Floats, x: float, y: float) -> Floats:
    """Return the distance of (x, y) to each polyline of `points` (n, k, 2)."""
    a, b = points[:, :-1], points[:, 1:]
    along = b - a
    length = (along**2).sum(axis=2)
    share = (((x, y) - a) * along).sum(axis=2) / np.maximum(length, 1e-12)
    foot = a + along * np.clip(share, 0.0, 1.0)[:, :, None]
    gaps = np.hypot(foot[:, :, 0] - x, foot[:, :, 1] - y)
    nearest: Floats = gaps.min(axis=1)
    return nearest


def link_at(points: Floats, numbers: Ints, x: float, y: float, tolerance: float) -> int:
    """Return which of the links `numbers`, drawn as polylines `points`, passes nearest (x, y), or -1."""
    if not len(numbers):
        return -1
    distance = distances_to_segments(points, x, y)
    nearest = int(distance.argmin())
    return int(numbers[nearest]) if distance[nearest] <= tolerance else -1


def nodes_in_rect(screen: Floats, x0: float, y0: float, x1: float, y1: float) -> Ints:
    """Return the numbers of the nodes whose centre lies in the rectangle between two corners."""
    low, high = (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
    inside = (screen >= low).all(axis=1) & (screen <= high).all(axis=1)
    return np.flatnonzero(inside)
