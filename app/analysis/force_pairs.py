"""Pairs of points that lie near each other, also where very many crowd in one spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, spatial

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Points

_MOST_PER_POINT = 24
_NEAREST = 9


def near_pairs(points: Points, reach: float, *, square: bool = False) -> Indices:
    """Return k x 2 numbers of points at most `reach` apart (along each axis, if `square`), each pair once.

    Where a crowd would give far more pairs than points, only the pairs of nearest neighbours are told:
    the number of pairs stays in proportion to the number of points, whatever the picture.
    """
    norm = float("inf") if square else 2.0
    tree = spatial.cKDTree(points, balanced_tree=False, compact_nodes=False)
    if _crowded(points, reach):
        return _nearest(tree, points, np.arange(len(points)), reach, norm)
    return np.asarray(tree.query_pairs(reach, p=norm, output_type="ndarray"), np.int64).reshape(-1, 2)


def pairs_of(points: Points, chosen: Indices, reach: float) -> Indices:
    """Return k x 2 numbers of points at most `reach` apart along each axis, one of them a chosen one.

    Only the nearest few of each chosen point are told: meant for going on where `near_pairs` began.
    """
    tree = spatial.cKDTree(points, balanced_tree=False, compact_nodes=False)
    return _nearest(tree, points, chosen, reach, float("inf"))


def _crowded(points: Points, reach: float) -> bool:
    cells = np.floor((points - points.min(axis=0)) / reach).astype(np.int64)
    _cell, counts = np.unique(cells[:, 0] * (int(cells[:, 1].max()) + 1) + cells[:, 1], return_counts=True)
    return float((counts.astype(np.float64) ** 2).sum()) * 2 > _MOST_PER_POINT * len(points)


def _nearest(tree: spatial.cKDTree, points: Points, chosen: Indices, reach: float, norm: float) -> Indices:
    n = len(points)
    _far, near = tree.query(points[chosen], min(_NEAREST, n), p=norm, distance_upper_bound=reach)
    found = np.asarray(near, np.int64).reshape(len(chosen), -1)
    start = np.repeat(chosen, found.shape[1])
    end = found.ravel()
    valid = (end < n) & (end != start)
    low, high = np.minimum(start, end)[valid], np.maximum(start, end)[valid]
    key = np.unique(low * n + high)
    return np.stack([key // n, key % n], axis=1)
