"""A graph folded again and again, so that its layout can begin with a handful of nodes.

Every node joins the neighbour to which it is tied most in proportion to the masses of both, and whoever
is joined becomes one node of the next level (Boruvka's rounds with the gain of modularity as the choice:
groups fold into one node before they fold with others). Masses and weights add up, so a drawing of the
folded graph balances where the drawing of the whole graph does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import csgraph, np, sparse

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix, Numbers

_SMALLEST = 40
_STUCK = 0.95
_HASH = 0xFFFFF
_LOT = 1e-2


@dataclass(frozen=True, slots=True)
class Level:
    """One graph; `parent` numbers each node's node in the next, smaller level (empty in the last one)."""

    adjacency: Matrix
    mass: Numbers
    parent: Indices

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.mass)


def levels(adjacency: Matrix, seed: int) -> list[Level]:
    """Return the graph itself and its foldings, the smallest last; the graph is connected, n >= 2."""
    mass = np.diff(adjacency.indptr) + 1.0
    found: list[Level] = []
    while True:
        n = len(mass)
        parent = _parents(adjacency, mass, seed) if n > _SMALLEST else np.zeros(0, np.int64)
        count = int(parent.max()) + 1 if len(parent) else n
        if count < 3 or count > _STUCK * n:
            found.append(Level(adjacency, mass, np.zeros(0, np.int64)))
            return found
        found.append(Level(adjacency, mass, parent))
        links = adjacency.tocoo()
        start, end = parent[links.row], parent[links.col]
        kept = start != end
        ends = (start[kept].astype(np.int32), end[kept].astype(np.int32))
        adjacency = sparse.csr_array(sparse.coo_array((links.data[kept], ends), shape=(count, count)))
        adjacency.sort_indices()
        mass = np.asarray(np.bincount(parent, mass, count), np.float64)


def _parents(adjacency: Matrix, mass: Numbers, seed: int) -> Indices:
    n = adjacency.shape[0]
    row = np.repeat(np.arange(n), np.diff(adjacency.indptr))
    col = adjacency.indices.astype(np.int64)
    low, high = np.minimum(row, col), np.maximum(row, col)
    # Equal ties draw lots, the same from both ends: without them a long chain would fold into one node.
    lot = ((low * 73_856_093) ^ (high * 19_349_663) ^ (seed * 83_492_791)) & _HASH
    worth = adjacency.data / (mass[row] * mass[col]) * (1 + lot * (_LOT / _HASH))
    best = np.maximum.reduceat(worth, adjacency.indptr[:-1])
    hit = worth == best[row]
    choice = np.zeros(n, np.int32)
    choice[row[hit]] = col[hit]
    ties = sparse.csr_array((np.ones(n), (np.arange(n, dtype=np.int32), choice)), shape=(n, n))
    _count, parent = csgraph.connected_components(ties, directed=False)
    return parent.astype(np.int64)
