"""The picture itself, between header and legend: frames, lines, symbols, captions, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.network import NetLink
from app.base.i18n import _
from app.base.records import Standing
from app.exchange.chart_backdrop import draw_badges, draw_frames, draw_notes, group_names
from app.exchange.chart_captions import (
    Caption,
    Ground,
    baseline,
    place_captions,
    place_texts,
    symbol_box,
)
from app.exchange.chart_legend import link_text, symbol_inks
from app.exchange.chart_links import LinkLines, draw_lines, link_lines
from app.exchange.chart_model import Chart, Strand
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_primitives import Areas, Group, Ink, Item, Stamp, Strokes, Words
from app.exchange.chart_style import LABEL_GREY, Sizes, Symbol, dressed
from app.exchange.chart_text import clean

if TYPE_CHECKING:
    from app.analysis.engines import Numbers, Points

_PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
_EVIDENCE_GREY = 0.25


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between header and legend; `numbers` are the link types written as a number."""

    groups: list[Group]
    stamps: Mapping[str, tuple[Ink, ...]]
    numbers: dict[str, int]
    boxes: list[Box]
    unlabelled_nodes: int
    unlabelled_links: int


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The symbols of all nodes: number by id, middle, look, and box."""

    numbers: dict[str, int]
    names: list[str]
    points: "Points"
    symbols: list[Symbol]
    boxes: list[Box]
    reach: "Numbers"
    radii: "Numbers"


def draw_body(chart: Chart, paper: Paper, numbers: dict[str, int]) -> Body:
    """Draw the chart on its part of the paper; `numbers` stand for link types where a label has no room."""
    sizes = Sizes.at(paper.scale)
    nodes = _nodes(chart, paper, sizes)
    lines = link_lines(
        chart, nodes.numbers, nodes.points, [s.shape for s in nodes.symbols], nodes.radii, sizes
    )
    ground = Ground(paper.body)
    ground.take(nodes.boxes, symbols=True)
    notes, note_boxes = draw_notes(chart, paper, sizes, dict(zip(nodes.numbers, nodes.boxes, strict=True)))
    frames, title_boxes = draw_frames(chart, paper, sizes, dict(zip(nodes.numbers, nodes.boxes, strict=True)))
    badges, badge_boxes = draw_badges(chart, nodes.numbers, nodes.boxes, sizes)
    ground.take([*note_boxes, *title_boxes, *badge_boxes])
    if lines.strands:
        ground.mark(lines.samples(ground.step))
    more = [tuple(map(clean, chart.lines.get(i, ()))) for i in nodes.numbers]
    captions = place_captions(
        nodes.names, more, nodes.points, nodes.reach, _order(chart, nodes), ground, sizes
    )
    texts = [_label_texts(chart, strand, numbers) for strand in lines.strands]
    labels, used = _labels(lines, texts, numbers, ground, sizes)
    stamps, names = _stamps(nodes.symbols, sizes)
    placed = [c for c in (*captions, *labels) if c is not None]
    groups = [*frames, *(Group((item,)) for item in draw_lines(chart, lines, _titles(chart, lines), sizes))]
    groups += _plates(placed, nodes.points, [*captions])
    groups += [Group(tuple(_words(label, LABEL_GREY))) for label in labels if label is not None]
    groups += [
        Group((Stamp(names[nodes.symbols[i]], x, y), *_words(captions[i], 0.0)), nodes.names[i])
        for i, (x, y) in enumerate(nodes.points.tolist())
    ]
    wanted = sum(1 for some in texts if some)
    return Body(
        [*groups, *badges, *notes],
        stamps,
        used,
        [*nodes.boxes, *(c.box for c in placed)],
        sum(1 for caption in captions if caption is None),
        wanted - sum(1 for label in labels if label is not None),
    )


def _nodes(chart: Chart, paper: Paper, sizes: Sizes) -> _Nodes:
    titles = group_names(chart)
    points = np.array([paper.place(chart.places[n.id]) for n in chart.nodes], np.float64).reshape(-1, 2)
    symbols = [dressed(n.type, chart.look(n.id)) for n in chart.nodes]
    known = {s: symbol_box(s.shape, s.size * sizes.radius) for s in set(symbols)}
    boxes = [
        Box(x + b.left, y + b.top, x + b.right, y + b.bottom)
        for (x, y), b in zip(points.tolist(), (known[s] for s in symbols), strict=True)
    ]
    far = {s: max(-b.left, -b.top, b.right, b.bottom) for s, b in known.items()}
    return _Nodes(
        {n.id: i for i, n in enumerate(chart.nodes)},
        [titles.get(n.id) or clean(n.label) for n in chart.nodes],
        points,
        symbols,
        boxes,
        np.array([far[s] for s in symbols], np.float64),
        np.array([s.size * sizes.radius for s in symbols], np.float64),
    )


def _order(chart: Chart, nodes: _Nodes) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Captions of crowded nodes come first: they have the least choice."""
    degree = np.zeros(len(nodes.names))
    ends = [nodes.numbers[end] for link in chart.links for end in (link.start, link.end)]
    np.add.at(degree, np.array(ends, np.intp), 1)
    return np.lexsort((nodes.points[:, 1], nodes.points[:, 0], -degree))


def _stamps(symbols: Sequence[Symbol], sizes: Sizes) -> tuple[dict[str, tuple[Ink, ...]], dict[Symbol, str]]:
    names = {symbol: f"s{no}" for no, symbol in enumerate(dict.fromkeys(symbols), 1)}
    stamps = {
        name: symbol_inks(s, 0.0, 0.0, sizes.radius * s.size, sizes.glyph * s.size)
        for s, name in names.items()
    }
    return stamps, names


def _plates(placed: Sequence[Caption], points: "Points", captions: Sequence[Caption | None]) -> list[Group]:
    """White plates under all texts, and lines to the symbols of those that stand further off."""
    groups = []
    leaders = [
        (*c.leader, (c.box.left + c.box.right) / 2, (c.box.top + c.box.bottom) / 2)
        for c in captions
        if c is not None and c.leader is not None
    ]
    if leaders:
        groups.append(Group((Strokes(tuple(leaders), ("",) * len(leaders), LABEL_GREY, 0.4),)))
    if placed:
        corners = tuple(
            (b.left, b.top, b.right, b.top, b.right, b.bottom, b.left, b.bottom)
            for b in (c.box for c in placed)
        )
        groups.append(Group((Areas(corners, 1.0),)))
    return groups


def _words(caption: Caption | None, grey: float) -> list[Item]:
    if caption is None:
        return []
    middle = (caption.box.left + caption.box.right) / 2
    return [
        Words(
            middle,
            baseline(caption, no),
            line,
            caption.size,
            anchor="middle",
            grey=grey if no < caption.plain else _EVIDENCE_GREY,
        )
        for no, line in enumerate(caption.lines)
    ]


def _labels(
    lines: LinkLines,
    texts: Sequence[tuple[str, ...]],
    numbers: dict[str, int],
    ground: Ground,
    sizes: Sizes,
) -> tuple[list[Caption | None], dict[str, int]]:
    """Place link labels, then numbers for those without room; also return which numbers are in use."""
    found: list[Caption | None] = [None] * len(texts)
    used: dict[str, int] = {}
    if not any(texts):
        return found, used
    centres = np.stack([lines.at(part) for part in _PARTS], axis=1)
    for no in range(max(map(len, texts))):
        rows = [r for r, some in enumerate(texts) if found[r] is None and len(some) > no]
        placed = place_texts([texts[r][no] for r in rows], centres[rows], sizes.label, ground)
        for row, caption in zip(rows, placed, strict=True):
            found[row] = caption
            kind = lines.strands[row].types[0]
            if caption is not None and len(texts[row]) > 1 and no == len(texts[row]) - 1:
                used[kind] = numbers[kind]
    return found, used


def _label_texts(chart: Chart, strand: Strand, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """What to write on a line: the type, or its number; how many links where there are several."""
    count = len(strand.links)
    if not chart.document.settings.link_labels or (count == 1 and not numbers and not chart.lines):
        return ()
    if len(strand.types) > 1:
        return (f"{count}×",)
    times = f" ×{count}" if count > 1 else ""
    said = " ".join(chart.lines.get(strand.links[0].id, ())) if count == 1 else ""
    if not numbers:
        text = clean(f"{said}{times}".strip())
        return (text,) if text else ()
    kind = strand.types[0]
    name = clean(link_text(kind)) + times
    full = (f"{name} · {clean(said)}",) if said else ()
    return (*full, name, f"{numbers[kind]}{times}")


def _titles(chart: Chart, lines: LinkLines) -> list[str]:
    standings = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    titles = group_names(chart)
    names = {node.id: titles.get(node.id) or clean(node.label) for node in chart.nodes}
    kinds = {link.type: link_text(link.type) for link in chart.links}

    def said(link: NetLink) -> str:
        return f"{names[link.start]} – {kinds[link.type]} – {names[link.end]} ({standings[link.standing]})"

    return ["; ".join(map(said, strand.links)) for strand in lines.strands]
