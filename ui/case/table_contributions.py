"""Contributions as a table of their own, beside that of their sources."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.words import classification_word, regime_word
from app.exchange.table_selection import TableKind
from app.policy.provisions import cited
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.source_query import SourceRow
from ui.case.table_desk import CaseTable
from ui.shell.day_text import day
from ui.widgets.column import Column, count_column
from ui.widgets.facet import Facet


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What one agency delivered at one time, with how much came of it."""

    id: str
    agency: str
    title: str
    received: str
    received_sort: str
    provision: str
    purpose: str
    regime: str
    marking: str
    label: str
    sources: int
    findings: int

    @property
    def contribution_id(self) -> str:
        """The contribution the row is about, as rows of sources call it."""
        return self.id


def contribution_rows(data: CaseData) -> tuple[ContributionRow, ...]:
    """Return the contributions by the day they were received."""
    sources = Counter(s.contribution_id for s in data.records.sources)
    findings = Counter(data.sources[f.source_id].contribution_id for f in data.current)
    rows = []
    for c in data.records.contributions:
        provision = cited(c.provision)
        rows.append(
            ContributionRow(
                c.id,
                data.agency_name(c.agency_id),
                c.title,
                day(c.received),
                c.received,
                provision.citation if provision else c.provision,
                c.purpose,
                regime_word(c.regime),
                c.classification,
                c.label.collecting_body if c.label else "",
                sources[c.id],
                findings[c.id],
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.received_sort, r.agency, r.title)))


def _columns() -> tuple[Column[ContributionRow], ...]:
    return (
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=170),
        Column("title", lambda: _("Contribution"), lambda r: r.title, tooltip=lambda r: r.title, width=210),
        Column("received", lambda: _("Received"), lambda r: r.received, lambda r: r.received_sort, width=130),
        Column("provision", lambda: _("Provision"), lambda r: r.provision, width=180),
        Column("purpose", lambda: _("Purpose"), lambda r: r.purpose, width=150, shown=False),
        Column("regime", lambda: _("Regime"), lambda r: r.regime, width=170, shown=False),
        Column("marking", lambda: _("Marking"), lambda r: classification_word(r.marking), width=110),
        count_column("sources", lambda: _("Sources"), lambda r: r.sources, 90),
        count_column("findings", lambda: _("Findings"), lambda r: r.findings, 110),
        Column("label", lambda: _("Label"), lambda r: r.label, muted=True, width=150),
    )


def _facets() -> tuple[Facet[ContributionRow], ...]:
    return (
        Facet("agency", lambda: _("Agency"), lambda r: (r.agency,)),
        Facet("regime", lambda: _("Regime"), lambda r: (r.regime,) if r.regime else ()),
        Facet("marking", lambda: _("Marking"), lambda r: (r.marking,), classification_word),
        Facet("provision", lambda: _("Provision"), lambda r: (r.provision,) if r.provision else ()),
        Facet("date", lambda: _("Received"), lambda r: _days(r.received_sort), day, days=True),
    )


def _days(date: str) -> tuple[str, ...]:
    return (date[:10], date[:10]) if date else ()


class SourceTables(QWidget):
    """Two tables of the same delivery, one shown: what the agencies handed in, and the sources in it."""

    def __init__(self, desk: CaseDesk, sources: CaseTable[SourceRow]) -> None:
        super().__init__()
        self.sources = sources
        self.contributions: CaseTable[ContributionRow] = CaseTable(
            desk,
            TableKind.CONTRIBUTIONS,
            _columns(),
            _facets(),
            _("No contribution yet. Register the first one with the button above."),
            _("Contributions"),
        )
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(_("Sources or contributions"))
        self.bar.addTab(_("Sources"))
        self.bar.addTab(_("Contributions"))
        self._stack = QStackedWidget()
        self._stack.addWidget(sources)
        self._stack.addWidget(self.contributions)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def show_case(self, data: CaseData) -> None:
        """Show the contributions of a case; the sources are shown by whoever made their table."""
        self.contributions.show_rows(data, contribution_rows)

    def selected_rows(self) -> Sequence[SourceRow | ContributionRow]:
        """Return the chosen rows of the table that is shown."""
        if self.bar.currentIndex() == 0:
            return self.sources.view.selected_rows()
        return self.contributions.view.selected_rows()

    def focus_filter(self) -> None:
        """Put the cursor into the filter field of the table that is shown."""
        shown = self.sources if self.bar.currentIndex() == 0 else self.contributions
        shown.view.focus_filter()
