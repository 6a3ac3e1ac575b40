"""Saving a picture of the case: for whom, in which language, and then the file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, language, ngettext
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.case.case_desk import CaseDesk
from ui.shell.inline_form import InlineForm
from ui.shell.late_import import load_late
from ui.widgets.plain_label import MutedLabel

_WIDTH = 280
PictureWriter = Callable[[Store, ReleaseRequest | None, Path, dict[str, str]], object]
"""Writes the picture: store, release (None for the own view), file, and what the form says."""


class PictureForm(QWidget):
    """Stands beside the picture while it is asked; `stem` names the file, `write` does it.

    A tab may add fields to `form`; `write` gets their values by key.
    """

    closed = Signal()
    """The form has done its work or was given up."""

    def __init__(self, desk: CaseDesk, stem: str, write: PictureWriter) -> None:
        super().__init__()
        self.desk = desk
        self._stem = stem
        self._write = write
        self.form = InlineForm(_("Save as a picture"), _("Choose the file …"))
        self.form.drafted = False
        self.form.add_choice("for", _("For whom"), ())
        self.form.add_choice("language", _("Language"), (("de", "Deutsch"), ("en", "English")), language())
        self.hint = MutedLabel()
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 10)
        column.addWidget(self.form)
        column.addWidget(self.hint)
        column.addStretch(1)
        self.form.submitted.connect(lambda _values: self.choose_file())
        self.form.cancelled.connect(self._close)
        desk.request_changed.connect(self._offer)
        self.hide()

    def ask(self) -> None:
        """Show the form."""
        self._offer()
        self.show()
        self.form.focus_first()

    def _offer(self) -> None:
        request, data = self.desk.request, self.desk.data
        choices = [("internal", _("internal – not for release"))]
        if request is not None and data is not None:
            choices.append(("release", data.agency_name(request.recipient.id)))
        self.form.set_choices("for", choices, choices[-1][0])
        self.hint.setText(
            "" if request is not None else _("Put a release together under “Release” to hand a picture over.")
        )

    def choose_file(self) -> None:
        """Ask for the file and write it."""
        header = self.desk.data.header if self.desk.data else None
        name = f"{header.reference if header else ''}-{self._stem}.pdf".replace("/", "-")
        kinds = "PDF (*.pdf);;SVG (*.svg)"
        path, _kind = QFileDialog.getSaveFileName(self, _("Save as a picture"), name, kinds)
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the picture into this file; one for an agency goes into the ledger."""
        values = self.form.values()
        request = self.desk.request if values["for"] == "release" else None
        self.form.set_busy(True)
        self.desk.session.write(
            self, lambda store: self._write(store, request, path, values), self._saved, self._refused
        )

    def _saved(self, result: object) -> None:
        done = load_late("app.handover.pictures").PictureFile
        if isinstance(result, done):
            count = result.shown
            text = ngettext("{name}: {count} finding shown.", "{name}: {count} findings shown.", count)
            words = text.format(name=result.path.name, count=count)
            if result.ledger_id:
                words = " ".join((words, _("The ledger has it.")))
            self.desk.session.announce(words, self.desk.case_id, frozenset({"handover"}))
        self._close()

    def _refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.form.show_error(error, "for")

    def _close(self) -> None:
        self.form.set_busy(False)
        self.hide()
        self.closed.emit()
