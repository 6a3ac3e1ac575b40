"""The form at the right side of a page, one at a time."""

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _

_WIDTH = 400


class SidePanel(QScrollArea):
    """Hidden until a form is opened in it."""

    def __init__(self) -> None:
        super().__init__()
        self.form: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Form"))
        self.hide()

    def open_form(self, form: QWidget) -> None:
        """Show a form in the place of the one before."""
        self.form = form
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(form)
        column.addStretch(1)
        self.setWidget(content)
        self.show()

    def close_form(self) -> None:
        """Take the form away, with what was typed into it."""
        self.form = None
        self.hide()
        self.setWidget(QWidget())
