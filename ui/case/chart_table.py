"""The chart as a table, for screen readers and for reading: its nodes, then its links."""

from dataclasses import dataclass

from app.analysis.chart_groups import GROUP_TYPE
from app.base.i18n import _, ngettext
from ui.case.case_data import type_label
from ui.case.chart_query import ChartPicture
from ui.case.words import standing_text
from ui.widgets.column import Column
from ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class ChartTableRow:
    """A node or a link in words; a node has no ends."""

    id: str
    kind: str
    name: str
    start: str
    end: str
    standing: str
    grading: str
    sources: int


def chart_rows(picture: ChartPicture) -> tuple[ChartTableRow, ...]:
    """Return what is in sight as rows."""
    network, of = picture.content.network, picture.facts.of
    names = {n.id: n.label for n in network.nodes}
    rows = []
    for node in network.nodes:
        said = of.get(node.id)
        kind = _("group") if node.type == GROUP_TYPE else type_label(node.type)
        standing = standing_text(said.standing) if said else ""
        grading, sources = (said.grading, said.sources) if said else ("", 0)
        rows.append(ChartTableRow(node.id, kind, node.label, "", "", standing, grading, sources))
    for link in network.links:
        said = of.get(link.id)
        grading, sources = (said.grading, said.sources) if said else ("", 0)
        words = standing_text(link.standing)
        start, end = names[link.start], names[link.end]
        kind = type_label(link.type)
        rows.append(ChartTableRow(link.id, _("link"), kind, start, end, words, grading, sources))
    return tuple(rows)


def rows_text(picture: ChartPicture) -> str:
    """Return how many nodes and links are in sight."""
    nodes, links = len(picture.content.network.nodes), len(picture.content.network.links)
    return ", ".join(
        (
            ngettext("{count} node", "{count} nodes", nodes).format(count=nodes),
            ngettext("{count} link", "{count} links", links).format(count=links),
        )
    )


def _columns() -> tuple[Column[ChartTableRow], ...]:
    return (
        Column("kind", lambda: _("Type"), lambda r: r.kind, width=110),
        Column("name", lambda: _("Name"), lambda r: r.name, tooltip=lambda r: r.name, width=190),
        Column("start", lambda: _("From"), lambda r: r.start, tooltip=lambda r: r.start, width=170),
        Column("end", lambda: _("To"), lambda r: r.end, tooltip=lambda r: r.end, width=170),
        Column("standing", lambda: _("Standing"), lambda r: r.standing, width=100),
        Column("grading", lambda: _("Grading"), lambda r: r.grading, width=80),
        Column(
            "sources",
            lambda: _("Sources"),
            lambda r: str(r.sources) if r.sources else "",
            lambda r: r.sources,
            right=True,
            width=80,
        ),
    )


def make_table() -> TableView[ChartTableRow]:
    """Return the empty table."""
    return TableView(_columns(), _("Nothing is in sight."), name=_("Chart as a table"))
