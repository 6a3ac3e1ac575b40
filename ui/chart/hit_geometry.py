"""What lies under the pointer. Free of Qt."""

import numpy as np

from ui.chart.arrays import Floats, Ints


def node_at(screen: Floats, x: float, y: float, radius: Floats | float) -> int:
    """Return the number of the nearest node whose centre is within `radius` pixels of (x, y), or -1."""
    if not len(screen):
        return -1
    distance = np.hypot(screen[:, 0] - x, screen[:, 1] - y)
    distance = np.where(distance <= radius, distance, np.inf)
    nearest = int(distance.argmin())
    return nearest if np.isfinite(distance[nearest]) else -1


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
    x, y = screen[:, 0], screen[:, 1]
    return np.flatnonzero((x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1]))


def nodes_in_polygon(screen: Floats, corners: Floats) -> Ints:
    """Return the numbers of the nodes whose centre lies in a polygon (k, 2), by the rule of even and odd."""
    if len(corners) < 3 or not len(screen):
        return np.empty(0, dtype=np.intp)
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    near = nodes_in_rect(screen, left, top, right, bottom)
    x, y = screen[near, 0][:, None], screen[near, 1][:, None]
    x0, y0 = corners[:, 0], corners[:, 1]
    x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
    level = (y0 > y) != (y1 > y)
    run = np.where(y1 == y0, 1.0, y1 - y0)
    crossed = level & (x < x0 + (y - y0) * (x1 - x0) / run)
    inside: Ints = near[crossed.sum(axis=1) % 2 == 1]
    return inside
