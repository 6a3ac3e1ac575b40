"""A network as arrays: what every measure and layout computes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import csgraph, np, sparse
from app.analysis.structure_order import structure_order

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix
    from app.analysis.network import Network


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


def component_numbers(adjacency: Matrix) -> Indices:
    """Return for each node the number of its (weakly) connected component, the largest being 0."""
    count, raw = csgraph.connected_components(adjacency, directed=True, connection="weak")
    sizes = np.bincount(raw, minlength=count)
    rank = np.empty(count, np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(count)
    return rank[raw].astype(np.int64)
