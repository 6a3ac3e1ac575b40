"""Measures over all conferences and cases: to follow, to escalate, to take results in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import MeasureState
from app.casework import cases
from app.conference import invitations, measure_tracking, measures
from app.handover.artefact_file import whole_file
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.case.form_side import FormSide
from ui.case.measures_forms import EscalationForm, FeedbackForm, MeasureStateForm
from ui.conference.conference_query import MeasureLine, all_measures
from ui.conference.conference_tables import measure_columns
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, labelled_button, make_action


class MeasuresPanel(QWidget):
    """A table, the matrix of agencies and measures, and the forms; of all cases unless `case_id` is set."""

    def __init__(self, session: Session, side: FormSide, *, with_case: bool = True) -> None:
        super().__init__()
        self.session, self.side, self.case_id = session, side, ""
        self.rows: tuple[MeasureLine, ...] = ()
        self.table: TableView[MeasureLine] = TableView(
            measure_columns(with_case=with_case), _("No measure was agreed yet."), name=_("Measures")
        )
        self.matrix = QScrollArea()
        self.matrix.setWidgetResizable(True)
        self.matrix.setAccessibleName(_("Intervention matrix"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.matrix)
        act = partial(make_action, self)
        self.change = act(_("Move on …"), "pencil", self.begin_change)
        self.escalate = act(_("Escalate …"), "arrow-right", self.begin_escalation)
        self.feed_back = act(_("Take the result in …"), "inbox", self.begin_feedback)
        self.calendar = act(_("Calendar file …"), "calendar-days", self.save_calendar)
        self.flip = act(_("Agencies and measures"), "layout-grid", self.show_matrix)
        self.flip.setCheckable(True)
        commands = (self.change, self.escalate, self.feed_back)
        offer(session, self, [(command, Act.KEEP_OFFICE) for command in commands])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.buttons = ButtonRow((*commands, None, self.calendar, self.flip))
        column.addWidget(self.buttons)
        column.addWidget(self.stack, 1)
        self.table.row_activated.connect(lambda _row: self.begin_change())

    def add_action(self, action: QAction) -> None:
        """Put one more command into the row of buttons."""
        self.buttons.add_widget(labelled_button(action))

    def load(self) -> None:
        """Read the measures anew."""
        self.session.read(self, all_measures, self.show_rows)

    def show_rows(self, rows: tuple[MeasureLine, ...]) -> None:
        """Show these measures, of the case if there is one."""
        self.rows = tuple(r for r in rows if not self.case_id or r.case_id == self.case_id)
        self.table.set_rows(self.rows)
        self._fill_matrix()

    def show_matrix(self) -> None:
        """Show agencies and their measures, or the table again."""
        self.stack.setCurrentWidget(self.matrix if self.flip.isChecked() else self.table)

    def _fill_matrix(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(10)
        by_agency: dict[str, list[MeasureLine]] = {}
        for row in self.rows:
            by_agency.setdefault(row.agency, []).append(row)
        for agency in sorted(by_agency, key=list_order):
            column.addLayout(_matrix_row(agency, by_agency[agency]))
        column.addStretch(1)
        self.matrix.setWidget(content)

    def _chosen(self) -> MeasureLine | None:
        chosen = self.table.selected_rows()
        return chosen[0] if chosen else None

    def _heading(self, row: MeasureLine) -> str:
        return _("Measure {no}: {title}").format(no=row.no, title=row.title)

    def begin_change(self) -> None:
        """Open the form that moves the chosen measure on."""
        row = self._chosen()
        if row is not None:
            form = MeasureStateForm(self._heading(row), row.id, row.state_id, row.result)
            form.submitted.connect(partial(self._move_on, form, row.id))
            self.side.place(form)

    def _move_on(self, form: MeasureStateForm, measure_id: str, values: dict[str, str]) -> None:
        def work(store: Store) -> Change:
            state = MeasureState(values["state"])
            return measures.set_state(store, measure_id, state, values["result"], evidence=values["evidence"])

        self._send(form, work, form.refuse)

    def begin_escalation(self) -> None:
        """Open the form that takes the chosen measure to a higher level."""
        row = self._chosen()
        if row is not None:
            form = EscalationForm(self._heading(row), row.id)
            form.submitted.connect(partial(self._escalate, form, row.id))
            self.side.place(form)

    def _escalate(self, form: EscalationForm, measure_id: str, values: dict[str, str]) -> None:
        def work(store: Store) -> Change:
            return measure_tracking.escalate(store, measure_id, values["told"], values["reason"])

        self._send(form, work, form.refuse)

    def begin_feedback(self) -> None:
        """Ask for agency and regime, then open the form that takes a result in."""
        row = self._chosen()
        if row is None:
            return

        def ask(store: Store) -> tuple[str, str]:
            found = measures.find(store, row.case_id, row.no)
            return found.agency_id, cases.header(store, row.case_id).regime

        self.session.read(self, ask, partial(self._open_feedback, row))

    def _open_feedback(self, row: MeasureLine, known: tuple[str, str]) -> None:
        form = FeedbackForm(self._heading(row), row.id, *known)
        form.submitted.connect(partial(self._feed_back, form, row.id))
        self.side.place(form)

    def _feed_back(self, form: FeedbackForm, measure_id: str, values: dict[str, str]) -> None:
        def work(store: Store) -> Change:
            return measure_tracking.feed_back(store, measure_id, form_arrival, values["result"])

        form_arrival = form.arrival(values)
        self._send(form, work, form.refuse)

    def _send(
        self,
        form: InlineForm,
        work: Callable[[Store], Change],
        refused: Callable[[UserError], object],
    ) -> None:
        form.set_busy(True)
        self.session.write(form, work, lambda _change: self.side.leave(), refused)

    def save_calendar(self) -> None:
        """Ask for a file and write the due days into it."""
        kind = _("Calendar (*.ics)")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the due days"), "massnahmen.ics", kind)
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the due days into a file; it names measures and cases by number only."""
        case_id = self.case_id

        def work(store: Store) -> None:
            found = measures.of_case(store, case_id) if case_id else measures.everywhere(store)
            with whole_file(path) as file:
                file.write(invitations.due_days(found, cases.references(store)))

        text = _("Saved: {names}.").format(names=path.name)
        self.session.read(self, work, lambda _none: self.session.noted.emit(text))


def _matrix_row(agency: str, rows: list[MeasureLine]) -> QHBoxLayout:
    line = QHBoxLayout()
    name = PlainLabel(agency)
    name.setFixedWidth(200)
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    cells = QVBoxLayout()
    cells.setSpacing(3)
    for row in rows:
        cells.addWidget(PlainLabel(row.title))
        parts = (row.case, row.power, row.due, row.state, row.late)
        cells.addWidget(MutedLabel(" · ".join(filter(None, parts))))
    line.addLayout(cells, 1)
    return line
