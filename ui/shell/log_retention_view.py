"""How long the log is kept, and the yearly erasure of what is due: in place of the table, with a way back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework import log_retention
from app.store.change import Change
from app.store.store import Store
from ui.shell.inline_form import InlineForm
from ui.shell.log_query import Listing
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_FORM_WIDTH = 400
_LONGEST = 10


class LogRetentionView(QWidget):
    """Two forms: the office's own period, and the erasure of what is due."""

    done = Signal()
    """Back to the log."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rule, self.due = PlainLabel(), PlainLabel()
        self.period = InlineForm(_("The office's own period"), _("Set the period"))
        years = [(str(n), str(n)) for n in range(_LONGEST + 1)]
        self.period.add_choice("years", _("Years after that of generation"), years, "1")
        self.period.add_text("reason", _("The provision that says so"))
        self.period.add_check("confirmed", _("The data protection officer has read the provision."))
        self.erasure = InlineForm(_("Erase what is due"), _("Erase for good"))
        self.erasure.add_widget(
            MutedLabel(
                _("It cannot be taken back. The chain goes on from there; the disclosure ledger stays.")
            )
        )
        self.erasure.add_text("reason", _("Reason"), hint=_("Without one the rule in force is named."))
        self._lay_out()
        self.period.submitted.connect(self._set_period)
        self.erasure.submitted.connect(self._erase)
        for form in (self.period, self.erasure):
            form.cancelled.connect(self.done)

    def _lay_out(self) -> None:
        forms = QHBoxLayout()
        forms.setSpacing(56)
        for form in (self.period, self.erasure):
            form.setFixedWidth(_FORM_WIDTH)
            forms.addWidget(form, 0, Qt.AlignmentFlag.AlignTop)
        forms.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(Heading(_("Retention of the log")))
        column.addWidget(self.rule)
        column.addWidget(self.due)
        column.addSpacing(10)
        column.addLayout(forms)
        column.addStretch(1)

    def show_listing(self, listing: Listing) -> None:
        """Show the rule in force and what is due under it."""
        self.rule.setText(listing.lines[-1])
        self.period.set_value("years", str(listing.years))
        count = listing.due
        text = ngettext("{count} entry is due for erasure.", "{count} entries are due for erasure.", count)
        self.due.setText(text.format(count=count) if count else _("No entry is due for erasure."))
        self.erasure.submit_button.setEnabled(count > 0)

    def _set_period(self, values: dict[str, str]) -> None:
        self.period.set_busy(True)
        self._session.write(
            self, partial(_set, values=values), self._finished, partial(self._refused, self.period)
        )

    def _erase(self, values: dict[str, str]) -> None:
        self.erasure.set_busy(True)
        self._session.write(
            self,
            partial(_erase, reason=values["reason"]),
            self._finished,
            partial(self._refused, self.erasure),
        )

    def _finished(self, _result: object) -> None:
        self.period.set_busy(False)
        for form in (self.period, self.erasure):
            form.set_value("reason", "")
        self.done.emit()

    def _refused(self, form: InlineForm, error: UserError) -> None:
        form.set_busy(False)
        form.show_error(error, "reason")


def _set(store: Store, values: dict[str, str]) -> Change:
    confirmed = bool(values["confirmed"])
    return log_retention.set_retention(store, int(values["years"]), values["reason"], confirmed=confirmed)


def _erase(store: Store, reason: str) -> Change | None:
    return log_retention.erase_due(store, reason)[1]
