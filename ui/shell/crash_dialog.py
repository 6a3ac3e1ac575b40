"""What a person sees when the program has a defect."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.shell.defect_log import describe
from ui.widgets.plain_label import Heading, PlainLabel


class CrashDialog(QDialog):
    """Says that it is the program's fault, that nothing half-done was kept, and what to send to whom."""

    def __init__(self, error: BaseException, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A defect in Rundblick"))
        self.setMinimumWidth(560)
        details = QPlainTextEdit(describe(error))
        details.setReadOnly(True)
        details.setAccessibleName(_("Details"))
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(lambda _checked=False: self.close())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Heading(_("This should not have happened")))
        column.addWidget(
            PlainLabel(
                _(
                    "The program has a defect. What you did last was not carried out; everything before it "
                    "is safe in the store. You can go on working."
                )
            )
        )
        column.addWidget(
            PlainLabel(
                _("The text below holds no case content. It also stands in {path}.").format(path=log),
                selectable=True,
            )
        )
        column.addWidget(details)
        column.addWidget(buttons)
