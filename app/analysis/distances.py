"""What follows from distances in hops: closeness, diameter, mean distance, betweenness. Exact, in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.breadth_first import blocks, levels
from app.analysis.engines import np
from app.base.progress import Progress

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix, Numbers


def closeness(adjacency: Matrix, progress: Progress | None = None) -> Numbers:
    """Return closeness as networkx defines it.

    It counts incoming paths and corrects for nodes that not everybody reaches (Wasserman and Faust 1994).
    Raises `Cancelled` if `progress` was cancelled.
    """
    n = adjacency.shape[0]
    others, total = reach(adjacency.T.tocsr(), progress)
    near = np.divide(others, total, out=np.zeros(n), where=total > 0)
    result: Numbers = near * others / max(n - 1, 1)
    return result


def reach(adjacency: Matrix, progress: Progress | None = None) -> tuple[Numbers, Numbers]:
    """Return for each node how many others it reaches, and the sum of their distances in hops."""
    n = adjacency.shape[0]
    others, total = np.zeros(n), np.zeros(n)
    done = 0
    for sources in blocks(n, np.arange(n)):
        (progress or Progress()).step(done, n)
        for level in levels(adjacency, sources):
            count = np.bincount(level.new // n, minlength=len(sources))
            others[sources] += count
            total[sources] += count * level.depth
        done += len(sources)
    return others, total


def diameter(adjacency: Matrix, progress: Progress | None = None) -> int:
    """Return the longest shortest path, in hops, of a connected part of a graph (0 for one node)."""
    n = adjacency.shape[0]
    longest = done = 0
    for sources in blocks(n, np.arange(n)):
        (progress or Progress()).step(done, n)
        longest = max([longest, *(level.depth for level in levels(adjacency, sources))])
        done += len(sources)
    return longest


def betweenness(
    adjacency: Matrix, *, sources: Indices | None = None, progress: Progress | None = None
) -> Numbers:
    """Return betweenness of nodes, normalised by the number of pairs of others (Brandes 2001).

    With `sources` only paths that begin there are counted and the sum is scaled up to all nodes, which is
    an estimate (Brandes and Pich 2007); without, it is exact. Paths go along the stored links, so for an
    undirected graph both directions of a pair are counted, and divided by. Raises `Cancelled`.
    """
    n = adjacency.shape[0]
    chosen = np.arange(n) if sources is None else sources
    if n < 3 or adjacency.nnz == 0 or not len(chosen):
        return np.zeros(n)
    total = np.zeros(n)
    done = 0
    for block in blocks(n, chosen):
        (progress or Progress()).step(done, len(chosen))
        total += _dependencies(adjacency, block)
        done += len(block)
    result: Numbers = total * (n / len(chosen)) / ((n - 1) * (n - 2))
    return result


def _dependencies(adjacency: Matrix, sources: Indices) -> Numbers:
    """Sum over `sources` of how much every node lies between them and all others."""
    n, k = adjacency.shape[0], len(sources)
    paths = np.zeros(k * n)
    first = np.arange(k, dtype=np.int64) * n + sources
    paths[first] = 1.0
    outwards = []
    for level in levels(adjacency, sources):
        _add_at(paths, level.end, paths[level.start])
        outwards.append(level)
    between = np.zeros(k * n)
    for level in reversed(outwards):
        share = (1.0 + between[level.new]) / paths[level.new]
        per_path = np.zeros(k * n) if len(level.new) * 8 > k * n else None
        if per_path is None:
            ratio = share[np.searchsorted(level.new, level.end)]
        else:
            per_path[level.new] = share
            ratio = per_path[level.end]
        _add_at(between, level.start, paths[level.start] * ratio)
    between[first] = 0.0
    summed: Numbers = between.reshape(k, n).sum(axis=0)
    return summed


def _add_at(values: Numbers, places: Indices, added: Numbers) -> None:
    """Add to `values`, summing where a place is named more than once."""
    if len(places) * 8 > len(values):
        values += np.bincount(places, added, len(values))
    else:
        np.add.at(values, places, added)
