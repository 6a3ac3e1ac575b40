"""The recovery key, shown once after it was made, until it was typed back from paper."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.late_import import load_late
from ui.shell.paper_code import PaperCode
from ui.shell.secret_lines import SecretLines
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel, PlainLabel

_GROUPS_A_ROW = 4


def in_rows(secret: str) -> str:
    """Return a key with a few groups on each line; shares stay whole, with a gap between them."""
    if "\n" in secret:
        return "\n\n".join(secret.splitlines())
    groups = secret.split("-")
    rows = [groups[at : at + _GROUPS_A_ROW] for at in range(0, len(groups), _GROUPS_A_ROW)]
    return "-\n".join("-".join(row) for row in rows)


class RecoveryKeyPage(QWidget):
    """Shows the key, offers its page for the printer, and asks for it back.

    It goes on when somebody has checked what was typed (`typed`), or for a stated reason later
    (`postponed`). While something is typed the key is covered: it is to be read from the paper.
    """

    typed = Signal(str)
    postponed = Signal(str)
    page_wanted = Signal(str)
    """Write the page to print into this file."""
    print_wanted = Signal()
    """Print the page; nothing is written into a file."""

    def __init__(self, go_on: str = "") -> None:
        super().__init__()
        self.secret = ""
        self._go_on = go_on or _("Check and open the store")
        self.key = PlainLabel(selectable=True)
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code = PaperCode()
        self.print_button = QPushButton(_("Print the page …"))
        self.print_button.clicked.connect(lambda _checked=False: self.print_wanted.emit())
        self.page_button = QPushButton(_("Save the page to print …"))
        self.page_button.clicked.connect(lambda _checked=False: self._ask_for_file())
        self.saved = MutedLabel()
        self.saved.hide()
        self.lines = SecretLines()
        self.lines.setAccessibleName(_("Type the key back from paper"))
        later = WrappedCheck(_("Not now, for this reason:"))
        self.later = later.box
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Why the rehearsal is put off"))
        self.reason.setPlaceholderText(_("for instance: no printer at hand"))
        self.error = PlainLabel()
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.go = QPushButton(self._go_on)
        self.go.setProperty("primary", True)
        self._lay_out(later)
        self.later.toggled.connect(self._later)
        self.lines.textChanged.connect(self._cover)
        self.lines.sent.connect(self.submit)
        self.reason.returnPressed.connect(self.submit)
        self.go.clicked.connect(lambda _checked=False: self.submit())

    def _lay_out(self, later: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(7)
        title = PlainLabel(_("The recovery key"))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        column.addWidget(title)
        column.addWidget(
            MutedLabel(
                _(
                    "It opens this store if every passphrase is lost. It is shown only now. Print the page "
                    "or write the key down, and keep it away from this workstation."
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.key, 1)
        row.addWidget(self.code)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.page_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(
            MutedLabel(
                _(
                    "Printing leaves no file here; the print system of this workstation holds the page until "
                    "it is on paper."
                )
            )
        )
        column.addWidget(self.saved)
        column.addSpacing(4)
        column.addWidget(PlainLabel(_("Type it back from the paper, to see that it can be read:")))
        for widget in (self.lines, later, self.reason, self.error):
            column.addWidget(widget)
        self.reason.hide()
        self.error.hide()
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_key(self, text: str, code: Sequence[Sequence[bool]] = ()) -> None:
        """Show a key with its QR code, or its shares, one per line."""
        self.secret = text
        self._rows = code
        self.later.setChecked(False)
        self.reason.clear()
        self.lines.clear()
        self.saved.hide()
        self._cover()
        self.set_busy(False)
        self.lines.setFocus()

    def submit(self) -> None:
        """Send what was typed or, if it is to be later, the reason."""
        if not self.go.isEnabled():
            return
        self.error.hide()
        self.set_busy(True)
        if self.later.isChecked():
            self.postponed.emit(self.reason.text())
        else:
            self.typed.emit(self.lines.toPlainText())

    def show_error(self, error: UserError) -> None:
        """Say what is wrong with what was typed, and let it be mended."""
        self.set_busy(False)
        self.error.setText(error.text)
        self.error.show()
        (self.reason if self.later.isChecked() else self.lines).setFocus()

    def show_saved(self, path: Path) -> None:
        """Say where the page to print lies."""
        self.saved.setText(_("Saved as {name}. Print it, then delete the file.").format(name=path.name))
        self.saved.show()

    def print_page(self, pages: bytes) -> None:
        """Ask for the printer and print the page that was made."""
        try:
            printing = load_late("ui.shell.print_dialog")
            if printing.print_pdf(self, pages, _("Recovery key")):
                self.saved.setText(_("Handed to the printer."))
                self.saved.show()
        except UserError as error:
            self.show_error(error)

    def set_busy(self, busy: bool) -> None:
        """Keep it from being sent twice."""
        self.go.setEnabled(not busy)

    def forget(self) -> None:
        """Take the key out of the window."""
        self.secret = ""
        self.lines.clear()
        self.key.clear()
        self.code.show_rows(())

    def _cover(self) -> None:
        covered = bool(self.lines.toPlainText())
        self.key.setText(_("The key is covered while you type.") if covered else in_rows(self.secret))
        self.code.show_rows(() if covered else self._rows)

    def _later(self, later: bool) -> None:
        self.reason.setVisible(later)
        self.lines.setEnabled(not later)
        self.go.setText(_("Go on without a rehearsal") if later else self._go_on)
        self.error.hide()
        (self.reason if later else self.lines).setFocus()

    _rows: Sequence[Sequence[bool]] = ()

    def _ask_for_file(self) -> None:
        wanted = str(Path.home() / _("recovery-key.pdf"))
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the page to print"), wanted, "PDF (*.pdf)")
        if path:
            self.page_wanted.emit(path)
