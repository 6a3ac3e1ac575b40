"""The assistant: who wants to tell whom what, the grounds with their conditions, and the passage to copy."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.base.words import provision_kind_word
from app.casework import provision_states
from app.office import transmissions
from app.office.transmissions import Passed
from app.policy import transmission_advice
from app.policy.provisions import agency_classes
from app.policy.transmission_advice import Advice, Candidate, Transmission
from app.policy.transmission_limits import data_classes, data_of
from app.store.store import Store
from ui.provisions.provision_query import agency_choices
from ui.shell.inline_form import InlineForm
from ui.shell.session import Session
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel, PlainLabel

_FORM_WIDTH = 330


class AdviceForm(InlineForm):
    """The question; the class of data follows the sender until somebody chooses another."""

    drafted = False

    def __init__(self) -> None:
        super().__init__("", _("Show the grounds"), cancel=False)
        self.setFixedWidth(_FORM_WIDTH)
        none = ("", _("choose"))
        self.teller = self.add_choice("sender", _("Who tells"), [none, *agency_choices()])
        self.recipient = self.add_choice("recipient", _("Who is told"), [none, *agency_choices()])
        data = [(d.id, d.label) for d in data_classes().values()]
        self.data = self.add_choice("data", _("Class of data"), data)
        self.on_request = self.add_check("on_request", _("The recipient has asked for it"))
        self.require("sender", "recipient")
        self.teller.activated.connect(lambda _index: self.set_value("data", data_of(self.value("sender"))))
        self.add_below(
            MutedLabel(
                _(
                    "The assistant advises, it releases nothing. Who transmits checks and answers for it; "
                    "the release of a case asks for the conditions again and writes the ledger."
                )
            )
        )


class EnterForm(InlineForm):
    """The entry in the register of transmissions, for the ground whose conditions are all ticked."""

    drafted = False

    def __init__(self, provision_id: str, citation: str, sender: str, recipient: str) -> None:
        super().__init__(_("Entry in the register of transmissions"), _("Enter it"))
        self.provision_id = provision_id
        self.add_widget(MutedLabel(citation))
        self.add_text("sender", _("Sender"), sender)
        self.add_text("recipient", _("Recipient"), recipient)
        self.add_text("occasion", _("Occasion"), hint=_("why it is told"))
        self.add_text("content", _("Kind of content"), hint=_("kinds of data, not the data themselves"))
        self.add_text("place", _("File reference"))
        self.require("sender", "recipient", "occasion", "content")

    def passed(self) -> Passed:
        """Return what stands in the form."""
        return Passed(*(self.value(key) for key in ("sender", "recipient", "occasion", "content", "place")))

    def refuse(self, error: UserError) -> None:
        """Show a refusal."""
        self.show_error(error)
        self.set_busy(False)


class AdviceView(QWidget):
    """The question at the left, the grounds at the right; no condition is ticked beforehand."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.names: dict[str, str] = {}
        self.advice: Advice | None = None
        self.boxes: dict[str, dict[str, QCheckBox]] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.enter_buttons: dict[str, QPushButton] = {}
        self.entry: EnterForm | None = None
        self.form = AdviceForm()
        self.answer = QScrollArea()
        self.answer.setWidgetResizable(True)
        self.answer.setAccessibleName(_("Grounds"))
        side = QWidget()
        self.left = QVBoxLayout(side)
        self.left.setContentsMargins(16, 12, 12, 12)
        self.left.addWidget(self.form)
        self.left.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFixedWidth(_FORM_WIDTH + 44)
        room.setAccessibleName(_("Form"))
        room.setWidget(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(room)
        row.addWidget(self.answer, 1)
        self.form.submitted.connect(lambda _values: self.refresh())
        for box in (self.form.teller, self.form.recipient, self.form.data):
            box.activated.connect(lambda _index: self.refresh())
        self.form.on_request.toggled.connect(lambda _on: self.refresh())

    def ask(self, wanted: Transmission) -> None:
        """Ask what another place wants to know; its agencies are named in the letter."""
        self.names = {wanted.sender: wanted.sender_name, wanted.recipient: wanted.recipient_name}
        self.form.set_value("sender", wanted.sender)
        self.form.set_value("recipient", wanted.recipient)
        self.form.set_value("data", data_of(wanted.sender))
        self.form.on_request.setChecked(wanted.on_request)
        self.refresh()

    def refresh(self) -> None:
        """Ask the assistant, once sender and recipient are chosen."""
        self.form.clear_errors()
        if self.form.value("sender") and self.form.value("recipient"):
            self.session.read(self, partial(_advise, values=self.form.values()), self._show)

    def _show(self, advice: Advice) -> None:
        self.advice = advice
        self.boxes, self.buttons, self.enter_buttons = {}, {}, {}
        self._close_entry()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 24, 16)
        column.setSpacing(4)
        if not advice.candidates:
            column.addWidget(_bold(_("No provision allows it.")))
        for candidate in advice.candidates:
            self._add_candidate(column, candidate)
        if advice.blocked:
            column.addWidget(_bold(_("What is no ground here, and why")))
        for blocked in advice.blocked:
            column.addWidget(PlainLabel(f"{blocked.provision.citation}: {'; '.join(blocked.against)}"))
        if advice.notes:
            column.addWidget(_bold(_("To be observed")))
        for note in advice.notes:
            column.addWidget(PlainLabel(f"– {note}"))
        column.addStretch(1)
        self.answer.setWidget(content)

    def _add_candidate(self, column: QVBoxLayout, candidate: Candidate) -> None:
        provision = candidate.provision
        column.addWidget(
            _bold(f"{provision_kind_word(provision.kind)}: {provision.citation} – {provision.title}")
        )
        standing = (
            _("approved by the data protection officer")
            if candidate.status == "approved"
            else _("proposed; not yet approved by the data protection officer")
        )
        column.addWidget(MutedLabel(standing))
        column.addWidget(PlainLabel(provision.paraphrase))
        boxes = self.boxes.setdefault(provision.id, {})
        for condition in candidate.conditions:
            check = WrappedCheck(condition.text, f"{provision.citation}: {condition.text}")
            check.box.toggled.connect(partial(self._follow, provision.id))
            boxes[condition.key] = check.box
            column.addWidget(check)
        button = QPushButton(_("Copy the passage for the letter"))
        button.setToolTip(_("Tick every condition first."))
        button.setEnabled(False)
        button.clicked.connect(partial(self._copy, provision.id))
        self.buttons[provision.id] = button
        enter = QPushButton(_("Enter in the register of transmissions"))
        enter.setToolTip(_("Tick every condition first."))
        enter.setEnabled(False)
        enter.clicked.connect(partial(self.begin_entry, provision.id, provision.citation))
        self.enter_buttons[provision.id] = enter
        both = QHBoxLayout()
        both.addWidget(button)
        both.addWidget(enter)
        both.addStretch(1)
        column.addLayout(both)
        column.addSpacing(12)

    def _follow(self, provision_id: str, _on: bool) -> None:
        ready = all(box.isChecked() for box in self.boxes[provision_id].values())
        for button in (self.buttons[provision_id], self.enter_buttons[provision_id]):
            button.setEnabled(ready)
            button.setToolTip("" if ready else _("Tick every condition first."))
        if not ready and self.entry is not None and self.entry.provision_id == provision_id:
            self._close_entry()

    def _copy(self, provision_id: str, _checked: bool = False) -> None:
        if self.advice is None:
            return
        ticked = {key for key, box in self.boxes[provision_id].items() if box.isChecked()}
        question = self.advice.question
        text = transmission_advice.letter(
            self.advice, provision_id, ticked, self._name(question.sender), self._name(question.recipient)
        )
        QGuiApplication.clipboard().setText(text)
        self.session.noted.emit(_("The passage for the letter is in the clipboard."))

    def begin_entry(self, provision_id: str, citation: str, _checked: bool = False) -> None:
        """Open the form of the entry for a ground; the names are those of the question."""
        if self.advice is None:
            return
        self._close_entry()
        question = self.advice.question
        names = self._name(question.sender), self._name(question.recipient)
        self.entry = form = EnterForm(provision_id, citation, *names)
        form.submitted.connect(lambda _values: self._enter(form))
        form.cancelled.connect(self._close_entry)
        self.form.hide()
        self.left.insertWidget(0, form)
        form.show()
        form.focus_first()

    def _enter(self, form: EnterForm) -> None:
        if self.advice is None:
            return
        form.set_busy(True)
        ticked = {key for key, box in self.boxes[form.provision_id].items() if box.isChecked()}
        work = partial(
            transmissions.enter,
            advice=self.advice,
            provision_id=form.provision_id,
            confirmed=frozenset(ticked),
            passed=form.passed(),
        )
        self.session.write(self, work, self._entered, form.refuse)

    def _entered(self, _change: object) -> None:
        self._close_entry()
        self.session.noted.emit(_("Entered in the register of transmissions, under Office."))

    def _close_entry(self) -> None:
        if self.entry is not None:
            self.entry.hide()
            self.entry.deleteLater()
            self.entry = None
            self.form.show()

    def _name(self, code: str) -> str:
        return self.names.get(code) or agency_classes()[code]


def _advise(store: Store, values: dict[str, str]) -> Advice:
    question = transmission_advice.ask(
        values["sender"], values["recipient"], values["data"], on_request=bool(values["on_request"])
    )
    return provision_states.advise(store, question)


def _bold(text: str) -> PlainLabel:
    label = PlainLabel(text, selectable=True)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, 8, 0, 0)
    return label
