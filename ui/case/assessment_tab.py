"""The assessments of a case: the list with what weakens them, one in full, and the form that writes one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import assessment_list
from ui.case import assessment_commands, edit_commands
from ui.case.assessment_form import AssessmentForm, scale_line
from ui.case.assessment_query import AssessmentRow, assessment_rows
from ui.case.assessment_sheet import AssessmentSheet
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.shell.form_room import FormRoom
from ui.widgets.column import Column, count_column
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_WIDEST = 760


def _columns() -> tuple[Column[AssessmentRow], ...]:
    return (
        Column(
            "standing",
            lambda: _("Standing"),
            lambda r: r.standing,
            icon=lambda r: r.standing_icon,
            width=125,
        ),
        Column("text", lambda: _("Text"), lambda r: r.text, tooltip=lambda r: r.text, width=330),
        Column(
            "likelihood",
            lambda: _("Probability"),
            lambda r: r.likelihood,
            lambda r: r.likelihood_sort,
            width=140,
        ),
        Column(
            "confidence",
            lambda: _("Confidence"),
            lambda r: r.confidence,
            lambda r: r.confidence_sort,
            width=150,
        ),
        Column(
            "doubts",
            lambda: _("To check"),
            lambda r: "; ".join(r.doubts),
            lambda r: len(r.doubts),
            tooltip=lambda r: "\n".join(r.doubts),
            icon=lambda r: "triangle-alert" if r.doubts else "",
            width=120,
        ),
        *_further_columns(),
    )


def _further_columns() -> tuple[Column[AssessmentRow], ...]:
    return (
        count_column("grounds", lambda: _("Rests on"), lambda r: r.grounds, 95, shown=False),
        Column("kind", lambda: _("Kind"), lambda r: r.kind, width=120, shown=False),
        Column("author", lambda: _("Author"), lambda r: r.author, width=150, shown=False),
        Column(
            "recorded",
            lambda: _("Recorded"),
            lambda r: r.recorded,
            lambda r: r.recorded_sort,
            width=150,
            shown=False,
        ),
    )


class AssessmentTab(CaseTab):
    """Enter on a row writes it anew; the finding itself stands in the inspector."""

    key = "assessment"

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.form: AssessmentForm | None = None
        self.table: TableView[AssessmentRow] = TableView(
            _columns(), _("No assessment yet. Write the first one with Ctrl+Shift+B."), name=_("Assessments")
        )
        self.sheet = AssessmentSheet()
        self.new_action = make_action(self, _("New assessment"), "plus", self.begin, shortcut="Ctrl+Shift+B")
        self.edit_action = make_action(self, _("Correct …"), "pencil", self._edit_chosen)
        self.edit_action.setEnabled(False)
        self.forms = FormRoom(left=20, top=8, right=20)
        self.pages = QStackedWidget()
        self._lay_out()
        self.table.selection_changed.connect(self._chosen)
        self.table.row_activated.connect(lambda row: self.begin(row.id))
        self.sheet.finding_activated.connect(desk.finding_opened)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.sheet)
        split.setSizes([260, 300])
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ButtonRow([self.new_action, self.edit_action]))
        column.addWidget(split, 1)
        self.pages.addWidget(listing)
        self.pages.addWidget(self.forms)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)

    # --- the list

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.desk.session.read(self, partial(assessment_rows, data=data), self._put_rows)

    def _put_rows(self, rows: tuple[AssessmentRow, ...]) -> None:
        self.table.set_rows(rows)
        before = self.sheet.row
        if before is not None:
            self.sheet.show_row(
                next((r for r in rows if r.subject_id == before.subject_id and r.id == before.id), None)
            )

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def _chosen(self, rows: list[AssessmentRow]) -> None:
        one = rows[0] if len(rows) == 1 else None
        self.edit_action.setEnabled(one is not None)
        self.sheet.show_row(one)
        if one is not None:
            self.desk.choose_subject(one.subject_id)
            self.desk.finding_chosen.emit(one.id)

    # --- the form

    def begin(self, finding_id: str = "") -> None:
        """Open the form for a new assessment, or for one that is to be written anew."""
        data = self.desk.data
        if data is None:
            return
        found = assessment_list.of_records(data.records) if finding_id else ()
        old = next((a for a in found if a.finding.id == finding_id), None)
        form = AssessmentForm(data, self.desk.last_source, old)
        form.add_below(scale_line())
        form.setMaximumWidth(_WIDEST)
        form.submitted.connect(partial(self._send, form, finding_id))
        form.cancelled.connect(self.leave_form)
        self.form = form
        self.forms.hold(form)
        self.pages.setCurrentWidget(self.forms)
        form.focus_first()

    def leave_form(self) -> None:
        """Go back to the list."""
        self.form = None
        self.pages.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_chosen(self) -> None:
        if self.sheet.row is not None:
            self.begin(self.sheet.row.id)

    def _send(self, form: AssessmentForm, finding_id: str, values: dict[str, str]) -> None:
        form.set_busy(True)
        self.desk.last_source = values["source"]
        case_id = self.desk.case_id
        self.desk.session.write(
            form,
            lambda store: assessment_commands.save(store, case_id, finding_id, values),
            lambda _change: self.leave_form(),
            partial(_refused, form),
        )


def _refused(form: AssessmentForm, error: UserError) -> None:
    form.set_busy(False)
    form.show_error(error, edit_commands.field_of(error))
