"""Forms beside a conference: opened, sent, and left when what they asked for is done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from app.store.change import Change
from app.store.store import Store
from ui.case.form_side import FormSide
from ui.conference.conference_forms import refuse
from ui.shell.inline_form import InlineForm
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, PlainLabel


class FormSender:
    """What the parts of a conference share: the place of their forms and the way to the store."""

    def __init__(self, session: Session, side: FormSide, owner: QWidget) -> None:
        self.session, self.side, self._owner = session, side, owner

    def open(self, form: InlineForm, work: Callable[[Store, dict[str, str]], Change]) -> None:
        """Show a form; what it is sent with goes to `work`."""
        form.submitted.connect(lambda values: self._send(form, values, work))
        self.side.place(form)

    def _send(
        self, form: InlineForm, values: dict[str, str], work: Callable[[Store, dict[str, str]], Change]
    ) -> None:
        form.set_busy(True)
        self.session.write(
            form, lambda store: work(store, values), lambda _change: self.side.leave(), partial(refuse, form)
        )

    def do(self, work: Callable[[Store], Change]) -> None:
        """Change something that needs no form."""
        self.session.write(self._owner, work)


def say_what_goes(form: InlineForm, what: str, going: str) -> None:
    """Say in a form that takes something away what that is, and what goes along."""
    form.drafted = False
    form.add_widget(PlainLabel(what))
    form.add_widget(MutedLabel(" ".join(filter(None, (going, _("Undo brings it back."))))))
