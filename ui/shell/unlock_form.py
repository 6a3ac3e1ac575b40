"""Choosing a store and typing its passphrase or recovery key."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.inline_form import InlineForm
from ui.widgets.icons import icon
from ui.widgets.plain_label import MutedLabel


class UnlockForm(InlineForm):
    """Gives `path`, `secret` and `recovery` ("yes" if the secret is the recovery key)."""

    new_wanted = Signal()

    def __init__(self, recent: Sequence[str]) -> None:
        super().__init__("", _("Unlock"), cancel=False)
        self.path = self.add_choice("path", _("Store"), [(p, _shown(p)) for p in recent])
        self.path.setToolTip(self.path.currentData() or "")
        self.add_widget(self._store_buttons())
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
        recovery = self.add_check("recovery", _("Use the recovery key from paper instead"))
        recovery.toggled.connect(self._secret_kind)

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
        self.secret.setFocus()

    def focus_first(self) -> None:
        """Put the cursor where the passphrase goes."""
        self.secret.setFocus()

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
        self.show_error(error, "secret" if about_secret else "path")
        self.secret.selectAll()

    def forget(self) -> None:
        """Take the secret out of the window."""
        self.secret.clear()

    def _show_secret(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.secret.setEchoMode(mode)

    def _secret_kind(self, recovery: bool) -> None:
        self.set_label("secret", _("Recovery key") if recovery else _("Passphrase"))
        self._see.setChecked(recovery)
        self.secret.setFocus()

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
