"""Small forms inside a place: labels above fields, errors beside the field, Enter and Escape."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.form_draft import FormDraft, attach
from ui.shell.form_foot import FormFoot
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel, PlainLabel, keep_height

Choices = Sequence[tuple[str, str]]
"""Pairs of what is kept and what is shown."""


class InlineForm(QFrame):
    """A column of fields with one button that does it and one that gives up.

    A field that was named by `require` must not be empty: the form says so beside it and is not sent.
    What is typed and not yet saved is kept as a draft in the store and is there again when the form is
    opened the next time. `about` tells what the form is about, for forms of one kind about different
    things; None takes the subject and finding that the inspector around it shows. `drafted` is False for
    forms whose fields make no sense later; forms with a secret or without a cancel button have no drafts.
    """

    drafted = True
    about: str | None = None
    submitted = Signal(dict)
    """The values by key: texts, ids of choices, "yes" or "" for check boxes."""
    cancelled = Signal()

    def __init__(
        self, title: str, submit_text: str, parent: QWidget | None = None, *, cancel: bool = True
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._can_cancel = cancel
        self._draft: FormDraft | None = None
        self._secrets: set[str] = set()
        self._required: tuple[str, ...] = ()
        self._fields: dict[str, QWidget] = {}
        self._captions: dict[str, QWidget] = {}
        self._errors: dict[str, PlainLabel] = {}
        self._general = _error_label()
        self.foot = FormFoot(submit_text, cancel=cancel)
        self.submit_button, self.cancel_button = self.foot.submit_button, self.foot.cancel_button
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(3)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        if title:
            heading = PlainLabel(title)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            self._column.addWidget(heading)
        self._column.addLayout(self._rows)
        self._column.addWidget(self._general)
        self._column.addWidget(self.foot)
        self._below = QVBoxLayout()
        self._column.addLayout(self._below)
        self._column.addStretch(1)
        self.submit_button.clicked.connect(lambda _checked=False: self.submit())
        self.cancel_button.clicked.connect(lambda _checked=False: self.cancelled.emit())
        self.foot.escaped.connect(self.cancelled)
        self.cancelled.connect(self._given_up)

    def add_text(
        self, key: str, label: str, value: str = "", *, hint: str = "", secret: bool = False
    ) -> QLineEdit:
        """Add a line of text; `hint` stands in it while it is empty."""
        field = QLineEdit(value)
        field.setCursorPosition(0)
        field.setPlaceholderText(hint)
        if secret:
            self._secrets.add(key)
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._add(key, label, field)
        return field

    def add_choice(self, key: str, label: str, choices: Choices, current: str = "") -> QComboBox:
        """Add a list to choose one of; `current` is the id chosen at first."""
        field = QComboBox()
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(12)
        self._add(key, label, field)
        self.set_choices(key, choices, current)
        return field

    def add_check(self, key: str, label: str) -> QCheckBox:
        """Add a box to tick; its label stands beside it."""
        row = WrappedCheck(label)
        field = row.box
        self._fields[key] = field
        field.installEventFilter(self)
        field.clicked.connect(self._edited)
        self._captions[key], self._errors[key] = row, _error_label()
        self._rows.addWidget(row)
        self._rows.addWidget(self._errors[key])
        return field

    def require(self, *keys: str) -> None:
        """Let the form be sent only with something in these fields; one that is hidden asks for nothing."""
        self._required += keys
        for key in keys:
            self._fields[key].setAccessibleDescription(_("must be filled in"))

    def required(self) -> tuple[str, ...]:
        """Return the keys of the fields that must not be empty as the form stands now."""
        asked = {key: field for key, field in self._fields.items() if key in self._required}
        return tuple(key for key, field in asked.items() if not field.isHidden() and field.isEnabled())

    def unfinished(self) -> tuple[str, UserError] | None:
        """Return the first field that keeps the form from being sent, with the reason; None if none does."""
        for key in self.required():
            if not self.value(key):
                name = self._fields[key].accessibleName()
                said = UserError("form.empty", _("“{field}” is empty."), _("Fill it in."), field=name)
                return key, said
        return None

    def add_widget(self, widget: QWidget) -> None:
        """Put something else between the fields."""
        self._rows.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something below the buttons."""
        self._below.addWidget(widget)

    def set_choices(self, key: str, choices: Choices, current: str = "") -> None:
        """Replace what can be chosen."""
        field = self._fields[key]
        if isinstance(field, QComboBox):
            field.clear()
            for value, shown in choices:
                field.addItem(shown, value)
            field.setCurrentIndex(max(field.findData(current), 0) if current else 0)

    def set_value(self, key: str, value: str) -> None:
        """Fill one field."""
        field = self._fields[key]
        if isinstance(field, QLineEdit):
            field.setText(value)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(value), 0))
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QCheckBox):
            field.setChecked(bool(value))

    def show_beginning(self, key: str) -> None:
        """Show a long text from its beginning; a field shows the end of what is put in."""
        field = self._fields[key]
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)

    def value(self, key: str) -> str:
        """Return the value of one field."""
        field = self._fields[key]
        if isinstance(field, QLineEdit):
            return field.text().strip() if field.echoMode() == QLineEdit.EchoMode.Normal else field.text()
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        return "yes" if isinstance(field, QCheckBox) and field.isChecked() else ""

    def values(self) -> dict[str, str]:
        """Return all values by key."""
        return {key: self.value(key) for key in self._fields}

    def field(self, key: str) -> QWidget:
        """Return the widget of a field."""
        return self._fields[key]

    def set_label(self, key: str, label: str) -> None:
        """Call a field by another name."""
        caption = self._captions[key]
        if isinstance(caption, MutedLabel):
            caption.setText(label)
        self._fields[key].setAccessibleName(label)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a field with its label."""
        self._fields[key].setVisible(shown)
        if key in self._captions:
            self._captions[key].setVisible(shown)

    def show_error(self, error: UserError, key: str = "") -> None:
        """Put the sentence of a refusal beside a field, or above the buttons if it is about none."""
        if self._draft is not None:
            self._draft.refused()
        self.clear_errors()
        label = self._errors.get(key, self._general)
        label.setText(error.text)
        label.show()
        if key in self._fields:
            _mark(self._fields[key], True)
            self._fields[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_errors(self) -> None:
        """Take all errors away."""
        for label in (*self._errors.values(), self._general):
            label.hide()
        for field in self._fields.values():
            _mark(field, False)

    def error_at(self, key: str) -> str:
        """Return the error shown beside a field, "" if there is none."""
        return "" if self._errors[key].isHidden() else self._errors[key].text()

    def error_text(self) -> str:
        """Return the error shown, "" if there is none."""
        shown = [x.text() for x in (*self._errors.values(), self._general) if not x.isHidden()]
        return " ".join(shown)

    def set_busy(self, busy: bool) -> None:
        """Keep the form from being sent twice; when it may be sent again, it was not saved."""
        if self._draft is not None and not busy:
            self._draft.refused()
        self.submit_button.setEnabled(not busy)

    def submit(self) -> None:
        """Send the values, unless they are on their way already."""
        if self.submit_button.isEnabled():
            self.clear_errors()
            lacking = self.unfinished()
            if lacking is not None:
                self.show_error(lacking[1], lacking[0])
                return
            if self._draft is not None:
                self._draft.sent()
            self.submitted.emit(self.values())

    def focus_first(self) -> None:
        """Put the cursor into the first field that can take it."""
        for field in self._fields.values():
            if not field.isHidden() and field.isEnabled():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # --- drafts

    def held(self) -> dict[str, str]:
        """Return what all fields hold, hidden ones too and secrets excepted."""
        return {key: self.value(key) for key in self._fields if key not in self._secrets}

    def texts(self) -> dict[str, str]:
        """Return what the fields to type in hold, secrets excepted."""
        typed = {k for k, field in self._fields.items() if isinstance(field, QLineEdit | QPlainTextEdit)}
        return {key: value for key, value in self.held().items() if key in typed}

    def fill(self, values: dict[str, str]) -> None:
        """Put values back into the fields they came from; what cannot be chosen any more stays as it is."""
        for key, field in self._fields.items():
            lost = isinstance(field, QComboBox) and field.findData(values.get(key)) < 0
            if key in values and key not in self._secrets and not lost:
                self.set_value(key, values[key])

    def add_notice(self, notice: QWidget) -> None:
        """Show something above the fields."""
        self._column.insertWidget(self._column.indexOf(self._rows), notice)

    def _edited(self) -> None:
        for key, field in self._fields.items():
            if field is self.sender() and not self._errors[key].isHidden():
                self._errors[key].hide()
                _mark(field, False)
        if self._draft is not None:
            self._draft.edited()

    def _left(self) -> None:
        if self._draft is not None:
            self._draft.left()

    def _given_up(self) -> None:
        if self._draft is not None:
            self._draft.given_up()

    def _text_changed(self, field: QPlainTextEdit) -> None:
        # It also tells of texts that the program puts in.
        if field.hasFocus():
            self._edited()

    def _watch(self, key: str, field: QWidget) -> None:
        if field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData:
            self._secrets.add(key)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._edited)
            field.editingFinished.connect(self._left)
        elif isinstance(field, QComboBox):
            field.activated.connect(self._edited)
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(lambda: self._text_changed(field))

    def minimumSizeHint(self) -> QSize:
        """See QWidget: labels that wrap keep their height, and who is around scrolls instead."""
        need = super().minimumSizeHint()
        wrapped = self._column.totalMinimumHeightForWidth(max(self.width(), need.width()))
        return QSize(need.width(), max(need.height(), wrapped))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the labels otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for what was begun here before."""
        super().showEvent(event)
        if self._draft is None and self.drafted and self._can_cancel and not self._secrets:
            self._draft = attach(self, self._title, self.about)
        if self._draft is not None:
            self._draft.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is written at once."""
        super().hideEvent(event)
        if self._draft is not None:
            self._draft.hidden()

    def _add(self, key: str, label: str, field: QWidget) -> None:
        caption = MutedLabel(label)
        caption.setBuddy(field)
        caption.setContentsMargins(0, 5, 0, 0)
        keep_height(caption)
        field.setAccessibleName(label)
        field.installEventFilter(self)
        self._watch(key, field)
        error = _error_label()
        self._fields[key], self._captions[key], self._errors[key] = field, caption, error
        for widget in (caption, field, error):
            self._rows.addWidget(widget)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter in a field sends the form."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not isinstance(watched, QPushButton):
                self.submit()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up; Enter presses another button one is on, which Qt does in dialogs only."""
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)


def _error_label() -> PlainLabel:
    label = PlainLabel()
    label.setForegroundRole(QPalette.ColorRole.BrightText)
    label.hide()
    return label


def _mark(field: QWidget, invalid: bool) -> None:
    if isinstance(field, QLineEdit) and bool(field.property("invalid")) != invalid:
        field.setProperty("invalid", invalid)
        field.style().unpolish(field)
        field.style().polish(field)
