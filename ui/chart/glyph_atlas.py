"""All glyphs of one chart in one picture: a row per node type, a column per state."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ui.chart.chart_colours import ChartColours, GlyphColours
from ui.chart.chart_model import TypeLook
from ui.chart.culling_geometry import Detail
from ui.chart.shape_geometry import DEFAULT_SHAPE, SHAPES, icon_spot
from ui.widgets.icons import paint_icon

PLAIN, CHOSEN, FOUND, FADED = range(4)
STATES = 4


def shape_path(shape: str, centre: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a shape; `radius` in pixels."""
    points = SHAPES.get(shape, SHAPES[DEFAULT_SHAPE])
    path = QPainterPath()
    path.addPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in points]))
    path.closeSubpath()
    return path


class GlyphAtlas:
    """The glyphs at one size in device pixels, so that they are blitted and never scaled.

    `cell` is the side of a cell in device pixels; `node_px` the width of a glyph in logical pixels.
    """

    def __init__(
        self, looks: tuple[TypeLook, ...], detail: Detail, ratio: float, colours: ChartColours
    ) -> None:
        self.node_px = detail.node_px
        self.ratio = ratio
        self.cell = 2 * math.ceil(detail.node_px * ratio * 0.5 * 1.62 + 3)
        self.picture = QPixmap(self.cell * STATES, self.cell * max(len(looks), 1))
        self.picture.fill(Qt.GlobalColor.transparent)
        self._icons = detail.icons
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, look in enumerate(looks):
            for state in range(STATES):
                centre = QPointF((state + 0.5) * self.cell, (row + 0.5) * self.cell)
                self._paint(painter, look, state, centre, colours)
        painter.end()

    def _paint(
        self, painter: QPainter, look: TypeLook, state: int, centre: QPointF, colours: ChartColours
    ) -> None:
        radius = self.node_px * self.ratio / 2
        family = colours.families[look.family]
        glyph = {CHOSEN: colours.chosen, FADED: colours.faded}.get(state, family)
        thin = (1.25 if self.node_px >= 14 else 1.0) * self.ratio
        if state in (CHOSEN, FOUND) and self.node_px >= 9:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, 1.6 * self.ratio))
            painter.drawPath(shape_path(look.shape, centre, radius + 4.0 * self.ratio))
        painter.setPen(_outline(glyph, thin))
        painter.setBrush(QBrush(glyph.fill if self.node_px >= 9 else glyph.line))
        painter.drawPath(shape_path(look.shape, centre, radius - thin / 2))
        if self._icons:
            side, shift = icon_spot(look.shape)
            side *= radius
            middle = centre + QPointF(0, shift * radius)
            place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_icon(painter, look.icon, place, glyph.icon)


def _outline(glyph: GlyphColours, width: float) -> QPen:
    pen = QPen(glyph.line, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
