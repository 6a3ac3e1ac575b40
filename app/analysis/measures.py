"""Network measures of one case: positions in this chart's evidence, never a judgement of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.analysis import communities as groups
from app.analysis import distances, positions_in_graph
from app.analysis.arrays import adjacency_matrix, component_numbers, graph_arrays
from app.analysis.engines import np
from app.base.errors import ExitCode, UserError
from app.base.i18n import _

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Matrix, Numbers
    from app.analysis.network import Network

NAMES = (
    "degree",
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
    "core",
    "clustering",
    "communities",
    "components",
    "articulation",
    "bridges",
    "diameter",
    "density",
)
_QUICK_DIAMETER = 3_000


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """What was asked for, and the sizes that are always told.

    `edges` counts different pairs (directed pairs if `directed`), `components` are sizes, largest first,
    `diameter` is that of the largest component in hops (None above 3,000 nodes unless asked for).
    `measures[name][node]`: degree and core are counts, `components` the number of the node's component
    (1 is the largest), `articulation` 1 where removing the node splits its component, `bridges` the
    number of links at the node whose removal does. `communities[node]` counts from 1, the largest group.
    """

    nodes: int
    edges: int
    components: list[int]
    diameter: int | None
    density: float
    measures: dict[str, dict[str, float]]
    communities: dict[str, int] = field(default_factory=dict)
    modularity: float | None = None
    bridges: tuple[tuple[str, str], ...] = ()


def measure(
    network: Network, names: Sequence[str], *, directed: bool = False, seed: int = 1
) -> MeasureResult:
    """Compute the measures called `names` (see `NAMES`) on the simple graph of `network`.

    Parallel links count once, loops not at all; link types that must not be measured are left out.
    Values equal those of networkx. Core, clustering, communities, articulation and bridges always look
    at the undirected graph. Raises `UserError` for an unknown name.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise UserError(
            "measure.unknown",
            _("There is no measure called “{name}”."),
            _("Choose from: {names}."),
            exit_code=ExitCode.USAGE,
            name=unknown[0],
            names=", ".join(NAMES),
        )
    graph = graph_arrays(network, directed=directed, measured_only=True)
    both = adjacency_matrix(graph.n, _undirected(graph)) if directed else graph.adjacency
    component = component_numbers(graph.adjacency) if graph.n else np.zeros(0, np.int64)
    grouping = groups.communities(both, seed=seed) if "communities" in names else None
    bridges = positions_in_graph.bridge_links(both) if "bridges" in names else np.zeros((0, 2), np.int64)
    return MeasureResult(
        nodes=graph.n,
        edges=len(graph.edges),
        components=np.bincount(component).tolist(),
        diameter=_diameter(both, component, asked="diameter" in names),
        density=_density(graph, directed=directed),
        measures={n: _by_id(graph, _values(n, graph, both, component, directed)) for n in names if n in _ALL},
        communities={} if grouping is None else dict(zip(graph.ids, grouping.tolist(), strict=True)),
        modularity=None if grouping is None else groups.modularity(both, grouping),
        bridges=tuple((graph.ids[a], graph.ids[b]) for a, b in bridges.tolist()),
    )


_ALL = frozenset(NAMES) - {"communities", "diameter", "density"}
_UNDIRECTED: dict[str, Callable[[Matrix], Numbers]] = {
    "core": positions_in_graph.core_numbers,
    "clustering": positions_in_graph.clustering,
}
_AS_GIVEN: dict[str, Callable[[Matrix], Numbers]] = {
    "closeness": distances.closeness,
    "eigenvector": positions_in_graph.eigenvector,
    "pagerank": positions_in_graph.pagerank,
}


def _values(name: str, graph: GraphArrays, both: Matrix, component: Indices, directed: bool) -> Numbers:
    if name in _UNDIRECTED:
        return _UNDIRECTED[name](both)
    if name in _AS_GIVEN:
        return _AS_GIVEN[name](graph.adjacency)
    if name == "betweenness":
        return distances.betweenness(graph.adjacency, directed=directed)
    if name == "degree":
        return np.bincount(graph.edges.ravel(), minlength=graph.n).astype(np.float64)
    if name == "components":
        return (component + 1).astype(np.float64)
    if name == "bridges":
        ends = positions_in_graph.bridge_links(both).ravel()
    else:
        ends = np.array(positions_in_graph.cut_nodes(both), np.int64)
    counts: Numbers = np.bincount(ends, minlength=graph.n).astype(np.float64)
    return counts


def _undirected(graph: GraphArrays) -> Indices:
    return np.unique(np.sort(graph.edges, axis=1), axis=0)


def _by_id(graph: GraphArrays, values: Numbers) -> dict[str, float]:
    return dict(zip(graph.ids, values.tolist(), strict=True))


def _density(graph: GraphArrays, *, directed: bool) -> float:
    pairs = graph.n * (graph.n - 1)
    return 0.0 if not pairs else len(graph.edges) * (1 if directed else 2) / pairs


def _diameter(both: Matrix, component: Indices, *, asked: bool) -> int | None:
    largest = np.flatnonzero(component == 0)
    if not len(largest):
        return 0
    if len(largest) > _QUICK_DIAMETER and not asked:
        return None
    return distances.diameter(both[largest][:, largest])
