"""Decisions on deletion: the persons, the two decisions, and the form of the one that was chosen."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.casework import erasure_repeats, outcome_decisions
from app.casework.erasure import Erasure
from app.casework.erasure_repeats import Repeat
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.office.decision_side import DecisionSide
from ui.office.deletion_forms import EraseOutcomeForm, KeepForm, OutcomeForm
from ui.office.deletion_query import DeletionRow, explanation, preview
from ui.office.review_query import Preview
from ui.shell.offered import offer
from ui.shell.repeat_fields import spot
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.column import Column, count_column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


def _columns() -> tuple[Column[DeletionRow], ...]:
    return (
        Column("case", lambda: _("Case"), lambda r: r.case, width=108),
        Column("person", lambda: _("Person"), lambda r: r.person, width=150),
        Column("outcome", lambda: _("Outcome of the proceeding"), lambda r: r.outcome, width=170),
        Column("proceeding", lambda: _("Proceeding"), lambda r: r.proceeding, width=110),
        Column("since", lambda: _("Since"), lambda r: r.since, lambda r: r.since_sort, width=125),
        count_column("findings", lambda: _("Findings"), lambda r: r.findings, 120),
    )  # fmt: skip


class DeletionsPanel(QWidget):
    """A table; Del and Ctrl+R begin a decision on the chosen person."""

    cleaning_wanted = Signal()
    """The store's file is to be cleaned after an erasure."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.form: OutcomeForm | None = None
        self.deciding: ProgressRow | None = None
        self.table: TableView[DeletionRow] = TableView(
            _columns(), _("No decision on deletion is open."), name=_("Decisions on deletion")
        )
        self.why = MutedLabel(explanation())
        self.why.setContentsMargins(16, 0, 16, 4)
        self.erase = make_action(self, _("Erase"), "trash-2", self.begin_erase, shortcut="Del")
        self.keep = make_action(self, _("Keep"), "lock-open", self.begin_keep, shortcut="Ctrl+R")
        offer(session, self, [(self.erase, Act.REVIEW), (self.keep, Act.REVIEW)])
        self.open = make_action(self, _("Open in the case"), "folder-open", self._open)
        self._side = DecisionSide(self.table)
        self._lay_out()
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self.table.row_activated.connect(lambda _row: self._open())
        self._follow()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.why)
        column.addWidget(ButtonRow([self.erase, self.keep, None, self.open]))
        column.addLayout(self._side.row(), 1)

    def show_rows(self, rows: tuple[DeletionRow, ...]) -> None:
        """Show other rows; a form about somebody who is decided on is closed."""
        self.table.set_rows(rows)
        if self.form is not None and self.form.row.id not in {r.id for r in rows}:
            self.close_form()
        if len(rows) == 1:
            self.table.select_where(lambda _row: True)
        self._follow()

    def _chosen(self) -> DeletionRow | None:
        found = self.table.selected_rows()
        return found[0] if len(found) == 1 else None

    def _follow(self) -> None:
        for action in (self.erase, self.keep, self.open):
            action.setEnabled(self._chosen() is not None)

    def _open(self) -> None:
        row = self._chosen()
        if row is not None:
            self.session.case_wanted.emit(row.case_id, "", row.id)

    # --- deciding

    def begin_keep(self) -> None:
        """Ask on which ground it is kept."""
        row = self._chosen()
        if row is not None:
            self._show_form(KeepForm(row))

    def begin_erase(self) -> None:
        """Show what goes, then ask for the reason."""
        row = self._chosen()
        if row is not None:
            self.session.read(self, partial(preview, row=row), partial(self._begin_erase, row))

    def _begin_erase(self, row: DeletionRow, seen: Preview) -> None:
        self._show_form(EraseOutcomeForm(row, seen, self._show_place))

    def _show_place(self, repeat: Repeat) -> None:
        self.session.case_wanted.emit(*spot(repeat))

    def _show_form(self, form: OutcomeForm) -> None:
        self.close_form()
        self.form, self.deciding = form, self._side.place(form)
        form.submitted.connect(self._decide)
        form.cancelled.connect(self.close_form)

    def close_form(self) -> None:
        """Give up the decision under way."""
        self.form = None
        self._side.leave()

    def _decide(self, values: dict[str, str]) -> None:
        form, bar = self.form, self.deciding
        if form is None or bar is None:
            return
        form.set_busy(True)
        row, reason, refused = form.row, values["reason"], partial(self._refused, form)
        if isinstance(form, EraseOutcomeForm):
            choices = form.choices()
            work = partial(_erase, row=row, reason=reason, repeats=choices)
            StoppableWork(self.session, self, bar).write(
                _("What was decided is being carried out …"), work, self._erased, refused,
                stopped=lambda: form.set_busy(False),
            )  # fmt: skip
        else:
            keep = partial(_keep, row=row, reason=reason, kind=values["kind"])
            self.session.write(self, keep, self._kept, refused)

    def _kept(self, _change: Change) -> None:
        self.close_form()

    def _erased(self, done: Erasure) -> None:
        self.close_form()
        change = done.change
        self.session.announce(_("Erased"), change.case_id, change.touched)
        self.cleaning_wanted.emit()

    def _refused(self, form: OutcomeForm, error: UserError) -> None:
        if form is not self.form:
            self.session.refused.emit(error)
        elif isinstance(form, EraseOutcomeForm) and form.lacks_places(error):
            self._look_again(form)
        else:
            form.refuse(error)

    def _look_again(self, form: EraseOutcomeForm) -> None:
        """Findings chosen because they repeat a value may be repeated elsewhere themselves."""
        choices, reason = form.choices(), form.value("reason")

        def show(seen: Preview) -> None:
            again = EraseOutcomeForm(form.row, seen, self._show_place, choices)
            again.set_value("reason", reason)
            self._show_form(again)
            again.show_error(erasure_repeats.more_places())

        self.session.read(self, partial(preview, row=form.row, choices=choices), show)


def _erase(
    store: Store, row: DeletionRow, reason: str, repeats: Mapping[str, str], progress: Progress
) -> Erasure:
    return outcome_decisions.erase(
        store, row.case_id, row.id, reason, repeats=repeats, compacting=False, progress=progress
    )


def _keep(store: Store, row: DeletionRow, reason: str, kind: str) -> Change:
    return outcome_decisions.keep(store, row.case_id, row.id, kind, reason)
