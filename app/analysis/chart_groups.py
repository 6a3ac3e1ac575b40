"""Groups folded to one node: the network as a chart draws it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.analysis.network import NetLink, NetNode, Network
from app.base.chart_records import ChartGroup

GROUP_TYPE = "group"
"""The type of the node that stands for a folded group; the ontology knows none of that name."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What one folded node holds: its members that are in the network, and the links among them."""

    nodes: tuple[str, ...]
    links: tuple[str, ...]


def standing_in(network: Network, groups: Iterable[ChartGroup]) -> dict[str, str]:
    """Return for each node that a folded group swallows the id of that group; the first group has it."""
    present = {node.id for node in network.nodes}
    swallowed: dict[str, str] = {}
    for group in groups:
        if group.collapsed:
            for member in group.members:
                if member in present:
                    swallowed.setdefault(member, group.id)
    return swallowed


def folded(network: Network, groups: Sequence[ChartGroup]) -> Network:
    """Return the network with each folded group as one node, `label` its title and number of members.

    A link that leaves a group keeps its id and what it says and ends at the group: between the same two
    nodes there are then as many links as were folded. Links within a group are not drawn. A folded group
    without a member in the network does not appear; open groups change nothing.
    """
    swallowed = standing_in(network, groups)
    if not swallowed:
        return network
    counts: dict[str, int] = {}
    for group_id in swallowed.values():
        counts[group_id] = counts.get(group_id, 0) + 1
    made = [
        NetNode(group.id, GROUP_TYPE, f"{group.title} ({counts[group.id]})")
        for group in groups
        if group.id in counts
    ]
    nodes = [node for node in network.nodes if node.id not in swallowed]
    links = [tied for link in network.links if (tied := _re_tied(link, swallowed)) is not None]
    return Network((*nodes, *made), tuple(links))


def contents(network: Network, groups: Sequence[ChartGroup]) -> dict[str, Folded]:
    """Return what each folded group holds, by the id of the group."""
    swallowed = standing_in(network, groups)
    nodes: dict[str, list[str]] = {}
    for node_id, group_id in swallowed.items():
        nodes.setdefault(group_id, []).append(node_id)
    links: dict[str, list[str]] = {}
    for link in network.links:
        group = swallowed.get(link.start)
        if group is not None and group == swallowed.get(link.end):
            links.setdefault(group, []).append(link.id)
    return {g: Folded(tuple(found), tuple(links.get(g, ()))) for g, found in nodes.items()}


def _re_tied(link: NetLink, swallowed: Mapping[str, str]) -> NetLink | None:
    start, end = swallowed.get(link.start, link.start), swallowed.get(link.end, link.end)
    if start == link.start and end == link.end:
        return link
    return None if start == end else replace(link, start=start, end=end)
