"""The forms of the page of keys: a passphrase, removing a key, a new recovery key, typing it back, roles."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.store.roles import Role, User, role_word
from ui.shell.inline_form import InlineForm
from ui.shell.secret_lines import SecretLines
from ui.widgets.plain_label import MutedLabel, PlainLabel

SPLITS = ("2of3", "3of5", "2of2")


class PassphraseForm(InlineForm):
    """Gives `name`, `passphrase`, `key_file` (a path or "") by `agreed`, once both passphrases are the same.

    Without `person` it asks for the user name too: one more person.
    """

    drafted = False
    agreed = Signal(dict)
    key_file_wanted = Signal(str)
    """Make a file of random bytes at this place."""

    def __init__(self, person: str = "") -> None:
        title = _("A new passphrase for {name}").format(name=person) if person else _("One more person")
        super().__init__(title, _("Change passphrase") if person else _("Let this person in"))
        if not person:
            self.add_text("name", _("User name they log in with"))
        self.add_text("passphrase", _("Passphrase"), secret=True)
        self.add_text("again", _("The same again"), secret=True)
        self.add_widget(MutedLabel(_("At least 8 characters. Four random words are good.")))
        self.key_file = self.add_text("key_file", _("Key file"), hint=_("none: the passphrase is enough"))
        self.add_widget(self._file_buttons())
        self.add_widget(
            MutedLabel(
                _(
                    "A key file on a stick is needed besides the passphrase each time. Keep a copy: without "
                    "it the passphrase opens nothing."
                )
            )
        )
        self.submitted.connect(self._compare)

    def _file_buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 4, 0, 4)
        for text, run in ((_("Choose …"), self._choose), (_("Make a new one …"), self._make)):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, run=run: run())
            row.addWidget(button)
        row.addStretch(1)
        return buttons

    def show_refusal(self, error: UserError) -> None:
        """Say what is wrong beside the field that is meant."""
        self.set_busy(False)
        if error.key.startswith("keys.key_file"):
            self.show_error(error, "key_file")
        elif error.key in ("keys.label", "keys.taken"):
            self.show_error(error, "name")
        else:
            self.show_error(error, "passphrase" if error.key.startswith("keys.") else "")

    def _compare(self, values: dict[str, str]) -> None:
        if values["passphrase"] == values["again"]:
            self.set_busy(True)
            self.agreed.emit(values)
        else:
            text = _("The two passphrases differ.")
            self.show_error(UserError("keys.differ", text, _("Type it twice the same.")), "again")

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("The key file"), self.key_file.text())
        if path:
            self.key_file.setText(path)

    def _make(self) -> None:
        wanted = str(Path.home() / "rundblick.key")
        path, _kind = QFileDialog.getSaveFileName(self, _("A new key file"), wanted)
        if path:
            self.key_file_wanted.emit(path)


class RemoveForm(InlineForm):
    """Gives `rekey` ("yes" or ""): whether the store is to be encrypted anew as well."""

    drafted = False

    def __init__(self, name: str) -> None:
        super().__init__(_("Take away the key of {name}").format(name=name), _("Remove key"))
        self.add_widget(
            PlainLabel(
                _(
                    "{name} then cannot open this store any more. But who kept a copy of the key file and "
                    "knows the passphrase still reads every copy of the store, this one included."
                ).format(name=name)
            )
        )
        self.add_check("rekey", _("Encrypt the whole store anew (recommended)"))
        self.set_value("rekey", "yes")
        self.add_widget(
            MutedLabel(
                _(
                    "The others keep their passphrases. The recovery key is replaced and shown next. Backups "
                    "made before keep the old key: lock them away or delete them."
                )
            )
        )


class RekeyForm(InlineForm):
    """Encrypting the store anew, with everybody's keys."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("Encrypt the store anew"), _("Encrypt anew"))
        self.add_widget(
            PlainLabel(
                _(
                    "Every page gets a new key. Do it when somebody unauthorised may have had a copy of the "
                    "key file. The passphrases stay; the recovery key is replaced and shown next."
                )
            )
        )


class RecoveryForm(InlineForm):
    """Gives `split`: "" for one page, else "2of3" and the like."""

    drafted = False

    def __init__(self, split: str = "") -> None:
        super().__init__(_("A new recovery key"), _("Make a new recovery key"))
        self.add_widget(PlainLabel(_("The old one, with all its pages, opens the store no longer.")))
        choices = [("", _("one page opens the store"))]
        text = _("{needed} of {made} shares open the store")
        choices += [(s, text.format(needed=s[0], made=s[-1])) for s in SPLITS]
        self.add_choice("split", _("Held by"), choices, split)
        self.add_widget(
            MutedLabel(
                _("Shares go to different people, so that nobody can open the store alone with the paper.")
            )
        )


class RehearseForm(QWidget):
    """Gives by `typed` what stands on paper."""

    typed = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = SecretLines()
        self.lines.setAccessibleName(_("Recovery key, or its shares line by line"))
        self.error = PlainLabel()
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.error.hide()
        go, cancel = QPushButton(_("Check")), QPushButton(_("Cancel"))
        go.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        title = PlainLabel(_("Rehearse the recovery key"))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        column.addWidget(title)
        hint = _("Fetch the page and type what stands on it; several shares one below the other.")
        for widget in (MutedLabel(hint), self.lines, self.error):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.lines.sent.connect(self.submit)
        go.clicked.connect(lambda _checked=False: self.submit())
        cancel.clicked.connect(lambda _checked=False: self.cancelled.emit())

    def submit(self) -> None:
        """Send what was typed."""
        self.error.hide()
        self.typed.emit(self.lines.toPlainText())

    def show_error(self, error: UserError) -> None:
        """Say what is mistyped."""
        self.error.setText(error.text)
        self.error.show()
        self.lines.setFocus()


class RolesForm(InlineForm):
    """Gives "yes" or "" for each role of a person, by its name."""

    drafted = False

    def __init__(self, user: User) -> None:
        super().__init__(_("Roles of {name}").format(name=user.name), _("Save roles"))
        for role in Role:
            self.add_check(str(role), role_word(role))
            self.set_value(str(role), "yes" if role in user.roles else "")
        self.add_widget(
            MutedLabel(
                _(
                    "Roles decide what the program offers. They are no lock: who has a passphrase and this "
                    "machine can read the whole store. The help says more (Security model)."
                )
            )
        )

    def wanted(self) -> tuple[str, ...]:
        """Return the names of the roles that are ticked."""
        return tuple(str(role) for role in Role if self.value(str(role)))
