"""Network measures of one case: positions in this chart's evidence, never a judgement of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.analysis import communities as groups
from app.analysis import distances, positions_in_graph
from app.analysis.arrays import GraphArrays, adjacency_matrix, graph_arrays
from app.analysis.cliques import largest_clique
from app.analysis.components import component_numbers
from app.analysis.cuts import Cuts, cuts
from app.analysis.engines import np
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress

if TYPE_CHECKING:
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
    "triangles",
    "communities",
    "components",
    "articulation",
    "bridges",
    "diameter",
    "density",
    "distance",
    "clique",
)
ABOUT_STRUCTURE = frozenset({"communities", "components", "articulation", "bridges"})
"""Measures whose question is about structure; only these may be sorted (DESIGN.md section 2)."""
_QUICK_DIAMETER = 3_000


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """What was asked for, and the sizes that are always told.

    `edges` counts different pairs (directed pairs if `directed`), `components` are sizes, largest first,
    `diameter` is that of the largest component in hops (None above 3,000 nodes unless asked for).
    `measures[name][node]`: degree, core and triangles are counts, `components` the number of the node's
    component (1 is the largest), `articulation` 1 where removing the node splits its component, `bridges`
    the number of links at the node whose removal does. `communities[node]` counts from 1, the largest group.
    `figures` are single numbers: always `isolated` (nodes without link), `largest_edges` (links of the
    largest component) and `weight` (sum of the weights of all links used); `transitivity` and `triangles`
    with "triangles", `mean_distance` (hops, largest component) with "distance", `largest_clique` (nodes)
    with "clique". `kinship_reason` is why documented kinship was counted, "" if it was left out;
    `left_out` counts the links that were.
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
    figures: Mapping[str, float] = field(default_factory=dict)
    kinship_reason: str = ""
    left_out: int = 0


def measure(
    network: Network,
    names: Sequence[str],
    *,
    directed: bool = False,
    seed: int = 1,
    with_kinship_reason: str = "",
    sources: int = 0,
    progress: Progress | None = None,
) -> MeasureResult:
    """Compute the measures called `names` (see `NAMES`) on the simple graph of `network`.

    Parallel links count once, loops not at all. Link types that must not be measured, such as documented
    kinship, are left out unless `with_kinship_reason` says why not. Values equal those of networkx. Core,
    clustering, triangles, communities, articulation, bridges and clique always look at the undirected graph.
    `sources` above 0 estimates betweenness from so many seeded nodes. Raises `UserError` for an unknown
    name, `Cancelled` if `progress` was cancelled.
    """
    check_names(names)
    reason = with_kinship_reason.strip()
    graph = graph_arrays(network, directed=directed, measured_only=not reason)
    work = _Work(graph, directed, seed, sources, progress or Progress())
    grouping = (
        groups.communities(work.both, seed=seed, progress=work.progress) if "communities" in names else None
    )
    found = {"articulation", "bridges"} & set(names)
    cut = cuts(work.both) if found else Cuts(np.zeros(0, np.int64), np.zeros((0, 2), np.int64))
    component = component_numbers(work.both, symmetric=True)
    used = [link for link in network.links if link.in_measures or reason]
    return MeasureResult(
        nodes=graph.n,
        edges=len(graph.edges),
        components=np.bincount(component).tolist(),
        diameter=_diameter(work, component, asked="diameter" in names),
        density=_density(graph, directed=directed),
        measures={n: _by_id(graph, _values(n, work, component, cut)) for n in names if n in _PER_NODE},
        communities={} if grouping is None else dict(zip(graph.ids, grouping.tolist(), strict=True)),
        modularity=None if grouping is None else groups.modularity(work.both, grouping),
        bridges=tuple((graph.ids[a], graph.ids[b]) for a, b in cut.bridges.tolist())
        if "bridges" in names
        else (),
        figures={**_figures(names, work, component), "weight": float(sum(link.weight for link in used))},
        kinship_reason=reason,
        left_out=len(network.links) - len(used),
    )


def check_names(names: Sequence[str]) -> None:
    """Raise `UserError` (exit 2) naming the first name that is no measure."""
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


class _Work(NamedTuple):
    """What every measure computes on."""

    graph: GraphArrays
    directed: bool
    seed: int
    sources: int
    progress: Progress

    @property
    def both(self) -> Matrix:
        """The undirected graph."""
        if not self.directed:
            return self.graph.adjacency
        return adjacency_matrix(self.graph.n, np.unique(np.sort(self.graph.edges, axis=1), axis=0))


_PER_NODE = frozenset(NAMES) - {"communities", "diameter", "density", "distance", "clique"}
_UNDIRECTED: dict[str, Callable[[Matrix], Numbers]] = {
    "core": positions_in_graph.core_numbers,
    "clustering": positions_in_graph.clustering,
    "triangles": positions_in_graph.triangles,
}
_AS_GIVEN: dict[str, Callable[[Matrix], Numbers]] = {
    "eigenvector": positions_in_graph.eigenvector,
    "pagerank": positions_in_graph.pagerank,
}


def _values(name: str, work: _Work, component: Indices, cut: Cuts) -> Numbers:
    graph = work.graph
    if name in _UNDIRECTED:
        return _UNDIRECTED[name](work.both)
    if name in _AS_GIVEN:
        return _AS_GIVEN[name](graph.adjacency)
    if name == "closeness":
        return distances.closeness(graph.adjacency, work.progress)
    if name == "betweenness":
        return distances.betweenness(graph.adjacency, sources=_chosen(work), progress=work.progress)
    if name == "degree":
        return np.bincount(graph.edges.ravel(), minlength=graph.n).astype(np.float64)
    if name == "components":
        return (component + 1).astype(np.float64)
    ends = cut.bridges.ravel() if name == "bridges" else cut.nodes
    counts: Numbers = np.bincount(ends, minlength=graph.n).astype(np.float64)
    return counts


def _chosen(work: _Work) -> Indices | None:
    if not 0 < work.sources < work.graph.n:
        return None
    return np.random.default_rng(work.seed).choice(work.graph.n, work.sources, replace=False)


def _by_id(graph: GraphArrays, values: Numbers) -> dict[str, float]:
    return dict(zip(graph.ids, values.tolist(), strict=True))


def _density(graph: GraphArrays, *, directed: bool) -> float:
    pairs = graph.n * (graph.n - 1)
    return 0.0 if not pairs else len(graph.edges) * (1 if directed else 2) / pairs


def _largest(work: _Work, component: Indices) -> Matrix:
    inside = np.flatnonzero(component == 0)
    both = work.both
    return both if len(inside) == work.graph.n else both[inside][:, inside]


def _diameter(work: _Work, component: Indices, *, asked: bool) -> int | None:
    size = int((component == 0).sum())
    if size > _QUICK_DIAMETER and not asked:
        return None
    return distances.diameter(_largest(work, component), work.progress) if size else 0


def _figures(names: Sequence[str], work: _Work, component: Indices) -> dict[str, float]:
    both = work.both
    degree = np.diff(both.indptr)
    figures = {
        "isolated": float((degree == 0).sum()),
        "largest_edges": float(degree[component == 0].sum() / 2),
    }
    if "triangles" in names:
        corners = float(positions_in_graph.triangles(both).sum())
        wedges = float((degree * (degree - 1.0)).sum() / 2)
        figures["triangles"] = corners / 3
        figures["transitivity"] = corners / wedges if wedges else 0.0
    if "distance" in names:
        others, total = distances.reach(_largest(work, component), work.progress)
        figures["mean_distance"] = float(total.sum() / others.sum()) if others.sum() else 0.0
    if "clique" in names:
        figures["largest_clique"] = float(largest_clique(both, work.progress))
    return figures
