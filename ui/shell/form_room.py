"""The room for one form: a long one scrolls, and its buttons stay in sight."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.base.i18n import _
from ui.shell.form_foot import FormFoot
from ui.shell.inline_form import InlineForm

_BELOW = 10
"""Pixels below the buttons."""


class FormRoom(QScrollArea):
    """The buttons follow the fields directly where there is room, else they keep to the lower edge."""

    def __init__(self, *, left: int = 18, top: int = 8, right: int = 18) -> None:
        super().__init__()
        self._sides = (left, top, right)
        self._foot: FormFoot | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Form"))

    def hold(self, form: QWidget) -> None:
        """Show a form, or another sheet, in the place of the one before, which is deleted."""
        left, top, right = self._sides
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(left, top, right, 0)
        column.addWidget(form)
        column.addStretch(1)
        self._drop_foot()
        self.setWidget(content)
        if isinstance(form, InlineForm):
            self._foot = form.foot
            # After the fields, so that the tabulator key comes to it last.
            form.foot.setParent(self)
            form.foot.show()
        content.installEventFilter(self)
        self._place()

    def let_go(self) -> None:
        """Delete what is shown, with what was typed into it."""
        self._drop_foot()
        self.setWidget(QWidget())
        self._place()

    def _drop_foot(self) -> None:
        if self._foot is not None and isValid(self._foot):
            self._foot.hide()
            self._foot.deleteLater()
        self._foot = None

    def whole_height(self) -> int:
        """Return the pixels in height that the form needs to be seen whole at this width."""
        return self._fields_height() + self._foot_height() + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A sentence beside a field, or another field, moves the buttons."""
        if watched is self.widget() and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def _fields_height(self) -> int:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is None:
            return 0
        width = self.viewport().width()
        wrapped = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        return max(layout.totalSizeHint().height(), layout.totalMinimumSize().height(), wrapped)

    def _foot_height(self) -> int:
        if self._foot is None or not isValid(self._foot):
            return 0
        return self._foot.sizeHint().height() + _BELOW

    def _place(self) -> None:
        tall = self._foot_height()
        if self.viewportMargins().bottom() != tall:
            self.setViewportMargins(0, 0, 0, tall)
        if self._foot is None or not tall:
            return
        left, _top, right = self._sides
        at = max(min(self._fields_height(), self.height() - tall), 0)
        self._foot.setGeometry(left, at, self.width() - left - right, tall - _BELOW)
        self._foot.raise_()
