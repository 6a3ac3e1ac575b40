"""The drawing of a chart as yEd keeps it inside GraphML (yworks.com/xml/graphml: ShapeNode, PolyLineEdge)."""

from xml.sax.saxutils import escape

from app.analysis.chart_styles import size_step
from app.analysis.network import NetLink, NetNode
from app.base.records import Standing
from app.exchange.chart_legend import link_text
from app.exchange.chart_model import Chart
from app.exchange.chart_style import dressed
from app.exchange.chart_text import clean

YED_SPACE = "http://www.yworks.com/xml/graphml"
YED_KEYS = (
    '<key id="yed_node" for="node" yfiles.type="nodegraphics"/>',
    '<key id="yed_edge" for="edge" yfiles.type="edgegraphics"/>',
)
_SIDE = 40.0
_SHAPES = {
    "circle": "ellipse",
    "ellipse": "ellipse",
    "square": "rectangle",
    "bar": "rectangle",
    "document": "rectangle",
    "hexagon": "hexagon",
    "triangle": "triangle",
    "diamond": "diamond",
    "octagon": "octagon",
    "star": "star5",
}
_LINES = {Standing.FACT: "line", Standing.ASSESSMENT: "dotted", Standing.HYPOTHESIS: "dashed"}


def yed_node(chart: Chart, node: NetNode, colour: tuple[int, int, int]) -> str:
    """Return the data element of a node: shape, place, colour and caption below it."""
    x, y = chart.places[node.id]
    side = _SIDE * size_step(chart.look(node.id).size)
    shape = _SHAPES.get(dressed(node.type, chart.look(node.id)).shape, "roundrectangle")
    half = side / 2
    return (
        '<data key="yed_node"><y:ShapeNode>'
        f'<y:Geometry height="{side:g}" width="{side:g}" x="{x - half:.2f}" y="{y - half:.2f}"/>'
        f'<y:Fill color="{_hex(colour)}" transparent="false"/>'
        '<y:BorderStyle color="#404040" type="line" width="1.0"/>'
        f'<y:NodeLabel modelName="sandwich" modelPosition="s">{escape(clean(node.label))}</y:NodeLabel>'
        f'<y:Shape type="{shape}"/>'
        "</y:ShapeNode></data>"
    )


def yed_edge(link: NetLink, colour: tuple[int, int, int]) -> str:
    """Return the data element of a link: line by standing, arrow by direction, its kind as label."""
    arrow = "standard" if link.directed else "none"
    return (
        '<data key="yed_edge"><y:PolyLineEdge>'
        f'<y:LineStyle color="{_hex(colour)}" type="{_LINES[link.standing]}" width="1.0"/>'
        f'<y:Arrows source="none" target="{arrow}"/>'
        f"<y:EdgeLabel>{escape(clean(link_text(link.type)))}</y:EdgeLabel>"
        "</y:PolyLineEdge></data>"
    )


def _hex(colour: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
