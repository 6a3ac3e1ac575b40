"""One entry of the matrix in full, and the decision of the data-protection officer on it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import provision_states, provision_versions
from app.casework.provision_states import ProvisionStatus, status_word
from app.casework.provision_versions import Wording
from app.store.roles import Act
from ui.provisions.provision_query import EntryDetail, VersionLine, detail
from ui.provisions.wording_form import WordingForm
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.plain_label import MutedLabel, PlainLabel

_WIDTH = 380


class DecideForm(InlineForm):
    """Approve, reject or set back; the reason goes into the log."""

    drafted = False

    def __init__(self, versions: tuple[VersionLine, ...]) -> None:
        super().__init__("", _("Record the decision"), cancel=False)
        self._states = {str(v.version): v.status for v in versions}
        lines = [(str(v.version), f"{v.version} ({status_word(v.status)})") for v in versions]
        version = self.add_choice("version", _("Version"), lines, lines[-1][0])
        self.set_shown("version", len(lines) > 1)
        self.add_choice("status", _("Decision"), ())
        self._offer()
        version.activated.connect(lambda _index: self._offer())
        self.add_text("reason", _("Reason"), hint=_("it goes into the log"))
        self.require("status", "reason")

    def _offer(self) -> None:
        """Offer what the chosen version is not already."""
        now = self._states[self.value("version")]
        choices = [(str(s), status_word(s)) for s in ProvisionStatus if s is not now]
        self.set_choices("status", [("", _("choose a decision")), *choices])


class EntrySheet(QScrollArea):
    """Hidden until an entry is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.form: DecideForm | None = None
        self.wording: WordingForm | None = None
        self.take_over: QPushButton | None = None
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
        if found.id != self.shown or self.wording is not None:
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
        if found.own_id:
            self._offer_taking_over(column, found)
        else:
            self._offer_decision(column, found)
        column.addStretch(1)
        self.setWidget(content)
        self.show()

    def _offer_taking_over(self, column: QVBoxLayout, found: EntryDetail) -> None:
        """Words of another office become an entry of this one, and wait like any other."""
        self.form = None
        take = self.take_over = QPushButton(_("Take over into our matrix …"))
        take.clicked.connect(lambda _checked: self.write("", found.before, found.own_id))
        offer(self.session, take, [(take, Act.KEEP_OFFICE)])
        column.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_decision(self, column: QVBoxLayout, found: EntryDetail) -> None:
        _add(column, _("Versions"), "\n".join(v.text for v in found.versions))
        revise = QPushButton(_("Write a new version"))
        revise.clicked.connect(lambda _checked: self.write(found.id, found.before))
        column.addWidget(revise, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = DecideForm(found.versions)
        self.form.submitted.connect(partial(self._decide, found.id))
        offer(self.session, self.form, [(self.form, Act.APPROVE_PROVISION), (revise, Act.KEEP_OFFICE)])
        column.addSpacing(10)
        column.addWidget(self.form)

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
            version=int(values["version"]),
        )
        self.session.write(self, decide, lambda _change: self.show_entry(provision_id), self._refuse)

    def write(self, provision_id: str = "", before: Wording | None = None, proposed: str = "") -> None:
        """Open the form for an own entry (`proposed` is its id), or for a new version of the entry named."""
        form = WordingForm(provision_id, before)
        if proposed:
            form.set_value("id", proposed)
        form.submitted.connect(lambda _values: self._write(form))
        form.cancelled.connect(partial(self._written, provision_id, None))
        self.wording, self.shown = form, provision_id
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(form)
        column.addStretch(1)
        self.setWidget(content)
        self.show()
        form.focus_first()

    def _write(self, form: WordingForm) -> None:
        form.set_busy(True)
        wanted = form.provision_id or form.value("id")
        write = provision_versions.revise if form.provision_id else provision_versions.add
        work = partial(write, provision_id=wanted, wording=form.wording(), reason=form.value("reason"))
        self.session.write(self, work, partial(self._written, wanted), form.refuse)

    def _written(self, provision_id: str, _change: object = None) -> None:
        self.wording = None
        if provision_id:
            self.show_entry(provision_id)
        else:
            self.shown = ""
            self.hide()

    def _refuse(self, error: UserError) -> None:
        if self.form is not None:
            self.form.show_error(error, "reason" if error.key == "provision.reason" else "")
            self.form.set_busy(False)


def _add(column: QVBoxLayout, name: str, text: str) -> None:
    title = MutedLabel(name)
    title.setContentsMargins(0, 8, 0, 0)
    column.addWidget(title)
    column.addWidget(PlainLabel(text, selectable=True))
