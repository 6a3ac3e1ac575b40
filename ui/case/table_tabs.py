"""The tabs that are one table: subjects, findings, timeline."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from app.base.i18n import _
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.finding_query import FindingRow, TimelineRow, finding_rows, timeline_rows
from ui.case.subject_query import SubjectRow, of_type, subject_rows, type_choices
from ui.widgets.column import Column
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


def _subject_columns() -> tuple[Column[SubjectRow], ...]:
    return (
        Column("caption", lambda: _("Subject"), lambda r: r.caption, icon=lambda r: r.icon, width=270),
        Column("type", lambda: _("Type"), lambda r: r.type_label, width=130),
        Column(
            "findings",
            lambda: _("Findings"),
            lambda r: str(r.findings),
            lambda r: r.findings,
            right=True,
            width=110,
        ),
        Column(
            "links",
            lambda: _("Links"),
            lambda r: str(r.links or ""),
            lambda r: r.links,
            right=True,
            width=110,
        ),
        Column(
            "disagreeing",
            lambda: _("Disagreeing"),
            lambda r: str(r.disagreeing or ""),
            lambda r: r.disagreeing,
            right=True,
            width=130,
        ),
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
        self._rows: tuple[SubjectRow, ...] = ()
        self.types = QComboBox()
        self.types.setAccessibleName(_("Type"))
        self.types.setMinimumWidth(190)
        self.table: TableView[SubjectRow] = TableView(
            _subject_columns(), _("No subject yet. Add the first node with Ctrl+Shift+N."), name=_("Subjects")
        )
        add = make_action(self, _("New node"), "circle-plus", add_node)
        buttons = ButtonRow([add])
        buttons.add_widget(self.types)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(buttons)
        column.addWidget(self.table, 1)
        self.types.activated.connect(lambda _index: self._narrow())
        self.table.selection_changed.connect(self._chosen)
        desk.subject_chosen.connect(self.reveal_subject)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self._rows = subject_rows(data)
        before = self.types.currentData()
        self.types.clear()
        for choice, text in type_choices(self._rows):
            self.types.addItem(text, choice)
        self.types.setCurrentIndex(max(self.types.findData(before), 0))
        self._narrow()
        self.reveal_subject(self.desk.subject_id)

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def reveal_subject(self, subject_id: str) -> None:
        """See CaseTab."""
        if not self.isVisible() or not subject_id:
            return
        if any(row.id == subject_id for row in self.table.selected_rows()):
            return
        if not self.table.select_where(lambda row: row.id == subject_id):
            self.types.setCurrentIndex(0)
            self.table.filter.clear()
            self._narrow()
            self.table.select_where(lambda row: row.id == subject_id)

    def _narrow(self) -> None:
        self.table.set_rows(of_type(self._rows, self.types.currentData() or ""))

    def _chosen(self, rows: list[SubjectRow]) -> None:
        if len(rows) == 1:
            self.desk.choose_subject(rows[0].id)


def _finding_columns() -> tuple[Column[FindingRow], ...]:
    return (
        Column("subject", lambda: _("Subject"), lambda r: r.subject, width=190),
        Column("property", lambda: _("Field"), lambda r: r.property, width=120),
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
        self.table: TableView[FindingRow] = TableView(
            _finding_columns(),
            _("No finding yet. Add a node; it comes with its first finding."),
            name=_("Findings"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.selection_changed.connect(self._chosen)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.table.set_rows(finding_rows(data))

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
