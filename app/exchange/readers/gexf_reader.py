"""GEXF 1.1 to 1.3 (gexf.net): graphs of Gephi, with attributes of any kind and with times.

A thing or tie that exists from `start` to `end`, or in `spells`, is valid then; where a file counts in
bare numbers (seconds of a run, versions of a program) those are no dates, and it says so in the report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.base.i18n import _
from app.exchange.limits import LINKS, NODES, too_large
from app.exchange.problems import refusal, too_many_to_go_on
from app.exchange.readers.element_blocks import ElementPacker
from app.exchange.readers.graph_blocks import packed_edges, packed_nodes
from app.exchange.readers.neutral import GraphData, GraphEdge, GraphNode, Said, Skipped
from app.exchange.readers.own_statements import STATEMENTS, own_statements, unsaid
from app.exchange.readers.xml_tree import all_of, parse_xml

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?")
_BEGIN, _END = ("start", "startopen"), ("end", "endopen")
_KINDS = ("node", "edge")


@dataclass(slots=True)
class _Gexf:
    directed: bool
    titles: dict[tuple[str, str], str]
    defaults: dict[str, dict[str, str]]
    problems: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    numbered: bool = False

    def problem(self, line: str) -> None:
        self.problems.append(line)
        if too_many_to_go_on(self.problems):
            raise self.refused()

    def refused(self) -> Exception:
        return refusal("import.broken_graph", self.problems, _("Ask the sender to export the graph again."))


def read_gexf(data: bytes) -> GraphData:
    """Read nodes, nested ones too, and edges with their attributes and times.

    Raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.broken_graph`, `import.too_large`.
    """
    ties = ElementPacker()
    root = parse_xml(data, {"edge": ties.add})
    graph = root if root.tag == "graph" else root.find("graph")
    known = _Gexf(False, {}, {"node": {}, "edge": {}})
    if graph is None:
        known.problem(_("The file holds no graph."))
        raise known.refused()
    known.directed = graph.get("defaultedgetype", "undirected") == "directed"
    _declared(graph, known)
    nodes = _nodes(graph, known)
    edges = packed_edges(_edges(ties, known, nodes))
    if known.problems:
        raise known.refused()
    notes = (_("Times in bare numbers are no dates; they were left out."),) if known.numbered else ()
    names = [unsaid(dict.fromkeys(t for (k, _id), t in known.titles.items() if k == kind)) for kind in _KINDS]
    return GraphData(packed_nodes(nodes.values()), edges, names[0], names[1], tuple(known.skipped), notes)


def _declared(graph: Element, known: _Gexf) -> None:
    for group in graph.findall("attributes"):
        kind = group.get("class", "node")
        for attribute in group.findall("attribute"):
            title = attribute.get("title", "") or attribute.get("id", "")
            known.titles[kind, attribute.get("id", "")] = title
            default = attribute.find("default")
            if default is not None and default.text and kind in known.defaults:
                known.defaults[kind][title] = default.text.strip()


def _nodes(graph: Element, known: _Gexf) -> dict[str, GraphNode]:
    nodes: dict[str, GraphNode] = {}
    for element in all_of(graph, "node"):
        if len(nodes) >= NODES:
            raise too_large(_("nodes"), NODES)
        node_id, label = element.get("id", ""), element.get("label", "")
        attributes, said = _values(element, "node", known)
        before = nodes.get(node_id)
        if before is not None and before.label == label and label:
            # A thing that comes back later in time stands in some files a second time.
            said = (*before.said, *(one for one in said if one not in before.said))
            attributes = {**before.attributes, **attributes}
        elif before is not None or not node_id:
            known.problem(_("The node id “{node}” is empty or occurs twice.").format(node=node_id[:80]))
        shown = "" if STATEMENTS in known.titles.values() else label
        nodes[node_id] = GraphNode(node_id, attributes, shown, said)
    return nodes


def _edges(ties: ElementPacker, known: _Gexf, nodes: dict[str, GraphNode]) -> Iterator[GraphEdge]:
    for no, element in enumerate(ties, 1):
        if no > LINKS:
            raise too_large(_("links"), LINKS)
        ends = element.get("source", ""), element.get("target", "")
        for end in ends:
            if end not in nodes:
                known.problem(_("Edge {no}: there is no node “{node}”.").format(no=no, node=end[:80]))
        kind = element.get("type", "")
        directed = kind == "directed" if kind else known.directed
        attributes, said = _values(element, "edge", known)
        weight = element.get("weight", "")
        # A weight of one is what every edge has; 2.5 is reported by the plan, for a count it cannot be.
        own = STATEMENTS in known.titles.values()
        if weight and not own and "weight" not in attributes and not _is_one(weight):
            attributes["weight"] = weight
        yield GraphEdge(no, *ends, directed, attributes, element.get("label", ""), said)


def _is_one(weight: str) -> bool:
    try:
        return float(weight) == 1
    except ValueError:
        return False


def _values(element: Element, kind: str, known: _Gexf) -> tuple[dict[str, str], tuple[Said, ...]]:
    attributes = dict(known.defaults[kind])
    said: list[Said] = []
    own = STATEMENTS in known.titles.values()
    for value in element.iterfind("attvalues/attvalue"):
        # Version 1.0 and 1.1 call it "id".
        name = known.titles.get((kind, value.get("for", value.get("id", ""))), "")
        text = value.get("value", "").strip()
        begin, end = _span(value, known)
        if name == STATEMENTS:
            said += own_statements(text)
        elif name and text and (begin or end) and not own:
            said.append(Said(name, text, begin, end))
            attributes.pop(name, None)
        elif name and text and (not own or name == "type"):
            attributes[name] = text
    if not own:
        # A link exists at a time; of a thing it is what is said of it that is valid then.
        about = ("exists", "yes") if kind == "edge" else ("name", element.get("label", ""))
        said += [Said(*about, begin, end) for begin, end in _spans(element, known) if about[1]]
    return attributes, tuple(said)


def _spans(element: Element, known: _Gexf) -> Iterator[tuple[str, str]]:
    for part in (element, *element.iterfind("spells/spell"), *element.iterfind("slices/slice")):
        begin, end = _span(part, known)
        if begin or end:
            yield begin, end


def _span(element: Element, known: _Gexf) -> tuple[str, str]:
    begin = next((element.get(name, "") for name in _BEGIN if element.get(name)), "")
    end = next((element.get(name, "") for name in _END if element.get(name)), "")
    moment = element.get("timestamp", "")
    return _day(begin or moment, known), _day(end or moment, known)


def _day(text: str, known: _Gexf) -> str:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        known.numbered = known.numbered or bool(text.strip())
        return ""
    day, time, zone = found.groups()
    midnight = time is None or time.startswith("00:00")
    return day if midnight else f"{day}T{time}{zone or ''}"
