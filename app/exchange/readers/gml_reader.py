"""GML, the Graph Modelling Language (Himsolt 1997): `graph [ node [ id 1 label "A" ] edge [ ... ] ]`."""

import html
import re
from collections.abc import Iterator, Mapping

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import ATTRIBUTES, CELL_CHARACTERS, LINKS, NODES, too_large
from app.exchange.problems import refusal
from app.exchange.readers.graph_blocks import packed_edges, packed_nodes
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode
from app.exchange.readers.text_decoding import decode_text

_TOKEN = re.compile(
    r"""\s+|\#[^\n]*|(?P<open>\[)|(?P<close>\])|"(?P<text>[^"]*)"|(?P<word>[A-Za-z_][\w.-]*)"""
    r"""|(?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+|(?i:INF|NAN))(?:[eE][+-]?\d+)?)"""
)
_DEEP = 32
# Drawing data and ids are no statements about anything.
_NO_ATTRIBUTE = frozenset({"id", "source", "target", "graphics", "LabelGraphics"})
Pairs = list[tuple[str, "str | Pairs"]]


def read_gml(data: bytes) -> GraphData:
    """Read the graph of a GML file; attributes that are lists, such as drawing data, are left out.

    Raises `UserError`: `import.broken_gml` with the line, `import.broken_graph` with one line per problem,
    `import.too_large`.
    """
    text, _encoding = decode_text(data)
    graphs = [value for key, value in _parse(text) if key.lower() == "graph" and isinstance(value, list)]
    if not graphs:
        raise _broken(text, len(text))
    content = graphs[0]
    directed = any(key.lower() == "directed" and value == "1" for key, value in content)
    nodes = [v for key, v in content if key.lower() == "node" and isinstance(v, list)]
    edges = [v for key, v in content if key.lower() == "edge" and isinstance(v, list)]
    notes = (_("The file holds several or nested graphs; they were read as one."),) if len(graphs) > 1 else ()
    _check_size(nodes, edges)
    return _graph(nodes, edges, directed=directed, notes=notes)


def _graph(nodes: list[Pairs], edges: list[Pairs], *, directed: bool, notes: tuple[str, ...]) -> GraphData:
    problems: list[str] = []
    made: dict[str, GraphNode] = {}
    for no, pairs in enumerate(nodes, 1):
        # A node without an id is one all the same; no edge can name it.
        node_id, plain = _one(pairs, "id") or f"#{no}", _plain(pairs)
        if node_id in made:
            problems.append(_("The node id “{node}” is empty or occurs twice.").format(node=node_id[:80]))
        made[node_id] = GraphNode(node_id, plain, plain.get("label", ""))
    tied = packed_edges(_ties(edges, made, problems, directed=directed))
    if problems:
        raise refusal("import.broken_graph", problems, _("Ask the sender to export the graph again."))
    names = (sorted({name for item in group for name in item.attributes}) for group in (made.values(), tied))
    node_names, edge_names = (tuple(found) for found in names)
    return GraphData(packed_nodes(made.values()), tied, node_names, edge_names, notes=notes)


def _ties(
    edges: list[Pairs], made: Mapping[str, GraphNode], problems: list[str], *, directed: bool
) -> Iterator[GraphEdge]:
    for no, pairs in enumerate(edges, 1):
        ends = _one(pairs, "source"), _one(pairs, "target")
        for end in ends:
            if end not in made:
                problems.append(_("Edge {no}: there is no node “{node}”.").format(no=no, node=end[:80]))
        yield GraphEdge(no, *ends, directed, _plain(pairs))


def _parse(text: str) -> Pairs:
    stack: list[Pairs] = [[]]
    key, count = "", 0
    for kind, value, at in _tokens(text):
        if kind == "close":
            if key or len(stack) == 1:
                raise _broken(text, at)
            stack.pop()
        elif not key:
            if kind != "word":
                raise _broken(text, at)
            key = value
        elif kind == "open":
            inner: Pairs = []
            stack[-1].append((key, inner))
            stack.append(inner)
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


def _one(pairs: Pairs, wanted: str) -> str:
    return next((value for key, value in pairs if key == wanted and isinstance(value, str)), "")


def _plain(pairs: Pairs) -> dict[str, str]:
    return {
        key: value.strip()
        for key, value in pairs
        if isinstance(value, str) and key not in _NO_ATTRIBUTE and value.strip()
    }


def _check_size(nodes: list[Pairs], edges: list[Pairs]) -> None:
    if len(nodes) > NODES:
        raise too_large(_("nodes"), NODES)
    if len(edges) > LINKS:
        raise too_large(_("links"), LINKS)


def _broken(text: str, at: int) -> UserError:
    return UserError(
        "import.broken_gml",
        _("The file is not well-formed GML or is cut off (line {line})."),
        _("Ask the sender for it again, or check it at this line."),
        line=text.count("\n", 0, at) + 1,
    )
