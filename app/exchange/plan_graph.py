"""Nodes and edges of a graph file as subjects; its ids are the file's own affair and join nothing outside."""

from collections.abc import Iterable, Mapping

from app.base.i18n import _
from app.exchange.columns import meaning_of, why_banned
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.plan_edges import allowed, count_of
from app.exchange.profile import Profile
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode
from app.ontology.catalogue import ontology
from app.ontology.forbidden import forbidden, plain_name
from app.ontology.model import LinkType, NodeType

_TYPE_NAMES = {
    "type",
    "typ",
    "kind",
    "art",
    "node type",
    "knotentyp",
    "edge type",
    "kantentyp",
    "entity type",
}
_LABEL_NAMES = ("label", "name", "beschriftung", "title", "titel")


def plan_graph(graph: GraphData, profile: Profile, builder: DeliveryBuilder) -> None:
    """Put the graph's nodes and links into `builder`.

    A node's type is what an attribute such as `type` names in the words of the ontology, else the
    profile's; likewise for links. Attributes that are forbidden or mean nothing are reported once each.
    """
    planned = _Graph(profile, builder)
    total = len(graph.nodes) + len(graph.edges)
    for done, node in enumerate(graph.nodes):
        builder.step(done, total)
        planned.take_node(node)
    for done, edge in enumerate(graph.edges, len(graph.nodes)):
        builder.step(done, total)
        planned.take_edge(edge)
    planned.report_unread(graph.node_attributes, graph.edge_attributes)


class _Graph:
    def __init__(self, profile: Profile, builder: DeliveryBuilder) -> None:
        self._profile = profile
        self._builder = builder
        self._nodes: dict[str, tuple[str, str, str]] = {}
        self._meanings: dict[tuple[str, str], str | None] = {}
        self._read: set[tuple[str, str]] = set()

    def take_node(self, node: GraphNode) -> None:
        place = _("node {id}").format(id=node.id)
        node_type = self._type(node.attributes, ontology().nodes, self._profile.node_type, "node")
        values = self._values(node_type, node.attributes, place, "node")
        caption = ontology().nodes[node_type].caption[0]
        if not values.get(caption):
            text = node.label or self._label(node.attributes) or node.id
            values[caption] = self._builder.normal(node_type, caption, text, place, caption)
        if self._profile.identifier and not values.get(self._profile.identifier):
            values[self._profile.identifier] = self._builder.normal(
                node_type, self._profile.identifier, node.id, place, "id"
            )
        subject, _first = self._builder.node(node_type, values)
        self._nodes[node.id] = (subject, node_type, values[caption])
        for key, value in values.items():
            self._builder.say(subject, key, value, place)

    def take_edge(self, edge: GraphEdge) -> None:
        place = _("edge {no}").format(no=edge.no)
        start, start_type, start_name = self._nodes[edge.source]
        end, end_type, end_name = self._nodes[edge.target]
        if start == end:
            reason = _("“{name}” is linked with itself.").format(name=start_name)
            self._builder.skipped.append((place, reason))
            return
        link_type = self._type(edge.attributes, ontology().links, self._profile.link_type, "edge")
        if not allowed(link_type, start_type, end_type):
            self._builder.problem(
                _("{place}: a link “{link}” cannot run from “{start}” to “{end}”.").format(
                    place=place,
                    link=ontology().links[link_type].label,
                    start=ontology().nodes[start_type].label,
                    end=ontology().nodes[end_type].label,
                )
            )
            return
        link, before = self._builder.link(link_type, start, end, place)
        if before:
            reason = _("The pair {a} – {b} stands in {place} already; both rows are kept on one link.")
            self._builder.merged.append((place, reason.format(a=start_name, b=end_name, place=before)))
        values = self._values(link_type, edge.attributes, place, "edge")
        self._builder.say(link, "exists", "yes", place, valid_from=values.get("date", ""))
        for key, value in values.items():
            self._builder.say(link, key, value, place)

    def report_unread(self, node_names: Iterable[str], edge_names: Iterable[str]) -> None:
        """One line for each declared attribute that was not taken, with the reason."""
        for kind, names in (("node", node_names), ("edge", edge_names)):
            for name in names:
                banned = forbidden(name)
                place = _("Attribute {name}").format(name=name)
                if banned:
                    self._builder.skipped.append((place, why_banned(banned)))
                elif (kind, name) not in self._read:
                    reason = _("The import profile does not know what it means; it was left out.")
                    self._builder.skipped.append((place, reason))

    def _values(
        self, subject_type: str, attributes: Mapping[str, str], place: str, kind: str
    ) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, text in attributes.items():
            if (subject_type, name) not in self._meanings:
                banned = forbidden(name)
                self._meanings[subject_type, name] = (
                    None if banned else meaning_of(name, self._profile, subject_type)
                )
            meaning = self._meanings[subject_type, name]
            if meaning is None or meaning in values or not text:
                continue
            self._read.add((kind, name))
            if meaning == "weight":
                values[meaning] = count_of(self._builder, text, place)
            else:
                values[meaning] = self._builder.normal(subject_type, meaning, text, place, name)
        return values

    def _type(
        self,
        attributes: Mapping[str, str],
        types: Mapping[str, NodeType] | Mapping[str, LinkType],
        otherwise: str,
        kind: str,
    ) -> str:
        for name, text in attributes.items():
            if plain_name(name) not in _TYPE_NAMES:
                continue
            wanted = plain_name(text)
            for type_id, declared in types.items():
                if wanted in {plain_name(w) for w in (type_id, declared.label_de, declared.label_en)}:
                    self._read.add((kind, name))
                    return type_id
        return otherwise

    def _label(self, attributes: Mapping[str, str]) -> str:
        named = {plain_name(name): (name, text) for name, text in attributes.items()}
        for wanted in _LABEL_NAMES:
            if wanted in named:
                name, text = named[wanted]
                self._read.add(("node", name))
                return text
        return ""
