"""A stretch between two ends, with a handle for each; by mouse and by keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.widgets.theme import tokens

_RADIUS = 7.0
_LINE = 4.0
_STEPS = 60


class ChartRangeSlider(QWidget):
    """Whole numbers from `least` to `most`, of which `low` to `high` are chosen.

    Left and right move the stretch, with Shift its end, with Ctrl its beginning; Home chooses everything.
    """

    moved = Signal(int, int)
    """The stretch is on its way."""
    settled = Signal(int, int)
    """The stretch was let go of."""

    def __init__(self) -> None:
        super().__init__()
        self.least, self.most, self.low, self.high = 0, 1, 0, 1
        self._held = ""
        self._grip = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(120)
        self.setFixedHeight(24)

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(280, 24)

    def set_bounds(self, least: int, most: int) -> None:
        """Say what can be chosen from; the stretch is kept inside."""
        self.least, self.most = least, max(most, least + 1)
        self.show_stretch(self.low, self.high)

    def show_stretch(self, low: int, high: int) -> None:
        """Show another stretch; tells nobody."""
        self.low = min(max(low, self.least), self.most)
        self.high = min(max(high, self.low), self.most)
        self.update()

    @property
    def everything(self) -> bool:
        """Whether nothing is narrowed."""
        return self.low <= self.least and self.high >= self.most

    def shift(self, low: int, high: int, *, done: bool = True) -> None:
        """Move both ends by so much, as a hand would."""
        if low == high:
            room = (self.least - self.low, self.most - self.high)
            low = high = min(max(low, room[0]), room[1])
        self.show_stretch(min(self.low + low, self.high), max(self.high + high, self.low))
        (self.settled if done else self.moved).emit(self.low, self.high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearest handle, or the stretch between them."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        low, high = self._x(self.low), self._x(self.high)
        inside = low + _RADIUS < x < high - _RADIUS and not self.everything
        self._held = "both" if inside else "low" if abs(x - low) <= abs(x - high) else "high"
        if low == high:
            self._held = "low" if x < low else "high"
        self._grip = self._value(x)
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken."""
        value = self._value(event.position().x())
        if self._held == "both":
            self.shift(value - self._grip, value - self._grip, done=False)
            self._grip = value
        elif self._held == "low":
            self.shift(min(value, self.high) - self.low, 0, done=False)
        elif self._held == "high":
            self.shift(0, max(value, self.low) - self.high, done=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._held:
            self._held = ""
            self.settled.emit(self.low, self.high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        step = max((self.most - self.least) // _STEPS, 1)
        signs = {Qt.Key.Key_Left: -step, Qt.Key.Key_Right: step}
        if event.key() in signs:
            by = signs[Qt.Key(event.key())]
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.shift(0 if shift else by, 0 if control else by)
        elif event.key() == Qt.Key.Key_Home:
            self.show_stretch(self.least, self.most)
            self.settled.emit(self.low, self.high)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line, the stretch on it, two handles."""
        colours = tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        low, high = self._x(self.low), self._x(self.high)
        painter.setBrush(QColor(colours.rule))
        begin, end = self._x(self.least), self._x(self.most)
        painter.drawRoundedRect(QRectF(begin, middle - _LINE / 2, end - begin, _LINE), 2, 2)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(low, middle - _LINE / 2, high - low, _LINE), 2, 2)
        painter.setPen(QPen(QColor(colours.text if self.hasFocus() else colours.accent), 2))
        painter.setBrush(QColor(colours.base))
        for x in (low, high):
            painter.drawEllipse(QPointF(x, middle), _RADIUS - 1, _RADIUS - 1)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        self.update()

    def _x(self, value: int) -> float:
        share = (value - self.least) / max(self.most - self.least, 1)
        return _RADIUS + share * (self.width() - 2 * _RADIUS)

    def _value(self, x: float) -> int:
        share = (x - _RADIUS) / max(self.width() - 2 * _RADIUS, 1)
        return round(self.least + min(max(share, 0.0), 1.0) * (self.most - self.least))
