"""The free layout: groups apart, neighbours near, components side by side, no icon on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.arrays import adjacency_matrix
from app.analysis.components import component_numbers
from app.analysis.engines import np
from app.analysis.force_layout import force_layout
from app.analysis.layout_alignment import turn_towards
from app.analysis.layout_pulse import Pulse
from app.analysis.overlap_removal import remove_overlap
from app.analysis.packing import members_of, pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.analysis.engines import Indices, Matrix, Points

_ROOM = 2.1
_CROWD = 400
_GAP = 1.4
_FLATTEST = 0.3


def organic(
    n: int,
    edges: Indices,
    *,
    seed: int,
    box: tuple[float, float],
    before: Points | None = None,
    pulse: Pulse | None = None,
) -> Points:
    """Return n x 2 positions in px; every node gets a box of its own of at least `box` (width, height).

    `edges` are m x 2 without loops. `before` (n x 2, nan where a node is new) is the picture that people
    know: the new one grows out of it and is turned towards it.
    """
    if n == 0:
        return np.zeros((0, 2))
    pulse = pulse or Pulse()
    before = np.full((n, 2), np.nan) if before is None else before
    numbers = component_numbers(adjacency_matrix(n, edges))
    points = np.zeros((n, 2))
    pieces = members_of(numbers, int(numbers.max()) + 1)
    inner = [edges[own] for own in members_of(numbers[edges[:, 0]], len(pieces))]
    place = np.empty(n, np.int64)
    for piece, links in zip(pieces, inner, strict=True):
        place[piece] = np.arange(len(piece))
        within = pulse.within(_into(n, piece, box))
        points[piece] = _one_component(len(piece), place[links], seed, box, before[piece], within)
    return pack(points, pieces, box[0] * _GAP, box[1] * _GAP)


def _into(n: int, piece: Indices, box: tuple[float, float]) -> Callable[[Points], Points]:
    def placed(points: Points) -> Points:
        everything = np.full((n, 2), np.nan)
        everything[piece] = points - points.min(axis=0) + np.array(box) * _GAP / 2
        return everything

    return placed


def _one_component(
    n: int, edges: Indices, seed: int, box: tuple[float, float], before: Points, pulse: Pulse
) -> Points:
    if n == 1:
        return np.zeros((1, 2))
    if n == 2:
        return np.array([[0.0, 0.0], [box[0] * 1.5, 0.0]])
    adjacency = adjacency_matrix(n, edges)
    start = _start(adjacency, before)
    shown = pulse.within(lambda points: _drawn(points, box, before))
    points = _drawn(force_layout(adjacency, seed=seed, start=start, pulse=shown), box, before)
    return remove_overlap(points, *box)


def _start(adjacency: Matrix, before: Points) -> Points | None:
    """The picture before with new nodes at the mean of their neighbours; None if most nodes are new."""
    known = np.isfinite(before[:, 0])
    if 2 * int(known.sum()) < len(before) or not np.ptp(before[known], axis=0).any():
        return None
    start = np.where(known[:, None], before, 0.0)
    while not known.all():
        count = adjacency @ known.astype(np.float64)
        wave = ~known & (count > 0)
        total = adjacency @ (start * known[:, None])
        start[wave] = total[wave] / count[wave, None]
        known = known | wave
    return start


def _drawn(points: Points, box: tuple[float, float], before: Points) -> Points:
    """Force units into px, lying flat or as the picture before lay."""
    n = len(points)
    known = int(np.isfinite(before[:, 0]).sum()) > 1
    points = turn_towards(points, before) if known else _lying(points)
    first, last = np.percentile(points, [1, 99], axis=0)
    width, height = (last - first).tolist()
    area = max(width * max(height, _FLATTEST * width), height * _FLATTEST * height, 1e-9)
    room = min(_ROOM, 0.5 + 0.16 * n) * max(1.0, n / _CROWD) ** 0.25  # a triangle needs less air than a web
    drawn: Points = points * (room * n * box[0] * box[1] / area) ** 0.5
    return drawn


def _lying(points: Points) -> Points:
    """Turn the picture so that its longest direction lies flat: screens and sheets are wide."""
    centred = points - points.mean(axis=0)
    _values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    turned: Points = centred @ axes
    return turned
