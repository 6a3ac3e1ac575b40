"""Theme lines on paper: who or what lasts has a line through time, dates stand above it."""

from app.analysis.engines import np
from app.analysis.layouts import BOX_PX
from app.analysis.network import Network
from app.analysis.theme_layout import ThemePicture, theme_picture
from app.exchange.chart_geometry import Point, ellipse
from app.exchange.chart_model import Chart
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_primitives import Group, Ink, Item, Strokes, Words
from app.exchange.chart_style import Sizes
from app.exchange.chart_text import clean, text_width, wrap
from app.ontology.values import display

_GREY, _WIDTH = 0.62, 2.2
_TIE_GREY, _DOT = 0.45, 1.9
_NAME_WIDTH = 150.0


def theme_of(chart: Chart) -> ThemePicture | None:
    """Return the lines of a chart laid out along theme lines, None for every other."""
    if not chart.dates:
        return None
    return theme_picture(Network(chart.nodes, chart.links), chart.places, chart.dates, box=BOX_PX)


def theme_corners(chart: Chart) -> list[Point]:
    """Return points (px at scale 1) that the sheet has to hold for lines and dates."""
    picture = theme_of(chart)
    if picture is None:
        return []
    return [(line.end, line.y) for line in picture.lines] + [(mark.x, picture.top) for mark in picture.marks]


def draw_theme(chart: Chart, paper: Paper, sizes: Sizes) -> tuple[list[Group], list[Box]]:
    """Return lines with their names at the far end, dated links and dates, and the room that words take."""
    picture = theme_of(chart)
    if picture is None:
        return [], []
    names = {node.id: clean(node.label) for node in chart.nodes}
    items: list[Item] = []
    taken: list[Box] = []
    lines = [(*paper.place((k.start, k.y)), *paper.place((k.end, k.y))) for k in picture.lines]
    if lines:
        said = tuple(names[k.node_id] for k in picture.lines)
        items.append(Strokes(np.array(lines), np.empty((0, 8)), said, _GREY, _WIDTH * sizes.line))
    for tie in picture.ties:
        x, top = paper.place((tie.x, tie.top))
        low = paper.place((tie.x, tie.bottom))[1]
        items.append(Ink((("M", (x, top)), ("L", (x, low))), stroke=_TIE_GREY, width=sizes.line))
        items += [Ink(ellipse(x, y, _DOT, _DOT), fill=_TIE_GREY) for y in (top, low)]
    for theme, line in zip(picture.lines, lines, strict=True):
        _write(items, taken, (line[2] + 3.0, line[3]), names[theme.node_id], sizes, "start")
    for mark in picture.marks:
        _write(items, taken, paper.place((mark.x, picture.top)), _date(mark.date), sizes, "middle")
    return [Group(tuple(items))], taken


def _date(date: str) -> str:
    return clean(display("partial_date", date))


def _write(items: list[Item], taken: list[Box], at: Point, text: str, sizes: Sizes, anchor: str) -> None:
    size = sizes.caption * 0.85
    for line in wrap(text, size, _NAME_WIDTH * sizes.scale, 1):
        items.append(Words(at[0], at[1] + size * 0.36, line, size, anchor=anchor, grey=0.2))
        wide = text_width(line, size)
        left = at[0] - (wide / 2 if anchor == "middle" else 0.0)
        taken.append(Box(left, at[1] - size * 0.7, left + wide, at[1] + size * 0.7))
