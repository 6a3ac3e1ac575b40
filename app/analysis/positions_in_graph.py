"""Measures of a node's position that need no paths: PageRank, eigenvector, core, clustering, cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, nx, sparse

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix, Numbers

_DAMPING = 0.85
_PRECISION = 1e-12
_MOST_ROUNDS = 2_000


def pagerank(adjacency: Matrix) -> Numbers:
    """Return PageRank (Brin and Page 1998, damping 0.85); nodes without outgoing link spread evenly."""
    n = adjacency.shape[0]
    if n == 0:
        return np.zeros(0)
    outgoing = np.asarray(adjacency.sum(axis=1)).ravel()
    spread = sparse.csr_array(sparse.diags_array(1 / np.maximum(outgoing, 1)) @ adjacency).T.tocsr()
    dangling = outgoing == 0
    rank = np.full(n, 1 / n)
    for _round in range(_MOST_ROUNDS):
        renewed = _DAMPING * (spread @ rank + rank[dangling].sum() / n) + (1 - _DAMPING) / n
        moved = float(np.abs(renewed - rank).sum())
        rank = renewed
        if moved < n * _PRECISION:
            break
    result: Numbers = rank
    return result


def eigenvector(adjacency: Matrix) -> Numbers:
    """Return eigenvector centrality of length 1, by power iteration on A + I as networkx does.

    The start is equal values, so where several components tie, all of them keep their share.
    """
    n = adjacency.shape[0]
    incoming = adjacency.T.tocsr()
    value = np.full(n, 1 / max(n, 1) ** 0.5)
    for _round in range(_MOST_ROUNDS):
        renewed = value + incoming @ value
        renewed /= float(np.linalg.norm(renewed)) or 1.0
        moved = float(np.abs(renewed - value).sum())
        value = renewed
        if moved < n * _PRECISION:
            break
    return value


def core_numbers(adjacency: Matrix) -> Numbers:
    """Return for each node the largest k such that it belongs to a part where all have k neighbours."""
    n = adjacency.shape[0]
    left = np.diff(adjacency.indptr).astype(np.int64)
    alive = np.ones(n, bool)
    core = np.zeros(n)
    k = 0
    while alive.any():
        leaving = np.flatnonzero(alive & (left <= k))
        if not len(leaving):
            k = int(left[alive].min())
            continue
        core[leaving] = k
        alive[leaving] = False
        left -= np.bincount(adjacency[leaving].indices, minlength=n)
    return core


def clustering(adjacency: Matrix) -> Numbers:
    """Return for each node the share of pairs of its neighbours that are linked to each other."""
    triangles = np.asarray((adjacency @ adjacency).multiply(adjacency).sum(axis=1)).ravel()
    degree = np.diff(adjacency.indptr).astype(np.float64)
    pairs = degree * (degree - 1)
    share: Numbers = np.zeros(len(degree))
    np.divide(triangles, pairs, out=share, where=pairs > 0)
    return share


def cut_nodes(adjacency: Matrix) -> list[int]:
    """Return the nodes whose removal would split a component, in ascending order."""
    return sorted(nx.articulation_points(nx.from_scipy_sparse_array(adjacency)))


def bridge_links(adjacency: Matrix) -> Indices:
    """Return the links whose removal would split a component, as k x 2 in ascending order."""
    found = sorted(tuple(sorted(pair)) for pair in nx.bridges(nx.from_scipy_sparse_array(adjacency)))
    return np.array(found, np.int64).reshape(-1, 2)
