"""Making a new store: what for, where it lies and the passphrase that opens it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton

from app.base.errors import UserError
from app.base.i18n import _
from app.study.legal_basis import USUAL_BASIS
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

OFFICE, STUDY = "office", "study"
_FRAME = ("project", "provider", "legal_basis", "end")


class NewStoreForm(InlineForm):
    """Gives `purpose`, `name`, `folder`, `passphrase`, `again`, and of a study what it is and rests on."""

    drafted = False

    def __init__(self, folder: Path) -> None:
        super().__init__(_("A new store"), _("Make the store"))
        purposes = (
            (OFFICE, _("An office with its cases and registers")),
            (STUDY, _("A study of criminal careers, apart from the office")),
        )
        self.purpose = self.add_choice("purpose", _("What for"), purposes, OFFICE)
        self.name = self.add_text("name", _("Name"), _("Office"))
        self.folder = self.add_text("folder", _("Folder"), str(folder))
        choose = QPushButton(_("Choose folder …"))
        choose.clicked.connect(lambda _checked=False: self.choose())
        self.add_widget(choose)
        self.add_text("project", _("Project of the study"))
        self.add_text("provider", _("Who gives the careers and keeps the key list"))
        self.add_text("legal_basis", _("Legal basis"), USUAL_BASIS)
        self.add_text("end", _("Day on which the study ends"), hint=_("2027-12-31"))
        self.passphrase = self.add_text("passphrase", _("Passphrase"), secret=True)
        self.again = self.add_text("again", _("The same again"), secret=True)
        self.require("folder", "passphrase", "again", *_FRAME)
        self.add_widget(
            MutedLabel(
                _(
                    "Four random words are good. Nobody can recover a forgotten passphrase; "
                    "a recovery key for paper follows on the next page."
                )
            )
        )
        self.purpose.currentIndexChanged.connect(lambda _row: self._show_frame())
        self._show_frame()

    def frame(self) -> dict[str, str] | None:
        """Return what the study is and rests on, None for an office."""
        return {key: self.value(key) for key in _FRAME} if self.value("purpose") == STUDY else None

    def usual_name(self) -> str:
        """Return what the store is called if nobody says."""
        return _("Study") if self.value("purpose") == STUDY else _("Office")

    def _show_frame(self) -> None:
        study = self.value("purpose") == STUDY
        for key in _FRAME:
            self.set_shown(key, study)
        if self.name.text() in (_("Office"), _("Study")):
            self.name.setText(self.usual_name())

    def choose(self) -> None:
        """Ask for the folder in which the store is made."""
        path = QFileDialog.getExistingDirectory(self, _("Folder for the new store"), self.folder.text())
        if path:
            self.folder.setText(path)

    def show_refusal(self, error: UserError) -> None:
        """Say why no store was made, beside the field that is meant."""
        fields = {"study.end": "end", "study.frame": "project"}
        beside = "passphrase" if error.key.startswith("keys.") else fields.get(error.key, "folder")
        self.show_error(error, beside)

    def forget(self) -> None:
        """Take the passphrase out of the window."""
        self.passphrase.clear()
        self.again.clear()
