"""Groups of nodes that are tied more among themselves than to others, made repeatable.

Maximises modularity (Newman and Girvan 2004). A graph of up to 20,000 links is small enough for several
tries: Leiden (Traag et al. 2019), then one by one moves in the graph's structure order and in seeded shuffles
of it (Blondel et al. 2008); the best answer is kept. Larger ones take Leiden alone. Groups are always
connected. Every view and every print calls this one function, so they
cannot disagree.
"""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.leiden import connected_parts, leiden
from app.base.progress import Progress

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix

_LINKS_WORTH = 60_000
_SMALL = 40_000
_ROUNDS = 2
_LEIDEN_TRIES = 6
_MOST_TRIES = 60
_EPSILON = 1e-12

_Near = list[dict[int, float]]


def communities(
    adjacency: Matrix, *, seed: int = 1, tries: int | None = None, progress: Progress | None = None
) -> Indices:
    """Return the group number of each node, 1 being the largest group; isolated nodes stand alone.

    `tries` bounds the tries on small graphs where the same question is asked very often. Raises
    `Cancelled` if `progress` was cancelled.
    """
    watched = progress or Progress()
    if adjacency.nnz > _SMALL:
        return _numbered(leiden(adjacency, seed=seed, rounds=_ROUNDS, progress=watched))
    best: Indices = np.arange(adjacency.shape[0])
    quality = -1.0
    # Where the best answer is wanted and not the quickest, Leiden begins the contest.
    for attempt in range(0 if tries or not adjacency.nnz else _LEIDEN_TRIES):
        watched.step(attempt, _LEIDEN_TRIES)
        groups = leiden(adjacency, seed=seed * 100 + attempt, rounds=_ROUNDS, progress=watched)
        found = modularity(adjacency, groups)
        if found > quality + _EPSILON:
            best, quality = groups, found
    near = _neighbours(adjacency)
    most = tries or max(2, min(_MOST_TRIES, _LINKS_WORTH // max(adjacency.nnz, 1)))
    for attempt in range(most):
        watched.step(attempt, most)
        shuffle = random.Random(seed * 1_000 + attempt) if attempt else None
        again = _louvain(near, shuffle, _louvain(near, shuffle))
        groups = connected_parts(adjacency, np.array(again, np.int64))
        found = modularity(adjacency, groups)
        if found > quality + _EPSILON:
            best, quality = groups, found
    return _numbered(best)


def modularity(adjacency: Matrix, groups: Indices) -> float:
    """Return how much more links lie inside the groups than chance would put there (0 without links)."""
    ends = adjacency.nnz
    if ends == 0:
        return 0.0
    links = adjacency.tocoo()
    inside = float((groups[links.row] == groups[links.col]).sum()) / ends
    share = np.bincount(groups, np.diff(adjacency.indptr)) / ends
    return inside - float((share**2).sum())


def _neighbours(adjacency: Matrix) -> _Near:
    starts, ends = adjacency.indptr.tolist(), adjacency.indices.tolist()
    return [dict.fromkeys(ends[a:b], 1.0) for a, b in pairwise(starts)]


def _louvain(near: _Near, shuffle: random.Random | None, start: list[int] | None = None) -> list[int]:
    """One run: move, fold the groups into nodes, move again, until nothing changes.

    With `start` single nodes move from these groups on, which frees some that folding had locked in.
    """
    total = sum(sum(weights.values()) for weights in near)
    groups = list(range(len(near)))
    while total:
        local, moved = _move(near, total, shuffle, start)
        if not moved and start is None:
            break
        start = None
        names = {group: i for i, group in enumerate(dict.fromkeys(local))}
        local = [names[group] for group in local]
        groups = [local[group] for group in groups]
        near = _fold(near, local, len(names))
    return groups


def _move(
    near: _Near, total: float, shuffle: random.Random | None, start: list[int] | None = None
) -> tuple[list[int], bool]:
    """Move single nodes to the neighbouring group that gains most, until a whole round moves none."""
    degree = [sum(weights.values()) for weights in near]
    group = list(range(len(near))) if start is None else list(start)
    weight = [0.0] * len(near)
    for node, own in zip(group, degree, strict=True):
        weight[node] += own
    order = list(range(len(near)))
    if shuffle:
        shuffle.shuffle(order)
    ever, moved = False, True
    while moved:
        moved = False
        for node in order:
            home, own = group[node], degree[node]
            weight[home] -= own
            best = _best_group(near[node], node, group, weight, own / total)
            weight[best] += own
            if best != home:
                group[node] = best
                ever = moved = True
    return group, ever


def _best_group(
    weights: dict[int, float], node: int, group: list[int], weight: list[float], pull: float
) -> int:
    home = group[node]
    ties: dict[int, float] = {home: 0.0}
    for other, value in weights.items():
        if other != node:
            ties[group[other]] = ties.get(group[other], 0.0) + value
    best, gain = home, ties[home] - pull * weight[home]
    for candidate, value in ties.items():
        better = value - pull * weight[candidate]
        if better > gain + _EPSILON:
            best, gain = candidate, better
    return best


def _fold(near: _Near, group: list[int], count: int) -> _Near:
    folded: _Near = [{} for _ in range(count)]
    for node, weights in enumerate(near):
        row = folded[group[node]]
        for other, value in weights.items():
            row[group[other]] = row.get(group[other], 0.0) + value
    return folded


def _numbered(groups: Indices) -> Indices:
    """Number groups from 1 by size, those of one size by their first node."""
    used, first, place, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(used), np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(1, len(used) + 1)
    numbers: Indices = number[place]
    return numbers
