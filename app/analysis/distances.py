"""What follows from distances in hops: closeness, diameter, betweenness. Exact, in blocks of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import csgraph, np, nx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.analysis.engines import Indices, Matrix, Numbers

_BLOCK_CELLS = 2_000_000
_DEEP = 60


def hops(adjacency: Matrix) -> Iterator[tuple[Indices, Numbers]]:
    """Yield blocks of (source nodes, distance in hops from each of them to every node, inf if none)."""
    n = adjacency.shape[0]
    step = max(1, _BLOCK_CELLS // max(n, 1))
    for first in range(0, n, step):
        sources = np.arange(first, min(first + step, n))
        yield sources, csgraph.dijkstra(adjacency, unweighted=True, indices=sources)


def closeness(adjacency: Matrix) -> Numbers:
    """Return closeness as networkx defines it.

    It counts incoming paths and corrects for nodes that not everybody reaches (Wasserman and Faust 1994).
    """
    n = adjacency.shape[0]
    result = np.zeros(n)
    for sources, distance in hops(adjacency.T.tocsr()):
        reached = np.isfinite(distance)
        others = reached.sum(axis=1) - 1.0
        total = np.where(reached, distance, 0.0).sum(axis=1)
        near = np.divide(others, total, out=np.zeros(len(sources)), where=total > 0)
        result[sources] = near * others / max(n - 1, 1)
    return result


def diameter(adjacency: Matrix) -> int:
    """Return the longest shortest path, in hops, of a connected part of a graph (0 for one node)."""
    longest = 0.0
    for _sources, distance in hops(adjacency):
        longest = max(longest, float(distance[np.isfinite(distance)].max()))
    return int(longest)


def betweenness(adjacency: Matrix, *, directed: bool) -> Numbers:
    """Return betweenness of nodes, normalised by the number of pairs of others (Brandes 2001).

    Long thin graphs (more than a few dozen hops deep) are left to networkx, whose cost does not grow
    with the depth.
    """
    n = adjacency.shape[0]
    if n < 3 or adjacency.nnz == 0:
        return np.zeros(n)
    if _depth(adjacency) > _DEEP:
        graph = nx.from_scipy_sparse_array(adjacency, create_using=nx.DiGraph if directed else nx.Graph)
        exact = nx.betweenness_centrality(graph)
        return np.array([exact[i] for i in range(n)])
    step = max(1, min(n, 400_000 // n + 1))
    total = np.zeros(n)
    for first in range(0, n, step):
        total += _dependencies(adjacency, np.arange(first, min(first + step, n)))
    return total / ((n - 1) * (n - 2))


def _depth(adjacency: Matrix) -> int:
    """The eccentricity of one node per component, at most: enough to tell deep graphs from flat ones."""
    count, component = csgraph.connected_components(adjacency, directed=True, connection="weak")
    first = np.zeros(count, np.int64)
    first[component[::-1]] = np.arange(len(component))[::-1]
    deepest = 0.0
    for sources in np.array_split(first, max(1, count // 200)):
        distance = csgraph.dijkstra(adjacency, unweighted=True, indices=sources)
        deepest = max(deepest, float(distance[np.isfinite(distance)].max()))
    return int(deepest)


def _dependencies(adjacency: Matrix, sources: Indices) -> Numbers:
    """Sum over `sources` of how much every node lies between them and all others, level by level."""
    n, columns = adjacency.shape[0], np.arange(len(sources))
    forward = adjacency.T.tocsr()
    level = np.full((n, len(sources)), -1, np.int32)
    level[sources, columns] = 0
    paths = np.zeros((n, len(sources)))
    paths[sources, columns] = 1.0
    frontier, depth = paths.copy(), 0
    while True:
        arriving = forward @ frontier
        fresh = (arriving > 0) & (level < 0)
        if not fresh.any():
            break
        depth += 1
        level[fresh] = depth
        frontier = np.where(fresh, arriving, 0.0)
        paths += frontier
    between = np.zeros((n, len(sources)))
    safe = np.where(paths > 0, paths, 1.0)
    for at in range(depth, 1, -1):
        share = np.where(level == at, (1.0 + between) / safe, 0.0)
        between += np.where(level == at - 1, (adjacency @ share) * paths, 0.0)
    summed: Numbers = between.sum(axis=1)
    return summed
