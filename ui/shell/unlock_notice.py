"""What has to be read before a store is entered: its key file, or all of it, was put back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.widgets.badge import Badge
from ui.widgets.plain_label import PlainLabel


class UnlockNotice(QWidget):
    """One notice and one button; the store is open already."""

    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = PlainLabel(selectable=True)
        self.go = QPushButton(_("I have read this; go on"))
        self.go.setProperty("primary", True)
        self.go.clicked.connect(lambda _checked=False: self.read.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(Badge(_("Something was put back"), "warn"))
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_notice(self, text: str) -> None:
        """Show this notice."""
        self.text.setText(text)
        self.go.setFocus()
