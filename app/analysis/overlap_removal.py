"""Pushing boxes apart until none covers another, moving as little as possible."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.force_pairs import near_pairs, pairs_of

if TYPE_CHECKING:
    from app.analysis.engines import Flags, Indices, Numbers, Points

_ROUNDS = 120
_STEP = 0.6
_SLACK = 1.02
_GOLDEN = 2.399963
_CROWD = 12
_LOOK_EVERY, _PATIENCE = 10, 60
_DENSE, _FULL = 0.1, 1.5
_GROW = 1.1
_FEW, _SMALL = 3, 500


def remove_overlap(
    points: Points, width: Numbers | float, height: Numbers | float, *, pinned: Flags | None = None
) -> Points:
    """Return the centres of boxes (`width` x `height`, in the points' unit) moved apart.

    Pinned boxes stay exactly where they are, so two pinned ones may go on overlapping. Everything else
    ends without overlap: what pushing alone does not free goes to the nearest free place.
    """
    moved = np.array(points, np.float64)
    n = len(moved)
    if n < 2:
        return moved
    size = np.empty((n, 2))
    size[:, 0], size[:, 1] = width, height
    size *= _SLACK
    weight = np.ones(n) if pinned is None else np.where(pinned, 0.0, 1.0)
    moved += _fanned(moved, size.mean(axis=0)) * weight[:, None]
    moved += _untie(moved) * weight[:, None]
    restless: Indices | None = None  # what stood free and was not pushed needs no look
    for number in range(_ROUNDS):
        a, b = _touching(moved, size, weight, restless)
        if not len(a) and restless is not None:
            a, b = _touching(moved, size, weight)
        if not len(a):
            return moved
        enough = _FULL if number < _PATIENCE else _DENSE
        if pinned is None and number % _LOOK_EVERY == _LOOK_EVERY - 1 and len(a) > enough * n:
            middle = moved.mean(axis=0)  # far too little room: the whole grows, or pushing would go on and on
            moved = middle + (moved - middle) * _GROW
        _push(moved, size, weight, a, b)
        pushed = np.unique(np.concatenate([a, b]))
        restless = pushed if _FEW * len(pushed) < n and n > _SMALL else None
    return _settled(moved, size, weight)


def _fanned(points: Points, box: Numbers) -> Points:
    """Offsets that spread crowds in one spot as a sunflower does its seeds, else zero.

    Pushing pairs would take a round per ring of the crowd.
    """
    spots = np.floor(points / box).astype(np.int64)
    _spot, which, count = np.unique(spots, axis=0, return_inverse=True, return_counts=True)
    which = which.ravel()
    offset = np.zeros_like(points)
    for spot in np.flatnonzero(count > _CROWD).tolist():
        members = np.flatnonzero(which == spot)
        seed = np.arange(len(members)) + 0.5
        ring = np.sqrt(seed / np.pi)
        offset[members] = (np.stack([np.cos(seed * _GOLDEN), np.sin(seed * _GOLDEN)]) * ring).T * box * 1.3
        offset[members] += points[members].mean(axis=0) - points[members]
    return offset


def _untie(points: Points) -> Points:
    """A tiny different offset for points that share a place with others, else zero."""
    _places, which, count = np.unique(points, axis=0, return_inverse=True, return_counts=True)
    angle = np.arange(len(points)) * _GOLDEN
    offset: Points = 1e-3 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    offset[count[which.ravel()] == 1] = 0.0
    return offset


def _touching(
    points: Points, size: Points, weight: Numbers, among: Indices | None = None
) -> tuple[Indices, Indices]:
    """Pairs of boxes nearer than they should be, of which one may move; none if none really overlap.

    With `among`, pairs of which one is among those.
    """
    scaled = points / size.max(axis=0)
    pairs = near_pairs(scaled, 1.0, square=True) if among is None else pairs_of(scaled, among, 1.0)
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


def _settled(points: Points, size: Points, weight: Numbers) -> Points:
    """Take the boxes that still overlap out, one of each pair, and put each to the nearest free place."""
    cell = size.max(axis=0)
    taken: dict[tuple[int, int], list[int]] = {}
    a, b = _touching(points, size, weight)
    loose = set(np.where(weight[b] > 0, b, a).tolist())
    for i in range(len(points)):
        if i not in loose:
            taken.setdefault(_cell(points[i], cell), []).append(i)
    for i in sorted(loose):
        points[i] = _free_place(i, points, size, cell, taken)
        taken.setdefault(_cell(points[i], cell), []).append(i)
    return points


def _cell(point: Numbers, cell: Numbers) -> tuple[int, int]:
    return int(point[0] // cell[0]), int(point[1] // cell[1])


def _free_place(
    i: int, points: Points, size: Points, cell: Numbers, taken: dict[tuple[int, int], list[int]]
) -> Points:
    """The first free place on a spiral around where box `i` stands."""
    for turn in range(ceil(9 * len(points)) + 9):
        angle, ring = turn * _GOLDEN, 0.5 * (turn / np.pi) ** 0.5
        place = points[i] + ring * np.array([np.cos(angle), np.sin(angle)]) * size[i]
        column, row = _cell(place, cell)
        near = [j for x in (-1, 0, 1) for y in (-1, 0, 1) for j in taken.get((column + x, row + y), ())]
        gap = (size[i] + size[near]) / 2 - np.abs(points[near] - place) if near else np.zeros((0, 2))
        if not (gap > 1e-9).all(axis=1).any():
            return np.asarray(place, np.float64)
    return np.asarray([points[:, 0].max() + size[i, 0] * 2, points[i, 1]], np.float64)
