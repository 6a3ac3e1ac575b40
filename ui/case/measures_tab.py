"""Conferences and measures of a case."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.records import MeasureState
from app.conference.measures import set_state
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.measures_forms import MeasureStateForm
from ui.case.measures_query import ConferenceRow, MeasureRow, conference_rows, measure_rows
from ui.widgets.column import Column, count_column
from ui.widgets.table_view import TableView
from ui.widgets.titled import titled


def _measure_columns() -> tuple[Column[MeasureRow], ...]:
    return (
        count_column("no", lambda: _("No."), lambda r: r.no, 60),
        Column("title", lambda: _("Measure"), lambda r: r.title, tooltip=lambda r: r.title, width=290),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=190),
        Column("power", lambda: _("Legal power"), lambda r: r.power, width=140),
        Column("due", lambda: _("Due"), lambda r: r.due, lambda r: r.due_sort, width=150),
        Column("state", lambda: _("State"), lambda r: r.state, width=120),
        Column("late", lambda: _("Overdue"), lambda r: r.late, width=100),
        Column(
            "result",
            lambda: _("Result"),
            lambda r: r.result,
            tooltip=lambda r: r.result,
            muted=True,
            width=120,
        ),
    )


def _conference_columns() -> tuple[Column[ConferenceRow], ...]:
    return (
        count_column("no", lambda: _("No."), lambda r: r.no, 60),
        Column("held", lambda: _("Day"), lambda r: r.held, lambda r: r.held_sort, width=190),
        Column("state", lambda: _("State"), lambda r: r.state, width=100),
        Column("place", lambda: _("Place"), lambda r: r.place, width=190),
        Column("chair", lambda: _("Chair"), lambda r: r.chair, width=160),
        Column("lead", lambda: _("Lead agency"), lambda r: r.lead, width=190),
        Column("people", lambda: _("Persons"), lambda r: str(r.people), lambda r: r.people, width=95),
        Column("agenda", lambda: _("Agenda"), lambda r: r.agenda, muted=True, width=120),
    )


class MeasuresTab(CaseTab):
    """Two tables; Enter on a measure opens the form that moves it on."""

    key = "measures"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.conferences: TableView[ConferenceRow] = TableView(
            _conference_columns(), _("No conference yet."), name=_("Conferences")
        )
        self.measures: TableView[MeasureRow] = TableView(
            _measure_columns(), _("No measure was agreed yet."), name=_("Measures")
        )
        self.side = QWidget()
        self.side.setFixedWidth(320)
        self.side_column = QVBoxLayout(self.side)
        self.side_column.setContentsMargins(18, 12, 18, 12)
        self.side.hide()
        self.form: MeasureStateForm | None = None
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(titled(_("Conferences"), self.conferences))
        split.addWidget(titled(_("Measures"), self.measures))
        split.setSizes([230, 400])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split, 1)
        row.addWidget(self.side)
        self.measures.row_activated.connect(self.begin_change)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.conferences.set_rows(conference_rows(data))
        self.measures.set_rows(measure_rows(data))

    def find_here(self) -> None:
        """See CaseTab."""
        self.measures.focus_filter()

    def begin_change(self, row: MeasureRow) -> None:
        """Open the form that moves a measure on."""
        self._leave()
        heading = _("Measure {no}: {title}").format(no=row.no, title=row.title)
        form = MeasureStateForm(heading, row.id, str(row.state_id), row.result)
        form.submitted.connect(partial(self._send, form, row.id))
        form.cancelled.connect(self._leave)
        self.form = form
        self.side_column.insertWidget(0, form)
        self.side_column.addStretch(1)
        self.side.show()
        form.focus_first()

    def _send(self, form: MeasureStateForm, measure_id: str, values: dict[str, str]) -> None:
        form.set_busy(True)

        def work(store: Store) -> Change:
            state, evidence = MeasureState(values["state"]), values["evidence"]
            return set_state(store, measure_id, state, values["result"], evidence=evidence)

        self.desk.session.write(form, work, lambda _change: self._leave(), form.refuse)

    def _leave(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.side.hide()
