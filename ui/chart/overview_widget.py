"""The whole chart in the small, with the part that the window shows; dragging moves it."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.chart.arrays import Floats
from ui.chart.chart_colours import ChartColours, chart_colours
from ui.chart.chart_surface import ChartSurface
from ui.chart.culling_geometry import thinned
from ui.chart.paint_buffers import LineBuffer, polygons_path
from ui.chart.view_transform import SMALLEST, ViewTransform

_LATER_MS = 150
_MOST_LINKS = 3_000
_MARGIN = 6.0
_DOT = 1.4


class OverviewWidget(QWidget):
    """Follows a chart; a press or drag puts the middle of the chart's window there, the wheel zooms it.

    The small picture is drawn anew only when nodes move or others come, a little after the last change.
    """

    def __init__(self, chart: ChartSurface, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._picture: QPixmap | None = None
        self._lines = LineBuffer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._renew)
        chart.view_changed.connect(self.update)
        chart.picture_changed.connect(self._changed)
        self.setAccessibleName(_("Overview"))
        self.setToolTip(_("The whole chart; drag to move the part in sight"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(200, 130)

    def map_view(self) -> ViewTransform:
        """Return how places of the chart lie in this widget."""
        places, view = self._chart.scene.extent(), ViewTransform(width=self.width(), height=self.height())
        if not len(places):
            return view
        low, high = places.min(axis=0), places.max(axis=0)
        room = np.array([self.width(), self.height()]) - 2 * _MARGIN
        scale = float(np.min(room / np.maximum(high - low, 1.0)))
        cx, cy = ((low + high) / 2).tolist()
        return replace(view, scale=min(max(scale, SMALLEST / 50), 0.5), cx=cx, cy=cy)

    def window_rect(self) -> QRectF:
        """Return where the part that the chart shows lies in this widget."""
        view, here = self._chart.scene.view, self.map_view()
        corners = np.array([view.to_world(0, 0), view.to_world(view.width, view.height)])
        (x0, y0), (x1, y1) = here.to_screen(corners).tolist()
        return QRectF(x0, y0, x1 - x0, y1 - y0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        colours = chart_colours(self.palette())
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._draw(colours)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(colours.accent)
        fill.setAlpha(28)
        painter.setPen(QPen(colours.accent, 1.2))
        painter.setBrush(fill)
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRect(self.window_rect().intersected(edge))
        painter.setPen(QPen(colours.rule, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _draw(self, colours: ChartColours) -> QPixmap:
        """Draw lines thinned out in one pale tone, and nodes as dots in the colours of their families."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(colours.ground)
        model, places = self._chart.scene.model, self.map_view().to_screen(self._chart.scene.model.xy)
        painter = QPainter(picture)
        links = model.ends[thinned(np.arange(len(model.links)), _MOST_LINKS)]
        painter.setPen(QPen(colours.rule, 1))
        self._lines.draw(painter, places[links[:, 0]], places[links[:, 1]])
        painter.setPen(Qt.PenStyle.NoPen)
        for row, look in enumerate(model.glyphs):
            painter.setBrush(colours.glyph(look.family, look.colour).line)
            painter.drawPath(polygons_path(_dots(places[model.glyph_row == row])))
        painter.end()
        return picture

    def _changed(self) -> None:
        if not self._later.isActive():
            self._later.start(_LATER_MS)

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom the chart at the middle of its window."""
        self._chart.zoom_by(float(1.0016 ** event.angleDelta().y()))
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DevicePixelRatioChange):
            self._renew()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        self._picture = None

    def _go(self, at: QPoint) -> None:
        x, y = self.map_view().to_world(at.x(), at.y())
        self._chart.set_view(self._chart.scene.view.centred(x, y))


def _dots(places: Floats) -> Floats:
    """Return a small square around each place, (n, 4, 2)."""
    corners = np.array([[-_DOT, -_DOT], [_DOT, -_DOT], [_DOT, _DOT], [-_DOT, _DOT]])
    squares: Floats = places[:, None] + corners[None]
    return squares
