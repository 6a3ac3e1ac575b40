"""Where nodes stand on a chart. All layouts are pure, repeat for the same seed, and place every node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.arrays import graph_arrays
from app.analysis.communities import communities
from app.analysis.engines import np
from app.analysis.grouped_layout import grouped
from app.analysis.incremental_layout import incremental
from app.analysis.layered_layout import layered
from app.analysis.organic_layout import organic
from app.analysis.overlap_removal import remove_overlap
from app.analysis.round_layouts import circle, radial
from app.analysis.timeline_layout import timeline
from app.base.errors import ExitCode, UserError
from app.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Points
    from app.analysis.network import Network

ALGORITHMS = ("organic", "hierarchy", "circle", "grouped", "radial", "timeline")
ICON_PX = 36.0
BOX_PX = (96.0, 66.0)


def layout(
    network: Network,
    algorithm: str,
    *,
    seed: int = 1,
    size: tuple[float, float] = BOX_PX,
    centre: str | None = None,
    fixed: Mapping[str, tuple[float, float]] | None = None,
    dates: Mapping[str, str] | None = None,
    by_type: bool = False,
) -> dict[str, tuple[float, float]]:
    """Return the middle of every node's icon in px at scale 1 (an icon is 36 px wide, y grows downwards).

    `size` is the room that each node gets for its icon and caption. `centre` is the middle of `radial`
    (the best connected node if not given). Nodes in `fixed` stay exactly there; with
    `organic` the new ones settle around them. `dates` gives partial dates to `timeline`. `grouped` forms
    islands of communities, or of node types with `by_type`. Raises `UserError` for an unknown algorithm.
    """
    if algorithm not in ALGORITHMS:
        raise UserError(
            "layout.unknown",
            _("There is no layout called “{name}”."),
            _("Choose from: {names}."),
            exit_code=ExitCode.USAGE,
            name=algorithm,
            names=", ".join(ALGORITHMS),
        )
    graph = graph_arrays(network)
    pins = {node_id: point for node_id, point in (fixed or {}).items() if node_id in set(graph.ids)}
    pinned = np.array([node_id in pins for node_id in graph.ids], bool)
    known = np.array([pins.get(node_id, (0.0, 0.0)) for node_id in graph.ids], float).reshape(-1, 2)
    if algorithm == "organic" and pins:
        points = incremental(graph, known, pinned, seed=seed, box=size)
    else:
        points = _fresh(network, graph, algorithm, seed, size, centre, dates or {}, by_type)
        if pins:
            points = remove_overlap(np.where(pinned[:, None], known, points), *size, pinned=pinned)
    return {i: (float(x), float(y)) for i, (x, y) in zip(graph.ids, points.tolist(), strict=True)}


def _fresh(
    network: Network,
    graph: GraphArrays,
    algorithm: str,
    seed: int,
    box: tuple[float, float],
    centre: str | None,
    dates: Mapping[str, str],
    by_type: bool,
) -> Points:
    kind = {node.id: node.type for node in network.nodes}
    kinds = [kind[node_id] for node_id in graph.ids]
    if graph.n < 2 or algorithm == "organic":
        return organic(graph.n, graph.edges, seed=seed, box=box)
    if algorithm == "circle":
        return circle(graph, seed=seed, box=box)
    if algorithm == "radial":
        middle = graph.ids.index(centre) if centre in graph.ids else int(graph.degrees().argmax())
        return radial(graph, middle, box=box)
    if algorithm == "hierarchy":
        return layered(graph, _arrows(network, graph), box=box)
    if algorithm == "timeline":
        return timeline(graph, kinds, dates, box=box)
    names = sorted(set(kinds))
    groups = np.array([names.index(k) for k in kinds]) if by_type else communities(graph.adjacency, seed=seed)
    return grouped(graph, groups, seed=seed, box=box)


def _arrows(network: Network, graph: GraphArrays) -> set[tuple[int, int]]:
    number = {node_id: i for i, node_id in enumerate(graph.ids)}
    return {(number[link.start], number[link.end]) for link in network.links if link.directed}
