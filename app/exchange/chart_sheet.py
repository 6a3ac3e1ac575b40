"""Putting a chart on a sheet: header, links, symbols, captions, legend - the same for SVG, PDF and PNG."""

from dataclasses import dataclass

from app.base.i18n import _, language, ngettext
from app.base.records import Standing
from app.exchange.chart_captions import Caption, place_caption, place_label, symbol_box
from app.exchange.chart_geometry import Point
from app.exchange.chart_legend import (
    addressee,
    draw_footer,
    draw_header,
    draw_symbol,
    footer_height,
    header_height,
    legend_entries,
    link_text,
    notes,
)
from app.exchange.chart_links import LinkLine, draw_line, link_lines
from app.exchange.chart_model import Chart, Strand
from app.exchange.chart_occupancy import Box, Occupancy
from app.exchange.chart_paper import Paper, choose_paper
from app.exchange.chart_primitives import Group, Sheet
from app.exchange.chart_style import LABEL_GREY, MARGIN, Sizes, symbol_of
from app.exchange.chart_text import clean


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished sheet, how many captions and labels had no room, and how many things overlap."""

    sheet: Sheet
    unlabelled_nodes: int
    unlabelled_links: int
    overlaps: int


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands between header and legend."""

    groups: list[Group]
    numbers: dict[str, int]
    boxes: list[Box]
    unlabelled_nodes: int
    unlabelled_links: int


def compose_sheet(chart: Chart) -> Composed:
    """Lay out the whole sheet in the language in force; the same chart gives the same sheet."""
    numbers = _numbers(chart)
    paper = _paper(chart, numbers, 1, 1)
    body = _draw_body(chart, paper, numbers)
    lines = notes(body.unlabelled_nodes, body.unlabelled_links)
    entries = legend_entries(chart, body.numbers)
    top = paper.height - MARGIN - footer_height(entries, lines, paper.width)
    sheet = Sheet(
        width=paper.width,
        height=paper.height,
        title=_("Chart {reference}").format(reference=clean(chart.view.header.reference)),
        description=_description(chart),
        language=language(),
        groups=(
            *draw_header(chart.view, paper.width),
            *body.groups,
            *draw_footer(entries, lines, paper.width, top),
        ),
    )
    return Composed(sheet, body.unlabelled_nodes, body.unlabelled_links, _overlaps(body.boxes))


def _paper(chart: Chart, numbers: dict[str, int], nodes: int, links: int) -> Paper:
    entries, lines = legend_entries(chart, numbers), notes(nodes, links)

    def frame(width: float) -> tuple[float, float]:
        return header_height(chart.view, width), footer_height(entries, lines, width) + 4.0

    return choose_paper(chart.places.values(), frame)


def _numbers(chart: Chart) -> dict[str, int]:
    """Numbers for link types, in the order of their labels, should a label find no room."""
    types = {link.type for link in chart.links}
    if len(types) < 2:
        return {}
    return {kind: i + 1 for i, kind in enumerate(sorted(types, key=lambda t: (link_text(t), t)))}


def _draw_body(chart: Chart, paper: Paper, numbers: dict[str, int]) -> _Body:
    sizes = Sizes.at(paper.scale)
    places = {node.id: paper.place(chart.places[node.id]) for node in chart.nodes}
    shapes = {node.id: symbol_of(node.type).shape for node in chart.nodes}
    symbols = {i: symbol_box(places[i], shapes[i], sizes.radius) for i in places}
    lines = [line for pair in chart.strands for line in link_lines(pair, places, shapes, sizes)]
    taken = Occupancy(paper.body)
    for box in symbols.values():
        taken.take(box)
    for line in lines:
        taken.mark(line.samples())
    captions = _captions(chart, symbols, taken, sizes)
    labels, used = _labels(lines, numbers, taken, sizes)
    names = {node.id: clean(node.label) for node in chart.nodes}
    groups = [Group(draw_line(line, sizes), _link_title(line.strand, names)) for line in lines]
    groups += [Group(label.draw(grey=LABEL_GREY)) for label in labels if label]
    groups += [_node_group(chart, i, places, captions, sizes) for i in range(len(chart.nodes))]
    boxes = [*symbols.values(), *(c.box for c in (*captions.values(), *labels) if c)]
    wanted = sum(1 for line in lines if _label_texts(line.strand, numbers))
    return _Body(
        groups,
        used,
        boxes,
        sum(1 for caption in captions.values() if caption is None),
        wanted - sum(1 for label in labels if label),
    )


def _captions(
    chart: Chart, symbols: dict[str, Box], taken: Occupancy, sizes: Sizes
) -> dict[str, Caption | None]:
    """Place the captions of crowded nodes first: they have the least choice."""
    degree: dict[str, int] = {}
    for link in chart.links:
        for end in (link.start, link.end):
            degree[end] = degree.get(end, 0) + 1
    order = sorted(chart.nodes, key=lambda node: (-degree.get(node.id, 0), chart.places[node.id], node.id))
    return {n.id: place_caption(clean(n.label), symbols[n.id], taken, sizes) for n in order}


def _node_group(
    chart: Chart, i: int, places: dict[str, Point], captions: dict[str, Caption | None], sizes: Sizes
) -> Group:
    node = chart.nodes[i]
    caption = captions[node.id]
    items = draw_symbol(node.type, *places[node.id], sizes.radius, sizes.glyph)
    return Group((*(caption.draw() if caption else ()), *items), clean(node.label))


def _labels(
    lines: list[LinkLine], numbers: dict[str, int], taken: Occupancy, sizes: Sizes
) -> tuple[list[Caption | None], dict[str, int]]:
    """Place link labels, or their numbers; also return which numbers are in use."""
    labels: list[Caption | None] = []
    used: dict[str, int] = {}
    for line in lines:
        texts = _label_texts(line.strand, numbers)
        label = place_label(line, texts, taken, sizes) if texts else None
        kind = line.strand.types[0]
        if label and len(line.strand.types) == 1 and len(texts) > 1 and label.lines[0] == texts[-1]:
            used[kind] = numbers[kind]
        labels.append(label)
    return labels, used


def _label_texts(strand: Strand, numbers: dict[str, int]) -> tuple[str, ...]:
    """What to write on a line: the type, or its number; how many links where there are several."""
    count = len(strand.links)
    if len(strand.types) > 1:
        return (f"{count}×",)
    times = f" ×{count}" if count > 1 else ""
    if not numbers:
        return (times.strip(),) if times else ()
    kind = strand.types[0]
    return (clean(link_text(kind)) + times, f"{numbers[kind]}{times}")


def _link_title(strand: Strand, names: dict[str, str]) -> str:
    standings = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    parts = [
        f"{names[link.start]} – {link_text(link.type)} – {names[link.end]} ({standings[link.standing]})"
        for link in strand.links
    ]
    return "; ".join(parts)


def _description(chart: Chart) -> str:
    nodes = ngettext("{count} node", "{count} nodes", len(chart.nodes)).format(count=len(chart.nodes))
    links = ngettext("{count} link", "{count} links", len(chart.links)).format(count=len(chart.links))
    counted = _("{nodes} and {links}.").format(nodes=nodes, links=links)
    return f"{counted} {addressee(chart.view)}. {notes(0, 0)[0]}"


def _overlaps(boxes: list[Box]) -> int:
    """Count pairs of symbols, captions and labels that share some area."""
    if not boxes:
        return 0
    order = sorted(boxes, key=lambda box: box.left)
    count = 0
    for i, box in enumerate(order):
        for other in order[i + 1 :]:
            if other.left >= box.right:
                break
            count += box.meets(other)
    return count
