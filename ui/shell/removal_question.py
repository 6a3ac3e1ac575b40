"""Taking something away: asked once, in the place where it was asked for, with what goes along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.widgets.plain_label import PlainLabel


class RemovalQuestion(QWidget):
    """A button `text`; pressed, it says `going` and asks. What is taken away can be taken back by undo."""

    agreed = Signal()

    def __init__(self, text: str, going: str) -> None:
        super().__init__()
        self.button = QPushButton(text)
        self.going = PlainLabel(" ".join((going, _("Undo brings it back."))))
        self.yes, self.no = QPushButton(text), QPushButton(_("Keep it"))
        self.yes.setProperty("primary", True)
        answers = QHBoxLayout()
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.going)
        column.addLayout(answers)
        self.button.clicked.connect(lambda _checked=False: self._ask(True))
        self.no.clicked.connect(lambda _checked=False: self._ask(False))
        self.yes.clicked.connect(lambda _checked=False: self.agreed.emit())
        self._show(False)

    def asking(self) -> bool:
        """Tell whether the question stands there."""
        return not self.going.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps it, and leaves the form only when nothing is asked."""
        if event.key() == Qt.Key.Key_Escape and self.asking():
            self._ask(False)
        else:
            super().keyPressEvent(event)

    def _ask(self, asking: bool) -> None:
        self._show(asking)
        (self.no if asking else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, asking: bool) -> None:
        self.button.setVisible(not asking)
        for part in (self.going, self.yes, self.no):
            part.setVisible(asking)
