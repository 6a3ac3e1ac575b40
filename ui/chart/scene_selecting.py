"""Choosing by what things are and how they hang together: new choices out of old ones. Free of Qt."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations

import numpy as np

from ui.chart.arrays import Bools, Ints
from ui.chart.chart_model import ChartModel

Chosen = frozenset[str]
ValuesOf = Callable[[str], Mapping[str, Sequence[str]]]
"""Gives the current values of a subject's properties by the name of the property."""
_MOST_ENDS = 12


def of_types(model: ChartModel, types: Collection[str]) -> Chosen:
    """Return all nodes and links of these types."""
    nodes = (node.id for node in model.nodes if node.type in types)
    return frozenset((*nodes, *(link.id for link in model.links if link.type in types)))


def types_of(model: ChartModel, ids: Chosen) -> frozenset[str]:
    """Return the types of these nodes and links."""
    nodes = (model.nodes[n].type for n in model.numbers(ids).tolist())
    links = (model.links[model.link_index[i]].type for i in ids if i in model.link_index)
    return frozenset((*nodes, *links))


def same_types(model: ChartModel, ids: Chosen) -> Chosen:
    """Return everything of a type that one of `ids` has."""
    return of_types(model, types_of(model, ids))


def with_value(model: ChartModel, values_of: ValuesOf, name: str, value: str) -> Chosen:
    """Return the nodes of which the property `name` has this value, perhaps beside others."""
    return frozenset(node.id for node in model.nodes if value in values_of(node.id).get(name, ()))


def grown(model: ChartModel, ids: Chosen) -> Chosen:
    """Return `ids` and all nodes that one link joins to one of them; both ends of links that are chosen."""
    ends = model.ends[np.logical_or(model.links_at(model.node_mask(ids)), model.link_mask(ids))]
    return ids | _names(model, np.unique(ends))


def links_of(model: ChartModel, ids: Chosen) -> Chosen:
    """Return `ids` and all links at one of the nodes among them."""
    return ids | _link_names(model, model.links_at(model.node_mask(ids)))


def inverse(model: ChartModel, ids: Chosen) -> Chosen:
    """Return all nodes that are not among `ids`; where only links are chosen, all other links."""
    if ids and not ids & model.index.keys():
        return frozenset(model.link_index.keys() - ids)
    return frozenset(model.index.keys() - ids)


def same_group(model: ChartModel, ids: Chosen) -> Chosen:
    """Return `ids` and all members in sight of the groups that one of them belongs to."""
    groups = (set(group.members) for group in model.content.document.groups)
    found = set().union(*(members for members in groups if members & ids))
    return ids | (found & model.index.keys())


def on_paths(model: ChartModel, ids: Chosen) -> Chosen:
    """Return `ids` with the nodes and links on all shortest paths between every two of the nodes among them.

    Links are walked in both directions. Of more than 12 nodes the first 12 count, in the order of the chart.
    """
    ends = np.sort(model.numbers(ids))[:_MOST_ENDS]
    steps = {int(n): _distances(model, int(n)) for n in ends}
    nodes, links = np.zeros(len(model.nodes), np.bool_), np.zeros(len(model.links), np.bool_)
    for a, b in combinations(steps, 2):
        length = steps[a][b]
        if length < 0:
            continue
        here, there = steps[a], steps[b]
        nodes |= (here >= 0) & (here + there == length)
        for start, stop in ((model.starts, model.stops), (model.stops, model.starts)):
            links |= (here[start] >= 0) & (here[start] + 1 + there[stop] == length)
    return ids | _names(model, np.flatnonzero(nodes)) | _link_names(model, links)


def _distances(model: ChartModel, start: int) -> Ints:
    """Return for each node the steps to it from `start`, -1 where no way leads."""
    steps: Ints = np.full(len(model.nodes), -1, dtype=np.intp)
    reached = np.array([start], dtype=np.intp)
    done = 0
    while len(reached):
        steps[reached] = done
        done += 1
        near: Bools = np.zeros(len(model.nodes), dtype=np.bool_)
        near[reached] = True
        touched = np.unique(model.ends[model.links_at(near)])
        reached = touched[steps[touched] < 0]
    return steps


def _names(model: ChartModel, numbers: Ints) -> Chosen:
    return frozenset(model.nodes[n].id for n in numbers.tolist())


def _link_names(model: ChartModel, mask: Bools) -> Chosen:
    return frozenset(model.links[n].id for n in np.flatnonzero(mask).tolist())
