"""A chart as a graph file for other programs: GraphML 1.1 and GEXF 1.3, from the view alone.

GraphML: graphml.graphdrawing.org/specification (xsd 1.1). GEXF: gexf.net (1.3, with the viz module).
Both allow links of both kinds in one graph, but widespread readers refuse that. So all links are written
as directed if one is, and each tells in its attribute `directed` whether it really has a direction.

Every finding stands in one attribute that this program reads back (`own_statements`). GEXF is dynamic where
the findings name days. `write_yed` adds the drawing as yEd keeps it (yworks.com/xml/graphml).
"""

from collections.abc import Iterable, Iterator
from colorsys import hls_to_rgb
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from app.analysis.chart_styles import COLOUR_STYLES, LINK_WIDTHS, size_step, width_class
from app.analysis.network import NetLink, NetNode
from app.base.progress import Progress
from app.base.records import Standing
from app.exchange.chart_legend import addressee, link_text
from app.exchange.chart_model import Chart
from app.exchange.chart_style import dressed
from app.exchange.chart_text import clean
from app.exchange.graph_file_facts import Facts, facts_of
from app.exchange.graph_file_yed import YED_KEYS, YED_SPACE, yed_edge, yed_node
from app.exchange.xml_text import xml_text
from app.ontology.catalogue import ontology

_NODE_KEYS = (
    ("label", "string"),
    ("type", "string"),
    ("type_label", "string"),
    ("look_colour", "string"),
    ("look_size", "double"),
    ("x", "double"),
    ("y", "double"),
    ("size", "double"),
    ("r", "int"),
    ("g", "int"),
    ("b", "int"),
)
_LINK_KEYS = (
    ("label", "string"),
    ("type", "string"),
    ("standing", "string"),
    ("weight", "int"),
    ("directed", "boolean"),
    ("look_colour", "string"),
    ("look_width", "int"),
)
_GEXF = ("http://gexf.net/1.3", "1.3")
_GEXF_12 = ("http://www.gexf.net/1.2draft", "1.2")
_NODE_SIZE = 10.0
"""Size of a plain node in GEXF, where 1 is hardly to be seen."""
_PLAIN_NODE, _PLAIN_LINK = (198, 206, 214), (96, 96, 96)
_SHAPES = {"square": "square", "bar": "square", "document": "square", "triangle": "triangle"}
_SHAPES |= {"diamond": "diamond"}
_LINES = {Standing.FACT: "solid", Standing.HYPOTHESIS: "dashed", Standing.ASSESSMENT: "dotted"}


def write_graphml(chart: Chart, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write nodes with caption, type and place, links with type, standing and weight; UTF-8.

    Colour, size and place stand in the attributes that Gephi looks for, too.
    """
    _write_graphml(chart, out, progress or Progress(), yed=False)


def write_yed(chart: Chart, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write the same with shapes, colours, captions and places as yEd draws them."""
    _write_graphml(chart, out, progress or Progress(), yed=True)


def _write_graphml(chart: Chart, out: BinaryIO, told: Progress, *, yed: bool) -> None:
    facts = facts_of(chart.view)
    space = f' xmlns:y="{YED_SPACE}"' if yed else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"{space}>',
        f"<desc>{escape(_about(chart))}</desc>",
        *(YED_KEYS if yed else ()),
    ]
    for owner, keys in (("node", _NODE_KEYS), ("edge", _LINK_KEYS)):
        for name, kind in (*keys, *((name, "string") for name in facts.names(owner))):
            lines.append(f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>')
    lines.append(f'<graph id="chart" edgedefault="{_way(chart)}">')
    for node in told.stretch(0, 1, 2).each(chart.nodes):
        data = _data("node", _NODE_KEYS, _node_values(chart, node)) + _facts("node", facts, node.id)
        data += yed_node(chart, node, _rgb(chart.look(node.id).colour, _PLAIN_NODE)) if yed else ""
        lines.append(f"<node id={quoteattr(node.id)}>{data}</node>")
    for link in told.stretch(1, 2, 2).each(chart.links):
        ends = f"source={quoteattr(link.start)} target={quoteattr(link.end)}"
        data = _data("edge", _LINK_KEYS, _link_values(chart, link)) + _facts("edge", facts, link.id)
        data += yed_edge(link, _rgb(chart.look(link.id).colour, _PLAIN_LINK)) if yed else ""
        lines.append(f"<edge id={quoteattr(link.id)} {ends}>{data}</edge>")
    _write(out, [*lines, "</graph>", "</graphml>"])


def _facts(owner: str, facts: Facts, subject_id: str) -> str:
    return "".join(
        f'<data key="{owner}_{name}">{escape(xml_text(value))}</data>'
        for name, value in facts.values(subject_id).items()
    )


def write_gexf(chart: Chart, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write the same as GEXF 1.3; y grows upwards there."""
    _write_gexf(chart, out, progress or Progress(), _GEXF)


def write_gexf_12(chart: Chart, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write the same as GEXF 1.2 for programs that do not know the newer names."""
    _write_gexf(chart, out, progress or Progress(), _GEXF_12)


def _write_gexf(chart: Chart, out: BinaryIO, told: Progress, version: tuple[str, str]) -> None:
    space, number = version
    facts = facts_of(chart.view)
    dynamic = ' mode="dynamic" timeformat="date"' if facts.dated else ""
    _write(
        out,
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<gexf xmlns="{space}" xmlns:viz="{space}/viz" version="{number}">',
            f"<meta><description>{escape(_about(chart))}</description></meta>",
            f'<graph defaultedgetype="{_way(chart)}"{dynamic}>',
            *_gexf_attributes("node", ("type", "type_label", "look_colour", *facts.names("node"))),
            *_gexf_attributes("edge", ("type", "standing", "directed", "look_colour", *facts.names("edge"))),
            "<nodes>",
            *(_gexf_node(chart, node, facts) for node in told.stretch(0, 1, 2).each(chart.nodes)),
            "</nodes>",
            "<edges>",
            *(_gexf_edge(chart, link, facts) for link in told.stretch(1, 2, 2).each(chart.links)),
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
    look = chart.look(node.id)
    size = f"{size_step(look.size):g}"
    return (
        clean(node.label),
        node.type,
        _type_label(node.type),
        look.colour,
        size,
        f"{x:.2f}",
        f"{y:.2f}",
        f"{size_step(look.size) * _NODE_SIZE:g}",
        *(str(part) for part in _rgb(look.colour, _PLAIN_NODE)),
    )


def _link_values(chart: Chart, link: NetLink) -> tuple[str, ...]:
    directed = "true" if link.directed else "false"
    look = chart.look(link.id)
    said = (clean(link_text(link.type)), link.type, link.standing.value, str(link.weight), directed)
    return (*said, look.colour, str(look.width))


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


def _gexf_node(chart: Chart, node: NetNode, facts: Facts) -> str:
    label, kind, kind_label, colour, size, *_more = _node_values(chart, node)
    x, y = chart.places[node.id]
    said = (("type", kind), ("type_label", kind_label), ("look_colour", colour))
    values = _gexf_values((*said, *facts.values(node.id).items()))
    shape = _SHAPES.get(dressed(node.type, chart.look(node.id)).shape, "disc")
    viz = f'{_colour(colour, _PLAIN_NODE)}<viz:position x="{x:.2f}" y="{-y:.2f}" z="0"/>'
    viz += f'<viz:size value="{float(size) * _NODE_SIZE:g}"/><viz:shape value="{shape}"/>'
    return f"<node id={quoteattr(node.id)} label={quoteattr(label)}>{values}{viz}</node>"


def _gexf_edge(chart: Chart, link: NetLink, facts: Facts) -> str:
    label, kind, standing, weight, directed, colour, width = _link_values(chart, link)
    ends = f'source={quoteattr(link.start)} target={quoteattr(link.end)} weight="{weight}"'
    said = (("type", kind), ("standing", standing), ("directed", directed), ("look_colour", colour))
    thick = float(width) or LINK_WIDTHS[width_class(link.weight)]
    viz = f'{_colour(colour, _PLAIN_LINK)}<viz:thickness value="{thick:g}"/>'
    viz += f'<viz:shape value="{_LINES[link.standing]}"/>'
    values = _gexf_values((*said, *facts.values(link.id).items()))
    days = facts.days(link.id)
    return f"<edge id={quoteattr(link.id)} {ends} label={quoteattr(label)}{days}>{values}{viz}</edge>"


def _colour(name: str, plain: tuple[int, int, int]) -> str:
    """A colour in the viz module of GEXF."""
    r, g, b = _rgb(name, plain)
    return f'<viz:color r="{r}" g="{g}" b="{b}"/>'


def _rgb(name: str, plain: tuple[int, int, int]) -> tuple[int, int, int]:
    """A colour of the palette on white, `plain` for none."""
    style = COLOUR_STYLES.get(name)
    if style is None:
        return plain
    r, g, b = hls_to_rgb(style.hue / 360, 0.5, min(0.55 * style.strength, 1.0))
    return round(255 * r), round(255 * g), round(255 * b)


def _gexf_values(pairs: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f'<attvalue for="{name}" value={quoteattr(xml_text(value))}/>' for name, value in pairs)
    return f"<attvalues>{inner}</attvalues>"


def _write(out: BinaryIO, lines: Iterable[str]) -> None:
    out.write(("\n".join(lines) + "\n").encode())
