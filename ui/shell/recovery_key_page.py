"""The recovery key, shown once after a store was made."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.shell.wrapped_check import WrappedCheck
from ui.widgets.plain_label import MutedLabel, PlainLabel


class RecoveryKeyPage(QWidget):
    """Shows the key until it is confirmed that it stands on paper."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.key = PlainLabel(selectable=True)
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        check = WrappedCheck(_("The key stands on paper, in a sealed envelope."))
        self.box = check.box
        self.go = QPushButton(_("Open the store"))
        self.go.setProperty("primary", True)
        self.go.setEnabled(False)
        self.box.toggled.connect(self.go.setEnabled)
        self.go.clicked.connect(lambda _checked=False: self.confirmed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(PlainLabel(_("The recovery key")))
        column.addWidget(
            MutedLabel(
                _(
                    "It opens this store if the passphrase is lost. It is shown only now. Write it down "
                    "or print it, and keep it away from this workstation."
                )
            )
        )
        column.addWidget(self.key)
        column.addWidget(check)
        column.addWidget(self.go)
        column.addStretch(1)

    def show_key(self, text: str) -> None:
        """Show this key."""
        self.key.setText(text)
        self.box.setFocus()
