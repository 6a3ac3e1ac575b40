"""One entry of the matrix in full, and the decision of the data-protection officer on it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import provision_states
from app.casework.provision_states import ProvisionStatus, status_word
from app.store.roles import Act
from ui.provisions.provision_query import EntryDetail, detail
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, PlainLabel

_WIDTH = 380


class DecideForm(InlineForm):
    """Approve, reject or set back; the reason goes into the log."""

    drafted = False

    def __init__(self, status: ProvisionStatus) -> None:
        super().__init__("", _("Record the decision"), cancel=False)
        choices = [(str(s), status_word(s)) for s in ProvisionStatus if s is not status]
        self.add_choice("status", _("Decision"), [("", _("choose a decision")), *choices])
        self.add_text("reason", _("Reason"), hint=_("it goes into the log"))
        self.require("status", "reason")


class EntrySheet(QScrollArea):
    """Hidden until an entry is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.form: DecideForm | None = None
        self.shown = ""
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Provision"))
        self.hide()

    def show_entry(self, provision_id: str) -> None:
        """Read an entry and show it."""
        self.shown = provision_id
        self.session.read(self, partial(detail, provision_id=provision_id), self._show)

    def _show(self, found: EntryDetail) -> None:
        if found.id != self.shown:
            return
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(3)
        heading = PlainLabel(found.heading, selectable=True)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column.addWidget(heading)
        for name, text in found.fields[:2]:
            _add(column, name, text)
        listed = "\n".join(f"{no}. {text}" for no, text in enumerate(found.conditions, start=1))
        _add(column, _("Conditions"), listed)
        for name, text in found.fields[2:]:
            _add(column, name, text)
        self.form = DecideForm(found.status)
        self.form.submitted.connect(partial(self._decide, found.id))
        offer(self.session, self.form, [(self.form, Act.APPROVE_PROVISION)])
        column.addSpacing(10)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(content)
        self.show()

    def _decide(self, provision_id: str, values: dict[str, str]) -> None:
        form = self.form
        if form is None:
            return
        form.set_busy(True)
        decide = partial(
            provision_states.decide,
            provision_id=provision_id,
            status=ProvisionStatus(values["status"]),
            reason=values["reason"],
        )
        self.session.write(self, decide, lambda _change: self.show_entry(provision_id), self._refuse)

    def _refuse(self, error: UserError) -> None:
        if self.form is not None:
            self.form.show_error(error, "reason" if error.key == "provision.reason" else "")
            self.form.set_busy(False)


def _add(column: QVBoxLayout, name: str, text: str) -> None:
    title = MutedLabel(name)
    title.setContentsMargins(0, 8, 0, 0)
    column.addWidget(title)
    column.addWidget(PlainLabel(text, selectable=True))
