"""The link chart: pans, zooms, chooses, drags, and asks for new nodes and links."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from ui.chart.chart_surface import ChartSurface
from ui.widgets.plain_label import plain_tip

_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange)


class ChartWidget(ChartSurface):
    """The link chart as it is used: see `ChartSurface` for what it shows, tells and can be asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        x, y = event.position().x(), event.position().y()
        if self.mouse.move(x, y):
            if self.mouse.gesture is not None:
                self.setCursor(self.mouse.gesture.cursor)
        else:
            self._point_at(x, y)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self.mouse.release(event.position().x(), event.position().y())
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies there, or ask for a node on empty ground."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        node = self.scene.node_under(x, y)
        link = self.scene.link_under(x, y) if node < 0 else -1
        if node >= 0:
            self.activate(node)
        elif link >= 0:
            self.link_activated.emit(self.scene.model.links[link].id)
        elif self.mouse.editable:
            self.node_requested.emit(*self.scene.view.to_world(x, y))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift move sideways."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.set_view(self.scene.view.panned((turn.x() or turn.y()) / 2, 0))
        else:
            self.zoom_by(float(1.0016 ** turn.y()), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See ChartKeyboard; holding the space bar lets the mouse drag the ground."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.mouse.space_held, self.mouse.space_used = True, False
        elif not self.keyboard.press(event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A space bar that dragged nothing chooses the node that the keyboard is at."""
        if event.key() == Qt.Key.Key_Space and self.mouse.space_held and not event.isAutoRepeat():
            self.mouse.space_held = False
            if not self.mouse.space_used:
                self.keyboard.toggle()
        else:
            super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu for what lies under the pointer, or for the focus when a key asked."""
        scene, at = self.scene, event.pos()
        node = scene.node_under(at.x(), at.y())
        if event.reason() == QContextMenuEvent.Reason.Keyboard and scene.focus >= 0:
            node = scene.focus
            at = QPointF(*scene.screen()[node].tolist()).toPoint()
        link = scene.link_under(at.x(), at.y()) if node < 0 else -1
        name = scene.model.nodes[node].id if node >= 0 else ""
        name = scene.model.links[link].id if link >= 0 else name
        if name and name not in scene.selected:
            self.choose(frozenset((name,)))
        self.context_requested.emit(name, self.mapToGlobal(at))

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers, and show the full name of what lies under the pointer."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(max(1.0 + event.value(), 0.2), event.position())
                return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), self.mapFromGlobal(pinch.hotSpot()))
                return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self._name_at(event.pos())), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        if event.type() in _CHANGES:
            self._brush = self._legend = None
            self._spoil()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        self.scene.view = self.scene.view.resized(self.width(), self.height())
        self._picture.spoil()
        self._fit_if_waiting()

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget."""
        self._fit_if_waiting()

    def hideEvent(self, event: QHideEvent) -> None:
        """See QWidget."""
        self._rest.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """See QWidget."""
        self.scene.hover = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        self.mouse.space_held = False
        self.update()

    def _point_at(self, x: float, y: float) -> None:
        scene = self.scene
        kept = scene.hover >= 0 and self.mouse.on_handle_of(scene.hover, x, y)
        hover = scene.hover if kept else scene.node_under(x, y)
        if hover != scene.hover:
            scene.hover = hover
            self.update()

    def _name_at(self, at: QPoint) -> str:
        node = self.scene.node_under(at.x(), at.y())
        if node >= 0:
            return self.scene.model.nodes[node].label
        link = self.scene.link_under(at.x(), at.y())
        return self.scene.model.links[link].label if link >= 0 else ""
