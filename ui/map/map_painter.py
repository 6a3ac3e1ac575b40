"""Paints the map: base, ties, radius, markers, words, scale."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from app.analysis.map_base import nice_length
from app.analysis.map_clusters import Cluster
from app.analysis.map_places import metres_text
from app.base.records import Standing
from app.exchange.chart_geometry import symbol
from app.exchange.chart_style import symbol_of
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_looks import FAMILIES
from ui.map.base_painter import BasePainter
from ui.map.map_scene import RADIUS, MapScene

_PENS = {
    Standing.FACT: Qt.PenStyle.SolidLine,
    Standing.ASSESSMENT: Qt.PenStyle.DashLine,
    Standing.HYPOTHESIS: Qt.PenStyle.DotLine,
}


class MapPainter:
    """Keeps fonts for one theme."""

    def __init__(self, colours: ChartColours, font: QFont) -> None:
        self.colours = colours
        self._small = QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * 0.9)
        self._bold = QFont(self._small)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._small)
        self._base = BasePainter(colours, self._small)

    def paint(self, painter: QPainter, scene: MapScene) -> None:
        """Draw the whole map."""
        view = scene.view
        painter.fillRect(QRectF(0, 0, view.width, view.height), self.colours.ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if scene.show_base:
            self._base.paint(painter, scene)
            self._base.paint_names(painter, scene)
        self._paint_ring(painter, scene)
        self._paint_ties(painter, scene)
        self._paint_measured(painter, scene)
        painter.setFont(self._small)
        for number, marker in enumerate(scene.markers):
            self._paint_marker(painter, scene, number, marker)
        self._paint_labels(painter, scene)
        self._paint_distance(painter, scene)
        self._paint_scale(painter, scene)
        if scene.show_base:
            self._base.paint_source(painter, scene)

    def _paint_ring(self, painter: QPainter, scene: MapScene) -> None:
        ring = scene.ring()
        if ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.colours.accent, 1.4, Qt.PenStyle.DashLine))
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in ring]))

    def _paint_ties(self, painter: QPainter, scene: MapScene) -> None:
        for start, end, tie in scene.tie_lines():
            painter.setPen(QPen(self.colours.muted, 1.2, _PENS[tie.standing]))
            painter.drawLine(QLineF(QPointF(*start), QPointF(*end)))

    def _paint_measured(self, painter: QPainter, scene: MapScene) -> None:
        if scene.measured is not None:
            painter.setPen(QPen(self.colours.accent, 1.6))
            painter.drawLine(QPointF(*scene.spot(scene.anchor)), QPointF(*scene.spot(scene.focus)))

    def _paint_distance(self, painter: QPainter, scene: MapScene) -> None:
        if scene.measured is not None:
            place = scene.measured
            box = QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))
            painter.setPen(QPen(self.colours.accent, 1))
            painter.setBrush(self.colours.ground)
            painter.drawRoundedRect(box, 3, 3)
            painter.setFont(self._bold)
            painter.setPen(self.colours.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, scene.distance_words())

    def _paint_marker(self, painter: QPainter, scene: MapScene, number: int, marker: Cluster) -> None:
        chosen = any(
            n == scene.focus or (scene.subject_id and scene.places[n].subject_id == scene.subject_id)
            for n in marker.members
        )
        if len(marker.members) > 1:
            painter.setPen(QPen(self.colours.accent if chosen else self.colours.muted, 1.4))
            painter.setBrush(self.colours.accent_soft if chosen else self.colours.rule)
            painter.drawEllipse(QPointF(marker.x, marker.y), RADIUS + 1.5, RADIUS + 1.5)
            painter.setPen(self.colours.text)
            painter.setFont(self._bold)
            box = QRectF(marker.x - 20, marker.y - 10, 40, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(len(marker.members)))
            return
        place = scene.places[marker.members[0]]
        family = self.colours.families[FAMILIES.get(place.subject_type, "paper")]
        line = self.colours.accent if chosen else family.icon
        painter.setPen(QPen(line, 2.2 if chosen else 1.3))
        grounds = {Standing.FACT: family.line, Standing.ASSESSMENT: family.fill}
        painter.setBrush(grounds.get(place.standing, self.colours.ground))
        path = symbol_path(place.subject_type, marker.x, marker.y, RADIUS - 1.5)
        painter.drawPath(path)
        if place.standing is Standing.ASSESSMENT:
            painter.setBrush(QBrush(line, Qt.BrushStyle.Dense5Pattern))
            painter.drawPath(path)
        if scene.anchor in marker.members:
            painter.setPen(QPen(self.colours.accent, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(marker.x, marker.y), RADIUS + 4, RADIUS + 4)

    def _paint_labels(self, painter: QPainter, scene: MapScene) -> None:
        painter.setFont(self._small)
        soft = self.colours.ground
        for label in scene.labels:
            box = QRectF(QPointF(label.box.left, label.box.top), QPointF(label.box.right, label.box.bottom))
            painter.setOpacity(0.8)
            painter.fillRect(box, soft)
            painter.setOpacity(1.0)
            painter.setPen(self.colours.text)
            words = self._metrics.elidedText(label.words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_scale(self, painter: QPainter, scene: MapScene) -> None:
        per_pixel = scene.metres_per_pixel()
        length = nice_length(160 * per_pixel)
        wide, low = length / per_pixel, scene.view.height - 14
        box = QRectF(8, low - 24, wide + 18, 34)
        painter.setOpacity(0.85)
        painter.fillRect(box, self.colours.ground)
        painter.setOpacity(1.0)
        painter.setPen(QPen(self.colours.text, 1.4))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(16, low - 5), QPointF(16, low), QPointF(16 + wide, low), QPointF(16 + wide, low - 5)]
            )
        )
        painter.setFont(self._small)
        painter.drawText(QPointF(20, low - 6), metres_text(length))


def symbol_path(node_type: str, x: float, y: float, radius: float) -> QPainterPath:
    """Return the outline of a node type's symbol around (x, y)."""
    path = QPainterPath()
    for name, v in symbol(symbol_of(node_type).shape, x, y, radius):
        if name == "M":
            path.moveTo(v[0], v[1])
        elif name == "L":
            path.lineTo(v[0], v[1])
        elif name == "C":
            path.cubicTo(*v)
        else:
            path.closeSubpath()
    return path
