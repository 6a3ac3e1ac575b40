"""The picture itself, between header and legend: frames, lines, symbols, captions, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.chart_symbols import Ink, Raster
from app.analysis.engines import np
from app.analysis.network import NetLink
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Standing
from app.exchange.chart_backdrop import draw_badges, draw_frames, draw_notes, group_names
from app.exchange.chart_captions import Caption, Ground, baseline, place_captions, place_texts
from app.exchange.chart_legend import link_text
from app.exchange.chart_links import LinkLines, draw_lines, link_lines
from app.exchange.chart_model import Chart, Strand
from app.exchange.chart_nodes import Nodes, order_of, place_nodes, stamps_of
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_primitives import Areas, Group, Stamp, Strokes, Words
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
    if 0 < len(lines.strands) <= _MOST_AVOIDED:
        ground.mark(lines.samples(ground.step))
    wrote = chart.lines
    more = [tuple(map(clean, wrote.get(i, ()))) for i in nodes.numbers] if wrote else [()] * len(nodes.names)
    order = order_of(lines.ends, nodes.points)
    captions = place_captions(nodes.names, more, nodes.points, nodes.reach, order, ground, sizes)
    told.step(2, 4)
    texts = _texts(chart, lines, numbers)
    labels, used = _labels(lines, texts, numbers, ground, sizes)
    told.step(3, 4)
    placed = [c for c in (*captions, *labels) if c is not None]
    drawn = draw_lines(chart, lines, _titles(chart, lines), sizes)
    groups = [*around.behind, *(Group((item,)) for item in drawn)]
    taken = np.array([c.box for c in placed], np.float64).reshape(-1, 4)
    groups += _plates(taken, captions)
    groups += [Group(_words(label, LABEL_GREY)) for label in labels if label is not None]
    kinds = [f"s{k + 1}" for k in nodes.kind.tolist()]
    groups += [
        Group((Stamp(kind, x, y), *_words(caption, 0.0)), name)
        for kind, (x, y), caption, name in zip(
            kinds, nodes.points.tolist(), captions, nodes.names, strict=True
        )
    ]
    return Body(
        [*groups, *around.before],
        stamps_of(nodes.symbols, sizes),
        used,
        np.concatenate([nodes.rows, taken]),
        sum(1 for caption in captions if caption is None),
        sum(1 for some in texts if some) - sum(1 for label in labels if label is not None),
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


def _plates(taken: "Numbers", captions: Sequence[Caption | None]) -> list[Group]:
    """White plates under all texts, and lines to the symbols of those that stand further off.

    `taken` (n, 4) are the boxes of the texts.
    """
    groups = []
    leaders = [
        (*c.leader, (c.box.left + c.box.right) / 2, (c.box.top + c.box.bottom) / 2)
        for c in captions
        if c is not None and c.leader is not None
    ]
    if leaders:
        groups.append(Group((Strokes(tuple(leaders), ("",) * len(leaders), LABEL_GREY, 0.4),)))
    if len(taken):
        corners = tuple(map(tuple, taken[:, _CLOCKWISE].tolist()))
        groups.append(Group((Areas(corners, 1.0),)))
    return groups


def _words(caption: Caption | None, grey: float) -> tuple[Words, ...]:
    if caption is None:
        return ()
    box, size, plain = caption.box, caption.size, caption.plain
    middle = (box.left + box.right) / 2
    return tuple(
        Words(
            middle, baseline(caption, no), line, size, False, "middle", grey if no < plain else _EVIDENCE_GREY
        )
        for no, line in enumerate(caption.lines)
    )


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


def _texts(chart: Chart, lines: LinkLines, numbers: Mapping[str, int]) -> list[tuple[str, ...]]:
    """What to write on each line; where all links are of one kind and nothing else is said, nothing."""
    plain = not numbers and not chart.lines
    if not chart.document.settings.link_labels:
        return [()] * len(lines.strands)
    return [
        () if plain and len(strand.links) == 1 else _label_texts(chart, strand, numbers)
        for strand in lines.strands
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


def _titles(chart: Chart, lines: LinkLines) -> list[str]:
    standings = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    titles = group_names(chart)
    names = {node.id: titles.get(node.id) or clean(node.label) for node in chart.nodes}
    kinds = {kind: link_text(kind) for kind in {link.type for link in chart.links}}

    def said(link: NetLink) -> str:
        return f"{names[link.start]} – {kinds[link.type]} – {names[link.end]} ({standings[link.standing]})"

    return [
        said(strand.links[0]) if len(strand.links) == 1 else "; ".join(map(said, strand.links))
        for strand in lines.strands
    ]
