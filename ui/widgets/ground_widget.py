"""The ground that map and timeline share: what one pans, zooms and chooses on with mouse and keyboard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.widgets.plain_label import plain_tip

PAN = "pan"
_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange)
_PAN_STEP, _CLICK, _REST_AFTER = 80.0, 4.0, 140
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass
class _Drag:
    kind: str
    start: QPointF
    last: QPointF
    moved: bool = False


class GroundWidget(QWidget):
    """Turns mouse and keys into the gestures that follow; what they mean, who draws says.

    Arrows step, with Ctrl they pan; plus, minus and 0 zoom; Enter opens; dragging pans; a click that did not
    move chooses.
    """

    KEY_ZOOM = 1.5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag: _Drag | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_AFTER)
        self._rest.timeout.connect(self.come_to_rest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- what a drawing gives

    def paint_ground(self, painter: QPainter) -> QColor:
        """Draw everything and return the colour of the frame that shows the keyboard's focus."""
        raise LookupError(type(self).__name__)

    def forget_looks(self) -> None:
        """Drop what was made for the theme, font or resolution of before."""

    def fit(self) -> None:
        """Show everything."""

    def key_zoom(self, factor: float) -> None:
        """Zoom by the keyboard."""

    def pan_by(self, dx: float, dy: float) -> None:
        """Drag the ground."""

    def step_by(self, dx: int, dy: int) -> None:
        """Choose the next thing in a direction."""

    def activate(self) -> None:
        """Open what has the keyboard's place."""

    def drag_kind(self, _at: QPointF) -> str:
        """Return what a drag that begins here does; anything but `PAN` ends in `drag_ended`."""
        return PAN

    def drag_ended(self, start: QPointF, end: QPointF, moved: bool) -> None:
        """A drag of the drawing's own kind is over."""

    def clicked_at(self, at: QPointF) -> None:
        """Choose what lies there."""

    def opened_at(self, at: QPointF) -> None:
        """Open what lies there."""

    def tip_at(self, _at: QPointF) -> str:
        """Return what lies there in full, "" for nothing."""
        return ""

    def more_keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """Return the keys that only this drawing has."""
        return {}

    def come_to_rest(self) -> None:
        """A motion has ended for a moment: draw with care."""

    # --- what drawings use

    def keep_moving(self) -> None:
        """Something moves; `come_to_rest` follows when it stops."""
        self._rest.start()

    def own_drag(self) -> tuple[QPointF, QPointF] | None:
        """Return where a drag of the drawing's own kind began and is."""
        drag = self._drag
        return (drag.start, drag.last) if drag is not None and drag.kind != PAN else None

    # --- QWidget

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        accent = self.paint_ground(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        at = event.position()
        self._drag = _Drag(self.drag_kind(at), at, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        drag, at = self._drag, event.position()
        if drag is None:
            return
        before, drag.last = drag.last, at
        drag.moved = drag.moved or (at - drag.start).manhattanLength() > _CLICK
        if drag.kind != PAN:
            self.update()
        elif drag.moved:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan_by(at.x() - before.x(), at.y() - before.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what lies there, unless the ground was dragged."""
        drag, self._drag = self._drag, None
        self.unsetCursor()
        if drag is None:
            return
        if drag.kind != PAN:
            self.drag_ended(drag.start, event.position(), drag.moved)
        elif not drag.moved:
            self.clicked_at(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies there."""
        self.opened_at(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        usual: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.key_zoom(self.KEY_ZOOM),
            Qt.Key.Key_Equal: lambda: self.key_zoom(self.KEY_ZOOM),
            Qt.Key.Key_Minus: lambda: self.key_zoom(1 / self.KEY_ZOOM),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Return: self.activate,
            Qt.Key.Key_Enter: self.activate,
        }
        run = {**usual, **self.more_keys()}.get(key)
        if key in _ARROWS:
            dx, dy = _ARROWS[key]
            if control:
                self.pan_by(-dx * _PAN_STEP, -dy * _PAN_STEP)
            else:
                self.step_by(dx, dy)
        elif run is not None and not control:
            run()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show in full what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        if event.type() in _CHANGES:
            self.forget_looks()
            self.update()
        super().changeEvent(event)
