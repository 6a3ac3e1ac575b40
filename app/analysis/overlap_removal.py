"""Pushing boxes apart until none covers another, moving as little as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, spatial

if TYPE_CHECKING:
    from app.analysis.engines import Flags, Indices, Numbers, Points

_ROUNDS = 400
_STEP = 0.6
_SLACK = 1.02


def remove_overlap(
    points: Points, width: Numbers | float, height: Numbers | float, *, pinned: Flags | None = None
) -> Points:
    """Return the centres of boxes (`width` x `height`, in the points' unit) moved apart.

    Pinned boxes stay exactly where they are, so two pinned ones may go on overlapping.
    """
    moved = np.array(points, np.float64)
    n = len(moved)
    if n < 2:
        return moved
    size = np.empty((n, 2))
    size[:, 0], size[:, 1] = width, height
    size *= _SLACK
    weight = np.ones(n) if pinned is None else np.where(pinned, 0.0, 1.0)
    moved += _untie(moved) * weight[:, None]
    for _round in range(_ROUNDS):
        a, b = _touching(moved, size, weight)
        if not len(a):
            break
        _push(moved, size, weight, a, b)
    return moved


def _untie(points: Points) -> Points:
    """A tiny different offset for points that share a place with others, else zero."""
    _places, which, count = np.unique(points, axis=0, return_inverse=True, return_counts=True)
    angle = np.arange(len(points)) * 2.399963
    offset: Points = 1e-3 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    offset[count[which.ravel()] == 1] = 0.0
    return offset


def _touching(points: Points, size: Points, weight: Numbers) -> tuple[Indices, Indices]:
    """Pairs of boxes nearer than they should be, of which one may move; none if none really overlap."""
    scaled = points / size.max(axis=0)
    pairs = spatial.cKDTree(scaled).query_pairs(1.0, p=np.inf, output_type="ndarray")
    a, b = pairs[:, 0], pairs[:, 1]
    gap = (size[a] + size[b]) / 2 - np.abs(points[b] - points[a])
    hit = (gap[:, 0] > 1e-9) & (gap[:, 1] > 1e-9) & (weight[a] + weight[b] > 0)
    a, b, gap = a[hit], b[hit], gap[hit]
    slack = (1 - 1 / _SLACK) * (size[a] + size[b]) / 2
    return (a, b) if ((gap[:, 0] > slack[:, 0]) & (gap[:, 1] > slack[:, 1])).any() else (a[:0], b[:0])


def _push(points: Points, size: Points, weight: Numbers, a: Indices, b: Indices) -> None:
    apart = points[b] - points[a]
    gap = (size[a] + size[b]) / 2 - np.abs(apart)
    axis = np.where(gap[:, 0] < gap[:, 1], 0, 1)
    rows = np.arange(len(a))
    way = np.where(apart[rows, axis] < 0, -1.0, 1.0) * gap[rows, axis]
    total = weight[a] + weight[b]
    step = np.where(total < 2, 1.0, _STEP)
    for k in (0, 1):
        push = np.where(axis == k, way * step, 0.0) / total
        points[:, k] += np.bincount(b, push * weight[b], len(points))
        points[:, k] -= np.bincount(a, push * weight[a], len(points))
