"""Same or different: candidates at the left, both subjects side by side at the right, a person decides."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.base.records import Verdict
from app.casework import judgements
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.comparison_view import ComparisonView
from ui.case.duplicates_query import (
    DuplicateRow,
    Found,
    duplicate_rows,
    find,
    judging_agencies,
    side_by_side,
    verdict_word,
)
from ui.shell.inline_form import InlineForm
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.column import Column, count_column
from ui.widgets.plain_label import MutedLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action

_LEFT_WIDTH = 590
_NARROW, _LEAST_HEIGHT = 900, 320
"""In pixels: narrower than this both stand below each other, each at least so high."""


def _columns() -> tuple[Column[DuplicateRow], ...]:
    return (
        Column("band", lambda: _("Alike"), lambda r: r.band, lambda r: r.order, width=124),
        Column("left", lambda: _("Subject A"), lambda r: r.left, tooltip=lambda r: r.pair, width=118),
        Column("right", lambda: _("Subject B"), lambda r: r.right, tooltip=lambda r: r.pair, width=118),
        count_column("reasons", lambda: _("Reasons"), lambda r: r.reason_count, 72),
        Column("state", lambda: _("Judged"), lambda r: r.state, width=86),
        Column("type", lambda: _("Type"), lambda r: r.type, muted=True, width=110, shown=False),
    )  # fmt: skip


class DuplicatesTab(CaseTab):
    """S, D and U choose a judgement for the selected pair; Enter in the reason records it."""

    key = "duplicates"
    uses_inspector = False
    _stepped = Signal(int)

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.found: Found | None = None
        self._progress: Progress | None = None
        self.table: TableView[DuplicateRow] = TableView(_columns(), "", name=_("Candidates"))
        self.view = ComparisonView()
        self.decided = WrappedCheck(_("Also what was judged already"))
        self.working = MutedLabel()
        self.stop = QPushButton(_("Cancel"))
        self.form = InlineForm("", _("Record the judgement"), cancel=False)
        self.verdict = self.form.add_choice(
            "verdict", _("Judgement"), [(str(v), verdict_word(v)) for v in Verdict], Verdict.UNDECIDED
        )
        self.agency = self.form.add_choice("agency", _("Whose judgement"), ())
        self.reason = self.form.add_text("reason", _("Reason"), hint=_("what the judgement rests on"))
        self.form.require("agency", "reason")
        self._make_actions()
        self._lay_out()
        self.table.selection_changed.connect(lambda _rows: self._show_pair())
        self.table.row_activated.connect(lambda _row: self.reason.setFocus(Qt.FocusReason.OtherFocusReason))
        self.decided.box.toggled.connect(lambda _on: self._show_rows())
        self.form.submitted.connect(self._record)
        self.view.finding_activated.connect(self._open_finding)
        self.stop.clicked.connect(lambda _checked=False: self.cancel())
        self._stepped.connect(self._show_step)
        self._show_working(False)

    def _make_actions(self) -> None:
        self.actions_to_judge = [
            make_action(self.table, _("Same (S)"), "link-2", partial(self.begin, Verdict.SAME), shortcut="S"),
            make_action(
                self.table,
                _("Different (D)"),
                "circle-x",
                partial(self.begin, Verdict.DIFFERENT),
                shortcut="D",
            ),
            make_action(
                self.table,
                _("Undecided (U)"),
                "circle-help",
                partial(self.begin, Verdict.UNDECIDED),
                shortcut="U",
            ),
        ]

    def _lay_out(self) -> None:
        note = MutedLabel(
            _("How alike two descriptions are; it says nothing about persons. Nothing is merged.")
        )
        note.setContentsMargins(14, 10, 14, 0)
        waiting = QHBoxLayout()
        waiting.setContentsMargins(14, 4, 14, 0)
        waiting.addWidget(self.working, 1)
        waiting.addWidget(self.stop)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 4, 14, 8)
        foot.addWidget(self.decided)
        foot.addWidget(ButtonRow(self.actions_to_judge))
        foot.addWidget(self.form)
        left = QWidget()
        self.listing = room = QScrollArea()
        room.setAccessibleName(_("Duplicates"))
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setMinimumWidth(380)
        room.setWidget(left)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(note)
        column.addLayout(waiting)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(room)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([_LEFT_WIDTH, 700])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both side by side, the pair stands below the list."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
            self.split.setSizes([_LEAST_HEIGHT] * 2 if narrow else [_LEFT_WIDTH, 700])
        for part in (self.listing, self.view):
            part.setMinimumHeight(_LEAST_HEIGHT if narrow else 0)

    # --- looking for pairs

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        self.cancel()
        chosen = self.form.value("agency")
        self.form.set_choices("agency", judging_agencies(data), chosen)
        progress = Progress(lambda done, _total: self._stepped.emit(done))
        self._progress = progress
        self._show_working(True)
        work = partial(find, data=data, before=self.found, progress=progress)
        self.desk.session.read(self, work, partial(self._take, progress))

    def cancel(self) -> None:
        """Stop looking; what was found before stays."""
        if self._progress is not None:
            self._progress.cancel()
            self._progress = None
            self._show_working(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for what is out of sight; it begins anew when the tab is seen again."""
        super().hideEvent(event)
        if self._progress is not None:
            self.cancel()
            self._stale = True

    def find_here(self) -> None:
        """See CaseTab."""
        self.table.focus_filter()

    def _take(self, progress: Progress, found: Found | None) -> None:
        if progress is not self._progress:
            return
        self._progress = None
        self._show_working(False)
        if found is not None:
            self.found = found
            self._show_rows()

    def _show_step(self, done: int) -> None:
        if self._progress is not None:
            text = ngettext("Comparing … {count} pair", "Comparing … {count} pairs", done)
            self.working.setText(text.format(count=done))

    def _show_working(self, working: bool) -> None:
        self.working.setText(_("Comparing …") if working else "")
        for part in (self.working, self.stop):
            part.setVisible(working)

    # --- the pair

    def _show_rows(self) -> None:
        if self.found is None:
            return
        self.table.empty.set_line(
            _("Nothing in this case looks alike.")
            if not self.found.duplicates
            else _("Every pair is judged.")
        )
        before = self.table.model.place_of(self._is_chosen)
        rows = duplicate_rows(self.found, decided=self.decided.box.isChecked())
        self.table.set_rows(rows)
        if rows and not self.table.selected_rows():
            self.table.table.selectRow(min(max(before, 0), len(rows) - 1))
        self._show_pair()

    def _is_chosen(self, row: DuplicateRow) -> bool:
        return any((row.a, row.b) == (chosen.a, chosen.b) for chosen in self.table.selected_rows())

    def chosen(self) -> DuplicateRow | None:
        """Return the pair that a judgement would be about."""
        rows = self.table.selected_rows()
        return rows[0] if rows else None

    def _show_pair(self) -> None:
        row = self.chosen()
        pair = side_by_side(self.found, row.a, row.b) if row and self.found else None
        if pair is None:
            self.view.clear(_("Choose a pair to see both side by side."))
        else:
            self.view.show_pair(pair)
        self.form.set_busy(pair is None)
        for action in self.actions_to_judge:
            action.setEnabled(pair is not None)

    def _open_finding(self, finding_id: str) -> None:
        """Open a finding where the inspector stands: with its subject."""
        data = self.desk.data
        if data is not None and finding_id in data.findings:
            self.desk.choose_subject(data.findings[finding_id].subject_id)
            self.desk.tab_wanted.emit("subjects")
            self.desk.finding_opened.emit(finding_id)

    # --- the judgement

    def begin(self, verdict: Verdict) -> None:
        """Choose a judgement; the cursor goes to its reason."""
        self.form.set_value("verdict", str(verdict))
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _record(self, values: dict[str, str]) -> None:
        row = self.chosen()
        if row is None:
            return
        self.form.set_busy(True)

        def work(store: Store) -> Change:
            return judgements.decide(
                store, self.desk.case_id, row.a, row.b, Verdict(values["verdict"]), values["reason"],
                values["agency"],
            )  # fmt: skip

        self.desk.session.write(self.form, work, self._recorded, self._refused)

    def _recorded(self, _change: Change) -> None:
        self.form.set_busy(False)
        self.form.set_value("reason", "")
        self.form.set_value("verdict", Verdict.UNDECIDED)
        self.table.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.form.show_error(error, "agency" if error.key == "judgement.agency" else "reason")
