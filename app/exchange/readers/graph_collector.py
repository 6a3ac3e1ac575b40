"""Puts together the graph of a file whose objects come in any order and may point to what is not there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.base.i18n import _, ngettext
from app.exchange.limits import ATTRIBUTES, LINKS, NODES, too_large
from app.exchange.readers.graph_blocks import ThingPacker, edge_packer, packed_nodes
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode, Said, Skipped
from app.ontology.catalogue import ontology

Pair = tuple[str, str]


@dataclass(slots=True)
class _Node:
    type: str
    label: str
    said: list[Said]


@dataclass(slots=True)
class GraphCollector:
    """Takes nodes and edges with types of the ontology; gives the graph, and what of it was left out.

    `unread` are the names of fields that the ontology has no place for, or may not have: the plan reports
    each once, the forbidden ones with the reason. Edges to a node that never came are reported, not drawn.
    """

    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _nodes: dict[str, _Node] = field(default_factory=dict)
    _edges: ThingPacker[GraphEdge] = field(default_factory=edge_packer)
    _unread: dict[str, None] = field(default_factory=dict)
    _count: int = 0
    _sure: int = 0

    def __contains__(self, node_id: str) -> bool:
        return node_id in self._nodes

    def type_of(self, node_id: str) -> str:
        """Return the type of a node, "" if there is none of this id."""
        found = self._nodes.get(node_id)
        return found.type if found else ""

    def node(self, node_id: str, node_type: str, label: str = "", said: Iterable[Said] = ()) -> None:
        """Add a node; further words about one that is there already are added to it."""
        found = self._nodes.get(node_id)
        if found is None:
            if len(self._nodes) >= NODES:
                raise too_large(_("nodes"), NODES)
            found = self._nodes[node_id] = _Node(node_type, label, [])
        found.label = found.label or label
        self._add(found.said, said)

    def edge(self, start: str, end: str, link_type: str, said: Iterable[Said] = ()) -> None:
        """Add an edge between nodes that may come later."""
        if len(self._edges) >= LINKS:
            raise too_large(_("links"), LINKS)
        kept: list[Said] = []
        self._add(kept, said)
        attributes = {"type": link_type} if link_type else {}
        edge = GraphEdge(len(self._edges) + 1, start, end, True, attributes, said=tuple(kept))
        self._edges.add(edge)
        self._sure += not self._why_not(edge)

    def unread(self, *names: str) -> None:
        """Note fields that are not taken."""
        for name in names:
            self._unread.setdefault(name)

    def skip(self, place: str, reason: str) -> None:
        """Note something that is left out as a whole."""
        self.skipped.append((place, reason))

    def graph(self) -> GraphData:
        """Return what came."""
        edges, lost = self._edges, Counter[str]()
        if self._sure < len(edges):
            # Some came before their ends, or do not fit: what is left is numbered anew.
            edges = edge_packer()
            for edge in self._edges.things():
                reason = self._why_not(edge)
                if reason:
                    lost[reason] += 1
                else:
                    edges.add(replace(edge, no=len(edges) + 1))
        for reason, count in lost.items():
            self.skip(ngettext("{count} tie", "{count} ties", count).format(count=count), reason)
        nodes = packed_nodes(
            GraphNode(id_, {"type": n.type} if n.type else {}, n.label, tuple(n.said))
            for id_, n in self._nodes.items()
        )
        unread = tuple(self._unread)
        return GraphData(nodes, edges.things(), unread, (), tuple(self.skipped), tuple(self.notes))

    def _why_not(self, edge: GraphEdge) -> str:
        """Say why an edge is left out, "" if it is not."""
        if edge.source not in self._nodes or edge.target not in self._nodes:
            return _("One of the two ends is not in the file.")
        if not edge.attributes:
            return _("No link of the ontology fits.")
        types = self.type_of(edge.source), self.type_of(edge.target)
        link = ontology().links.get(edge.attributes["type"])
        if link is None or link.allows(*types):
            return ""
        start, end = (ontology().nodes[name].label if name else "?" for name in types)
        words = _("A link “{link}” cannot run from “{start}” to “{end}”.")
        return words.format(link=link.label, start=start, end=end)

    def _add(self, kept: list[Said], said: Iterable[Said]) -> None:
        for one in said:
            if one.value.strip():
                self._count += 1
                kept.append(one)
        if self._count > ATTRIBUTES:
            raise too_large(_("attributes"), ATTRIBUTES)


def said_of(pairs: Iterable[Pair], **all_of: str) -> list[Said]:
    """Return statements from pairs of property and value; empty values say nothing."""
    return [Said(name, " ".join(value.split()), **all_of) for name, value in pairs if value and value.strip()]


def text_of(value: object) -> str:
    """Return a value of a JSON file as text; lists of plain values joined, anything deeper is ""."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, Sequence):
        return ", ".join(text for text in (text_of(item) for item in value) if text)
    return ""
