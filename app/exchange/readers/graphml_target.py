"""The parts of a GraphML file as they come by; see the primer at graphml.graphdrawing.org."""

from dataclasses import dataclass, field, replace

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import ATTRIBUTES, CELL_CHARACTERS, LINKS, NODES, XML_DEPTH, too_large
from app.exchange.problems import refusal, too_many_to_go_on
from app.exchange.readers.graph_blocks import edge_packer, packed_edges, packed_nodes
from app.exchange.readers.graphml_keys import Key, typed_value
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode, Skipped
from app.exchange.readers.own_statements import STATEMENTS, settled, unsaid

# yEd keeps what people read on a node or edge inside its drawing data; yFiles for HTML calls it otherwise.
_FINDINGS_IN_ONE = 100
_DRAWN_LABELS = {"NodeLabel", "EdgeLabel", "Label.Text"}


@dataclass(slots=True)
class _Owner:
    """The node or edge that data elements belong to; `kind` is "" for parts that are left out."""

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)
    label: str = ""
    ends: tuple[str, str, bool] = ("", "", False)
    id: str = ""
    layer: int = 0
    no: int = 0


class GraphmlTarget:
    """Takes parser events and gives the graph at the end; raises `UserError` as soon as limits are passed."""

    def __init__(self) -> None:
        self._depth = 0
        self._graphs: list[bool] = []
        self._seen_graph = False
        self._layer = 0
        self._keys: dict[tuple[str, str], Key] = {}
        self._owners: list[_Owner] = []
        self._key = ""
        self._declared = ("", "")
        self._text: list[str] | None = None
        self._length = 0
        self._count = 0
        self._nodes: dict[str, _Owner] = {}
        self._edges = edge_packer()
        self._tied = 0
        self._problems: list[str] = []
        self._skipped: list[Skipped] = []
        self._notes: list[str] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > XML_DEPTH:
            raise UserError(
                "import.xml_deep",
                _("The file nests its elements deeper than any real graph."),
                _("Ask the sender how it was made."),
            )
        name = _local(tag)
        if name == "graph":
            self._start_graph(attrs)
        elif name == "key":
            self._start_key(attrs)
        elif name in {"node", "edge", "hyperedge"}:
            self._start_owner(name, attrs)
        elif name == "data":
            self._key = attrs.get("key", "")
            self._begin_text()
        elif name == "default" or name in _DRAWN_LABELS:
            self._begin_text()

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        name = _local(tag)
        if name == "graph":
            self._graphs.pop()
        elif name == "data":
            self._take_data()
        elif name == "default" and self._declared in self._keys:
            self._take_default()
        elif name in _DRAWN_LABELS and self._owners:
            self._owners[-1].label = self._owners[-1].label or self._take_text()
        elif name in {"node", "edge", "hyperedge"}:
            owner = self._owners.pop()
            if owner.kind == "edge":
                self._edges.add(GraphEdge(owner.no, *owner.ends, owner.attributes, owner.label))

    def data(self, text: str) -> None:
        """Text between elements."""
        if self._text is None:
            return
        self._length += len(text)
        # All findings about a subject stand in one value of an own file.
        own = self._key.endswith(STATEMENTS)
        if self._length > CELL_CHARACTERS * (_FINDINGS_IN_ONE if own else 1):
            raise too_large(_("characters in one value"), CELL_CHARACTERS)
        self._text.append(text)

    def close(self) -> None:
        """The file ends; `graph` gives what it held."""

    def graph(self) -> GraphData:
        """The graph; raises `UserError` `import.broken_graph` with a line for each contradiction."""
        if not self._seen_graph:
            self._problems.append(_("The file holds no graph."))
        # A key may be declared after the edges that have it, so what it stands for is filled in now.
        edges = packed_edges(map(self._edge, self._edges.things()))
        for edge in edges:
            for end in (edge.source, edge.target):
                if end not in self._nodes:
                    self._problem(
                        _("Edge {no}: there is no node “{node}”.").format(no=edge.no, node=end[:80])
                    )
        if self._problems:
            raise refusal(
                "import.broken_graph", self._problems, _("Ask the sender to export the graph again.")
            )
        nodes = packed_nodes(map(self._node, self._nodes.values()))
        return GraphData(
            nodes, edges, self._names("node"), self._names("edge"), tuple(self._skipped), tuple(self._notes)
        )

    def _node(self, owner: _Owner) -> GraphNode:
        attributes, said = settled(self._complete("node", owner.attributes))
        return GraphNode(owner.id, attributes, "" if said else owner.label, tuple(said))

    def _edge(self, edge: GraphEdge) -> GraphEdge:
        attributes, said = settled(self._complete("edge", edge.attributes))
        return replace(edge, attributes=attributes, label="" if said else edge.label, said=tuple(said))

    def _start_graph(self, attrs: dict[str, str]) -> None:
        if self._seen_graph and not self._notes:
            self._notes.append(_("The file holds several or nested graphs; they were read as one."))
        self._seen_graph = True
        self._layer += not self._graphs
        self._graphs.append(attrs.get("edgedefault", "undirected") == "directed")

    def _start_key(self, attrs: dict[str, str]) -> None:
        key_id, domain = attrs.get("id", ""), attrs.get("for", "") or "all"
        if not key_id or (domain, key_id) in self._keys:
            self._problem(_("The attribute key “{key}” is empty or declared twice.").format(key=key_id[:80]))
        drawing = "yfiles.type" in attrs
        name = attrs.get("attr.name", key_id)
        self._declared = (domain, key_id)
        self._keys[self._declared] = Key(name, domain, attrs.get("attr.type", "string"), drawing)

    def _start_owner(self, kind: str, attrs: dict[str, str]) -> None:
        owner = _Owner(kind, id=attrs.get("id", ""))
        if kind == "edge":
            default = self._graphs[-1] if self._graphs else False
            directed = {"true": True, "false": False}.get(attrs.get("directed", ""), default)
            owner.ends = (attrs.get("source", ""), attrs.get("target", ""), directed)
            if self._tied >= LINKS:
                raise too_large(_("links"), LINKS)
            self._tied += 1
            owner.no = self._tied
        elif kind == "node":
            self._add_node(owner)
        else:
            owner.kind = ""
            place = _("Hyperedge {id}").format(id=owner.id or "?")
            self._skipped.append((place, _("Ties between more than two nodes are not read.")))
        self._owners.append(owner)

    def _add_node(self, owner: _Owner) -> None:
        if len(self._nodes) >= NODES:
            raise too_large(_("nodes"), NODES)
        owner.layer = self._layer
        before = self._nodes.get(owner.id)
        # Graphs beside each other are layers of one network: each names its nodes again.
        again = before is not None and before.layer < self._layer
        if again and before is not None:
            owner.attributes.update(before.attributes)
        elif not owner.id or before is not None:
            self._problem(_("The node id “{node}” is empty or occurs twice.").format(node=owner.id[:80]))
        self._nodes[owner.id] = owner

    def _begin_text(self) -> None:
        self._text, self._length = [], 0

    def _take_text(self) -> str:
        text = "".join(self._text or ()).strip()
        self._text = None
        return text

    def _take_default(self) -> None:
        key = self._keys[self._declared]
        self._keys[self._declared] = replace(key, default=self._take_text())

    def _take_data(self) -> None:
        text = self._take_text()
        owner = self._owners[-1] if self._owners else _Owner("")
        key = self._keys.get((owner.kind, self._key)) or self._keys.get(("all", self._key))
        if key is None or key.drawing or not owner.kind or not text:
            return
        self._count += 1
        if self._count > ATTRIBUTES:
            raise too_large(_("attributes"), ATTRIBUTES)
        value = typed_value(key.type, text)
        if value is None:
            place = f"{owner.kind} {owner.id or owner.no}"
            self._problem(
                _("{place}, attribute {name}: “{value}” is not of type {type}.").format(
                    place=place, name=key.name, value=text[:40], type=key.type
                )
            )
            return
        owner.attributes[key.name] = value

    def _complete(self, kind: str, attributes: dict[str, str]) -> dict[str, str]:
        defaults = {k.name: k.default for k in self._keys.values() if k.fits(kind) and k.default}
        return {**defaults, **attributes}

    def _names(self, kind: str) -> tuple[str, ...]:
        return unsaid(dict.fromkeys(k.name for k in self._keys.values() if k.fits(kind) and not k.drawing))

    def _problem(self, line: str) -> None:
        self._problems.append(line)
        if too_many_to_go_on(self._problems):
            raise refusal(
                "import.broken_graph", self._problems, _("Ask the sender to export the graph again.")
            )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
