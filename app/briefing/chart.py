"""The link chart of a briefing: which nodes, where on which sheet, and the numbering of its links."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.analysis.chart_facts import ChartFacts, chart_facts
from app.analysis.chart_filtering import restricted, visible
from app.analysis.chart_release import without_own_words
from app.analysis.network import NetLink, Network, build_network
from app.analysis.printlayout import grid_layout
from app.base.chart_records import ChartDocument
from app.base.i18n import _, ngettext
from app.briefing.content import ChartFigure, ChartLink, ChartNode, Paper
from app.briefing.evidence import Evidence

_CELL = (30.2, 18.0)
_AREA = {Paper.A4: (168.0, 228.0), Paper.A3_LANDSCAPE: (378.0, 228.0)}
_SLACK = 1.5
_BETWEEN_LABELS = 1.2
_LARGEST_SCALE = 2.2
_MOST_ON_A4 = 60
_MOST_ON_A3 = 140
_DEFAULT_SHAPE = ("circle", 255)


@dataclass(frozen=True, slots=True)
class PrintedNetwork:
    """What the chart shows, its links in the order of their table, and the places a saved chart gives."""

    network: Network
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def linked_network(evidence: Evidence, document: ChartDocument | None = None) -> Network:
    """Return the network of all nodes that a link ties to another; the links in the order of their table."""
    return printed_network(evidence, document).network


def printed_network(evidence: Evidence, document: ChartDocument | None = None) -> PrintedNetwork:
    """Return what is printed: all that is linked, or of it what a saved chart has in sight.

    Of a released view a saved chart gives nothing that the office alone knows (`chart_release`): groups,
    notes and rules are gone, places too where they would show a gap.
    """
    network = build_network(tuple(evidence.subjects.values()), evidence.findings)
    places: dict[str, tuple[float, float]] = {}
    if document is not None:
        if not evidence.view.internal:
            document = without_own_words(document, frozenset(evidence.subjects))
        document = replace(document, filter=replace(document.filter, recipient=""))
        network = restricted(network, visible(network, _facts(evidence), document))
        places = {i: (item.x, item.y) for i, item in document.items.items() if item.placed}
    touched = {end for link in network.links for end in (link.start, link.end)}

    def order(link: NetLink) -> tuple[str, str, str, str]:
        start, end = evidence.caption(link.start), evidence.caption(link.end)
        return (start.casefold(), link.label, end.casefold(), link.id)

    links = tuple(sorted(network.links, key=order))
    return PrintedNetwork(Network(tuple(n for n in network.nodes if n.id in touched), links), places)


def _facts(evidence: Evidence) -> ChartFacts:
    view = evidence.view
    return chart_facts(tuple(evidence.subjects.values()), evidence.findings, view.sources, view.contributions)


def chart_figure(evidence: Evidence, printed: PrintedNetwork) -> tuple[ChartFigure, Paper]:
    """Place the network on A4 up to 60 nodes, on A3 up to 140; beyond that the nodes with most links.

    A saved chart's places are kept as far as the cells for captions allow.
    """
    network = printed.network
    drawn = _most_linked(evidence, network, _MOST_ON_A3)
    wish = printed.places if all(n.id in printed.places for n in drawn.nodes) else None
    for paper in (Paper.A4, Paper.A3_LANDSCAPE):
        width, height = _AREA[paper]
        if paper is Paper.A4 and len(drawn.nodes) > _MOST_ON_A4:
            continue
        cell = _cell(len(drawn.nodes), width, height)
        places = grid_layout(drawn, width, height, cell, wish=wish)
        if places is not None:
            break
    else:
        raise AssertionError("140 nodes fit on A3")
    numbers = {link.id: str(n) for n, link in enumerate(network.links, start=1)}
    figure = ChartFigure(
        nodes=tuple(
            ChartNode(
                n.id,
                evidence.caption(n.id),
                *_dress(evidence, n.type),
                places[n.id][0],
                height - places[n.id][1],
            )
            for n in drawn.nodes
        ),
        links=tuple(ChartLink(k.start, k.end, numbers[k.id], k.directed, k.standing) for k in drawn.links),
        width=width,
        height=height,
        label_width=cell[0] - _BETWEEN_LABELS,
        caption=_caption(len(network.nodes) - len(drawn.nodes)),
        alternative=_alternative(drawn),
    )
    return figure, paper


def _cell(count: int, width: float, height: float) -> tuple[float, float]:
    """Return a cell size that leaves about a third of the sheet free, but never less than a label needs."""
    larger = (width * height / (_CELL[0] * _CELL[1] * _SLACK * max(count, 1))) ** 0.5
    scale = min(max(larger, 1.0), _LARGEST_SCALE)
    return _CELL[0] * scale, _CELL[1] * scale


def _dress(evidence: Evidence, type_id: str) -> tuple[str, int]:
    known = evidence.ontology.nodes.get(type_id)
    return (known.shape, known.fill_grey) if known else _DEFAULT_SHAPE


def _most_linked(evidence: Evidence, network: Network, most: int) -> Network:
    if len(network.nodes) <= most:
        return network
    degree = Counter(end for link in network.links for end in (link.start, link.end))
    ordered = sorted(network.nodes, key=lambda n: (-degree[n.id], evidence.caption(n.id).casefold(), n.id))
    kept = {n.id for n in ordered[:most]}
    links = tuple(k for k in network.links if k.start in kept and k.end in kept)
    return Network(tuple(n for n in network.nodes if n.id in kept), links)


def _caption(more: int) -> str:
    text = _("Numbers refer to the table of links. Positions describe this chart's evidence only.")
    if not more:
        return text
    rest = ngettext("+{count} more node", "+{count} more nodes", more).format(count=more)
    return f"{text} {rest}."


def _alternative(network: Network) -> str:
    return _(
        "Link chart with {nodes} nodes and {links} links. The table of links after it says the same in words."
    ).format(nodes=len(network.nodes), links=len(network.links))
