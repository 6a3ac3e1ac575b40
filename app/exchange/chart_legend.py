"""The frame of a chart: header line, a legend of what occurs on it, and what it must not be taken for."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.analysis.chart_symbols import symbol_inks
from app.base.i18n import _, ngettext
from app.base.words import agency_name, classification_word
from app.exchange.chart_geometry import moved, polygon
from app.exchange.chart_primitives import Group, Ink, Words
from app.exchange.chart_style import (
    HEADER,
    HEADER_SIZE,
    LEGEND_ROW,
    LEGEND_SIZE,
    MARGIN,
    NOTE_SIZE,
    symbol_of,
)
from app.exchange.chart_text import BOLD, clean, text_width, wrap
from app.ontology.catalogue import ontology
from app.ontology.values import display
from app.policy.views import ReleasedView, View

_SAMPLE = 26.0
_BETWEEN = 18.0
_ROW = 20.0
_NOTE_ROW = NOTE_SIZE * 1.35


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a sample drawn around (0, 0), `wide` points across, and its meaning."""

    sample: tuple[Ink | Words, ...]
    text: str
    wide: float = _SAMPLE


def draw_symbol(node_type: str, x: float, y: float, radius: float, glyph_size: float) -> tuple[Ink, ...]:
    """Return the symbol of a node type with its glyph."""
    return symbol_inks(symbol_of(node_type), x, y, radius, glyph_size)


def link_text(link_type: str) -> str:
    """Return the label of a link type in the language in force."""
    kind = ontology().links.get(link_type)
    return kind.label if kind else clean(link_type)


def notes(unlabelled_nodes: int, unlabelled_links: int) -> list[str]:
    """Return what a reader must know: what a chart says and does not say, and what had no room."""
    lines = [
        _(
            "Positions, distances and measures describe the evidence gathered on this chart only. "
            "They say nothing about how dangerous, guilty or important anybody is."
        )
    ]
    if unlabelled_nodes:
        text = ngettext(
            "For the caption of {count} node there was no room.",
            "For the captions of {count} nodes there was no room.",
            unlabelled_nodes,
        )
        lines.append(text.format(count=unlabelled_nodes))
    if unlabelled_links:
        text = ngettext(
            "For the label of {count} link there was no room.",
            "For the labels of {count} links there was no room.",
            unlabelled_links,
        )
        lines.append(text.format(count=unlabelled_links))
    return lines


def footer_height(entries: Sequence[Entry], lines: Sequence[str], width: float) -> float:
    """Return how high the legend and the notes are on a sheet of this width, in points."""
    rows = max((row for row, _x, _entry in _flow(entries, width)), default=-1) + 1
    note_rows = sum(len(wrap(line, NOTE_SIZE, width - 2 * MARGIN, 4)) for line in lines)
    return 12.0 + rows * LEGEND_ROW + note_rows * _NOTE_ROW


def _flow(entries: Sequence[Entry], width: float) -> list[tuple[int, float, Entry]]:
    placed = []
    row, x = 0, MARGIN
    for entry in entries:
        sample = entry.wide if entry.sample else 0.0
        length = sample + 5.0 + text_width(clean(entry.text), LEGEND_SIZE)
        if x > MARGIN and x + length > width - MARGIN:
            row, x = row + 1, MARGIN
        placed.append((row, x, entry))
        x += length + _BETWEEN
    return placed


def draw_footer(entries: Sequence[Entry], lines: Sequence[str], width: float, top: float) -> list[Group]:
    """Return legend and notes below `top`."""
    groups = [Group((Ink((("M", (MARGIN, top)), ("L", (width - MARGIN, top))), stroke=0.6, width=0.5),))]
    y = top + 12.0
    rows = 0
    for row, x, entry in _flow(entries, width):
        middle = y + row * LEGEND_ROW + 2.0
        rows = max(rows, row + 1)
        sample = entry.wide if entry.sample else 0.0
        words = Words(x + sample + 5.0, middle + LEGEND_SIZE * 0.36, clean(entry.text), LEGEND_SIZE)
        groups.append(Group((*(shifted(item, x + entry.wide / 2, middle) for item in entry.sample), words)))
    baseline = y + rows * LEGEND_ROW + NOTE_SIZE * 0.4
    for line in lines:
        for piece in wrap(line, NOTE_SIZE, width - 2 * MARGIN, 4):
            groups.append(Group((Words(MARGIN, baseline, piece, NOTE_SIZE, grey=0.25),)))
            baseline += _NOTE_ROW
    return groups


def shifted(item: Ink | Words, dx: float, dy: float) -> Ink | Words:
    """Return the item moved by so many points."""
    if isinstance(item, Words):
        return Words(item.x + dx, item.y + dy, item.text, item.size, item.bold, item.anchor, item.grey)
    return Ink(moved(item.outline, 1.0, dx, dy), item.fill, item.stroke, item.width, item.dash)


def header_height(view: View, width: float) -> float:
    """Return how high the header is on a sheet of this width, in points."""
    return HEADER + (_ROW if _two_rows(view, width) else 0.0)


def draw_header(view: View, width: float) -> list[Group]:
    """Return case number, day, marking, and for whom the chart is; an internal one is stamped so."""
    two = _two_rows(view, width)
    baseline = MARGIN + HEADER_SIZE * 0.8
    stamp, right = clean(addressee(view)), width - MARGIN
    items: list[Ink | Words] = [Words(MARGIN, baseline, _case_line(view), HEADER_SIZE)]
    if two:
        baseline += _ROW
    if view.internal:
        left = right - text_width(stamp, HEADER_SIZE, BOLD) - 12
        top, low = baseline - 11, baseline + 5
        items.append(
            Ink(polygon([(left, top), (right, top), (right, low), (left, low)]), stroke=0.0, width=1.1)
        )
        right -= 6
    items.append(Words(right, baseline, stamp, HEADER_SIZE, bold=True, anchor="end"))
    rule = baseline + 10
    items.append(Ink((("M", (MARGIN, rule)), ("L", (width - MARGIN, rule))), stroke=0.6, width=0.5))
    return [Group(tuple(items))]


def _two_rows(view: View, width: float) -> bool:
    stamp = text_width(clean(addressee(view)), HEADER_SIZE, BOLD)
    return text_width(_case_line(view), HEADER_SIZE) + stamp + 36 > width - 2 * MARGIN


def _case_line(view: View) -> str:
    as_of = _("As of {date}").format(date=display("partial_date", view.as_of)) if view.as_of else ""
    parts = (clean(view.header.reference), as_of, classification_word(view.header.classification))
    return " · ".join(part for part in parts if part)


def addressee(view: View) -> str:
    """Return whose chart it is: the recipient's, or internal and not for release."""
    if isinstance(view, ReleasedView):
        return _("For {recipient}").format(recipient=agency_name(view.recipient))
    return _("Internal – not for release")
