"""Fingers on the chart: pinching zooms, two fingers move the ground; on a touch pad as on a screen."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPanGesture, QPinchGesture

from ui.chart.chart_surface import ChartSurface

GESTURES = (Qt.GestureType.PinchGesture, Qt.GestureType.PanGesture)
_SMALLEST_STEP = 0.2
_PER_UNIT = 1.0016
"""One eighth of a degree of the wheel zooms by so much."""


def touched(chart: ChartSurface, event: QEvent) -> bool:
    """Do what a gesture of fingers means; tells whether `event` was one."""
    if isinstance(event, QNativeGestureEvent):
        return _native(chart, event)
    if isinstance(event, QGestureEvent):
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        pan = event.gesture(Qt.GestureType.PanGesture)
        if isinstance(pinch, QPinchGesture):
            zoomed = max(pinch.scaleFactor(), _SMALLEST_STEP)
            chart.zoom_by(zoomed, chart.mapFromGlobal(pinch.hotSpot()))
            away = pinch.centerPoint() - pinch.lastCenterPoint()
            chart.set_view(chart.scene.view.panned(away.x(), away.y()))
        elif isinstance(pan, QPanGesture):
            chart.set_view(chart.scene.view.panned(pan.delta().x(), pan.delta().y()))
        return isinstance(pinch, QPinchGesture) or isinstance(pan, QPanGesture)
    return False


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
