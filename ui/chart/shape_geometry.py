"""The outlines that tell node types apart in black and white, and how far each reaches. Free of Qt.

Shapes are polygons around the origin in a circle of radius about 1; y points down.
"""

import math

import numpy as np

from ui.chart.arrays import Floats, Ints

_BINS = 72
ROUND = ("circle", "ellipse")
DEFAULT_SHAPE = "circle"


def _regular(corners: int, turn: float = -90.0, size: float = 1.0) -> list[tuple[float, float]]:
    angles = (math.radians(turn + 360.0 * k / corners) for k in range(corners))
    return [(size * math.cos(a), size * math.sin(a)) for a in angles]


def _star() -> list[tuple[float, float]]:
    points = []
    for number, (x, y) in enumerate(_regular(16)):
        reach = 1.06 if number % 2 == 0 else 0.84
        points.append((x * reach, y * reach))
    return points


_THIRD = 0.42
SHAPES: dict[str, list[tuple[float, float]]] = {
    "circle": _regular(48),
    "ellipse": [(x * 1.16, y * 0.84) for x, y in _regular(48)],
    "square": [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
    "bar": [(-1.12, -0.7), (1.12, -0.7), (1.12, 0.7), (-1.12, 0.7)],
    "document": [(-0.78, -1.0), (0.4, -1.0), (0.78, -0.62), (0.78, 1.0), (-0.78, 1.0)],
    "triangle": [(0.0, -1.16), (1.12, 0.84), (-1.12, 0.84)],
    "diamond": [(0.0, -1.18), (1.18, 0.0), (0.0, 1.18), (-1.18, 0.0)],
    "pentagon": _regular(5, size=1.1),
    "hexagon": _regular(6, turn=0.0, size=1.08),
    "octagon": _regular(8, turn=22.5, size=1.04),
    "star": _star(),
    "cross": [
        (-_THIRD, -1.05),
        (_THIRD, -1.05),
        (_THIRD, -_THIRD),
        (1.05, -_THIRD),
        (1.05, _THIRD),
        (_THIRD, _THIRD),
        (_THIRD, 1.05),
        (-_THIRD, 1.05),
        (-_THIRD, _THIRD),
        (-1.05, _THIRD),
        (-1.05, -_THIRD),
        (-_THIRD, -_THIRD),
    ],
}
ICON_SPOT: dict[str, tuple[float, float]] = {
    "triangle": (0.82, 0.24),
    "diamond": (0.92, 0.0),
    "cross": (0.8, 0.0),
    "document": (0.92, 0.08),
    "bar": (1.0, 0.0),
}
"""Side of the icon and its shift downwards, in radii, where a shape leaves less room than a circle."""


def icon_spot(shape: str) -> tuple[float, float]:
    """Return the side of the icon inside a shape and its shift downwards, both in radii."""
    return ICON_SPOT.get(shape, (1.06, 0.0))


def _ray_reach(points: list[tuple[float, float]], angle: float) -> float:
    """Return how far the outline is from the origin in the direction `angle`."""
    dx, dy = math.cos(angle), math.sin(angle)
    best = 0.0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
        ex, ey = bx - ax, by - ay
        cross = dx * ey - dy * ex
        if abs(cross) < 1e-12:
            continue
        along = (ax * ey - ay * ex) / cross
        share = (ax * dy - ay * dx) / cross
        if along > 0 and -1e-9 <= share <= 1 + 1e-9:
            best = max(best, along)
    return best


def _reach_table() -> Floats:
    angles = [2 * math.pi * k / _BINS for k in range(_BINS)]
    return np.array([[_ray_reach(points, angle) for angle in angles] for points in SHAPES.values()])


_REACH = _reach_table()
_ROW = {name: number for number, name in enumerate(SHAPES)}


def shape_number(shape: str) -> int:
    """Return the number of a shape for `reach`; an unknown shape counts as a circle."""
    return _ROW.get(shape, _ROW[DEFAULT_SHAPE])


def reach(shapes: Ints, directions: Floats) -> Floats:
    """Return how far each shape reaches in its direction (n, 2), in radii."""
    angles = np.arctan2(directions[:, 1], directions[:, 0]) % (2 * np.pi)
    bins = np.rint(angles * (_BINS / (2 * np.pi))).astype(np.intp) % _BINS
    result: Floats = _REACH[shapes, bins]
    return result
