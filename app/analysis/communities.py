"""Groups of nodes that are tied more among themselves than to others: Louvain, made repeatable.

Maximises modularity (Newman and Girvan 2004) by local moves and aggregation (Blondel et al. 2008). The
first order of nodes is the graph's structure order, further ones are seeded shuffles of it; the best
answer is kept. Every view and every print calls this one function, so they cannot disagree.
"""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix

_LINKS_WORTH = 60_000
_MOST_TRIES = 60
_EPSILON = 1e-12

_Near = list[dict[int, float]]


def communities(adjacency: Matrix, *, seed: int = 1) -> Indices:
    """Return the group number of each node, 1 being the largest group; isolated nodes stand alone."""
    near = _neighbours(adjacency)
    tries = max(2, min(_MOST_TRIES, _LINKS_WORTH // max(adjacency.nnz, 1)))
    best, best_quality = list(range(len(near))), -1.0
    for attempt in range(tries):
        shuffle = random.Random(seed * 1_000 + attempt) if attempt else None
        groups = _louvain(near, shuffle)
        quality = modularity(adjacency, np.array(groups, np.int64))
        if quality > best_quality + _EPSILON:
            best, best_quality = groups, quality
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


def _louvain(near: _Near, shuffle: random.Random | None) -> list[int]:
    """One run: move, fold the groups into nodes, move again, until nothing changes."""
    total = sum(sum(weights.values()) for weights in near)
    groups = list(range(len(near)))
    while total:
        local, moved = _move(near, total, shuffle)
        if not moved:
            break
        names = {group: i for i, group in enumerate(dict.fromkeys(local))}
        local = [names[group] for group in local]
        groups = [local[group] for group in groups]
        near = _fold(near, local, len(names))
    return groups


def _move(near: _Near, total: float, shuffle: random.Random | None) -> tuple[list[int], bool]:
    """Move single nodes to the neighbouring group that gains most, until a whole round moves none."""
    degree = [sum(weights.values()) for weights in near]
    group = list(range(len(near)))
    weight = degree.copy()
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


def _numbered(groups: list[int]) -> Indices:
    sizes: dict[int, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    order = sorted(sizes, key=lambda group: (-sizes[group], groups.index(group)))
    number = {group: i + 1 for i, group in enumerate(order)}
    return np.array([number[group] for group in groups], np.int64)
