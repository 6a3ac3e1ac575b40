"""The link chart of a briefing: which nodes and links, as a saved chart shows them or as they are linked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.analysis.chart_content import ChartContent, chart_content
from app.analysis.chart_facts import chart_facts
from app.analysis.chart_filtering import restricted, visible
from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_release import without_own_words
from app.analysis.network import NetLink, NetNode, Network, build_network
from app.base.chart_records import ChartDocument
from app.briefing.evidence import Evidence
from app.briefing.script import clean


@dataclass(frozen=True, slots=True)
class PrintedNetwork:
    """What is printed: `network` with its links in the order of their table, and how it is drawn.

    `drawn` is the same with folded groups as one node, `places` where a saved chart puts its nodes, `content`
    what else stands on that chart (None where the evidence alone is drawn).
    """

    network: Network
    drawn: Network
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    content: ChartContent | None = None


def linked_network(evidence: Evidence, document: ChartDocument | None = None) -> Network:
    """Return the network of all nodes that a link ties to another; the links in the order of their table."""
    return printed_network(evidence, document).network


def printed_network(evidence: Evidence, document: ChartDocument | None = None) -> PrintedNetwork:
    """Return what is printed: all that is linked, or of it what a saved chart has in sight.

    Of a released view a saved chart gives nothing that the office alone knows (`chart_release`): groups,
    notes and rules are gone, places too where they would show a gap.
    """
    network = build_network(tuple(evidence.subjects.values()), evidence.findings)
    if document is None:
        shown = _linked(evidence, network)
        return PrintedNetwork(shown, shown)
    if not evidence.view.internal:
        document = without_own_words(document, frozenset(evidence.subjects))
    document = replace(document, filter=replace(document.filter, recipient=""))
    view = evidence.view
    subjects = tuple(evidence.subjects.values())
    facts = chart_facts(subjects, evidence.findings, view.sources, view.contributions)
    content = chart_content(network, facts, document)
    shown = _linked(evidence, restricted(network, visible(network, facts, document)))
    drawn = _linked(evidence, content.network)
    known = {node.id for node in (*network.nodes, *drawn.nodes)}
    places = {i: place for i, place in content.places.items() if i in known}
    return PrintedNetwork(shown, drawn, places, content)


def name_of(evidence: Evidence, node: NetNode) -> str:
    """Return what a node is called; a folded group by its title."""
    return clean(node.label) if node.type == GROUP_TYPE else evidence.caption(node.id)


def _linked(evidence: Evidence, network: Network) -> Network:
    """The nodes that a link touches; links by what their ends are called."""
    names = {node.id: name_of(evidence, node) for node in network.nodes}

    def order(link: NetLink) -> tuple[str, str, str, str]:
        return (names[link.start].casefold(), link.label, names[link.end].casefold(), link.id)

    links = tuple(sorted(network.links, key=order))
    touched = {end for link in links for end in (link.start, link.end)}
    return Network(tuple(n for n in network.nodes if n.id in touched), links)
