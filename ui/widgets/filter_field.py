"""The field to filter by words: wide where there is room, narrow where there is none."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit

from app.base.i18n import _
from ui.widgets.icons import icon

_WIDTH, _NARROW = 250, 110


class FilterField(QLineEdit):
    """Says what it is for, and how the keyboard gets there."""

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setAccessibleName(_("Filter"))
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMaximumWidth(_WIDTH)
        self.retranslate()

    def retranslate(self) -> None:
        """Read all texts anew after a change of language."""
        self.setPlaceholderText(_("Filter these rows (Ctrl+F)"))

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(_WIDTH, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(_NARROW, super().minimumSizeHint().height())
