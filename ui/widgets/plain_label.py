"""Labels that show text as it is: what somebody delivered is never read as markup."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.widgets.theme import heading_font, small_font


class PlainLabel(QLabel):
    """A label that never interprets its text; it wraps, and with `selectable` it can be marked and copied."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, selectable: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        if selectable:
            flag = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)


class MutedLabel(PlainLabel):
    """A marginal note: small and in the colour of placeholder text."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, selectable: bool = False) -> None:
        super().__init__(text, parent, selectable=selectable)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setFont(small_font(self.font()))


class Heading(PlainLabel):
    """The one heading size."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(heading_font(self.font()))


def keep_height(label: QLabel) -> None:
    """Keep a short label from being squeezed where room is scarce: Qt takes height from labels that wrap."""
    policy = label.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
    label.setSizePolicy(policy)


def plain_tip(text: str) -> str:
    """Return `text` as a tool tip that shows it as it is: Qt would read "<b>" in a tip as markup."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""
