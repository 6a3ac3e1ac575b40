"""The place at the right of a tab where one form stands while it is needed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.inline_form import InlineForm

_WIDTH = 320


class FormSide(QScrollArea):
    """Hidden as long as there is no form; Cancel hides it again, and the keys go back to where they were."""

    left = Signal()
    """The form is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Form"))
        self.form: InlineForm | None = None
        self._before: QWidget | None = None
        self.hide()

    def place(self, form: InlineForm) -> None:
        """Show a form in the place of the one before."""
        if self.form is None:
            self._before = QApplication.focusWidget()
        self.form = form
        form.cancelled.connect(self.leave)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 8, 18, 8)
        column.addWidget(form)
        column.addStretch(1)
        self.setWidget(content)
        self.show()
        form.focus_first()

    def leave(self) -> None:
        """Take the form away."""
        self.form = None
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def refused(self, form: InlineForm, field_of: Callable[[UserError], str], error: UserError) -> None:
        """Show a refusal beside the field it is about."""
        form.set_busy(False)
        form.show_error(error, field_of(error))
