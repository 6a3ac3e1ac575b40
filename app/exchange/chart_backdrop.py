"""What somebody put on a saved chart beside its nodes: frames, open groups, notes and badges."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_styles import COLOUR_STYLES, DASHED, LINE_DASHES
from app.base.chart_records import ChartNote
from app.exchange.chart_geometry import Outline, Point, polygon
from app.exchange.chart_model import Chart
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_primitives import Group, Ink, Item, Words
from app.exchange.chart_style import LINE_HEIGHT, PT_PER_PX, Sizes
from app.exchange.chart_text import BOLD, clean, text_width, wrap

if TYPE_CHECKING:
    from app.analysis.engines import Numbers

_FRAME_FILL, _LIGHTER = 0.97, 0.35
_PAD = 5.0
_AROUND = 9.0
_NOTE_SIZE, _LEAST_ROOM = 0.95, 40.0
"""Text of notes in captions' sizes; the least width of their lines in points."""


def corners_of(chart: Chart) -> list[Point]:
    """Return the corners of frames and notes (px at scale 1): the sheet has to hold them, too."""
    boxes = [(f.x, f.y, f.width, f.height) for f in chart.document.frames]
    boxes += [(n.x, n.y, n.width, max(n.height, _needed(n))) for n in chart.document.notes]
    return [(x + a * wide, y + b * high) for x, y, wide, high in boxes for a in (0, 1) for b in (0, 1)]


def _needed(note: ChartNote) -> float:
    """How high (px at scale 1) a note is that holds its whole text."""
    size = Sizes.at(1.0).caption * _NOTE_SIZE
    lines = _lines(note.text, size, max(note.width * PT_PER_PX - 2 * _PAD, _LEAST_ROOM))
    return (len(lines) * size * LINE_HEIGHT + 2 * _PAD) / PT_PER_PX


def group_names(chart: Chart) -> dict[str, str]:
    """Return the captions of folded groups, by id."""
    return {n.id: clean(n.label) for n in chart.nodes if n.type == GROUP_TYPE}


def draw_frames(
    chart: Chart, paper: Paper, sizes: Sizes, symbols: Mapping[str, Box]
) -> tuple[list[Group], list[Box]]:
    """Return frames and outlines of open groups with their titles, and the room that the titles take."""
    groups: list[Group] = []
    taken: list[Box] = []
    for frame in chart.document.frames:
        box = _on_paper(paper, frame.x, frame.y, frame.width, frame.height)
        dash = LINE_DASHES[frame.line] or _rhythm(frame.colour)
        _titled(groups, taken, box, clean(frame.title), sizes, (_fill(frame.colour), dash))
    for group in chart.document.groups:
        members = [symbols[m] for m in group.members if m in symbols]
        if members and not group.collapsed:
            box = _around(members, sizes)
            _titled(groups, taken, box, clean(group.title), sizes, (None, _rhythm(group.colour) or DASHED))
    return groups, taken


def _titled(
    groups: list[Group],
    taken: list[Box],
    box: Box,
    title: str,
    sizes: Sizes,
    style: tuple[float | None, tuple[float, ...]],
) -> None:
    fill, dash = style
    items: list[Item] = [Ink(_rectangle(box), fill, 0.45, 0.8, dash)]
    size = sizes.caption * 1.05
    for line in wrap(title, size, max(box.right - box.left - 2 * _PAD, 30.0), 1, BOLD):
        items.append(Words(box.left + _PAD, box.top + size + 1.5, line, size, bold=True, grey=0.15))
        wide = text_width(line, size, BOLD)
        taken.append(Box(box.left, box.top, box.left + wide + 2 * _PAD, box.top + size * 1.5))
    groups.append(Group(tuple(items), title))


def _around(members: Sequence[Box], sizes: Sizes) -> Box:
    gap = _AROUND * sizes.scale
    return Box(
        min(b.left for b in members) - gap,
        min(b.top for b in members) - gap - sizes.caption * 1.6,
        max(b.right for b in members) + gap,
        max(b.bottom for b in members) + gap + sizes.caption * 1.6,
    )


def draw_notes(
    chart: Chart, paper: Paper, sizes: Sizes, symbols: Mapping[str, Box]
) -> tuple[list[Group], list[Box]]:
    """Return the notes, each grown downwards to its whole text, and the room that they take.

    A note that would leave the picture moves up; one that is longer than the picture ends in an ellipsis.
    """
    groups: list[Group] = []
    taken: list[Box] = []
    if not chart.document.notes:
        return groups, taken
    ends = {link.id: (link.start, link.end) for link in chart.links}
    for note in chart.document.notes:
        size = sizes.caption * _NOTE_SIZE
        box, lines = _note_box(
            _on_paper(paper, note.x, note.y, note.width, note.height), note, size, paper.body
        )
        items: list[Item] = [*_leader(note.subject_id, ends, symbols, box)]
        items.append(Ink(_rectangle(box), _fill(note.colour, 1.0), 0.35, 0.7, _rhythm(note.colour)))
        for no, line in enumerate(lines):
            down = box.top + _PAD + size * (0.85 + no * LINE_HEIGHT)
            items.append(Words(box.left + _PAD, down, line, size))
        groups.append(Group(tuple(items)))
        taken.append(box)
    return groups, taken


def _note_box(box: Box, note: ChartNote, size: float, body: Box) -> tuple[Box, tuple[str, ...]]:
    """The box that holds a note's lines, within the picture."""
    room = max(box.right - box.left - 2 * _PAD, _LEAST_ROOM)
    lines = _lines(note.text, size, room)
    most = max(int((body.bottom - body.top - 2 * _PAD) / (size * LINE_HEIGHT)), 1)
    if len(lines) > most:
        last = wrap(f"{lines[most - 1]} {'…' * 3}", size, room, 1)
        lines = (*lines[: most - 1], *last)
    high = max(box.bottom - box.top, len(lines) * size * LINE_HEIGHT + 2 * _PAD)
    top = max(min(box.top, body.bottom - high), body.top)
    return Box(box.left, top, box.left + room + 2 * _PAD, top + high), lines


def _lines(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text of a note in lines no wider than `room`; empty lines stay."""
    return tuple(
        piece for line in text.splitlines() for piece in wrap(clean(line), size, room, len(line) + 1) or ("",)
    )


def _leader(
    subject_id: str, ends: Mapping[str, tuple[str, str]], symbols: Mapping[str, Box], box: Box
) -> Iterable[Ink]:
    """A line from the edge of a note to its node, or to the middle of its link."""
    tied = [symbols[i] for i in ends.get(subject_id, (subject_id,)) if i in symbols]
    if tied:
        x = sum(b.left + b.right for b in tied) / 2 / len(tied)
        y = sum(b.top + b.bottom for b in tied) / 2 / len(tied)
        begin = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
        # It ends at the symbol's box: within, the line would run over the picture.
        end = (x, y) if len(tied) > 1 else _edge(begin, tied[0])
        yield Ink((("M", begin), ("L", end)), stroke=0.35, width=0.6)


def _edge(begin: Point, box: Box) -> Point:
    x, y = min(max(begin[0], box.left), box.right), min(max(begin[1], box.top), box.bottom)
    return (x, y)


def draw_badges(
    chart: Chart, numbers: Mapping[str, int], symbols: "Numbers", sizes: Sizes
) -> tuple[list[Group], list[Box]]:
    """Return the short texts at the upper right of symbols, and the room that they take.

    `symbols` (n, 4) are the boxes around them: left, top, right, bottom.
    """
    groups, taken = [], []
    size = sizes.caption * 0.85
    for node_id, look in chart.looks.items():
        text = clean(look.badge)
        if text and node_id in numbers:
            symbol = Box(*symbols[numbers[node_id]].tolist())
            wide = text_width(text, size, BOLD) + 5.0
            left, middle = symbol.right - 4.0 * sizes.scale, symbol.top + 2.0 * sizes.scale
            box = Box(left, middle - size * 0.7, left + wide, middle + size * 0.7)
            words = Words(left + wide / 2, middle + size * 0.36, text, size, bold=True, anchor="middle")
            groups.append(Group((Ink(_rectangle(box), 1.0, 0.0, 0.6), words)))
            taken.append(box)
    return groups, taken


def _on_paper(paper: Paper, x: float, y: float, width: float, height: float) -> Box:
    return Box(*paper.place((x, y)), *paper.place((x + width, y + height)))


def _rectangle(box: Box) -> Outline:
    return polygon(
        [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    )


def _fill(colour: str, plain: float = _FRAME_FILL) -> float:
    """Return the grey of a colour, lighter than that of symbols: text and symbols stand on it."""
    style = COLOUR_STYLES.get(colour)
    return 1.0 - (1.0 - style.grey) * _LIGHTER if style else plain


def _rhythm(colour: str) -> tuple[float, ...]:
    style = COLOUR_STYLES.get(colour)
    return style.outline if style else ()
