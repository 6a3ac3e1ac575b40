"""The designer of a survey: its questions in their order, added, changed and moved."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _
from app.office.survey_design import QUESTIONS, move
from app.store.change import Change
from app.store.roles import Act
from ui.office.office_query import EntryRow, save_entry
from ui.office.question_query import Design, read_design
from ui.office.register_form import RegisterForm
from ui.settings.side_panel import SidePanel
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


class QuestionList(QWidget):
    """The questions of one survey."""

    def __init__(self, session: Session, side: SidePanel) -> None:
        super().__init__()
        self.session, self.side, self.survey = session, side, ""
        self.design: Design | None = None
        self._wanted_id = ""
        self.note = MutedLabel(_("Choose a survey among the entries."))
        self.table: TableView[EntryRow] = TableView(
            _columns(), _("This survey asks nothing yet."), name=_("Questions")
        )
        self.new = make_action(self, _("New question"), "plus", self.begin_new)
        self.change = make_action(self, _("Change the question"), "pencil", self.begin_change)
        self.up = make_action(self, _("Move up"), "chevron-up", partial(self._move, -1), shortcut="Alt+Up")
        self.down = make_action(
            self, _("Move down"), "chevron-down", partial(self._move, 1), shortcut="Alt+Down"
        )
        commands = [self.new, self.change, self.up, self.down]
        offer(session, self, [(command, Act.KEEP_OFFICE) for command in commands])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(ButtonRow(commands))
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        self.note.setContentsMargins(16, 0, 16, 0)
        self.table.row_activated.connect(lambda _row: self.begin_change())
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self._follow()

    def show_survey(self, title: str) -> None:
        """Show the questions of a survey, "" for none; read anew each time."""
        self.survey = title
        if title:
            self.session.read(self, partial(read_design, survey=title), self._show)
        else:
            self.design = None
            self.table.set_rows(())
            self._follow()

    def _show(self, design: Design) -> None:
        if design.survey != self.survey:
            return
        self.design = design
        self.note.setText(design.survey)
        self.table.set_rows(design.rows)
        if self._wanted_id:
            wanted, self._wanted_id = self._wanted_id, ""
            self.table.select_where(lambda row: row.id == wanted)
        self._follow()

    def chosen(self) -> EntryRow | None:
        """Return the chosen question."""
        found = self.table.selected_rows()
        return found[0] if len(found) == 1 else None

    def _follow(self) -> None:
        row, rows = self.chosen(), self.design.rows if self.design else ()
        self.new.setEnabled(self.design is not None)
        self.change.setEnabled(row is not None)
        self.up.setEnabled(row is not None and row.id != rows[0].id)
        self.down.setEnabled(row is not None and row.id != rows[-1].id)

    def begin_new(self) -> None:
        """Ask for a new question; survey and number are there already."""
        if self.design is not None:
            form = RegisterForm(self.design.table)
            form.set_value("survey", self.survey)
            form.set_value("no", str(self.design.next_number))
            self._open(form)

    def begin_change(self) -> None:
        """Ask what is otherwise with the chosen question."""
        row = self.chosen()
        if row is not None and self.design is not None:
            self._open(RegisterForm(self.design.table, row))

    def _open(self, form: RegisterForm) -> None:
        form.submitted.connect(partial(self._save, form))
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)
        form.focus_first()

    def _save(self, form: RegisterForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        entry_id = form.row.id if form.row else ""
        work = partial(save_entry, register_id=QUESTIONS, entry_id=entry_id, values=values)
        self.session.write(form, work, self._saved, form.refuse)

    def _saved(self, change: Change) -> None:
        self._wanted_id = change.ids[0]
        self.side.close_form()
        self.show_survey(self.survey)

    def _move(self, steps: int) -> None:
        row = self.chosen()
        if row is not None:
            self._wanted_id = row.id
            self.session.write(self, partial(move, question_id=row.id, steps=steps), self._moved)

    def _moved(self, _change: Change) -> None:
        self.show_survey(self.survey)


def _columns() -> tuple[Column[EntryRow], ...]:
    def text(name: str) -> Column[EntryRow]:
        return Column(name, lambda: _TITLES[name](), lambda r: r.texts.get(name, ""), lambda r: r.order[name])

    return tuple(map(text, _TITLES))


_TITLES = {
    "no": lambda: _("No."),
    "title": lambda: _("Question"),
    "kind": lambda: _("Answer"),
    "options": lambda: _("To choose from"),
    "hint": lambda: _("Hint"),
}
