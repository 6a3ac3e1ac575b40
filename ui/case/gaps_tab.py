"""Gap table and collection plan of a case: what is known, what is not, and who is asked for it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import collection_plan, gaps
from app.store.change import Change
from app.store.store import Store
from ui.case import collection_form, gaps_forms
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.collection_form import CollectionForm
from ui.case.collection_query import TaskRow, task_rows
from ui.case.form_side import FormSide
from ui.case.gaps_forms import CiteForm, GapForm, NoteForm
from ui.case.gaps_grid import GapsGrid
from ui.case.gaps_query import METHOD, EntryText, GapBook, GapRow, gap_rows, load_book
from ui.case.inspector import Inspector
from ui.shell.inline_form import InlineForm
from ui.widgets.column import Column, count_column
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView
from ui.widgets.titled import titled
from ui.widgets.tool_buttons import ButtonRow, make_action

Command = Callable[[Store, str, dict[str, str]], Change]


def _task_columns() -> tuple[Column[TaskRow], ...]:
    return (
        count_column("no", lambda: _("No."), lambda r: r.no, 50),
        Column("requirement", lambda: _("What is to be found out"), lambda r: r.requirement,
               tooltip=lambda r: r.requirement, width=200),
        Column("where", lambda: _("Agency and source"), lambda r: r.where, tooltip=lambda r: r.where,
               width=150),
        Column("due", lambda: _("Due"), lambda r: r.due, lambda r: r.due_sort, width=130),
        Column("late", lambda: _("Overdue"), lambda r: r.late, width=95),
        Column("state", lambda: _("State"), lambda r: r.state, width=110),
        Column("gap", lambda: _("Question"), lambda r: r.gap, tooltip=lambda r: r.gap, width=140),
        Column("provision", lambda: _("Legal basis"), lambda r: r.provision, tooltip=lambda r: r.provision,
               width=130),
        Column("priority", lambda: _("Priority"), lambda r: r.priority, lambda r: r.priority_sort, width=90),
        Column("result", lambda: _("Result"), lambda r: r.result, tooltip=lambda r: r.result, muted=True,
               width=110),
        Column("rating", lambda: _("Rating"), lambda r: r.rating, width=80),
        Column("owner", lambda: _("Who asks"), lambda r: r.owner, tooltip=lambda r: r.owner, width=120),
        Column("enough", lambda: _("Enough when"), lambda r: r.stop_criterion,
               tooltip=lambda r: r.stop_criterion, width=140, shown=False),
    )  # fmt: skip


class GapsTab(CaseTab):
    """Above the seven questions with their cells, below the plan; a form takes the inspector's place."""

    key = "gaps"

    def __init__(self, desk: CaseDesk, inspector: Inspector) -> None:
        super().__init__(desk)
        self.inspector = inspector
        self.book = GapBook()
        self.grid = GapsGrid()
        self.table: TableView[TaskRow] = TableView(
            _task_columns(), _("No task yet. Add the first one with Ctrl+Shift+T."), name=_("Collection plan")
        )
        self.side = FormSide()
        self.side.left.connect(self._form_left)
        self.empty = EmptyState(
            "circle-help", _("Seven questions show what the case knows and what it does not.")
        )
        self.empty.add_button(_("Lay out the seven questions"), self.lay_out)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.grid)
        self._make_actions()
        self._lay_out()
        self.grid.entry_chosen.connect(self._show_entry)
        self.grid.add_wanted.connect(self.begin_entry)
        self.grid.change_wanted.connect(self.begin_change)
        self.grid.take_out_wanted.connect(lambda entry: self._write(partial(_take_out, entry)))
        self.grid.task_wanted.connect(self._show_task)
        self.table.row_activated.connect(lambda row: self.begin_task(row))

    def _make_actions(self) -> None:
        act = partial(make_action, self)
        self.new_gap = act(_("New question"), "circle-help", self.begin_gap, shortcut="Ctrl+Shift+Q")
        self.cite_action = act(
            _("Put the selected finding here"), "pin", self.cite_selected, shortcut="Ctrl+Shift+K",
            tip=_("Puts the finding shown in the inspector into the row that has the cursor"),
        )  # fmt: skip
        self.new_task = act(
            _("New task"), "clipboard-list", lambda: self.begin_task(), shortcut="Ctrl+Shift+T"
        )
        self.to_gap = act(_("Show the question of the task"), "arrow-left", self._show_gap)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.stack)
        split.addWidget(titled(_("Collection plan"), self.table))
        split.setSizes([470, 190])
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(ButtonRow([self.new_gap, self.cite_action, None, self.new_task, self.to_gap]))
        main.addWidget(split, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(main, 1)
        row.addWidget(self.side)

    # --- CaseTab

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        read = partial(load_book, case_id=data.header.id)
        self.desk.session.read(self, read, partial(self._show, data))

    def _show(self, data: CaseData, book: GapBook) -> None:
        self.book = book
        self.stack.setCurrentWidget(self.grid if book.gaps else self.empty)
        self.grid.show_rows(gap_rows(data, book))
        self.table.set_rows(task_rows(data, book))

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    # --- what is done

    def lay_out(self) -> None:
        """Put down the seven questions."""
        self._write(gaps.lay_out)

    def begin_gap(self) -> None:
        """Open the form for a new row."""
        form = GapForm()
        self._place(form, form.command, gaps_forms.field_of)

    def begin_change(self, row: GapRow) -> None:
        """Open the form for wording and state of a row."""
        form = GapForm(row)
        form.taken_out.connect(lambda gap_id: self._write(partial(_remove_gap, gap_id)))
        self._place(form, form.command, gaps_forms.field_of)

    def begin_entry(self, row: GapRow, cell: str) -> None:
        """Open the form that puts something into a cell: a finding, or a text."""
        if self.desk.data is None:
            return
        if cell in gaps.CITING:
            cite = CiteForm(self.desk.data, row, cell, self.inspector.finding_id)
            self._place(cite, cite.command, gaps_forms.field_of)
        else:
            note = NoteForm(row, cell)
            self._place(note, note.command, gaps_forms.field_of)

    def cite_selected(self) -> None:
        """Put the finding that the inspector shows into the row that has the cursor."""
        data, finding_id, row = self.desk.data, self.inspector.finding_id, self.grid.current_row()
        finding = data.findings.get(finding_id) if data is not None else None
        if finding is None or row is None:
            self.desk.session.refused.emit(
                UserError(
                    "gap.nothing",
                    _("No finding is selected."),
                    _("Select a finding in the inspector and a row of the table."),
                )
            )
            return
        cell = gaps.cell_for(finding.standing)
        self._write(partial(_cite, row.id, cell, finding_id))

    def begin_task(self, row: TaskRow | None = None) -> None:
        """Open the form of a task; a new one belongs to the row that has the cursor."""
        if self.desk.data is None:
            return
        current = self.grid.current_row()
        task, gap_id = (row.task if row else None), (current.id if current and row is None else "")
        form = CollectionForm(self.desk.data, self.book, task, gap_id)
        form.taken_out.connect(lambda task_id: self._write(partial(_remove_task, task_id)))
        self._place(form, form.command, collection_form.field_of)

    # --- where things are

    def _show_entry(self, entry: EntryText) -> None:
        if entry.line is not None:
            if self.side.form is not None:
                self.side.leave()
            self.desk.choose_subject(entry.subject_id)
            self.desk.finding_opened.emit(entry.line.id)

    def _show_task(self, task_id: str) -> None:
        if task_id.startswith(METHOD):
            self.desk.tab_wanted.emit("methods")
            return
        self.table.select_where(lambda row: row.id == task_id)
        self.table.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_gap(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.grid.focus_row(row.task.gap_id or "")

    # --- forms

    def _place(self, form: InlineForm, command: Command, field_of: Callable[[UserError], str]) -> None:
        case_id = self.desk.case_id

        def send(values: dict[str, str]) -> None:
            form.set_busy(True)
            self.desk.session.write(
                form,
                lambda store: command(store, case_id, values),
                lambda _change: self.side.leave(),
                partial(self.side.refused, form, field_of),
            )

        form.submitted.connect(send)
        self.inspector.hide()
        self.side.place(form)

    def _form_left(self) -> None:
        self.inspector.setVisible(self.isVisible())
        self.grid.focus_spot(*self.grid.last)

    def _write(self, command: Callable[[Store, str], Change]) -> None:
        case_id = self.desk.case_id
        if self.side.form is not None:
            self.side.leave()
        self.desk.session.write(self, lambda store: command(store, case_id))


def _take_out(entry_id: str, store: Store, _case_id: str) -> Change:
    return gaps.take_out(store, entry_id)


def _remove_gap(gap_id: str, store: Store, _case_id: str) -> Change:
    return gaps.remove(store, gap_id)


def _remove_task(task_id: str, store: Store, _case_id: str) -> Change:
    return collection_plan.remove(store, task_id)


def _cite(gap_id: str, cell: str, finding_id: str, store: Store, _case_id: str) -> Change:
    return gaps.cite(store, gap_id, cell, finding_id)
