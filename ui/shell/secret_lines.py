"""A field for what stands on paper: the groups of a recovery key, or its shares line by line."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit

_LINES = 4


class SecretLines(QPlainTextEdit):
    """Enter sends a key on one line, and begins a new line between shares; Ctrl+Enter always sends."""

    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        self.setFont(font)
        self.setTabChangesFocus(True)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self.setFixedHeight(round(QFontMetricsF(font).lineSpacing() * _LINES) + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            groups = any(letter.isdigit() or letter == "-" for letter in self.toPlainText())
            if groups or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.sent.emit()
                return
        super().keyPressEvent(event)
