"""GML, the Graph Modelling Language (Himsolt 1997): `graph [ node [ id 1 label "A" ] edge [ ... ] ]`."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import ATTRIBUTES, CELL_CHARACTERS, LINKS, NODES, too_large
from app.exchange.problems import refusal
from app.exchange.readers.graph_blocks import edge_packer, packed_edges, packed_nodes
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode
from app.exchange.readers.text_decoding import decode_text

_TOKEN = re.compile(
    r"""\s+|\#[^\n]*|(?P<open>\[)|(?P<close>\])|"(?P<text>[^"]*)"|(?P<word>[A-Za-z_][\w.-]*)"""
    r"""|(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+|(?i:INF|NAN))(?:[eE][+-]?\d+)?)"""
)
_DEEP = 32
_THINGS = ("node", "edge")
# Drawing data and ids are no statements about anything.
_NO_ATTRIBUTE = frozenset({"id", "source", "target", "graphics", "LabelGraphics"})
Pairs = list[tuple[str, "str | Pairs"]]


def read_gml(data: bytes) -> GraphData:
    """Read the graph of a GML file; attributes that are lists, such as drawing data, are left out.

    Raises `UserError`: `import.broken_gml` with the line, `import.broken_graph` with one line per problem,
    `import.too_large`.
    """
    text, _encoding = decode_text(data)
    things = _Things()
    graphs = [value for key, value in _parse(text, things) if _is(key, "graph") and isinstance(value, list)]
    if not graphs:
        raise _broken(text, len(text))
    directed = any(_is(key, "directed") and value == "1" for key, value in graphs[0])
    notes = (_("The file holds several or nested graphs; they were read as one."),) if len(graphs) > 1 else ()
    edges = packed_edges(things.tied(directed=directed))
    if things.problems:
        raise refusal("import.broken_graph", things.problems, _("Ask the sender to export the graph again."))
    node_names, edge_names = (tuple(sorted(names)) for names in (things.node_names, things.edge_names))
    return GraphData(packed_nodes(things.nodes.values()), edges, node_names, edge_names, notes=notes)


class _Things:
    """Nodes and edges as they come by; edges are packed, for there may be a million of them."""

    def __init__(self) -> None:
        self.nodes: dict[str, GraphNode] = {}
        self.node_names: set[str] = set()
        self.edge_names: set[str] = set()
        self.problems: list[str] = []
        self._edges = edge_packer()
        self._named = 0

    def take(self, key: str, pairs: Pairs) -> None:
        plain = _plain(pairs)
        if _is(key, "edge"):
            if len(self._edges) >= LINKS:
                raise too_large(_("links"), LINKS)
            self.edge_names.update(plain)
            ends = _one(pairs, "source"), _one(pairs, "target")
            self._edges.add(GraphEdge(len(self._edges) + 1, *ends, False, plain))
            return
        self._named += 1
        if self._named > NODES:
            raise too_large(_("nodes"), NODES)
        # A node without an id is one all the same; no edge can name it.
        node_id = _one(pairs, "id") or f"#{self._named}"
        if node_id in self.nodes:
            self.problems.append(
                _("The node id “{node}” is empty or occurs twice.").format(node=node_id[:80])
            )
        self.node_names.update(plain)
        self.nodes[node_id] = GraphNode(node_id, plain, plain.get("label", ""))

    def tied(self, *, directed: bool) -> Iterator[GraphEdge]:
        """Give the edges, now that all nodes are known and whether edges have a direction."""
        for edge in self._edges.things():
            for end in (edge.source, edge.target):
                if end not in self.nodes:
                    self.problems.append(
                        _("Edge {no}: there is no node “{node}”.").format(no=edge.no, node=end[:80])
                    )
            yield replace(edge, directed=directed)


def _parse(text: str, things: _Things) -> Pairs:
    """Return what stands in the file, but for nodes and edges: those of its first graph go to `things`."""
    stack: list[Pairs] = [[]]
    names: list[str] = []
    key, count, graphs = "", 0, 0
    for kind, value, at in _tokens(text):
        if kind == "close":
            if key or len(stack) == 1:
                raise _broken(text, at)
            whole, name = stack.pop(), names.pop()
            if len(names) == 1 and _is(names[0], "graph") and name.lower() in _THINGS:
                stack[-1].pop()
                if graphs == 1:
                    things.take(name, whole)
        elif not key:
            if kind != "word":
                raise _broken(text, at)
            key = value
        elif kind == "open":
            graphs += not names and _is(key, "graph")
            inner: Pairs = []
            stack[-1].append((key, inner))
            stack.append(inner)
            names.append(key)
            if len(stack) > _DEEP:
                raise _broken(text, at)
            key = ""
        else:
            count += 1
            if count > ATTRIBUTES:
                raise too_large(_("attributes"), ATTRIBUTES)
            stack[-1].append((key, value))
            key = ""
    if key or len(stack) > 1:
        raise _broken(text, len(text))
    return stack[0]


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _broken(text, at)
        if found.lastgroup:
            value = found[found.lastgroup]
            if len(value) > CELL_CHARACTERS:
                raise too_large(_("characters in one value"), CELL_CHARACTERS)
            yield found.lastgroup, html.unescape(value) if found.lastgroup == "text" else value, at
        at = found.end()


def _is(key: str, name: str) -> bool:
    return key.lower() == name


def _one(pairs: Pairs, wanted: str) -> str:
    return next((value for key, value in pairs if key == wanted and isinstance(value, str)), "")


def _plain(pairs: Pairs) -> dict[str, str]:
    return {
        key: value.strip()
        for key, value in pairs
        if isinstance(value, str) and key not in _NO_ATTRIBUTE and value.strip()
    }


def _broken(text: str, at: int) -> UserError:
    return UserError(
        "import.broken_gml",
        _("The file is not well-formed GML or is cut off (line {line})."),
        _("Ask the sender for it again, or check it at this line."),
        line=text.count("\n", 0, at) + 1,
    )
