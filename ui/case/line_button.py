"""A button that looks like a line of text and is pressed with Enter as well as with the space bar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

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
        self._words = words
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
        # The advance is rounded to a pixel; the elision is not, and cuts what lacks a part of one.
        return self._room_for(self.fontMetrics().horizontalAdvance(self._words) + 1)

    def _room_for(self, words: int) -> QSize:
        """Return the size for words that are so many pixels wide.

        Asked of the style each time: QPushButton remembers its size hint beyond a change of the font.
        """
        option = QStyleOptionButton()
        self.initStyleOption(option)
        wide, high = words, self.fontMetrics().height()
        if not option.icon.isNull():
            # The gap of four pixels beside an icon is QPushButton's own.
            wide, high = wide + option.iconSize.width() + 4, max(high, option.iconSize.height())
        kind = QStyle.ContentsType.CT_PushButton
        return self.style().sizeFromContents(kind, option, QSize(wide, high), self)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(_NARROWEST, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or theme needs other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
            self.updateGeometry()

    def _fit(self) -> None:
        # Of the whole words: a style gives a short text more room than it needs.
        frame = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._words) - 1
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
