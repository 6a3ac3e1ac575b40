"""Placing new nodes into a picture that people already know: what stands there does not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, spatial
from app.analysis.organic_layout import organic
from app.analysis.overlap_removal import remove_overlap

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Flags, Indices, Points

_ROUNDS = 60
_REACH = 2.0
_GOLDEN = 2.399963


def incremental(
    graph: GraphArrays, points: Points, pinned: Flags, *, seed: int, box: tuple[float, float]
) -> Points:
    """Return positions in which pinned nodes are exactly where `points` has them.

    New nodes come beside the neighbours that stand already; parts of the graph without any are laid out
    by themselves, right of the picture.
    """
    length = 1.4 * float(np.hypot(*box))
    placed = np.array(points, np.float64)
    known = pinned.copy()
    _beside_neighbours(graph, placed, known, length)
    free = np.flatnonzero(known & ~pinned)
    if len(free):
        _relax(graph, placed, free, length)
    rest = np.flatnonzero(~known)
    if len(rest):
        _to_the_right(graph, placed, known, rest, seed, box)
    return remove_overlap(placed, *box, pinned=pinned)


def _beside_neighbours(graph: GraphArrays, placed: Points, known: Flags, length: float) -> None:
    """Wave by wave, put nodes at the middle of their known neighbours, or around a single one."""
    while True:
        weight = graph.adjacency @ known.astype(np.float64)
        wave = np.flatnonzero(~known & (weight > 0))
        if not len(wave):
            return
        total = graph.adjacency @ (placed * known[:, None])
        angle = np.arange(len(wave)) * _GOLDEN
        reach = np.where(weight[wave] > 1.5, 0.3 * length, length)
        around = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        placed[wave] = total[wave] / weight[wave, None] + reach[:, None] * around
        known[wave] = True


def _relax(graph: GraphArrays, placed: Points, free: Indices, length: float) -> None:
    """Let only the new nodes settle: springs along their links, distance from whatever stands near."""
    rows = graph.adjacency[free].tocoo()
    degree = np.maximum(np.bincount(rows.row, minlength=len(free)), 1)
    for turn in range(_ROUNDS):
        apart = placed[free][rows.row] - placed[rows.col]
        distance = np.sqrt((apart * apart).sum(axis=1)) + 1e-9
        pull = apart * ((length - distance) / distance)[:, None] * 0.5
        move = np.stack([np.bincount(rows.row, pull[:, k], len(free)) / degree for k in (0, 1)], axis=1)
        move += _crowding(placed, free, length)
        placed[free] += move * (1 - turn / _ROUNDS)


def _crowding(placed: Points, free: Indices, length: float) -> Points:
    count = min(9, len(placed))
    distance, near = spatial.cKDTree(placed).query(placed[free], count, distance_upper_bound=_REACH * length)
    distance, near = np.reshape(distance, (len(free), -1)), np.reshape(near, (len(free), -1))
    valid = np.isfinite(distance) & (near != free[:, None])
    apart = placed[free][:, None] - placed[np.where(valid, near, 0)]
    gap = np.where(valid, distance, 1.0) + 1e-9
    push = np.where(valid, np.maximum(0.0, 0.9 * length - gap) / gap * 0.3, 0.0)
    moved: Points = (apart * push[:, :, None]).sum(axis=1)
    return moved


def _to_the_right(
    graph: GraphArrays, placed: Points, known: Flags, rest: Indices, seed: int, box: tuple[float, float]
) -> None:
    place = np.full(graph.n, -1, np.int64)
    place[rest] = np.arange(len(rest))
    inside = place[graph.edges]
    own = organic(len(rest), inside[(inside >= 0).all(axis=1)], seed=seed, box=box)
    corner = np.array([placed[known, 0].max() + 2 * box[0], placed[known, 1].min()])
    placed[rest] = own - own.min(axis=0) + corner
