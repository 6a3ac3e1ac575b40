"""The tabs that are one table: subjects, findings, timeline."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from app.base.i18n import _
from app.exchange.table_selection import TableKind
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.finding_query import FindingRow, TimelineRow, finding_rows, timeline_rows
from ui.case.subject_query import SubjectRow, subject_rows
from ui.case.table_desk import CaseTable
from ui.case.table_facets import finding_facets, subject_facets
from ui.widgets.column import Column, count_column, tally_column
from ui.widgets.facet import RowFilter
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


def agency_in(desk: CaseDesk, agency_id: str) -> str:
    """Return the name of an agency of the case that is open, "" for one it does not know."""
    return desk.data.agency_name(agency_id) if desk.data is not None else ""


def _subject_columns() -> tuple[Column[SubjectRow], ...]:
    return (
        Column("caption", lambda: _("Subject"), lambda r: r.caption, icon=lambda r: r.icon, width=270),
        Column("type", lambda: _("Type"), lambda r: r.type_label, width=130),
        count_column("findings", lambda: _("Findings"), lambda r: r.findings, 110),
        tally_column("links", lambda: _("Links"), lambda r: r.links, 110),
        tally_column("disagreeing", lambda: _("Disagreeing"), lambda r: r.disagreeing, 130),
        Column(
            "agencies",
            lambda: _("Agencies"),
            lambda r: r.agencies,
            tooltip=lambda r: r.agencies,
            muted=True,
            width=120,
        ),
    )


class SubjectsTab(CaseTab):
    """Every node and link of the case, narrowed by type."""

    key = "subjects"

    def __init__(self, desk: CaseDesk, add_node: Callable[[], object]) -> None:
        super().__init__(desk)
        self.listing: CaseTable[SubjectRow] = CaseTable(
            desk,
            TableKind.SUBJECTS,
            _subject_columns(),
            subject_facets(partial(agency_in, desk)),
            _("No subject yet. Add the first node with Ctrl+Shift+N."),
            _("Subjects"),
        )
        self.table = self.listing.view
        add = make_action(self, _("New node"), "circle-plus", add_node)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ButtonRow([add]))
        column.addWidget(self.listing, 1)
        self._resetting = False
        self.table.selection_changed.connect(self._chosen)
        self.table.model.modelAboutToBeReset.connect(self._keep_subject)
        self.table.model.modelReset.connect(self._reveal_again)
        desk.subject_chosen.connect(self._show_subject)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.listing.show_rows(data, subject_rows)

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        if not self.isVisible() or not subject_id:
            return
        if any(row.id == subject_id for row in self.table.selected_rows()):
            return
        self.table.select_where(lambda row: row.id == subject_id)

    def _keep_subject(self) -> None:
        # The table chooses its old row again; what was just recorded is what one is at.
        self._resetting = True

    def _reveal_again(self) -> None:
        self._resetting = False
        self.reveal_subject(self.desk.subject_id)

    def _show_subject(self, subject_id: str) -> None:
        """Bring a subject chosen elsewhere into sight, if need be by taking the filter away."""
        self.reveal_subject(subject_id)
        shown = any(row.id == subject_id for row in self.table.selected_rows())
        if self.isVisible() and subject_id and not shown:
            self.table.narrow(RowFilter())

    def _chosen(self, rows: list[SubjectRow]) -> None:
        if len(rows) == 1 and not self._resetting:
            self.desk.choose_subject(rows[0].id)


def finding_columns() -> tuple[Column[FindingRow], ...]:
    """Return the columns of the table of findings."""
    return (
        Column("subject", lambda: _("Subject"), lambda r: r.subject, width=160),
        Column("type", lambda: _("Type"), lambda r: r.type_label, width=120, shown=False),
        Column("property", lambda: _("Field"), lambda r: r.property, tooltip=lambda r: r.property, width=175),
        Column("value", lambda: _("Value"), lambda r: r.value, tooltip=lambda r: r.value, width=190),
        Column(
            "standing", lambda: _("Standing"), lambda r: r.standing, icon=lambda r: r.standing_icon, width=130
        ),
        Column("grading", lambda: _("Grading"), lambda r: r.grading, width=85),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=150),
        Column("source", lambda: _("Source"), lambda r: r.source, width=170, muted=True, shown=False),
        Column("flags", lambda: _("Marks"), lambda r: r.flags, width=100),
        Column("valid", lambda: _("Holds"), lambda r: r.valid, width=130, shown=False),
        Column("handling", lambda: _("Handling"), lambda r: r.handling, width=90, shown=False),
        Column(
            "review", lambda: _("Review"), lambda r: r.review, lambda r: r.review_sort, width=130, shown=False
        ),
    )


class FindingsTab(CaseTab):
    """Every finding in force."""

    key = "findings"

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.listing: CaseTable[FindingRow] = CaseTable(
            desk,
            TableKind.FINDINGS,
            finding_columns(),
            finding_facets(partial(agency_in, desk)),
            _("No finding yet. Add a node; it comes with its first finding."),
            _("Findings"),
        )
        self.table = self.listing.view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.listing)
        self.table.selection_changed.connect(self._chosen)
        self.table.row_activated.connect(lambda row: self.desk.finding_opened.emit(row.id))

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.listing.show_rows(data, finding_rows)

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def _chosen(self, rows: list[FindingRow]) -> None:
        if len(rows) == 1:
            self.desk.choose_subject(rows[0].subject_id)
            self.desk.finding_chosen.emit(rows[0].id)


def _timeline_columns() -> tuple[Column[TimelineRow], ...]:
    return (
        Column("when", lambda: _("When"), lambda r: r.when, lambda r: r.first.toordinal(), width=165),
        Column("what", lambda: _("What"), lambda r: r.what, tooltip=lambda r: r.what, width=200),
        Column("subject", lambda: _("Subject"), lambda r: r.subject, width=210),
        Column(
            "standing", lambda: _("Standing"), lambda r: r.standing, icon=lambda r: r.standing_icon, width=130
        ),
        Column("grading", lambda: _("Grading"), lambda r: r.grading, width=85),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, muted=True, width=120),
    )


class TimelineTab(CaseTab):
    """Everything dated, oldest first."""

    key = "timeline"

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.table: TableView[TimelineRow] = TableView(
            _timeline_columns(),
            _("Nothing is dated yet. Give a finding a date or the day since when it holds."),
            name=_("Timeline"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.selection_changed.connect(self._chosen)
        self.table.row_activated.connect(lambda row: self.desk.finding_opened.emit(row.id))

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.table.set_rows(timeline_rows(data))

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def _chosen(self, rows: list[TimelineRow]) -> None:
        if len(rows) == 1:
            self.desk.choose_subject(rows[0].subject_id)
            self.desk.finding_chosen.emit(rows[0].id)
