"""Nodes and edges of a graph file as subjects; its ids are the file's own affair and join nothing outside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app.base.i18n import _
from app.base.records import Standing
from app.exchange.columns import meaning_of, why_banned
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.frame import PLAIN
from app.exchange.met_before import MetBefore
from app.exchange.plan_edges import allowed, count_of
from app.exchange.plan_said import Spoken, Statements
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
_CLAIMS = (Standing.ASSESSMENT, Standing.HYPOTHESIS)
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


class _Ends:
    """What edges find of the nodes before them, in a third of the memory that a dictionary takes."""

    def __init__(self) -> None:
        self._met = MetBefore()
        self._types: list[str] = []
        self._names: list[str] = []

    def add(self, node_id: str, subject_id: str, node_type: str, name: str) -> None:
        self._met.keep(self._met.key(node_id), subject_id, len(self._types))
        self._types.append(node_type)
        self._names.append(name)

    def find(self, node_id: str) -> tuple[str, str, str]:
        """The subject, its type and how it is called; every edge's ends are among the nodes."""
        found = self._met.find(self._met.key(node_id))
        if found is None:
            raise LookupError(node_id)
        subject_id, at = found
        return subject_id, self._types[at], self._names[at]


class _Graph:
    def __init__(self, profile: Profile, builder: DeliveryBuilder) -> None:
        self._profile = profile
        self._builder = builder
        self._nodes = _Ends()
        self._meanings: dict[tuple[str, str], str | None] = {}
        self._read: set[tuple[str, str]] = set()
        self._plain: dict[str, str] = {}
        self._types: dict[tuple[str, str], str] = {}
        self._withheld: Counter[str] = Counter()
        self._statements = Statements(builder, self._meaning_said)

    def take_node(self, node: GraphNode) -> None:
        place = _("node {id}").format(id=node.id)
        node_type = self._type(node.attributes, ontology().nodes, self._profile.node_type, "node")
        values = self._values(node_type, node.attributes, place, "node")
        said = self._statements.of(node_type, node.said, place)
        given = {one.property: one.value for one in reversed(said)}
        caption = ontology().nodes[node_type].caption[0]
        name = next((given[c] for c in ontology().nodes[node_type].caption if c in given), "")
        if not values.get(caption) and not name and (node.label or not said):
            text = node.label or self._label(node.attributes) or node.id
            caption, values[caption] = self._captioned(node_type, text, place)
        if self._profile.identifier and not values.get(self._profile.identifier):
            values[self._profile.identifier] = self._builder.normal(
                node_type, self._profile.identifier, node.id, place, "id"
            )
        subject = self._builder.node(node_type, {**given, **values}).id
        self._nodes.add(node.id, subject, node_type, values.get(caption) or name or node.id)
        for key, value in values.items():
            self._builder.say(subject, key, value, place)
        self._say(subject, said)

    def _captioned(self, node_type: str, text: str, place: str) -> tuple[str, str]:
        """What a label says: the property that stands for such nodes, or where it cannot, the identifier."""
        caption = ontology().nodes[node_type].caption[0]
        value = self._builder.normal(node_type, caption, text, place, caption)
        if value:
            return caption, value
        self._builder.faults.pop()
        return "identifier", self._builder.normal(node_type, "identifier", text, place, "identifier")

    def take_edge(self, edge: GraphEdge) -> None:
        place = _("edge {no}").format(no=edge.no)
        start, start_type, start_name = self._nodes.find(edge.source)
        end, end_type, end_name = self._nodes.find(edge.target)
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
        said = self._statements.of(link_type, edge.said, place)
        if ontology().links[link_type].needs_reason and self._builder.reason:
            said.append(Spoken("reason", self._builder.reason, place, "", "", PLAIN))
        if self._must_not(link_type, said):
            return
        link = self._builder.link(link_type, start, end, edge.no)
        if not link.first:
            before = _("edge {no}").format(no=link.before)
            reason = _("The pair {a} – {b} stands in {place} already; both rows are kept on one link.")
            self._builder.merged.append((place, reason.format(a=start_name, b=end_name, place=before)))
        values = self._values(link_type, edge.attributes, place, "edge")
        if not any(said.property == "exists" for said in edge.said):
            self._builder.say(link.id, "exists", "yes", place, valid_from=values.get("date", ""))
        for key, value in values.items():
            self._builder.say(link.id, key, value, place)
        self._say(link.id, said)

    def _say(self, subject: str, said: Iterable[Spoken]) -> None:
        """What the file says with days, grading and handling of its own."""
        for one in said:
            self._builder.say(
                subject,
                one.property,
                one.value,
                one.place,
                valid_from=one.since,
                valid_to=one.until,
                frame=one.frame,
                handling_note=one.handling_note,
                exonerating=one.exonerating,
            )

    def _must_not(self, link_type: str, said: Sequence[Spoken]) -> bool:
        """Whether a link may not be recorded as it came, and why is counted for the report."""
        declared = ontology().links[link_type]
        claims = any(one.frame.standing in _CLAIMS for one in said)
        unreasoned = declared.needs_reason and not any(one.property == "reason" for one in said)
        if unreasoned or (declared.assessment_only and not claims):
            self._withheld[link_type] += 1
            return True
        return False

    def _meaning_said(self, subject_type: str, name: str) -> str | None:
        """A statement names the property itself; only what is none goes by the profile's names."""
        own = any(p.id == name for p in ontology().subject_type(subject_type).properties)
        meaning = name if own else self._meaning(subject_type, name)
        if meaning is not None:
            self._read |= {("node", name), ("edge", name)}
        return meaning

    def _meaning(self, subject_type: str, name: str) -> str | None:
        if (subject_type, name) not in self._meanings:
            banned = forbidden(name)
            self._meanings[subject_type, name] = (
                None if banned else meaning_of(name, self._profile, subject_type)
            )
        return self._meanings[subject_type, name]

    def report_unread(self, node_names: Iterable[str], edge_names: Iterable[str]) -> None:
        """One line for each declared attribute that was not taken, and each kind of link, with the reason."""
        for link_type, count in self._withheld.items():
            declared = ontology().links[link_type]
            needs = _("It is recorded only where a legal question needs it; state the reason at the import.")
            never = _("It is never a fact; the file does not say that it is an assessment.")
            line = f"{declared.label} ({count})", needs if declared.needs_reason else never
            self._builder.skipped.append(line)
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
            meaning = self._meaning(subject_type, name)
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
            if name not in self._plain:
                self._plain[name] = plain_name(name)
            if self._plain[name] not in _TYPE_NAMES:
                continue
            if (kind, text) not in self._types:
                self._types[kind, text] = _type_called(plain_name(text), types)
            if self._types[kind, text]:
                self._read.add((kind, name))
                return self._types[kind, text]
        return otherwise

    def _label(self, attributes: Mapping[str, str]) -> str:
        named = {plain_name(name): (name, text) for name, text in attributes.items()}
        for wanted in _LABEL_NAMES:
            if wanted in named:
                name, text = named[wanted]
                self._read.add(("node", name))
                return text
        return ""


def _type_called(wanted: str, types: Mapping[str, NodeType] | Mapping[str, LinkType]) -> str:
    """The id of the type with this id or label, "" if there is none."""
    for type_id, declared in types.items():
        if wanted in {plain_name(w) for w in (type_id, declared.label_de, declared.label_en)}:
            return type_id
    return ""
