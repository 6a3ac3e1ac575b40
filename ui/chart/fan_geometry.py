"""How several links between the same two nodes spread, and where lines start and end. Free of Qt."""

import numpy as np

from ui.chart.arrays import Floats, Ints
from ui.chart.shape_geometry import reach

CURVE_STEPS = 12
GAP = 26.0
"""How far the tops of two neighbouring bows are apart, in pixels at scale 1."""


def fan_offsets(ends: Ints) -> Floats:
    """Return for each link the place of its bow among its parallels: 0 straight, else ..., -1, 1, ...

    The sign is turned for links that run the other way, so that bows of one pair never fall together.
    Loops get 0, 1, 2, ... as the number of the loop at their node.
    """
    offsets = np.zeros(len(ends))
    if not len(ends):
        return offsets
    low, high = ends.min(axis=1), ends.max(axis=1)
    order = np.lexsort((high, low))
    pairs = np.stack([low, high], axis=1)[order]
    starts = np.flatnonzero(np.r_[True, (pairs[1:] != pairs[:-1]).any(axis=1)])
    sizes = np.diff(np.r_[starts, len(ends)])
    rank = np.arange(len(ends)) - np.repeat(starts, sizes)
    size = np.repeat(sizes, sizes)
    offsets[order] = rank - (size - 1) / 2
    offsets[ends[:, 0] > ends[:, 1]] *= -1
    loop = ends[:, 0] == ends[:, 1]
    loop_rank = np.zeros(len(ends))
    loop_rank[order] = rank
    offsets[loop] = loop_rank[loop]
    return offsets


def controls(start: Floats, end: Floats, offsets: Floats, scale: float) -> Floats:
    """Return the control point of each bow (quadratic Bezier); a straight link's lies in its middle.

    Bows are flatter for short links so that they never become loops.
    """
    along = end - start
    length = np.hypot(along[:, 0], along[:, 1])
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.maximum(length, 1e-9)[:, None]
    height = np.minimum(GAP * scale, length * 0.28)
    middle: Floats = (start + end) / 2 + normal * (offsets * height * 2)[:, None]
    return middle


def trimmed(
    start: Floats,
    end: Floats,
    control: Floats,
    shapes: tuple[Ints, Ints],
    radii: tuple[Floats, Floats],
    gap: float,
) -> tuple[Floats, Floats]:
    """Return both ends of each line moved out of the nodes' shapes of these radii, `gap` pixels away.

    Where two nodes are so near that nothing would remain, the ends meet in the middle.
    """
    moved = []
    for point, shape, radius in ((start, shapes[0], radii[0]), (end, shapes[1], radii[1])):
        towards = control - point
        length = np.hypot(towards[:, 0], towards[:, 1])
        unit = towards / np.maximum(length, 1e-9)[:, None]
        step = np.minimum(reach(shape, towards) * radius + gap, length)
        moved.append(point + unit * step[:, None])
    return moved[0], moved[1]


def curve_points(start: Floats, control: Floats, end: Floats, steps: int = CURVE_STEPS) -> Floats:
    """Return each bow as `steps` + 1 points, shape (n, steps + 1, 2)."""
    t = np.linspace(0.0, 1.0, steps + 1)[None, :, None]
    a, b, c = start[:, None, :], control[:, None, :], end[:, None, :]
    points: Floats = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
    return points


def arrow_heads(tip: Floats, tail: Floats, length: float, half_width: float) -> Floats:
    """Return triangles (n, 3, 2) whose points lie at `tip`, looking away from `tail`."""
    back = tail - tip
    size = np.hypot(back[:, 0], back[:, 1])
    back = back / np.maximum(size, 1e-9)[:, None]
    side = np.stack([-back[:, 1], back[:, 0]], axis=1)
    base = tip + back * length
    return np.stack([tip, base + side * half_width, base - side * half_width], axis=1)
