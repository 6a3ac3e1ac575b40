"""Measures of a node's position that need no paths: PageRank, eigenvector, core, clustering, triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np, sparse

if TYPE_CHECKING:
    from app.analysis.engines import Matrix, Numbers

_DAMPING = 0.85
_PRECISION = 1e-12
_MOST_ROUNDS = 2_000
_ROWS = 20_000


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


def triangles(adjacency: Matrix) -> Numbers:
    """Return for each node of a symmetric simple graph how many pairs of its neighbours are linked."""
    # Only wedges around links are looked at, block by block: the square of a large graph would not fit.
    n = adjacency.shape[0]
    both = np.zeros(n)
    for first in range(0, n, _ROWS):
        rows = adjacency[first : first + _ROWS]
        both[first : first + _ROWS] = np.asarray((rows @ adjacency).multiply(rows).sum(axis=1)).ravel()
    return both / 2


def clustering(adjacency: Matrix) -> Numbers:
    """Return for each node the share of pairs of its neighbours that are linked to each other."""
    degree = np.diff(adjacency.indptr).astype(np.float64)
    pairs = degree * (degree - 1) / 2
    share: Numbers = np.zeros(len(degree))
    np.divide(triangles(adjacency), pairs, out=share, where=pairs > 0)
    return share
