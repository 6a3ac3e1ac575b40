"""The place at the right of a tab where one form stands while it is needed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayoutItem, QWidget
from shiboken6 import isValid

from app.base.errors import UserError
from ui.shell.form_room import FormRoom
from ui.shell.inline_form import InlineForm

_WIDTH = 320
_ROOM_FOR_BOTH = 620
"""Pixels in width that a form and what it stands beside need together."""
_WIDEST, _SPARE = 560, 8


class FormSide(FormRoom):
    """Hidden as long as there is no form; Cancel hides it again, and the keys go back to where they were.

    Where what it stands beside would have too little room left, and `turns`, it stands below that.
    """

    left = Signal()
    """The form is gone."""

    def __init__(self, *, turns: bool = True) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._turns = turns
        self._around: QWidget | None = None
        self.form: InlineForm | None = None
        self._before: QWidget | None = None
        self.hide()

    def place(self, form: InlineForm) -> None:
        """Show a form in the place of the one before."""
        if self.form is None:
            self._before = QApplication.focusWidget()
        self.form = form
        form.cancelled.connect(self.leave)
        self.hold(form)
        self.show()
        form.focus_first()

    def leave(self) -> None:
        """Take the form away."""
        self.form = None
        self.hide()
        if self._around is not None:
            self._around.setMinimumHeight(0)
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget."""
        super().showEvent(event)
        around = self.parentWidget()
        if self._turns and around is not None and around is not self._around:
            self._around = around
            around.installEventFilter(self)
        self._turn()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may leave more or less room."""
        if watched is self._around and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._turn()
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return done

    def _turn(self) -> None:
        row = self._around.layout() if self._around is not None else None
        if self._around is None or not isinstance(row, QBoxLayout) or self.isHidden():
            return
        # A page that scrolls gives exactly what both need beside each other, however narrow the window is.
        need = sum(_need(row.itemAt(no)) for no in range(row.count()))
        below = self._around.width() < max(_ROOM_FOR_BOTH, need + _SPARE)
        wanted = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if row.direction() != wanted:
            row.setDirection(wanted)
            self.setMaximumWidth(_WIDEST if below else _WIDTH)
        self.setMinimumHeight(self.whole_height() if below else 0)
        # A box takes the usual height of what wraps for its least one: less would be taken from the form.
        self._around.setMinimumHeight(max(row.totalHeightForWidth(self._around.width()), 0) if below else 0)

    def refused(self, form: InlineForm, field_of: Callable[[UserError], str], error: UserError) -> None:
        """Show a refusal beside the field it is about."""
        form.set_busy(False)
        form.show_error(error, field_of(error))


def _need(item: QLayoutItem | None) -> int:
    return 0 if item is None or item.isEmpty() else item.minimumSize().width()
