"""The form at the right side of a page, one at a time."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from ui.shell.form_room import FormRoom

_WIDTH, _LEAST = 400, 300


class SidePanel(FormRoom):
    """Hidden until a form is opened in it; narrower where the window is."""

    def __init__(self) -> None:
        super().__init__(left=20, top=16, right=20)
        self.form: QWidget | None = None
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hide()

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(_WIDTH, super().sizeHint().height())

    def open_form(self, form: QWidget) -> None:
        """Show a form in the place of the one before."""
        self.form = form
        self.hold(form)
        self.show()

    def close_form(self) -> None:
        """Take the form away, with what was typed into it."""
        self.form = None
        self.hide()
        self.let_go()
