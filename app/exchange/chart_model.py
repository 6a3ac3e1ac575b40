"""A chart of a view before it is drawn: what stands on it, taken from the view and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.analysis.chart_content import PLAIN_DOCUMENT, ChartContent, RuleInForce
from app.analysis.chart_styles import STANDINGS
from app.analysis.chart_symbols import Photo
from app.analysis.network import NetLink, NetNode, Network, build_network
from app.base.chart_records import ChartDocument, Look
from app.base.records import Standing
from app.exchange.collection_pause import collected_later
from app.policy.views import View

MOST_FANNED = 3
PLAIN = Look()


class Strand(NamedTuple):
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
    """Nodes with places (px at scale 1), and strands between them; `strands[pair]` is fanned out.

    Of a saved chart also its document, as it may be shown, the looks that differ from plain, further lines
    of captions, the rules that meet something, how much its filter leaves out, the dates that theme lines run
    by, and pictures by document.
    """

    view: View
    nodes: tuple[NetNode, ...]
    places: dict[str, tuple[float, float]]
    links: tuple[NetLink, ...]
    strands: tuple[tuple[Strand, ...], ...]
    document: ChartDocument = PLAIN_DOCUMENT
    looks: Mapping[str, Look] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[RuleInForce, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, Photo] = field(default_factory=dict)

    def look(self, subject_id: str) -> Look:
        """Return how a node or link looks; plain where nothing is said."""
        return self.looks.get(subject_id, PLAIN)


@collected_later()
def make_chart(
    view: View,
    network: Network,
    positions: Mapping[str, tuple[float, float]],
    dates: Mapping[str, str] | None = None,
) -> Chart:
    """Return the chart of those nodes and links of `network` that the view holds.

    `network` and `positions` only choose and place: captions, types and standings are made anew from the
    view. With `dates` theme lines are drawn.

    ValueError if `network` has something that the view does not hold, or a node has no position.
    """
    whole = build_network(view.subjects, view.findings)
    wanted_nodes = {node.id for node in network.nodes}
    wanted_links = {link.id for link in network.links}
    nodes = tuple(node for node in whole.nodes if node.id in wanted_nodes)
    links = tuple(link for link in whole.links if link.id in wanted_links)
    if len(nodes) != len(wanted_nodes) or len(links) != len(wanted_links):
        raise ValueError("the network holds something that is not in the view")
    strands = _strands(links, bundle=False)
    return Chart(view, nodes, _places(nodes, positions), links, strands, dates=dates or {})


@collected_later()
def chart_of(
    view: View,
    content: ChartContent,
    positions: Mapping[str, tuple[float, float]],
    photos: Mapping[str, Photo] | None = None,
) -> Chart:
    """Return a saved chart ready to be drawn; KeyError if a node has no position.

    `photos` are the pictures of the documents that looks name, by document; what is not there has its icon.
    """
    nodes, links = content.network.nodes, content.network.links
    return Chart(
        view,
        nodes,
        _places(nodes, positions),
        links,
        _strands(links, bundle=content.document.settings.bundle),
        document=content.document,
        looks=content.looks,
        lines=content.lines,
        rules=content.rules,
        left_out=content.left_out,
        dates=content.dates,
        photos=dict(photos or {}),
    )


def _places(
    nodes: tuple[NetNode, ...], positions: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    return {node.id: (float(positions[node.id][0]), float(positions[node.id][1])) for node in nodes}


def _strands(links: tuple[NetLink, ...], *, bundle: bool) -> tuple[tuple[Strand, ...], ...]:
    """Lines per pair of nodes: equal links are one line; more lines than can be fanned are one bundle."""
    pairs: dict[tuple[str, str], list[NetLink]] = {}
    for link in links:
        start, end = link.start, link.end
        pairs.setdefault((start, end) if start < end else (end, start), []).append(link)
    return tuple(_fanned(pair, pairs[pair], bundle=bundle) for pair in sorted(pairs))


def _fanned(pair: tuple[str, str], links: list[NetLink], *, bundle: bool) -> tuple[Strand, ...]:
    if len(links) == 1:
        return (_strand(pair, (links[0],)),)
    links = sorted(links, key=lambda link: (link.type, link.id))
    if bundle:
        return (_strand(pair, tuple(links)),)
    same: dict[tuple[object, ...], list[NetLink]] = {}
    for link in links:
        way = (link.start, link.end) if link.directed else pair
        same.setdefault((link.type, link.directed, way, link.standing), []).append(link)
    if len(same) > MOST_FANNED:
        return (_strand(pair, tuple(link for some in same.values() for link in some)),)
    return tuple(_strand(pair, tuple(some)) for some in same.values())


def _strand(pair: tuple[str, str], links: tuple[NetLink, ...]) -> Strand:
    if len(links) == 1:
        (link,) = links
        ahead = link.directed and link.end == pair[1]
        back = link.directed and link.end == pair[0]
        return Strand(*pair, (link.type,), ahead, back, link.standing, links)
    return Strand(
        start=pair[0],
        end=pair[1],
        types=tuple(dict.fromkeys(link.type for link in links)),
        ahead=any(link.directed and link.end == pair[1] for link in links),
        back=any(link.directed and link.end == pair[0] for link in links),
        standing=min((link.standing for link in links), key=STANDINGS.index),
        links=links,
    )
