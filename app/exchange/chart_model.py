"""A chart of a view before it is drawn: what stands on it, taken from the view and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.network import NetLink, NetNode, Network, build_network
from app.base.records import Standing
from app.policy.views import View

MOST_FANNED = 3
_STRENGTH = (Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)


@dataclass(frozen=True, slots=True)
class Strand:
    """One line to draw between two nodes: one link, equal links, or a bundle of different ones.

    `ahead` and `back` tell where arrows go (at `end` and at `start`). `types` are the link types in it.
    """

    start: str
    end: str
    types: tuple[str, ...]
    ahead: bool
    back: bool
    standing: Standing
    links: tuple[NetLink, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Nodes with places (px at scale 1), and strands between them; `strands[pair]` is fanned out."""

    view: View
    nodes: tuple[NetNode, ...]
    places: dict[str, tuple[float, float]]
    links: tuple[NetLink, ...]
    strands: tuple[tuple[Strand, ...], ...]


def make_chart(view: View, network: Network, positions: Mapping[str, tuple[float, float]]) -> Chart:
    """Return the chart of those nodes and links of `network` that the view holds.

    `network` and `positions` only choose and place: captions, types and standings are made anew from the
    view. ValueError if `network` has something that the view does not hold, or a node has no position.
    """
    whole = build_network(view.subjects, view.findings)
    wanted_nodes = {node.id for node in network.nodes}
    wanted_links = {link.id for link in network.links}
    nodes = tuple(node for node in whole.nodes if node.id in wanted_nodes)
    links = tuple(link for link in whole.links if link.id in wanted_links)
    if len(nodes) != len(wanted_nodes) or len(links) != len(wanted_links):
        raise ValueError("the network holds something that is not in the view")
    places = {node.id: (float(positions[node.id][0]), float(positions[node.id][1])) for node in nodes}
    return Chart(view, nodes, places, links, _strands(links))


def _strands(links: tuple[NetLink, ...]) -> tuple[tuple[Strand, ...], ...]:
    """Lines per pair of nodes: equal links are one line; more lines than can be fanned are one bundle."""
    pairs: dict[tuple[str, str], dict[tuple[object, ...], list[NetLink]]] = {}
    for link in sorted(links, key=lambda item: (item.type, item.id)):
        pair = (link.start, link.end) if link.start < link.end else (link.end, link.start)
        way = (link.start, link.end) if link.directed else pair
        equal = (link.type, link.directed, way, link.standing)
        pairs.setdefault(pair, {}).setdefault(equal, []).append(link)
    fanned = []
    for pair in sorted(pairs):
        lines = [_strand(pair, tuple(same)) for same in pairs[pair].values()]
        if len(lines) > MOST_FANNED:
            lines = [_strand(pair, tuple(link for line in lines for link in line.links))]
        fanned.append(tuple(lines))
    return tuple(fanned)


def _strand(pair: tuple[str, str], links: tuple[NetLink, ...]) -> Strand:
    return Strand(
        start=pair[0],
        end=pair[1],
        types=tuple(dict.fromkeys(link.type for link in links)),
        ahead=any(link.directed and link.end == pair[1] for link in links),
        back=any(link.directed and link.end == pair[0] for link in links),
        standing=min((link.standing for link in links), key=_STRENGTH.index),
        links=links,
    )
