"""Making a new store: where it lies and the passphrase that opens it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel


class NewStoreForm(InlineForm):
    """Gives `name`, `folder`, `passphrase` and `again`."""

    drafted = False

    def __init__(self, folder: Path) -> None:
        super().__init__(_("A new store"), _("Make the store"))
        self.name = self.add_text("name", _("Name"), _("Office"))
        self.folder = self.add_text("folder", _("Folder"), str(folder))
        choose = QPushButton(_("Choose folder …"))
        choose.clicked.connect(lambda _checked=False: self.choose())
        self.add_widget(choose)
        self.passphrase = self.add_text("passphrase", _("Passphrase"), secret=True)
        self.again = self.add_text("again", _("The same again"), secret=True)
        self.require("folder", "passphrase", "again")
        self.add_widget(
            MutedLabel(
                _(
                    "Four random words are good. Nobody can recover a forgotten passphrase; "
                    "a recovery key for paper follows on the next page."
                )
            )
        )

    def choose(self) -> None:
        """Ask for the folder in which the store is made."""
        path = QFileDialog.getExistingDirectory(self, _("Folder for the new store"), self.folder.text())
        if path:
            self.folder.setText(path)

    def show_refusal(self, error: UserError) -> None:
        """Say why no store was made, beside the field that is meant."""
        self.show_error(error, "passphrase" if error.key.startswith("keys.") else "folder")

    def forget(self) -> None:
        """Take the passphrase out of the window."""
        self.passphrase.clear()
        self.again.clear()
