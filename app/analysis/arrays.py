"""A network as arrays: what every measure and layout computes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.components import component_numbers
from app.analysis.engines import np, sparse
from app.analysis.structure_order import structure_order

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy.typing as npt

    from app.analysis.engines import Indices, Matrix
    from app.analysis.network import Network

    Words: TypeAlias = npt.NDArray[np.uint64]

_DIGITS = 32


__all__ = [
    "GraphArrays",
    "RowsWithoutEnd",
    "adjacency_matrix",
    "arrays_of_rows",
    "component_numbers",
    "graph_arrays",
]


@dataclass(frozen=True, slots=True)
class GraphArrays:
    """A simple graph: no loops, no parallel links, every link once.

    Node i of every array is `ids[i]`. The order of nodes follows the graph's structure first and the
    ids only to break ties, so that the same ties give the same groups and the same picture however
    and in which order they came in. `edges` is m x 2, `adjacency` n x n with ones (symmetric unless the
    graph is directed).
    """

    ids: tuple[str, ...]
    edges: Indices
    adjacency: Matrix

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.ids)

    def degrees(self) -> Indices:
        """Number of different neighbours of each node (of outgoing ones in a directed graph)."""
        return np.diff(self.adjacency.indptr).astype(np.int64)


def graph_arrays(network: Network, *, directed: bool = False, measured_only: bool = False) -> GraphArrays:
    """Turn a network into arrays; `measured_only` leaves out links of types that measures must not use."""
    pairs = {
        (link.start, link.end) if directed or link.start < link.end else (link.end, link.start)
        for link in network.links
        if link.start != link.end and (link.in_measures or not measured_only)
    }
    ids = structure_order([node.id for node in network.nodes], pairs)
    number = {node_id: i for i, node_id in enumerate(ids)}
    flat = np.fromiter((number[end] for pair in pairs for end in pair), np.int64, 2 * len(pairs))
    edges = flat.reshape(-1, 2)
    if not directed:
        edges.sort(axis=1)
    edges = edges[np.lexsort((edges[:, 1], edges[:, 0]))]
    return GraphArrays(tuple(ids), edges, adjacency_matrix(len(ids), edges, directed=directed))


def adjacency_matrix(n: int, edges: Indices, *, directed: bool = False) -> Matrix:
    """Return the n x n matrix of ones for `edges` (each pair once), symmetric unless `directed`."""
    start, end = edges[:, 0].astype(np.int32), edges[:, 1].astype(np.int32)  # scipy is slow with wider ones
    if not directed:
        start, end = np.concatenate([start, end]), np.concatenate([end, start])
    matrix = sparse.csr_array((np.ones(len(start)), (start, end)), shape=(n, n))
    matrix.sort_indices()
    return matrix


class RowsWithoutEnd(ValueError):
    """A link ends at a node that is not among the rows of nodes."""


def arrays_of_rows(nodes: str, starts: str, ends: str) -> GraphArrays:
    """Turn rows of a database into an undirected simple graph, in the order of `nodes`, for large graphs.

    The three are ids of 32 hex digits written one behind the other, as SQL's `group_concat(id, '')` gives
    them: no row becomes an object on the way. Loops and parallel links fall away. Raises `RowsWithoutEnd`
    if a link has an end that is not in `nodes`.
    """
    n = len(nodes) // _DIGITS
    known = _words(nodes)
    a, b = _places(known, _words(starts)), _places(known, _words(ends))
    proper = a != b
    low, high = np.minimum(a, b)[proper], np.maximum(a, b)[proper]
    upper = sparse.csr_array((np.ones(len(low)), (low, high)), shape=(n, n))
    upper.sum_duplicates()
    upper.data[:] = 1.0
    matrix = sparse.csr_array(upper + upper.T)
    edges = np.stack([np.repeat(np.arange(n), np.diff(upper.indptr)), upper.indices], axis=1)
    ids = tuple(nodes[i : i + _DIGITS] for i in range(0, len(nodes), _DIGITS))
    return GraphArrays(ids, edges.astype(np.int64), matrix)


def _words(ids: str) -> Words:
    """Ids as two whole numbers of 64 bits each."""
    return np.frombuffer(bytes.fromhex(ids), np.uint64).reshape(-1, 2)


def _places(known: Words, asked: Words) -> Indices:
    """Where each asked id stands among the known ones: by a table of hashes, all at once."""
    bits = max(8, len(known).bit_length() + 2)
    slots = _slots(known, bits)
    order = np.argsort(slots, kind="stable").astype(np.int32)
    first = np.searchsorted(slots[order], np.arange((1 << bits) + 1)).astype(np.int32)
    slot = _slots(asked, bits)
    place = first[slot]
    last = first[slot + 1]
    found = np.full(len(asked), -1, np.int32)
    left = np.arange(len(asked), dtype=np.int32)
    while len(left):
        left = left[place[left] < last[left]]
        candidate = order[place[left]]
        same = (known[candidate] == asked[left]).all(axis=1)
        found[left[same]] = candidate[same]
        left = left[~same]
        place[left] += 1
    if len(found) and int(found.min()) < 0:
        raise RowsWithoutEnd
    return found.astype(np.int64)


def _slots(words: Words, bits: int) -> Indices:
    # Multiplying by an odd number spreads ids that begin alike, such as those made at one moment.
    mixed = (words[:, 0] ^ (words[:, 1] >> np.uint64(7))) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)
