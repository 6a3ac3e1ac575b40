"""A button that looks like a line of text and is pressed with Enter as well as with the space bar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui.widgets.icons import icon
from ui.widgets.plain_label import plain_tip

_STYLE = (
    "QPushButton { text-align: left; padding: 2px; border: 1px solid transparent; background: transparent;"
    " outline: none; }"
    "QPushButton:focus { border: 1px solid palette(placeholder-text); border-radius: 3px; }"
)
# Pixels: narrower than this nothing of the words would be left to read.
_NARROWEST = 80
LINES = 3
"""So many lines a text may take; only what somebody delivered is longer than that."""


class LineButton(QPushButton):
    """Shows `words` as they are and calls `run`; a frame shows the focus.

    Where there is no room for all of them in one line they go on in the next. What is too long for three
    lines ends in an ellipsis; the tip and the name for screen readers keep it whole.
    """

    def __init__(
        self, words: str, run: Callable[[], object], icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        if icon_name:
            self.setIcon(icon(icon_name))
        self.setStyleSheet(_STYLE)
        # Not fixed: Qt would hold it to the height of its size hint, which is that of one line.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        return self._room_for(self.fontMetrics().horizontalAdvance(self._words) + 1, 1)

    def hasHeightForWidth(self) -> bool:
        """A narrow button is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the lines that the words take in this width."""
        return self._room_for(width, len(self._lines(width))).height()

    def _lines(self, width: int) -> list[str]:
        metrics = self.fontMetrics()
        # Of the whole words: a style gives a short text more room than it needs.
        frame = self.sizeHint().width() - metrics.horizontalAdvance(self._words) - 1
        return lines_of(self._words, metrics, max(width - frame, 0))

    def _room_for(self, words: int, lines: int) -> QSize:
        """Return the size for so many lines of words that are so many pixels wide.

        Asked of the style each time: QPushButton remembers its size hint beyond a change of the font.
        """
        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        wide, high = words, metrics.height() + (lines - 1) * metrics.lineSpacing()
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
        # Before the first layout the width says nothing.
        laid_out = self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.isVisible()
        lines = self._lines(self.width()) if laid_out else [self._words]
        if " ".join(lines) != self._words:
            self.setToolTip(plain_tip(self._words))
        self.setText("\n".join(lines).replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, which Qt does in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def lines_of(words: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return `words` in at most `LINES` lines of `room` pixels; what is left over is cut with an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == LINES or metrics.horizontalAdvance(longer) < room):
            lines[-1] = longer
        else:
            lines.append(word)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
