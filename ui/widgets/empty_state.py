"""What an empty place says: one line that tells what to do first and with which key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.icons import icon_pixmap
from ui.widgets.plain_label import PlainLabel

_ICON = 30


class _IconSpot(QWidget):
    """A quiet icon that follows the palette."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Dark)
        painter.drawPixmap(0, 0, icon_pixmap(self._name, _ICON, colour, self.devicePixelRatioF()))
        painter.end()


class EmptyState(QWidget):
    """An icon, one line, and at most one button, in the middle of an empty place."""

    def __init__(self, icon_name: str, line: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = PlainLabel(line)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._column.addStretch(2)
        self._column.addWidget(_IconSpot(icon_name), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._line)
        self._column.addStretch(3)

    def set_line(self, line: str) -> None:
        """Replace the line."""
        self._line.setText(line)

    def line(self) -> str:
        """Return the line as shown."""
        return self._line.text()

    def add_button(self, text: str, run: Callable[[], object]) -> QPushButton:
        """Put a button below the line that calls `run`."""
        button = QPushButton(text)
        button.setProperty("primary", True)
        button.clicked.connect(lambda _checked=False: run())
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button
