"""A button that looks like a line of text and is pressed with Enter as well as with the space bar."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets.icons import icon

_STYLE = (
    "QPushButton { text-align: left; padding: 2px; border: 1px solid transparent; background: transparent;"
    " outline: none; }"
    "QPushButton:focus { border: 1px solid palette(placeholder-text); border-radius: 3px; }"
)
# Pixels: narrower than this nothing of the words would be left to read.
_NARROWEST = 80


class LineButton(QPushButton):
    """Shows `words` as they are and calls `run`; a frame shows the focus.

    Where there is no room for all of them the words end in an ellipsis; the tip and the name for screen
    readers keep them whole.
    """

    def __init__(
        self, words: str, run: Callable[[], object], icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        if icon_name:
            self.setIcon(icon(icon_name))
        self.setStyleSheet(_STYLE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(words)
        self.clicked.connect(lambda _checked=False: run())

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all of the words."""
        shown = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        whole = self.fontMetrics().horizontalAdvance(self._words)
        hint = super().sizeHint()
        return QSize(hint.width() - shown + whole, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(_NARROWEST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        frame = super().sizeHint().width() - shown
        words = self._words
        # Before the first layout the width says nothing.
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.isVisible():
            room = max(self.width() - frame, 0)
            words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if words != self._words:
            self.setToolTip(self._words)
        self.setText(words.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, which Qt does in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
