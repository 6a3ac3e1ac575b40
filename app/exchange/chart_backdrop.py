"""What somebody put on a saved chart beside its nodes: frames, open groups, notes and badges."""

from collections.abc import Iterable, Mapping, Sequence

from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.chart_styles import COLOUR_STYLES, DASHED, LINE_DASHES
from app.base.chart_records import ChartFrame, ChartNote
from app.exchange.chart_geometry import Outline, Point, polygon
from app.exchange.chart_model import Chart
from app.exchange.chart_occupancy import Box
from app.exchange.chart_paper import Paper
from app.exchange.chart_primitives import Group, Ink, Item, Words
from app.exchange.chart_style import LINE_HEIGHT, Sizes
from app.exchange.chart_text import BOLD, clean, text_width, wrap

_FRAME_FILL, _LIGHTER = 0.97, 0.35
_PAD = 5.0
_AROUND = 9.0
_MOST_LINES = 40


def corners_of(chart: Chart) -> list[Point]:
    """Return the corners of frames and notes (px at scale 1): the sheet has to hold them, too."""
    parts: tuple[ChartFrame | ChartNote, ...] = (*chart.document.frames, *chart.document.notes)
    return [(p.x + a * p.width, p.y + b * p.height) for p in parts for a in (0, 1) for b in (0, 1)]


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
    """Return the notes with their whole text - a note grows downwards - and the room that they take."""
    ends = {link.id: (link.start, link.end) for link in chart.links}
    groups, taken = [], []
    for note in chart.document.notes:
        box = _on_paper(paper, note.x, note.y, note.width, note.height)
        size = sizes.caption * 0.95
        room = max(box.right - box.left - 2 * _PAD, 40.0)
        lines = [piece for line in note.text.splitlines() for piece in _pieces(line, size, room)]
        high = max(box.bottom - box.top, len(lines) * size * LINE_HEIGHT + 2 * _PAD)
        box = Box(box.left, box.top, box.left + room + 2 * _PAD, min(box.top + high, paper.body.bottom))
        items: list[Item] = [*_leader(note.subject_id, ends, symbols, box)]
        items.append(Ink(_rectangle(box), _fill(note.colour, 1.0), 0.35, 0.7, _rhythm(note.colour)))
        for no, line in enumerate(lines):
            down = box.top + _PAD + size * (0.85 + no * LINE_HEIGHT)
            items.append(Words(box.left + _PAD, down, line, size))
        groups.append(Group(tuple(items)))
        taken.append(box)
    return groups, taken


def _pieces(line: str, size: float, room: float) -> tuple[str, ...]:
    return wrap(clean(line), size, room, _MOST_LINES) or ("",)


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
    chart: Chart, numbers: Mapping[str, int], symbols: Sequence[Box], sizes: Sizes
) -> tuple[list[Group], list[Box]]:
    """Return the short texts at the upper right of symbols, and the room that they take."""
    groups, taken = [], []
    size = sizes.caption * 0.85
    for node_id, number in numbers.items():
        text = clean(chart.look(node_id).badge)
        if text:
            symbol = symbols[number]
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
