"""All nodes placed anew by one algorithm, kept as near to the picture before as its form allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.communities import communities
from app.analysis.engines import np
from app.analysis.grid_layout import grid
from app.analysis.grouped_layout import grouped
from app.analysis.layered_layout import layered
from app.analysis.layout_alignment import mirror_towards, move_to, turn_towards
from app.analysis.layout_wish import as_points
from app.analysis.organic_layout import organic
from app.analysis.round_layouts import circle, radial
from app.analysis.theme_layout import theme_points
from app.analysis.timeline_layout import timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Points
    from app.analysis.layout_wish import LayoutWish
    from app.analysis.network import Network


def fresh_layout(network: Network, graph: GraphArrays, wish: LayoutWish) -> Points:
    """Return n x 2 positions in px; the middle stays where that of `wish.before` is.

    Round pictures turn towards it, a hierarchy may be mirrored left to right, organic ones grow out of it.
    """
    before = as_points(graph.ids, wish.before)
    points = _ALGORITHMS[wish.algorithm](network, graph, wish, before)
    return move_to(points, before)


def _organic(_network: Network, graph: GraphArrays, wish: LayoutWish, before: Points) -> Points:
    pulse = wish.pulse.within(lambda points: move_to(points, _shown_before(points, before)))
    return organic(graph.n, graph.edges, seed=wish.seed, box=wish.box, before=before, pulse=pulse)


def _shown_before(points: Points, before: Points) -> Points:
    """The picture before, of those nodes only that a picture on the way shows."""
    return np.where(np.isfinite(points), before, np.nan)


def _circle(_network: Network, graph: GraphArrays, wish: LayoutWish, before: Points) -> Points:
    groups = _numbers(wish, graph)
    return turn_towards(circle(graph, seed=wish.seed, box=wish.box, groups=groups), before)


def _radial(_network: Network, graph: GraphArrays, wish: LayoutWish, before: Points) -> Points:
    if graph.n < 2:
        return np.zeros((graph.n, 2))
    centre = graph.ids.index(wish.centre) if wish.centre in graph.ids else int(graph.degrees().argmax())
    points = turn_towards(radial(graph, centre, box=wish.box), before)
    return points


def _hierarchy(network: Network, graph: GraphArrays, wish: LayoutWish, before: Points) -> Points:
    number = {node_id: i for i, node_id in enumerate(graph.ids)}
    arrows = {(number[link.start], number[link.end]) for link in network.links if link.directed}
    return mirror_towards(layered(graph, arrows, box=wish.box, pulse=wish.pulse), before)


def _timeline(network: Network, graph: GraphArrays, wish: LayoutWish, _before: Points) -> Points:
    return timeline(graph, wish.group_names(network, graph), wish.dates, box=wish.box)


def _theme(_network: Network, graph: GraphArrays, wish: LayoutWish, _before: Points) -> Points:
    return theme_points(graph, wish.dates, box=wish.box)


def _grid(network: Network, graph: GraphArrays, wish: LayoutWish, _before: Points) -> Points:
    label = {node.id: node.label for node in network.nodes}
    names = wish.group_names(network, graph)
    keys = [(name, label[i].casefold(), i) for name, i in zip(names, graph.ids, strict=True)]
    return grid(keys, box=wish.box)


def _grouped(_network: Network, graph: GraphArrays, wish: LayoutWish, _before: Points) -> Points:
    groups = _numbers(wish, graph)
    if groups is None:
        groups = communities(graph.adjacency, seed=wish.seed)
    return grouped(graph, groups, seed=wish.seed, box=wish.box, pulse=wish.pulse)


def _numbers(wish: LayoutWish, graph: GraphArrays) -> Indices | None:
    """Numbers of the named groups in the order of their names; None if nobody named any."""
    if wish.groups is None:
        return None
    names = [wish.groups.get(node_id, "") for node_id in graph.ids]
    number = {name: i for i, name in enumerate(sorted(set(names)))}
    return np.array([number[name] for name in names], np.int64)


_ALGORITHMS: dict[str, Callable[[Network, GraphArrays, LayoutWish, Points], Points]] = {
    "organic": _organic,
    "hierarchy": _hierarchy,
    "circle": _circle,
    "grouped": _grouped,
    "radial": _radial,
    "timeline": _timeline,
    "grid": _grid,
    "theme": _theme,
}
ALGORITHMS = tuple(_ALGORITHMS)
