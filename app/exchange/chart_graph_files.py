"""A chart as a graph file for other programs: GraphML 1.1 and GEXF 1.3, from the view alone.

GraphML: graphml.graphdrawing.org/specification (xsd 1.1). GEXF: gexf.net (1.3, with the viz module).
Both allow links of both kinds in one graph, but widespread readers refuse that. So all links are written
as directed if one is, and each tells in its attribute `directed` whether it really has a direction.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from app.analysis.network import NetLink, NetNode
from app.exchange.chart_legend import addressee, link_text
from app.exchange.chart_model import Chart
from app.exchange.chart_text import clean
from app.ontology.catalogue import ontology

_NODE_KEYS = (
    ("label", "string"),
    ("type", "string"),
    ("type_label", "string"),
    ("x", "double"),
    ("y", "double"),
)
_LINK_KEYS = (
    ("label", "string"),
    ("type", "string"),
    ("standing", "string"),
    ("weight", "int"),
    ("directed", "boolean"),
)


def write_graphml(chart: Chart, out: BinaryIO) -> None:
    """Write nodes with caption, type and place, links with type, standing and weight; UTF-8."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        f"<desc>{escape(_about(chart))}</desc>",
    ]
    for owner, keys in (("node", _NODE_KEYS), ("edge", _LINK_KEYS)):
        for name, kind in keys:
            lines.append(f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>')
    lines.append(f'<graph id="chart" edgedefault="{_way(chart)}">')
    for node in chart.nodes:
        data = _data("node", _NODE_KEYS, _node_values(chart, node))
        lines.append(f"<node id={quoteattr(node.id)}>{data}</node>")
    for link in chart.links:
        ends = f"source={quoteattr(link.start)} target={quoteattr(link.end)}"
        data = _data("edge", _LINK_KEYS, _link_values(link))
        lines.append(f"<edge id={quoteattr(link.id)} {ends}>{data}</edge>")
    _write(out, [*lines, "</graph>", "</graphml>"])


def write_gexf(chart: Chart, out: BinaryIO) -> None:
    """Write the same as GEXF; y grows upwards there."""
    _write(
        out,
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
            f"<meta><description>{escape(_about(chart))}</description></meta>",
            f'<graph defaultedgetype="{_way(chart)}">',
            *_gexf_attributes("node", ("type", "type_label")),
            *_gexf_attributes("edge", ("type", "standing", "directed")),
            "<nodes>",
            *(_gexf_node(chart, node) for node in chart.nodes),
            "</nodes>",
            "<edges>",
            *(_gexf_edge(link) for link in chart.links),
            "</edges>",
            "</graph>",
            "</gexf>",
        ],
    )


def _about(chart: Chart) -> str:
    return (
        f"{clean(chart.view.header.reference)} · {clean(chart.view.as_of)} · {clean(addressee(chart.view))}"
    )


def _way(chart: Chart) -> str:
    return "directed" if any(link.directed for link in chart.links) else "undirected"


def _node_values(chart: Chart, node: NetNode) -> tuple[str, ...]:
    x, y = chart.places[node.id]
    return (clean(node.label), node.type, _type_label(node.type), f"{x:.2f}", f"{y:.2f}")


def _link_values(link: NetLink) -> tuple[str, ...]:
    directed = "true" if link.directed else "false"
    return (clean(link_text(link.type)), link.type, link.standing.value, str(link.weight), directed)


def _type_label(node_type: str) -> str:
    kind = ontology().nodes.get(node_type)
    return kind.label if kind else clean(node_type)


def _data(owner: str, keys: Iterable[tuple[str, str]], values: Iterable[str]) -> str:
    return "".join(
        f'<data key="{owner}_{name}">{escape(value)}</data>'
        for (name, _kind), value in zip(keys, values, strict=True)
    )


def _gexf_attributes(owner: str, names: tuple[str, ...]) -> Iterator[str]:
    yield f'<attributes class="{owner}">'
    for name in names:
        yield f'<attribute id="{name}" title="{name}" type="string"/>'
    yield "</attributes>"


def _gexf_node(chart: Chart, node: NetNode) -> str:
    label, kind, kind_label, _x, _y = _node_values(chart, node)
    x, y = chart.places[node.id]
    values = _gexf_values((("type", kind), ("type_label", kind_label)))
    place = f'<viz:position x="{x:.2f}" y="{-y:.2f}" z="0"/>'
    return f"<node id={quoteattr(node.id)} label={quoteattr(label)}>{values}{place}</node>"


def _gexf_edge(link: NetLink) -> str:
    label, kind, standing, weight, directed = _link_values(link)
    ends = f'source={quoteattr(link.start)} target={quoteattr(link.end)} weight="{weight}"'
    values = _gexf_values((("type", kind), ("standing", standing), ("directed", directed)))
    return f"<edge id={quoteattr(link.id)} {ends} label={quoteattr(label)}>{values}</edge>"


def _gexf_values(pairs: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f'<attvalue for="{name}" value={quoteattr(value)}/>' for name, value in pairs)
    return f"<attvalues>{inner}</attvalues>"


def _write(out: BinaryIO, lines: Iterable[str]) -> None:
    out.write(("\n".join(lines) + "\n").encode())
