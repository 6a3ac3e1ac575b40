"""Fingers on the chart: on a screen one is the mouse, two zoom and move the ground; on a touch pad likewise.

Qt's own recognisers are not used for screens: they give each step of a pinch twice, and the mouse that Qt
makes of the first finger goes on beside them.
"""

from math import dist

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QEventPoint,
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)

from ui.chart.chart_surface import ChartSurface

_SMALLEST_STEP = 0.2
_PER_UNIT = 1.0016
"""One eighth of a degree of the wheel zooms by so much."""
_STILL = 12.0
"""A finger that went less far than this, in pixels, has only tapped."""
_LEFT, _NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_PRESS, _MOVE, _RELEASE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
)


class ChartFingers:
    """Fingers on a screen, from the first that comes to the last that goes.

    One finger drags, taps and taps twice as the left button does, and asks for the menu where it rests. When
    a second one comes, what the first has begun is given up, and both move and zoom the ground.
    """

    def __init__(self, chart: ChartSurface) -> None:
        self._chart = chart
        self._hold = QTimer(chart)
        self._hold.setSingleShot(True)
        self._hold.timeout.connect(self._held)
        self._begun = QPointF()
        self._dragging = False
        self._spent = True
        self._pair: tuple[int, int] = (-1, -1)
        self._span = (0.0, QPointF())
        self._tapped: tuple[int, QPointF] = (-1_000_000, QPointF())

    def touched(self, event: QTouchEvent | QNativeGestureEvent) -> bool:
        """Do what a touch or a gesture means; tells whether it means anything here."""
        if isinstance(event, QNativeGestureEvent):
            return _native(self._chart, event)
        if event.device().type() == QInputDevice.DeviceType.TouchPad:
            return False
        points = [p for p in event.points() if p.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchBegin:
            if self._chart.childAt(event.points()[0].position().toPoint()) is not None:
                return False
            self._begin(event)
        elif event.type() == QEvent.Type.TouchCancel:
            self.cancel()
        elif len(points) < 2 and not self._spent:
            self._one(event)
        if len(points) > 1:
            self._two(points[0], points[1])
        event.accept()
        return True

    def cancel(self) -> None:
        """What the fingers that are down now do means nothing any more."""
        self._hold.stop()
        self._chart.mouse.cancel()
        self._spent = True

    def _begin(self, event: QTouchEvent) -> None:
        at = event.points()[0].position()
        self._begun, self._dragging, self._spent = at, False, False
        self._pair = (-1, -1)
        hints = QGuiApplication.styleHints()
        when, where = self._tapped
        if event.timestamp() - when < hints.mouseDoubleClickInterval() and _apart(at, where) < 2 * _STILL:
            self._spent = True
            self._tapped = (-1_000_000, at)
            self._chart.mouseDoubleClickEvent(self._as_mouse(QEvent.Type.MouseButtonDblClick, at, event))
            return
        self._chart.mousePressEvent(self._as_mouse(_PRESS, at, event))
        self._hold.start(hints.mousePressAndHoldInterval())

    def _one(self, event: QTouchEvent) -> None:
        at = event.points()[0].position()
        if not self._dragging and _apart(at, self._begun) >= _STILL:
            self._dragging = True
            self._hold.stop()
        if self._dragging:
            self._chart.mouseMoveEvent(self._as_mouse(_MOVE, at, event))
        if event.type() == QEvent.Type.TouchEnd:
            self._hold.stop()
            self._spent = True
            end = at if self._dragging else self._begun
            self._chart.mouseReleaseEvent(self._as_mouse(_RELEASE, end, event))
            self._tapped = (-1_000_000 if self._dragging else event.timestamp(), end)

    def _two(self, first: QEventPoint, second: QEventPoint) -> None:
        a, b = first.position(), second.position()
        pair, middle = (first.id(), second.id()), (a + b) / 2
        apart = max(_apart(a, b), 1.0)
        if pair != self._pair:
            self.cancel()
            self._pair = pair
        else:
            before, centre = self._span
            chart, away = self._chart, middle - centre
            chart.set_view(chart.scene.view.panned(away.x(), away.y()))
            chart.zoom_by(apart / before, middle)
        self._span = (apart, middle)

    def _held(self) -> None:
        """A finger rested: that is the right button."""
        if not self._spent:
            self.cancel()
            at = self._begun.toPoint()
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Other, at, self._chart.mapToGlobal(at))
            self._chart.contextMenuEvent(asked)

    def _as_mouse(self, kind: QEvent.Type, at: QPointF, event: QTouchEvent) -> QMouseEvent:
        down = _NO_BUTTON if kind == _RELEASE else _LEFT
        button = _NO_BUTTON if kind == _MOVE else _LEFT
        return QMouseEvent(kind, at, self._chart.mapToGlobal(at), button, down, event.modifiers())


def _apart(a: QPointF, b: QPointF) -> float:
    return dist((a.x(), a.y()), (b.x(), b.y()))


def _native(chart: ChartSurface, event: QNativeGestureEvent) -> bool:
    kind = event.gestureType()
    if kind == Qt.NativeGestureType.ZoomNativeGesture:
        chart.zoom_by(max(1.0 + event.value(), _SMALLEST_STEP), event.position())
    elif kind == Qt.NativeGestureType.PanNativeGesture:
        chart.set_view(chart.scene.view.panned(event.delta().x(), event.delta().y()))
    elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
        chart.fit()
    else:
        return False
    return True


def wheeled(chart: ChartSurface, event: QWheelEvent) -> None:
    """Zoom at the pointer; with Shift move sideways. Two fingers on a touch pad move, with Ctrl they zoom."""
    turn, held = event.angleDelta(), event.modifiers()
    device = event.device()
    pad = device is not None and device.type() == QInputDevice.DeviceType.TouchPad
    if pad and not held & Qt.KeyboardModifier.ControlModifier and not event.pixelDelta().isNull():
        chart.set_view(chart.scene.view.panned(event.pixelDelta().x(), event.pixelDelta().y()))
    elif held & Qt.KeyboardModifier.ShiftModifier:
        chart.set_view(chart.scene.view.panned((turn.x() or turn.y()) / 2, 0))
    else:
        chart.zoom_by(float(_PER_UNIT ** turn.y()), event.position())
    event.accept()
