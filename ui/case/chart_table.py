"""The chart as a table, for screen readers and for reading: its nodes, then its links."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from app.analysis.chart_groups import GROUP_TYPE
from app.base.i18n import _, ngettext
from app.base.records import Standing
from app.exchange.collection_pause import collected_later
from ui.case.case_data import type_label
from ui.case.chart_query import ChartPicture
from ui.case.words import standing_text
from ui.widgets.column import Column, tally_column
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


@collected_later()
def chart_rows(picture: ChartPicture) -> tuple[ChartTableRow, ...]:
    """Return what is in sight as rows."""
    network, of = picture.content.network, picture.facts.of
    names = {n.id: n.label for n in network.nodes}
    # The few words are asked for once, not for each of thousands of rows.
    standings = {standing: standing_text(standing) for standing in Standing}
    types = {node.type for node in network.nodes} | {link.type for link in network.links}
    kinds = {name: type_label(name) for name in types}
    kinds[GROUP_TYPE], link_word = _("group"), _("link")
    rows = []
    for node in network.nodes:
        said = of.get(node.id)
        kind, standing = kinds[node.type], standings[said.standing] if said else ""
        grading, sources = (said.grading, said.sources) if said else ("", 0)
        rows.append(ChartTableRow(node.id, kind, node.label, "", "", standing, grading, sources))
    for link in network.links:
        said = of.get(link.id)
        grading, sources = (said.grading, said.sources) if said else ("", 0)
        kind, words = kinds[link.type], standings[link.standing]
        start, end = names[link.start], names[link.end]
        rows.append(ChartTableRow(link.id, link_word, kind, start, end, words, grading, sources))
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
        tally_column("sources", lambda: _("Sources"), lambda r: r.sources, 80),
    )


class ChartTable(TableView[ChartTableRow]):
    """The table beside its chart: what is chosen in one is chosen in the other."""

    _told = True

    def __init__(self) -> None:
        super().__init__(_columns(), _("Nothing is in sight."), name=_("Chart as a table"))

    def choose(self, ids: Iterable[str]) -> None:
        """Choose these rows and bring the first into sight; tells nobody."""
        wanted = set(ids)
        if wanted == {row.id for row in self.selected_rows()}:
            return
        places = [place for place, row in enumerate(self.model.shown_rows()) if row.id in wanted]
        select, selection = QItemSelectionModel.SelectionFlag, self.table.selectionModel()
        self._told = False
        if places:
            selection.setCurrentIndex(self.model.index(places[0], 0), select.NoUpdate)
        selection.select(self._spans(places) if places else QItemSelection(), select.ClearAndSelect)
        self._told = True
        if places:
            self.table.scrollTo(self.model.index(places[0], 0))

    def _selection_changed(self, chosen: QItemSelection, gone: QItemSelection) -> None:
        if self._told:
            super()._selection_changed(chosen, gone)
