"""The pairs: tried as often as one likes before any outcome, then formed and locked."""

from functools import partial

from PySide6.QtCore import Qt

from app.base.errors import UserError
from app.base.i18n import _
from app.office import study_book
from app.store.roles import Act
from app.study.career_table import AloneLine, PairLine, TrialLines
from app.study.study_history import Signed
from ui.settings.side_panel import SidePanel
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.study.career_columns import alone_columns, pair_columns
from ui.study.study_page import StudyPage, head_of
from ui.study.study_query import StudyView, read_trial, signed_words
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import make_action


class LockForm(InlineForm):
    """Asks whether the pairs are to be formed and locked; gives nothing."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("Form and lock the pairs"), _("Lock the pairs"))
        self.add_widget(
            MutedLabel(
                _(
                    "After that no career is added or replaced and the definition is locked. Results can be "
                    "opened only then."
                )
            )
        )


class MatchingPage(StudyPage):
    """The pairs above, who is left without a partner below."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = PlainLabel()
        self.pairs: TableView[PairLine] = TableView(
            pair_columns(), _("No pairs: they need careers of both groups."), name=_("Pairs")
        )
        self.alone: TableView[AloneLine] = TableView(
            alone_columns(), _("Every career has a partner."), name=_("Without a partner")
        )
        self.lock = make_action(
            self, _("Form and lock the pairs …"), "lock", self.begin, shortcut="Ctrl+Shift+A"
        )
        self.side = SidePanel()
        self._lay_out()
        self.lock.setEnabled(False)
        offer(session, self, [(self.lock, Act.RECORD)])

    def _lay_out(self) -> None:
        self.state.setContentsMargins(20, 0, 20, 0)
        head = head_of(
            _("Matching"),
            _(
                "Pairs are alike in birth year, sex and age band of onset and as near as possible in the "
                "severity of the first offence. Nothing that came later has a part in it."
            ),
        )
        split = self.lay_out_parts(head, [self.lock], self.state, [self.pairs, self.alone], self.side)
        split.setSizes([360, 180])

    def heading(self) -> str:
        """See StudyPage."""
        return _("Matching")

    def find_here(self) -> None:
        """See Page."""
        self.pairs.focus_filter()

    def show_study(self, view: StudyView) -> None:
        """See StudyPage."""
        self.session.read(self, read_trial, partial(self._show, view))

    def _show(self, view: StudyView, found: TrialLines) -> None:
        told = view.history
        self.pairs.set_rows(found.pairs)
        self.alone.set_rows(found.alone)
        self.alone.setVisible(bool(found.alone))
        self.lock.setEnabled(told.matching is None)
        if told.matching is not None:
            who = signed_words(Signed(told.matching.at, told.matching.by))
            code = told.matching.sha256[:16]
            said = _("Locked: {count} pairs, {who}, fingerprint {code}.")
            self.state.setText(said.format(count=len(found.pairs), who=who, code=code))
        else:
            self.state.setText(_tried(view, found))

    # --- locking

    def begin(self) -> None:
        """Ask whether the pairs are to be locked."""
        form = LockForm()
        form.submitted.connect(lambda _values: self._send(form))
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)
        form.submit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self, form: LockForm) -> None:
        form.set_busy(True)

        def refused(error: UserError) -> None:
            form.set_busy(False)
            form.show_error(error)

        self.session.write(form, study_book.match_pairs, lambda _made: self._locked(), refused)

    def _locked(self) -> None:
        self.side.close_form()
        self.tell(_("Pairs of the study formed"))


def _tried(view: StudyView, found: TrialLines) -> str:
    """Return what the matching would come to, and what keeps it from being locked."""
    if not view.careers:
        return ""
    said = [
        _("Tried, not locked: {pairs} pairs, {alone} careers without a partner.").format(
            pairs=len(found.pairs), alone=len(found.alone)
        )
    ]
    if view.history.definition is None:
        said.append(_("No definition is fixed: these are the rules that a new one begins with."))
    if view.unequal:
        said.append(view.unequal)
    return " ".join(said)
