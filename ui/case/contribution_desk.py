"""Opens the forms about contributions and sends what they say; a tab only gives them their place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Contribution
from app.store.change import Change
from app.store.store import Store
from ui.case import contribution_commands
from ui.case.case_desk import CaseDesk
from ui.case.contribution_edit_forms import ContentsForm, FrameForm, LabelForm, WithdrawForm
from ui.case.contribution_form import ContributionForm
from ui.case.contribution_query import Going, HeldContents, contribution, going, look_into
from ui.case.finding_forms import ReasonForm
from ui.shell.inline_form import InlineForm


class ContributionDesk(QObject):
    """For the contributions of one case, those in quarantine too."""

    form_made = Signal(object)
    """A form to be given its place."""
    done = Signal()
    """What the form was for is done; it can go."""

    def __init__(self, desk: CaseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def begin(self) -> None:
        """Open the form for what an agency delivered."""
        if self._desk.data is not None:
            form = ContributionForm(self._desk.data)
            case_id = self._desk.case_id

            def command(store: Store, values: dict[str, str]) -> Change:
                return contribution_commands.take_in(
                    store, case_id, form.files.paths, form.kept.progress, values
                )

            self._offer(form, command)

    def begin_label(self, contribution_id: str) -> None:
        """Open the form for its label."""
        self._read(contribution_id, self._show_label)

    def begin_frame(self, contribution_id: str) -> None:
        """Open the form for what else was said about it."""
        self._read(contribution_id, self._show_frame)

    def begin_withdrawal(self, contribution_id: str) -> None:
        """Ask once, saying what goes with it."""
        data = self._desk.data
        if data is not None:
            look = partial(going, data=data, contribution_id=contribution_id)
            self._desk.session.read(self, look, self._ask_withdrawal)

    def begin_quarantine(self, contribution_id: str) -> None:
        """Ask why a contribution is to be held."""
        form = ReasonForm(_("Put into quarantine"), _("Put into quarantine"))
        self._offer(form, partial(contribution_commands.put_in_quarantine, contribution_id=contribution_id))

    def look_into(self, contribution_id: str) -> None:
        """Show what is held in quarantine."""
        look = partial(look_into, contribution_id=contribution_id)
        self._desk.session.read(self, look, partial(self._show_contents, contribution_id))

    def _read(self, contribution_id: str, show: Callable[[Contribution], None]) -> None:
        self._desk.session.read(self, partial(contribution, contribution_id=contribution_id), show)

    def _show_label(self, found: Contribution) -> None:
        if self._desk.data is not None:
            form = LabelForm(found, self._desk.data.header.regime)
            self._offer(form, partial(contribution_commands.save_label, contribution_id=found.id))

    def _show_frame(self, found: Contribution) -> None:
        if self._desk.data is not None:
            form = FrameForm(self._desk.data, found)
            self._offer(form, partial(contribution_commands.save_frame, contribution_id=found.id))

    def _ask_withdrawal(self, seen: Going) -> None:
        command = partial(contribution_commands.withdraw, contribution_id=seen.contribution_id)
        self._offer(WithdrawForm(seen), command)

    def _show_contents(self, contribution_id: str, held: HeldContents) -> None:
        form = ContentsForm(held.records, held.why)
        form.submitted.connect(lambda _values: self.begin_label(contribution_id))
        self.form_made.emit(form)

    def _offer(self, form: InlineForm, command: Callable[..., Change]) -> None:
        form.submitted.connect(partial(self._send, form, command))
        self.form_made.emit(form)

    def _send(self, form: InlineForm, command: Callable[..., Change], values: dict[str, str]) -> None:
        form.set_busy(True)

        def work(store: Store) -> Change:
            return command(store, values=values)

        self._desk.session.write(form, work, self._sent, partial(_refused, form))

    def _sent(self, _change: Change) -> None:
        self.done.emit()


def _refused(form: InlineForm, error: UserError) -> None:
    form.set_busy(False)
    form.show_error(error, contribution_commands.field_of(error))
