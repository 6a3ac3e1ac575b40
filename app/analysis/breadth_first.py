"""Breadth-first search from many sources at once, level by level, on whole arrays.

Source s and node v of a block share one place s * n + v, so a level costs a few array operations however
many sources take part in it, and only the links of the level's own nodes are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis.engines import np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.analysis.engines import Indices, Matrix

_PLACES = 400_000


class Level(NamedTuple):
    """One step outwards: `new` places are reached first in `depth` hops, by the links `start` to `end`.

    `start` and `end` are places too; every link of the level ends in a new place, several may end in one.
    """

    depth: int
    new: Indices
    start: Indices
    end: Indices


def blocks(n: int, sources: Indices) -> Iterator[Indices]:
    """Cut sources into blocks whose arrays stay small enough for a processor's cache."""
    step = max(1, _PLACES // max(n, 1))
    for first in range(0, len(sources), step):
        yield sources[first : first + step]


def levels(adjacency: Matrix, sources: Indices) -> Iterator[Level]:
    """Yield the levels of a search along the links from each of `sources`, the sources themselves not."""
    n = adjacency.shape[0]
    indptr, indices = adjacency.indptr, adjacency.indices
    degree = np.diff(indptr)
    unseen = np.ones(len(sources) * n, bool)
    frontier = np.arange(len(sources), dtype=np.int64) * n + sources
    unseen[frontier] = False
    fresh = np.zeros(len(unseen), bool)
    depth = 0
    while len(frontier):
        depth += 1
        node = frontier % n if len(sources) > 1 else frontier
        counts = degree[node]
        start = np.repeat(frontier, counts)
        skipped = np.repeat(indptr[node] - (np.cumsum(counts) - counts), counts)
        end = indices[skipped + np.arange(len(start))].astype(np.int64)
        if len(sources) > 1:
            end += np.repeat(frontier - node, counts)
        kept = unseen[end]
        start, end = start[kept], end[kept]
        if len(end) * 64 > len(fresh):
            fresh[end] = True
            new = np.flatnonzero(fresh)
            fresh[new] = False
        else:
            ordered = np.sort(end)
            new = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(end) else end
        unseen[new] = False
        if len(new):
            yield Level(depth, new, start, end)
        frontier = new
