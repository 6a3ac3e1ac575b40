"""What is due: the table, the three decisions, and the form of the one that was chosen."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Cancelled, Progress
from app.casework import decisions, erasure_repeats
from app.casework.decisions import Decision, Done
from app.casework.erasure_repeats import Repeat
from app.casework.reviews import ERASE, EXTEND, RESTRICT
from app.store import compaction
from app.store.compaction import Compacted
from app.store.roles import Act
from app.store.store import Store
from ui.office.decision_side import DecisionSide
from ui.office.review_forms import DecisionForm, EraseForm, ExtendForm, RestrictForm
from ui.office.review_query import Preview, ReviewRow, ReviewView, preview
from ui.shell.offered import offer
from ui.shell.repeat_fields import spot
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_TOUCHED = frozenset(
    {
        "finding",
        "subject",
        "source",
        "document",
        "contribution",
        "judgement",
        "chart_position",
        "measure",
        "meta",
    }
)


def _columns() -> tuple[Column[ReviewRow], ...]:
    return (
        Column("case", lambda: _("Case"), lambda r: r.case, width=108),
        Column("subject", lambda: _("About"), lambda r: r.subject, width=160),
        Column("field", lambda: _("Field"), lambda r: r.field, width=110),
        Column("value", lambda: _("Value"), lambda r: r.value, width=130),
        Column("since", lambda: _("Due"), lambda r: r.since, lambda r: r.since_sort, width=138),
        Column("latest", lambda: _("At most until"), lambda r: r.latest, lambda r: r.latest_sort, width=146),
        Column("ground", lambda: _("Provision of law"), lambda r: r.ground, width=150),
        Column("why", lambda: _("Note"), lambda r: r.why, muted=True, width=220),
        Column("regime", lambda: _("Regime"), lambda r: r.regime, width=190),
    )


class ReviewPanel(QWidget):
    """A table with multiple selection; Ctrl+E, Ctrl+R and Del begin a decision on what is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.form: DecisionForm | None = None
        self.deciding: ProgressRow | None = None
        self.table: TableView[ReviewRow] = TableView(_columns(), _("No review is due."), name=_("Reviews"))
        self.more = MutedLabel()
        self.more.setContentsMargins(12, 0, 12, 4)
        self.more.hide()
        self.progress = ProgressRow()
        self.progress.setContentsMargins(12, 0, 12, 4)
        self.extend = make_action(self, _("Extend"), "calendar-days", self.begin_extend, shortcut="Ctrl+E")
        self.restrict = make_action(self, _("Restrict"), "lock", self.begin_restrict, shortcut="Ctrl+R")
        self.erase = make_action(self, _("Erase"), "trash-2", self.begin_erase, shortcut="Del")
        offer(session, self, [(a, Act.REVIEW) for a in (self.extend, self.restrict, self.erase)])
        self.open = make_action(self, _("Open in the case"), "folder-open", self._open)
        self.cleaning = make_action(self, _("Clean the store file"), "database", self.clean)
        self.cleaning.setEnabled(False)
        self._side = DecisionSide(self.table)
        self._lay_out()
        self.table.selection_changed.connect(lambda _rows: self._follow())
        self.table.row_activated.connect(lambda _row: self._open())
        self._follow()

    def _lay_out(self) -> None:
        buttons = ButtonRow([self.extend, self.restrict, self.erase, None, self.open, None, self.cleaning])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(buttons)
        column.addWidget(self.progress)
        column.addLayout(self._side.row(), 1)
        column.addWidget(self.more)

    def show_view(self, view: ReviewView) -> None:
        """Show other rows; a form about rows that are gone is closed."""
        self.table.set_rows(view.rows)
        self.cleaning.setEnabled(view.cleaning and not self.progress.busy())
        text = ngettext(
            "{count} more is shown when these are decided.",
            "{count} more are shown when these are decided.",
            view.more,
        )
        self.more.setText(text.format(count=view.more))
        self.more.setVisible(view.more > 0)
        there = {r.id for r in view.rows}
        if self.form is not None and not {r.id for r in self.form.rows} <= there:
            self.close_form()
        self._follow()

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        for action, kind in ((self.extend, EXTEND), (self.restrict, RESTRICT), (self.erase, ERASE)):
            action.setEnabled(bool(rows) and all(kind in r.allowed for r in rows))
        self.open.setEnabled(len(rows) == 1)

    def _open(self) -> None:
        rows = self.table.selected_rows()
        if rows:
            self.session.case_wanted.emit(rows[0].case_id, "", rows[0].subject_id)

    # --- deciding

    def begin_extend(self) -> None:
        """Ask for a later day."""
        self._show_form(ExtendForm(self.table.selected_rows()))

    def begin_restrict(self) -> None:
        """Ask for the reason of a restriction."""
        self._show_form(RestrictForm(self.table.selected_rows()))

    def begin_erase(self) -> None:
        """Show what goes, then ask for the reason."""
        rows = self.table.selected_rows()
        self.session.read(self, partial(preview, chosen=rows), partial(self._begin_erase, rows))

    def _begin_erase(self, rows: Sequence[ReviewRow], seen: Preview) -> None:
        self._show_form(EraseForm(rows, seen, self._show_place))

    def _show_place(self, repeat: Repeat) -> None:
        self.session.case_wanted.emit(*spot(repeat))

    def _show_form(self, form: DecisionForm) -> None:
        self.close_form()
        self.form, self.deciding = form, self._side.place(form)
        form.submitted.connect(lambda _values: self._decide())
        form.cancelled.connect(self.close_form)

    def close_form(self) -> None:
        """Give up the decision under way."""
        self.form = None
        self._side.leave()

    def _decide(self) -> None:
        form, row = self.form, self.deciding
        if form is None or row is None:
            return
        form.set_busy(True)
        choices = form.choices() if isinstance(form, EraseForm) else None
        work = partial(_carry_out, chosen=form.decisions(), repeats=choices)
        StoppableWork(self.session, self, row, says=False).write(
            _("What was decided is being carried out …"),
            work,
            self._decided,
            partial(self._refused, form),
            stopped=partial(self._stopped, form),
        )

    def _stopped(self, form: DecisionForm) -> None:
        if form is self.form:
            form.set_busy(False)
        self.session.announce(_("Stopped; what was carried out before stays."), "", _TOUCHED)

    def _look_again(self, form: EraseForm) -> None:
        """Findings chosen because they repeat a value may be repeated elsewhere themselves."""
        choices, reason = form.choices(), form.value("reason")

        def show(seen: Preview) -> None:
            again = EraseForm(form.rows, seen, self._show_place, choices)
            again.set_value("reason", reason)
            self._show_form(again)
            again.show_error(erasure_repeats.more_places())

        self.session.read(self, partial(preview, chosen=form.rows, choices=choices), show)

    def _refused(self, form: DecisionForm, error: UserError) -> None:
        if form is self.form and isinstance(form, EraseForm) and form.lacks_places(error):
            self._look_again(form)
        elif form is self.form:
            form.refuse(error)
        else:
            self.session.refused.emit(error)

    def _decided(self, done: Done) -> None:
        self.close_form()
        for ids, one, many in (
            (done.erased, _("Finding erased"), _("Findings erased")),
            (done.restricted, _("Finding restricted"), _("Findings restricted")),
            (done.extended, _("Review day extended"), _("Review days extended")),
        ):
            if ids:
                self.session.announce(one if len(ids) == 1 else many, "", _TOUCHED)
        if not done.compacted:
            self.clean()

    # --- cleaning the file

    def clean(self) -> None:
        """Rewrite the store's file beside the window, so that nothing is left of what was erased."""
        if self.progress.busy():
            return
        told = self.progress.begin(_("The store file is being cleaned; you can go on working."))
        self.session.write(self, partial(_clean, progress=told), self._cleaned, self._not_cleaned)

    def _cleaned(self, outcome: Compacted | None) -> None:
        self.progress.end()
        if outcome is None:
            self.session.noted.emit(_("Cleaning stopped; it is on the work list."))
        elif not outcome.done:
            self.session.refused.emit(compaction.refusal(self.session.store, outcome))
        else:
            self.session.announce(_("Store file cleaned"), "", frozenset({"meta"}))

    def _not_cleaned(self, error: UserError) -> None:
        self.progress.end()
        self.session.refused.emit(error)


def _carry_out(
    store: Store, chosen: Sequence[Decision], repeats: Mapping[str, str] | None, progress: Progress
) -> Done:
    decisions.check(store, chosen, repeats)
    return decisions.carry_out(store, chosen, repeats=repeats, compacting=False, progress=progress)


def _clean(store: Store, progress: Progress) -> Compacted | None:
    """Clean; None if somebody stopped it."""
    try:
        return compaction.compact(store, progress)
    except Cancelled:
        return None
