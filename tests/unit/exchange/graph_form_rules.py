"""What the published forms of GraphML 1.1 and GEXF 1.2 and 1.3 ask of a file, as far as a chart uses them.

GraphML: graphml.graphdrawing.org/xmlns/1.1 (graphml-structure.xsd, graphml-attributes.xsd). GEXF: gexf.net,
schemas 1.2 and 1.3 (gexf.xsd, data.xsd, dynamics.xsd, viz.xsd). The rules stand here in our own words: the
files published for 1.3 refer to each other by two different namespaces and no validator takes them, and those
for 1.2 put colours and places into the wrong one. What yEd adds (yworks.com) is left out of sight. An element
is described by its attributes - those it must have, those it may have, each with the form of its value - and
by the order of its children.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF, GEXF_12 = "http://gexf.net/1.3", "http://www.gexf.net/1.2draft"
YED = "http://www.yworks.com/xml/graphml"
_TOKEN, _ANY = r"[\w.:-]+", r"(?s).*"
_NUMBER, _POSITIVE = r"-?\d+(\.\d+)?(e[+-]?\d+)?", r"\d+(\.\d+)?"
_CHANNEL = r"\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]"
_WAY = "directed|undirected"
_DAY = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True)
class Form:
    """Attributes with the form of their values, and the children as a pattern over their names."""

    must: dict[str, str] = field(default_factory=dict)
    may: dict[str, str] = field(default_factory=dict)
    children: str = ""
    text: str = r"\s*"


_DATA_TYPES = "boolean|int|long|float|double|string"
_OWNERS = "all|graphml|graph|node|edge|hyperedge|port|endpoint"
GRAPHML_FORMS = {
    "graphml": Form(children="(desc )?(key )*((data|graph) )*"),
    "desc": Form(text=_ANY),
    "key": Form(
        {"id": _TOKEN}, {"for": _OWNERS, "attr.name": _TOKEN, "attr.type": _DATA_TYPES}, "(desc )?(default )?"
    ),
    "graph": Form({"edgedefault": _WAY}, {"id": _TOKEN}, "(desc )?((data|node|edge|hyperedge) )*"),
    "node": Form({"id": _TOKEN}, {}, "(desc )?((data|port) )*(graph )?"),
    "edge": Form(
        {"source": _TOKEN, "target": _TOKEN},
        {"id": _TOKEN, "directed": "true|false"},
        "(desc )?(data )*(graph )?",
    ),
    "data": Form({"key": _TOKEN}, {"id": _TOKEN}, text=_ANY),
}
_NODE_SHAPES = "disc|triangle|square|diamond|star|pentagon|hexagon|cross"
_COLOUR = {"r": _CHANNEL, "g": _CHANNEL, "b": _CHANNEL}
GEXF_FORMS = {
    "gexf": Form({"version": "1.3"}, {"variant": _ANY}, "(meta )?graph "),
    "meta": Form({}, {"lastmodifieddate": r"\d{4}-\d\d-\d\d"}, "((creator|keywords|description) )*"),
    "description": Form(text=_ANY),
    "graph": Form(
        {},
        {"defaultedgetype": f"{_WAY}|mutual", "mode": "static|dynamic", "timeformat": "date"},
        "(attributes )*((nodes|edges) )*",
    ),
    "attributes": Form({"class": "node|edge"}, {}, "(attribute )*"),
    "attribute": Form({"id": _ANY, "title": _ANY, "type": "integer|long|double|float|boolean|string|anyURI"}),
    "nodes": Form({}, {"count": r"\d+"}, "(node )*"),
    "edges": Form({}, {"count": r"\d+"}, "(edge )*"),
    "node": Form(
        {"id": _ANY}, {"label": _ANY}, "(attvalues )?((viz:color|viz:position|viz:size|viz:shape) )*"
    ),
    "edge": Form(
        {"source": _ANY, "target": _ANY},
        {"id": _ANY, "label": _ANY, "weight": _NUMBER, "type": f"{_WAY}|mutual", "kind": _ANY}
        | {"start": _DAY, "end": _DAY},
        "(attvalues )?((viz:color|viz:thickness|viz:shape) )*",
    ),
    "attvalues": Form(children="(attvalue )*"),
    "attvalue": Form({"for": _ANY, "value": _ANY}),
    "viz:color": Form(_COLOUR, {"a": r"0(\.\d+)?|1(\.0+)?"}),
    "viz:position": Form({"x": _NUMBER, "y": _NUMBER}, {"z": _NUMBER}),
    "viz:size": Form({"value": _POSITIVE}),
    "viz:thickness": Form({"value": _POSITIVE}),
    "viz:shape": Form({"value": f"{_NODE_SHAPES}|solid|dotted|dashed|double"}),
}
# What is another way in 1.2: an edge needs an id and knows no kind, a place is one in three dimensions.
_EDGE = GEXF_FORMS["edge"]
GEXF_12_FORMS = GEXF_FORMS | {
    "gexf": Form({"version": "1.2"}, {"variant": _ANY}, "(meta )?graph "),
    "edge": Form(
        {**_EDGE.must, "id": _ANY},
        {name: form for name, form in _EDGE.may.items() if name not in ("id", "kind")},
        _EDGE.children,
    ),
    "viz:position": Form({"x": _NUMBER, "y": _NUMBER, "z": _NUMBER}),
    "viz:shape": Form({"value": "disc|square|triangle|diamond|image|solid|dotted|dashed|double"}),
}


def check_graphml(data: bytes) -> Element:
    """Return the root of a file that keeps to GraphML 1.1; AssertionError naming what does not."""
    root = fromstring(data)
    for element in root.iter():
        element.attrib.pop("yfiles.type", None)
        for child in [c for c in element if c.tag.startswith(f"{{{YED}}}")]:
            element.remove(child)
    _check(root, GRAPHML_FORMS, {GRAPHML: ""})
    keys = {key.get("id"): key for key in root.iter(f"{{{GRAPHML}}}key")}
    nodes = [node.get("id") for node in root.iter(f"{{{GRAPHML}}}node")]
    edges = list(root.iter(f"{{{GRAPHML}}}edge"))
    assert len(set(nodes)) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)
    for owner in ("node", "edge"):
        for item in root.iter(f"{{{GRAPHML}}}{owner}"):
            said = [data.get("key") for data in item]
            assert len(set(said)) == len(said)
            for data in item:
                key = keys[data.get("key")]
                assert key.get("for") in (owner, "all")
                assert re.fullmatch(_values(key.get("attr.type", "string")), data.text or ""), (
                    key.attrib,
                    data.text,
                )
    return root


def check_gexf(data: bytes) -> Element:
    """Return the root of a file that keeps to GEXF 1.2 or 1.3; AssertionError naming what does not."""
    root = fromstring(data)
    older = root.tag.startswith(f"{{{GEXF_12}}}")
    space = GEXF_12 if older else GEXF
    _check(root, GEXF_12_FORMS if older else GEXF_FORMS, {space: "", f"{space}/viz": "viz:"})
    nodes = {node.get("id") for node in root.iter(f"{{{space}}}node")}
    for owner in ("node", "edge"):
        (declared,) = root.findall(f".//{{{space}}}attributes[@class='{owner}']")
        known = {attribute.get("id") for attribute in declared}
        items = list(root.iter(f"{{{space}}}{owner}"))
        assert len({item.get("id") for item in items}) == len(items)
        used = {value.get("for") for item in items for value in item.iter(f"{{{space}}}attvalue")}
        assert used <= known
    for edge in root.iter(f"{{{space}}}edge"):
        assert {edge.get("source"), edge.get("target")} <= nodes
    return root


def _values(kind: str) -> str:
    return {"boolean": "true|false", "int": r"-?\d+", "double": _NUMBER}.get(kind, _ANY)


def _check(element: Element, forms: dict[str, Form], prefixes: dict[str, str]) -> None:
    name = _name(element, prefixes)
    form = forms[name]
    assert form.must.keys() <= element.attrib.keys(), (name, element.attrib)
    for attribute, value in element.attrib.items():
        wanted = {**form.must, **form.may}[attribute]
        assert re.fullmatch(wanted, value), (name, attribute, value)
    children = "".join(f"{_name(child, prefixes)} " for child in element)
    assert re.fullmatch(form.children, children), (name, children[:200])
    assert re.fullmatch(form.text, element.text or ""), (name, element.text)
    for child in element:
        _check(child, forms, prefixes)


def _name(element: Element, prefixes: dict[str, str]) -> str:
    namespace, _brace, local = element.tag[1:].partition("}")
    return prefixes[namespace] + local
