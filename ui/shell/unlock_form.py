"""Choosing a store and typing its passphrase or recovery key."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.inline_form import InlineForm
from ui.shell.secret_lines import SecretLines
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel


class Person(Protocol):
    """Somebody whose passphrase opens the store (`ui.shell.unlocking`)."""

    @property
    def name(self) -> str:
        """The user name."""

    @property
    def key_file(self) -> bool:
        """Whether a key file is needed besides the passphrase."""


class UnlockForm(InlineForm):
    """Gives `path`, `user`, `secret`, `key_file`, and `recovery` ("yes" if `paper` is the recovery key).

    RUNDBLICK_USER and RUNDBLICK_KEY_FILE, as on the command line, fill in who it is and the key file.
    """

    new_wanted = Signal()
    store_chosen = Signal(str)
    """Whose passphrases open this store is wanted (`set_people`)."""

    def __init__(self, recent: Sequence[str]) -> None:
        super().__init__("", _("Unlock"), cancel=False)
        self._people: Sequence[Person] = ()
        self.path = self.add_choice("path", _("Store"), [(p, _shown(p)) for p in recent])
        self.path.setToolTip(self.path.currentData() or "")
        self.add_widget(self._store_buttons())
        self.user = self.add_choice("user", _("User name"), [])
        self._add_secret()
        self.key_file = self.add_text("key_file", _("Key file"), os.environ.get("RUNDBLICK_KEY_FILE", ""))
        self.choose_key = QPushButton(_("Choose key file …"))
        self.choose_key.clicked.connect(lambda _checked=False: self._choose_key_file())
        self.add_widget(self.choose_key)
        self.paper = SecretLines()
        self._add("paper", _("Recovery key, or its shares line by line"), self.paper)
        self.paper.removeEventFilter(self)  # it knows itself what Enter means
        self.paper.sent.connect(self.submit)
        recovery = self.add_check("recovery", _("Use the recovery key from paper instead"))
        recovery.toggled.connect(self._secret_kind)
        self.user.currentIndexChanged.connect(lambda _row: self._show_fields())
        self.path.currentIndexChanged.connect(lambda _row: self._store_changed())
        self._show_fields()

    def _add_secret(self) -> None:
        self.secret = self.add_text("secret", _("Passphrase"), secret=True)
        self.secret.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self._see = self.secret.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._see.setToolTip(_("Show what is typed"))
        self._see.setText(_("Show what is typed"))
        self._see.setCheckable(True)
        self._see.toggled.connect(self._show_secret)
        self.caps = MutedLabel(_("Caps Lock is on."))
        self.caps.hide()
        self.add_widget(self.caps)

    def _store_buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 4, 0, 4)
        for text, run in ((_("Other store …"), self.choose), (_("New store …"), self.new_wanted.emit)):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, run=run: run())
            row.addWidget(button)
        row.addStretch(1)
        return buttons

    def choose(self) -> None:
        """Ask for the folder of a store."""
        path = QFileDialog.getExistingDirectory(self, _("Folder of the store"), str(Path.home()))
        if path:
            self.set_store(Path(path))

    def set_store(self, path: Path) -> None:
        """Choose the store at `path`."""
        if self.path.findData(str(path)) < 0:
            self.path.insertItem(0, _shown(str(path)), str(path))
        self.set_value("path", str(path))
        self.path.setToolTip(str(path))
        self.focus_first()

    def set_people(self, path: str, people: Sequence[Person]) -> None:
        """Offer the people whose passphrases open the store at `path`, if that is still the one chosen."""
        if path != self.value("path"):
            return
        self._people = people
        wanted = (os.environ.get("RUNDBLICK_USER"), os.environ.get("USER"), os.environ.get("USERNAME"))
        names = [person.name for person in people]
        current = next((name for name in wanted if name in names), "")
        self.set_choices("user", [(name, name) for name in names], current)
        self._show_fields()

    def focus_first(self) -> None:
        """Put the cursor where the passphrase or the recovery key goes."""
        (self.paper if self.value("recovery") else self.secret).setFocus()

    def value(self, key: str) -> str:
        """See InlineForm; what stands on paper is taken as it is typed."""
        return self.paper.toPlainText() if key == "paper" else super().value(key)

    def submit(self) -> None:
        """Send the form; without a store say what to do first."""
        if not self.value("path"):
            error = UserError("unlock.none", _("No store is chosen."), _("Choose a store or make a new one."))
            self.show_error(error, "path")
        else:
            super().submit()

    def show_refusal(self, error: UserError) -> None:
        """Say why the store stays closed, and let the secret be typed again."""
        about_secret = error.key.startswith("keys.") or error.exit_code == 3
        if self.value("recovery"):
            self.show_error(error, "paper" if about_secret else "path")
        elif error.key.startswith("keys.key_file"):
            self._show_fields(key_file=True)
            self.show_error(error, "key_file")
        else:
            self.show_error(error, "secret" if about_secret else "path")
            self.secret.selectAll()

    def forget(self) -> None:
        """Take the secrets out of the window."""
        self.secret.clear()
        self.paper.clear()

    def _store_changed(self) -> None:
        self.path.setToolTip(self.value("path"))
        self._people = ()
        self.set_choices("user", [])
        self._show_fields()
        if self.value("path"):
            self.store_chosen.emit(self.value("path"))

    def _show_secret(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.secret.setEchoMode(mode)

    def _show_fields(self, *, key_file: bool = False) -> None:
        """Show what the chosen way in needs: a name if there are several, a key file if the slot has one."""
        recovery = bool(self.value("recovery"))
        person = next((p for p in self._people if p.name == self.value("user")), None)
        needed = key_file or (person.key_file if person else bool(self.key_file.text()))
        self.set_shown("user", len(self._people) > 1 and not recovery)
        self.set_shown("secret", not recovery)
        self.set_shown("key_file", needed and not recovery)
        self.choose_key.setVisible(needed and not recovery)
        self.set_shown("paper", recovery)
        if recovery:
            self.caps.hide()

    def _secret_kind(self, _recovery: bool) -> None:
        self.clear_errors()
        self._show_fields()
        self.focus_first()

    def _choose_key_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("The key file"), self.key_file.text())
        if path:
            self.key_file.setText(path)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Notice Caps Lock by a capital letter that came without Shift."""
        # asked first for the kind of event: others come while the form is still being made
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and pressed and watched is self.secret:
            letter = event.text()
            if letter.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps.setVisible(letter.isupper() != shift and letter.upper() != letter.lower())
        return super().eventFilter(watched, event)


def _shown(path: str) -> str:
    return Path(path).stem
