"""Connected components on whole arrays: a few links per node first, the rest only where they are needed.

The way of Afforest (Sutton, Ben-Nun and Barak 2018): joining every node with its first neighbours already
gathers almost all of the largest component; after that only the links of the other nodes are looked at,
which suffices because every link is stored at both of its ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    import numpy.typing as npt

    from app.analysis.engines import Indices, Matrix

    # Narrow whole numbers: half the memory to pass through, which is most of the work here.
    _Whole: TypeAlias = npt.NDArray[np.integer[Any]]

_FIRST = 2


def component_numbers(adjacency: Matrix, *, symmetric: bool = False) -> Indices:
    """Return for each node the number of its (weakly) connected component, the largest being 0.

    Components of equal size are in the order of their first nodes. `symmetric` promises that every link is
    stored at both ends, which saves making sure of it.
    """
    n = adjacency.shape[0]
    if not n:
        return np.zeros(0, np.int64)
    parent: _Whole = np.arange(n, dtype=np.int32)
    if not symmetric:
        matrix = adjacency.tocoo()
        parent = _join(parent, matrix.row.astype(np.int32), matrix.col.astype(np.int32))
        return _by_size(parent)
    indptr, indices = adjacency.indptr, adjacency.indices
    degree = np.diff(indptr)
    for place in range(_FIRST):
        nodes = np.flatnonzero(degree > place).astype(np.int32)
        parent = _join(parent, nodes, indices[indptr[nodes] + place])
    largest = int(np.bincount(parent, minlength=n).argmax())
    left = np.flatnonzero((parent != largest) & (degree > _FIRST)).astype(np.int32)
    counts = degree[left]
    if len(left):
        shift = np.repeat(indptr[left] - (np.cumsum(counts) - counts), counts)
        parent = _join(parent, np.repeat(left, counts), indices[shift + np.arange(len(shift))])
    return _by_size(parent)


def _join(parent: _Whole, a: _Whole, b: _Whole) -> _Whole:
    """Unite the trees of every pair; each node's parent is its root on return."""
    while len(a):
        root_a, root_b = parent[a], parent[b]
        apart = root_a != root_b
        a, b, root_a, root_b = a[apart], b[apart], root_a[apart], root_b[apart]
        if not len(a):
            break
        # Where several roots are to come under one, the last wins; the others are still apart next round.
        parent[np.maximum(root_a, root_b)] = np.minimum(root_a, root_b)
        while True:
            higher = parent[parent]
            if np.array_equal(higher, parent):
                break
            parent = higher
    return parent


def _by_size(root: _Whole) -> Indices:
    sizes = np.bincount(root, minlength=len(root))
    roots = np.flatnonzero(sizes)
    rank = np.empty(len(root), np.int64)
    rank[roots[np.argsort(-sizes[roots], kind="stable")]] = np.arange(len(roots))
    numbers: Indices = rank[root]
    return numbers
