"""The buttons of a form, which may stand apart from its fields."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.base.i18n import _


class FormFoot(QWidget):
    """One button that does it and, with `cancel`, one that gives up; Escape on them gives up as well."""

    escaped = Signal()

    def __init__(self, submit_text: str, *, cancel: bool) -> None:
        super().__init__()
        self.submit_button = QPushButton(submit_text, self)
        self.submit_button.setProperty("primary", True)
        self.cancel_button = QPushButton(_("Cancel"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.submit_button)
        if cancel:
            row.addWidget(self.cancel_button)
        else:
            self.cancel_button.hide()
        row.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one is on, which Qt does in dialogs only."""
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)
