"""The picture itself, between header and legend: frames, lines, symbols, captions, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

from app.analysis.chart_symbols import Ink, Raster
from app.analysis.engines import np
from app.analysis.network import NetLink
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Standing
from app.exchange.chart_backdrop import draw_badges, draw_frames, draw_notes, group_names
from app.exchange.chart_captions import Captions, Ground, place_captions, place_texts
from app.exchange.chart_legend import link_text
from app.exchange.chart_links import LinkLines, draw_lines, link_lines
from app.exchange.chart_model import Chart, Strand
from app.exchange.chart_nodes import Nodes, order_of, place_nodes, stamps_of
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_primitives import Areas, Group, Marks, Strokes, Words
from app.exchange.chart_strands import Strands
from app.exchange.chart_style import LABEL_GREY, Sizes
from app.exchange.chart_text import clean
from app.exchange.chart_theme import draw_theme

if TYPE_CHECKING:
    from app.analysis.engines import Numbers

_PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)
_EVIDENCE_GREY = 0.25
_MOST_AVOIDED = 15_000
"""Among more lines than this there is no place without one: captions just take the nearest."""
_CLOCKWISE = [0, 1, 2, 1, 2, 3, 0, 3]
"""The corners of a box from its left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands between header and legend; `numbers` are the link types written as a number.

    `boxes` (n, 4) are those of symbols, captions and labels: left, top, right, bottom.
    """

    groups: list[Group]
    stamps: Mapping[str, tuple[Ink | Raster, ...]]
    numbers: dict[str, int]
    boxes: "Numbers"
    unlabelled_nodes: int
    unlabelled_links: int


@dataclass(frozen=True, slots=True)
class _Around:
    """What somebody put behind and before the nodes, and the room that its words take."""

    behind: list[Group]
    before: list[Group]
    taken: list[Box]


def draw_body(chart: Chart, paper: Paper, numbers: dict[str, int], told: Progress | None = None) -> Body:
    """Draw the chart on its part of the paper; `numbers` stand for link types where a label has no room."""
    told = told or Progress()
    sizes = Sizes.at(paper.scale)
    nodes = place_nodes(chart, paper, sizes)
    lines = link_lines(chart, nodes.numbers, nodes.points, nodes.shapes(), nodes.radii, sizes)
    told.step(1, 4)
    ground = Ground(paper.body)
    ground.take(nodes.rows, symbols=True)
    around = _around(chart, paper, nodes, sizes)
    ground.take(around.taken)
    if 0 < len(lines.ends) <= _MOST_AVOIDED:
        ground.mark(lines.samples(ground.step))
    wrote = chart.lines
    more = [tuple(map(clean, wrote.get(i, ()))) for i in nodes.numbers] if wrote else [()] * len(nodes.names)
    order = order_of(lines.ends, nodes.points)
    captions = place_captions(nodes.names, more, nodes.points, nodes.reach, order, ground, sizes)
    told.step(2, 4)
    texts = _texts(chart, lines.strands, numbers)
    labels, used = _labels(lines, texts, numbers, ground, sizes)
    told.step(3, 4)
    drawn = draw_lines(chart, lines, _titles(chart, lines.strands), sizes)
    groups = [*around.behind, *(Group((item,)) for item in drawn)]
    taken = np.concatenate([captions.boxes[captions.placed], labels.boxes[labels.placed]])
    groups += _plates(taken, captions.leaders)
    words = zip(labels.texts(), labels.baselines().tolist(), strict=True)
    groups += [
        Group((Words(x, y, text, labels.size, False, "middle", LABEL_GREY),)) for text, (x, y) in words
    ]
    groups.append(Group((_marks(nodes, captions),)))
    return Body(
        [*groups, *around.before],
        stamps_of(nodes.symbols, sizes),
        used,
        np.concatenate([nodes.rows, taken]),
        int((~captions.placed).sum()),
        sum(map(bool, texts)) - int(labels.placed.sum()),
    )


def _around(chart: Chart, paper: Paper, nodes: Nodes, sizes: Sizes) -> _Around:
    """Frames, groups and theme lines behind the chart, badges and notes before it."""
    document = chart.document
    boxes = nodes.boxes() if document.notes or document.frames or document.groups else {}
    notes, note_boxes = draw_notes(chart, paper, sizes, boxes)
    frames, title_boxes = draw_frames(chart, paper, sizes, boxes)
    badges, badge_boxes = draw_badges(chart, nodes.numbers, nodes.rows, sizes)
    themes, date_boxes = draw_theme(chart, paper, sizes)
    taken = [*note_boxes, *title_boxes, *badge_boxes, *date_boxes]
    return _Around([*frames, *themes], [*badges, *notes], taken)


def _plates(taken: "Numbers", leaders: "Numbers") -> list[Group]:
    """White plates under all texts, and lines to the symbols of those that stand further off.

    `taken` (n, 4) are the boxes of the texts.
    """
    groups = []
    if len(leaders):
        lines = Strokes(leaders, np.empty((0, 8)), ("",) * len(leaders), LABEL_GREY, 0.4)
        groups.append(Group((lines,)))
    if len(taken):
        groups.append(Group((Areas(taken[:, _CLOCKWISE], 1.0),)))
    return groups


def _marks(nodes: Nodes, captions: Captions) -> Marks:
    """The symbols with their captions."""
    boxes = nodes.rows.copy()
    with_words, words = captions.placed, captions.boxes[captions.placed]
    boxes[with_words, :2] = np.minimum(boxes[with_words, :2], words[:, :2])
    boxes[with_words, 2:] = np.maximum(boxes[with_words, 2:], words[:, 2:])
    names = [f"s{no}" for no in range(1, len(nodes.symbols) + 1)]
    return Marks(
        tuple(map(names.__getitem__, nodes.kind.tolist())),
        nodes.points,
        tuple(nodes.names),
        captions.counts(),
        boxes,
        captions.texts(),
        captions.baselines(),
        captions.greys(0.0, _EVIDENCE_GREY),
        captions.size,
    )


def _labels(
    lines: LinkLines,
    texts: Sequence[tuple[str, ...]],
    numbers: dict[str, int],
    ground: Ground,
    sizes: Sizes,
) -> tuple[Captions, dict[str, int]]:
    """Place link labels, then numbers for those without room; also return which numbers are in use."""
    said: list[tuple[str, ...]] = [()] * len(texts)
    placed, boxes = np.zeros(len(texts), bool), np.zeros((len(texts), 4))
    used: dict[str, int] = {}
    centres = np.stack([lines.at(part) for part in _PARTS], axis=1) if any(texts) else np.empty(0)
    for no in range(max(map(len, texts), default=0)):
        rows = [r for r, some in enumerate(texts) if not placed[r] and len(some) > no]
        found = place_texts([texts[r][no] for r in rows], centres[rows], sizes.label, ground)
        placed[rows], boxes[rows] = found.placed, found.boxes
        for row, text in compress(zip(rows, found.lines, strict=True), found.placed.tolist()):
            said[row] = text
            if len(texts[row]) > 1 and no == len(texts[row]) - 1:
                kind = lines.strands.types[row][0]
                used[kind] = numbers[kind]
    return Captions(said, placed, boxes, [1] * len(texts), np.empty((0, 4)), sizes.label), used


def _texts(chart: Chart, strands: Strands, numbers: Mapping[str, int]) -> list[tuple[str, ...]]:
    """What to write on each line; where all links are of one kind and nothing else is said, nothing."""
    plain = not numbers and not chart.lines
    counts = map(len, strands.links)
    if not chart.document.settings.link_labels:
        return [()] * len(strands.all)
    return [
        () if plain and count == 1 else _label_texts(chart, strand, numbers)
        for strand, count in zip(strands.all, counts, strict=True)
    ]


def _label_texts(chart: Chart, strand: Strand, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """What to write on a line: the type, or its number; how many links where there are several."""
    count = len(strand.links)
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


def _titles(chart: Chart, strands: Strands) -> list[str]:
    words = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    standings = {id(standing): word for standing, word in words.items()}
    titles = group_names(chart)
    names = {node.id: titles.get(node.id) or clean(node.label) for node in chart.nodes}
    kinds = {kind: link_text(kind) for kind in set(map(attrgetter("type"), chart.links))}

    def said(links: Sequence[NetLink]) -> list[str]:
        starts = map(names.__getitem__, map(attrgetter("start"), links))
        ends = map(names.__getitem__, map(attrgetter("end"), links))
        types = map(kinds.__getitem__, map(attrgetter("type"), links))
        known = map(standings.__getitem__, map(id, map(attrgetter("standing"), links)))
        return [f"{a} – {k} – {b} ({s})" for a, k, b, s in zip(starts, types, ends, known, strict=True)]

    found = said(strands.firsts)
    for row, links in enumerate(strands.links):
        if len(links) > 1:
            found[row] = "; ".join(said(links))
    return found
