"""The link chart of a briefing as a figure: where everything stands on which sheet, and how it looks."""

from collections import deque
from collections.abc import Mapping, Sequence

from app.analysis.chart_styles import COLOUR_STYLES, DASHED, LINE_DASHES, LINK_WIDTHS, width_class
from app.analysis.chart_symbols import Symbol, dressed
from app.analysis.network import NetLink, NetNode, Network
from app.analysis.printlayout import grid_layout
from app.base.chart_records import ChartDocument, ChartFrame, ChartGroup, Look
from app.base.i18n import _, ngettext
from app.briefing.chart import PrintedNetwork, name_of
from app.briefing.content import ChartArea, ChartFigure, ChartLink, ChartNode, ChartSheet, Paper
from app.briefing.evidence import Evidence
from app.briefing.script import clean

_CELL = (30.2, 18.0)
_LINE_HEIGHT = 3.1
_MOST_LINES = 3
_AREA = {Paper.A4: (168.0, 228.0), Paper.A3_LANDSCAPE: (378.0, 228.0)}
_SLACK = 1.5
_BETWEEN_LABELS = 1.2
_LARGEST_SCALE = 2.2
_MOST_ON_A4 = 60
_MOST_ON_A3 = 140
_PLAIN = Look()
_FRAME_GREY, _LIGHTER = 0.96, 0.35
_SIZES = (0.8, 1.3)
"""The smallest and the largest symbol in a cell, as factors."""

Places = Mapping[str, tuple[float, float]]


def chart_figure(
    evidence: Evidence, printed: PrintedNetwork, sheet: ChartSheet = ChartSheet.FITTING
) -> tuple[ChartFigure, Paper]:
    """Place the network on A4 up to 60 nodes, on A3 up to 140; beyond that the nodes with most links.

    A saved chart's places are kept as far as the cells for captions allow. Its further lines go under the
    captions, as many as have room. With `FOLD_OUT` it stands on A3 however small it is.
    """
    drawn = _readable_part(printed.drawn, _MOST_ON_A3)
    small = sheet is ChartSheet.FITTING and len(drawn.nodes) <= _MOST_ON_A4
    sizes = [_AREA[paper] for paper in Paper if small or paper is Paper.A3_LANDSCAPE]
    figure = _made(evidence, printed, drawn, sizes)
    return figure, next(paper for paper, area in _AREA.items() if area == (figure.width, figure.height))


def poster_figure(
    evidence: Evidence, printed: PrintedNetwork, sizes: Sequence[tuple[float, float]], most: int
) -> ChartFigure:
    """Place the network on the first of `sizes` (mm) whose cells hold it; the last one holds `most` nodes."""
    return _made(evidence, printed, _readable_part(printed.drawn, most), sizes)


def _made(
    evidence: Evidence, printed: PrintedNetwork, drawn: Network, sizes: Sequence[tuple[float, float]]
) -> ChartFigure:
    wish = printed.places if all(n.id in printed.places for n in drawn.nodes) else None
    said = printed.content.lines if printed.content else {}
    wanted = min(max((len(said.get(n.id, ())) for n in drawn.nodes), default=0), _MOST_LINES)
    (width, height), cell, lines, places = _placed(drawn, wish, wanted, sizes)
    upwards = {i: (x, height - y) for i, (x, y) in places.items()}
    return ChartFigure(
        nodes=tuple(_node(evidence, printed, n, upwards[n.id], lines) for n in drawn.nodes),
        links=_links(printed, drawn),
        width=width,
        height=height,
        label_width=cell[0] - _BETWEEN_LABELS,
        caption=_caption(len(printed.drawn.nodes) - len(drawn.nodes), cut=lines < wanted),
        alternative=_alternative(drawn),
        areas=_areas(printed, upwards),
    )


def note_letters(printed: PrintedNetwork) -> dict[str, str]:
    """Return the letter of each note on a saved chart, by the id of the note: a, b, ... z, aa and so on."""
    notes = printed.content.document.notes if printed.content else ()
    return {note.id: _letters(no) for no, note in enumerate(notes)}


def _letters(number: int) -> str:
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)


def _placed(
    drawn: Network, wish: Places | None, wanted: int, sizes: Sequence[tuple[float, float]]
) -> tuple[tuple[float, float], tuple[float, float], int, Places]:
    """Size, cell, lines under captions and places in mm; fewer lines where the cells would not fit."""
    for lines in range(wanted, -1, -1):
        for size in sizes:
            cell = _cell(len(drawn.nodes), *size, lines)
            places = grid_layout(drawn, *size, cell, wish=wish)
            if places is not None:
                return size, cell, lines, places
    raise AssertionError("the last size holds all nodes")


def _cell(count: int, width: float, height: float, lines: int) -> tuple[float, float]:
    """Return a cell size that leaves about a third of the sheet free, but never less than a label needs."""
    across, down = _CELL[0], _CELL[1] + max(lines - 1, 0) * _LINE_HEIGHT
    larger = (width * height / (across * down * _SLACK * max(count, 1))) ** 0.5
    scale = min(max(larger, 1.0), _LARGEST_SCALE)
    return across * scale, down * scale


def _node(
    evidence: Evidence, printed: PrintedNetwork, node: NetNode, place: tuple[float, float], lines: int
) -> ChartNode:
    content = printed.content
    look = content.looks.get(node.id, _PLAIN) if content else _PLAIN
    said = content.lines.get(node.id, ())[:lines] if content else ()
    letters = note_letters(printed)
    notes = content.document.notes if content else ()
    return ChartNode(
        node.id,
        name_of(evidence, node),
        _bounded(dressed(node.type, look)),
        *place,
        tuple(map(clean, said)),
        clean(look.badge),
        " ".join(letters[n.id] for n in notes if n.subject_id == node.id),
    )


def _bounded(look: Symbol) -> Symbol:
    size = min(max(look.size, _SIZES[0]), _SIZES[1])
    return Symbol(look.shape, look.fill, look.icon, look.outline, size)


def _links(printed: PrintedNetwork, drawn: Network) -> tuple[ChartLink, ...]:
    """The lines with the numbers of the table, and the letters of notes that are tied to them."""
    numbers = {link.id: str(n) for n, link in enumerate(printed.network.links, start=1)}
    letters = note_letters(printed)
    for note in printed.content.document.notes if printed.content else ():
        if note.subject_id in numbers:
            numbers[note.subject_id] += f" {letters[note.id]}"
    looks = printed.content.looks if printed.content else {}
    return tuple(_link(link, numbers[link.id], looks.get(link.id, _PLAIN)) for link in drawn.links)


def _link(link: NetLink, label: str, look: Look) -> ChartLink:
    width = float(look.width) or LINK_WIDTHS[width_class(link.weight)]
    return ChartLink(
        link.start,
        link.end,
        label,
        link.directed,
        link.standing,
        min(width, 4.0) * (1.5 if look.colour else 1.0),
        look.colour != "",
    )


def _areas(printed: PrintedNetwork, places: Places) -> tuple[ChartArea, ...]:
    """Frames by the nodes that stood in them, open groups by their members, so far as they are drawn."""
    if printed.content is None:
        return ()
    document = printed.content.document
    found = [_frame(frame, printed.places, places) for frame in document.frames]
    found += [_group(group, places) for group in document.groups if not group.collapsed]
    return tuple(area for area in found if area.members)


def _frame(frame: ChartFrame, stood: Places, places: Places) -> ChartArea:
    right, low = frame.x + frame.width, frame.y + frame.height
    inside = (i for i in places if i in stood)
    members = tuple(i for i in inside if frame.x <= stood[i][0] <= right and frame.y <= stood[i][1] <= low)
    style = COLOUR_STYLES.get(frame.colour)
    fill = 1.0 - (1.0 - style.grey) * _LIGHTER if style else _FRAME_GREY
    return ChartArea(clean(frame.title), members, fill, LINE_DASHES[frame.line] or _rhythm(frame.colour))


def _group(group: ChartGroup, places: Places) -> ChartArea:
    members = tuple(i for i in group.members if i in places)
    return ChartArea(clean(group.title), members, None, _rhythm(group.colour) or DASHED)


def _rhythm(colour: str) -> tuple[float, ...]:
    style = COLOUR_STYLES.get(colour)
    return style.outline if style else ()


def frames_without_nodes(document: ChartDocument, figure: ChartFigure) -> tuple[str, ...]:
    """Return the titles of frames in which no drawn node stood: they have no place among the cells."""
    drawn = {area.title for area in figure.areas}
    return tuple(title for f in document.frames if (title := clean(f.title)) and title not in drawn)


def _readable_part(network: Network, most: int) -> Network:
    """Return at most so many nodes that hang together, from the one that was recorded first.

    Nobody is drawn for being linked more than others: the order of record and the links decide.
    """
    if len(network.nodes) <= most:
        return network
    beside: dict[str, list[str]] = {node.id: [] for node in network.nodes}
    for link in network.links:
        beside[link.start].append(link.end)
        beside[link.end].append(link.start)
    kept: dict[str, None] = {}
    for first in beside:
        waiting = deque([first])
        while waiting and len(kept) < most:
            node = waiting.popleft()
            if node not in kept:
                kept[node] = None
                waiting.extend(beside[node])
    links = tuple(k for k in network.links if k.start in kept and k.end in kept)
    return Network(tuple(n for n in network.nodes if n.id in kept), links)


def _caption(more: int, *, cut: bool) -> str:
    text = _("Numbers refer to the table of links. Positions describe this chart's evidence only.")
    if cut:
        text = " ".join((text, _("For some lines under the names there was no room.")))
    if not more:
        return text
    rest = ngettext("+{count} more node", "+{count} more nodes", more).format(count=more)
    return f"{text} {rest}."


def _alternative(network: Network) -> str:
    return _(
        "Link chart with {nodes} nodes and {links} links. The table of links after it says the same in words."
    ).format(nodes=len(network.nodes), links=len(network.links))
