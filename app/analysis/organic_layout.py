"""The free layout: groups apart, neighbours near, components side by side, no icon on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.arrays import adjacency_matrix, component_numbers
from app.analysis.engines import np
from app.analysis.force_layout import force_layout
from app.analysis.overlap_removal import remove_overlap
from app.analysis.packing import pack

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Points

_ROOM = 2.1
_CROWD = 400
_GAP = 1.4
_FLATTEST = 0.3


def organic(n: int, edges: Indices, *, seed: int, box: tuple[float, float]) -> Points:
    """Return n x 2 positions in px; every node gets a box of its own of at least `box` (width, height)."""
    if n == 0:
        return np.zeros((0, 2))
    numbers = component_numbers(adjacency_matrix(n, edges))
    points = np.zeros((n, 2))
    pieces = [np.flatnonzero(numbers == number) for number in range(int(numbers.max()) + 1)]
    place = np.empty(n, np.int64)
    for piece in pieces:
        place[piece] = np.arange(len(piece))
        inside = place[edges[numbers[edges[:, 0]] == numbers[piece[0]]]]
        points[piece] = _one_component(len(piece), inside, seed, box)
    return pack(points, pieces, box[0] * _GAP, box[1] * _GAP)


def _one_component(n: int, edges: Indices, seed: int, box: tuple[float, float]) -> Points:
    if n == 1:
        return np.zeros((1, 2))
    if n == 2:
        return np.array([[0.0, 0.0], [box[0] * 1.5, 0.0]])
    points = _lying(force_layout(adjacency_matrix(n, edges), edges, seed=seed))
    first, last = np.percentile(points, [1, 99], axis=0)
    width, height = (last - first).tolist()
    area = max(width * max(height, _FLATTEST * width), 1e-9)
    room = min(_ROOM, 0.5 + 0.16 * n) * max(1.0, n / _CROWD) ** 0.25  # a triangle needs less air than a web
    points *= (room * n * box[0] * box[1] / area) ** 0.5
    return remove_overlap(points, *box)


def _lying(points: Points) -> Points:
    """Turn the picture so that its longest direction lies flat: screens and sheets are wide."""
    centred = points - points.mean(axis=0)
    _values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    turned: Points = centred @ axes
    return turned
