"""Putting a chart on a sheet: header, picture, legend - the same for SVG, PDF and PNG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.base.i18n import _, language, ngettext
from app.base.progress import Progress
from app.exchange.chart_backdrop import corners_of
from app.exchange.chart_body import Body, draw_body
from app.exchange.chart_legend import (
    Entry,
    addressee,
    draw_footer,
    draw_header,
    footer_height,
    header_height,
    link_text,
    notes,
)
from app.exchange.chart_legend_entries import legend_entries, number_entries
from app.exchange.chart_model import Chart
from app.exchange.chart_nodes import photo_names
from app.exchange.chart_paper import Paper, choose_paper
from app.exchange.chart_primitives import Sheet
from app.exchange.chart_style import MARGIN
from app.exchange.chart_text import clean
from app.exchange.chart_theme import theme_corners
from app.exchange.collection_pause import collected_later

if TYPE_CHECKING:
    from app.analysis.engines import Numbers

_SPREADS = (1.0, 1.3, 1.7)
_MOST_RETRIED = 1_500


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished sheet, how many captions and labels had no room, and how many things overlap."""

    sheet: Sheet
    unlabelled_nodes: int
    unlabelled_links: int
    overlaps: int


@collected_later()
def compose_sheet(
    chart: Chart, papers: Sequence[tuple[float, float]] = (), told: Progress | None = None
) -> Composed:
    """Lay out the whole sheet in the language in force; the same chart gives the same sheet.

    `papers` are the sizes to choose from, smallest first; without them A4 to A0. Raises `Cancelled`.
    """
    numbers = _numbers(chart)
    entries = _entries(chart)
    paper, body = _roomy_enough(chart, numbers, [*entries, *_numbered(chart, numbers)], papers, told)
    lines = notes(body.unlabelled_nodes, body.unlabelled_links)
    entries += _numbered(chart, body.numbers)
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
        stamps=body.stamps,
        photos={name: chart.photos[document] for document, name in photo_names(chart).items()},
    )
    return Composed(sheet, body.unlabelled_nodes, body.unlabelled_links, _overlaps(body.boxes))


def _entries(chart: Chart) -> list[Entry]:
    return legend_entries(chart) if _with_legend(chart) else []


def _numbered(chart: Chart, numbers: dict[str, int]) -> list[Entry]:
    return number_entries(numbers) if _with_legend(chart) else []


def _with_legend(chart: Chart) -> bool:
    """The legend is always on what is handed over: only the office may do without it."""
    return chart.document.settings.legend or not chart.view.internal


def _roomy_enough(
    chart: Chart,
    numbers: dict[str, int],
    entries: Sequence[Entry],
    papers: Sequence[tuple[float, float]],
    told: Progress | None,
) -> tuple[Paper, Body]:
    """Draw the chart, further apart where a node's caption found no room; very large ones just once."""
    spreads = _SPREADS if len(chart.nodes) <= _MOST_RETRIED else _SPREADS[:1]
    for spread in spreads:
        paper = _paper(chart, entries, papers, spread)
        body = draw_body(chart, paper, numbers, told)
        if not body.unlabelled_nodes:
            break
    return paper, body


def _paper(
    chart: Chart, entries: Sequence[Entry], papers: Sequence[tuple[float, float]], spread: float
) -> Paper:
    lines = notes(1, 1)

    def frame(width: float) -> tuple[float, float]:
        return header_height(chart.view, width), footer_height(entries, lines, width) + 4.0

    points = [*chart.places.values(), *corners_of(chart), *theme_corners(chart)]
    return choose_paper(points, frame, papers, spread)


def _numbers(chart: Chart) -> dict[str, int]:
    """Numbers for link types, in the order of their labels, should a label find no room."""
    types = {link.type for link in chart.links}
    if len(types) < 2 or not chart.document.settings.link_labels:
        return {}
    return {kind: i + 1 for i, kind in enumerate(sorted(types, key=lambda t: (link_text(t), t)))}


def _description(chart: Chart) -> str:
    nodes = ngettext("{count} node", "{count} nodes", len(chart.nodes)).format(count=len(chart.nodes))
    links = ngettext("{count} link", "{count} links", len(chart.links)).format(count=len(chart.links))
    counted = _("{nodes} and {links}.").format(nodes=nodes, links=links)
    return f"{counted} {addressee(chart.view)}. {notes(0, 0)[0]}"


def _overlaps(rows: "Numbers") -> int:
    """Count pairs of symbols, captions and labels (n, 4: left, top, right, bottom) that share some area."""
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    count = 0
    for step in range(1, len(rows)):
        one, other = rows[:-step], rows[step:]
        beside = other[:, 0] < one[:, 2]
        if not beside.any():
            break
        count += int((beside & (one[:, 1] < other[:, 3]) & (other[:, 1] < one[:, 3])).sum())
    return count
