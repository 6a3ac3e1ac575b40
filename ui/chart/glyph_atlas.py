"""All glyphs of one chart at one size in one picture: a row per look, a column per state, marks below."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.analysis.chart_styles import COLOUR_STYLES
from ui.chart.chart_colours import ChartColours, GlyphColours
from ui.chart.chart_model import TypeLook
from ui.chart.shape_geometry import DEFAULT_SHAPE, SHAPES, icon_spot
from ui.widgets.icons import paint_icon

PLAIN, CHOSEN, FOUND, FADED = range(4)
STATES = 4
MARK_ICONS = ("pin", "lock")
MARK_PX = 13.0
"""Width of the mark on a pinned or locked node, in logical pixels."""


def shape_path(shape: str, centre: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a shape; `radius` in pixels."""
    points = SHAPES.get(shape, SHAPES[DEFAULT_SHAPE])
    path = QPainterPath()
    path.addPolygon(QPolygonF([centre + QPointF(x, y) * radius for x, y in points]))
    path.closeSubpath()
    return path


class GlyphAtlas:
    """The glyphs at one size in device pixels, so that they are blitted and never scaled.

    `cell` is the side of a cell in device pixels; `node_px` the width of a glyph in logical pixels. The two
    rows after the last look hold the marks for pinned and for locked nodes, in column 0. The glyphs of a
    state are there after `prepare`.
    """

    def __init__(
        self, looks: tuple[TypeLook, ...], node_px: float, icons: bool, ratio: float, colours: ChartColours
    ) -> None:
        self.node_px = node_px
        self.ratio = ratio
        self.cell = 2 * math.ceil(node_px * ratio * 0.5 * 1.62 + 3)
        self.marks = len(looks)
        self.picture = QPixmap(self.cell * STATES, self.cell * (len(looks) + len(MARK_ICONS)))
        self.picture.fill(Qt.GlobalColor.transparent)
        self._icons = icons
        self._colours = colours
        self._looks = looks
        self._ready: set[int] = set()
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, name in enumerate(MARK_ICONS):
            centre = QPointF(self.cell / 2, (self.marks + row + 0.5) * self.cell)
            self._paint_mark(painter, name, centre)
        painter.end()

    def prepare(self, states: Iterable[int]) -> None:
        """Make the glyphs of these states if there are none yet: most charts show one state only."""
        missing = [state for state in states if state not in self._ready]
        if not missing:
            return
        self._ready.update(missing)
        painter = QPainter(self.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, look in enumerate(self._looks):
            for state in missing:
                centre = QPointF((state + 0.5) * self.cell, (row + 0.5) * self.cell)
                self._paint(painter, look, state, centre)
        painter.end()

    def _paint(self, painter: QPainter, look: TypeLook, state: int, centre: QPointF) -> None:
        colours = self._colours
        radius = self.node_px * self.ratio / 2
        if state in (CHOSEN, FOUND) and self.node_px >= 9:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, 1.6 * self.ratio))
            painter.drawPath(shape_path(look.shape, centre, radius + 4.0 * self.ratio))
        glyph = colours.glyph(look.family, look.colour)
        glyph = {CHOSEN: colours.chosen, FADED: colours.faded}.get(state, glyph)
        paint_glyph(painter, look, centre, radius, glyph, ratio=self.ratio, icon=self._icons)

    def _paint_mark(self, painter: QPainter, name: str, centre: QPointF) -> None:
        radius = MARK_PX / 2 * self.ratio
        if self.cell < 2 * radius:
            return
        painter.setPen(QPen(self._colours.rule, self.ratio))
        painter.setBrush(self._colours.plate)
        painter.drawEllipse(centre, radius - 0.5 * self.ratio, radius - 0.5 * self.ratio)
        side = radius * 1.25
        place = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        paint_icon(painter, name, place, self._colours.muted)


def paint_glyph(
    painter: QPainter,
    look: TypeLook,
    centre: QPointF,
    radius: float,
    glyph: GlyphColours,
    *,
    ratio: float = 1.0,
    icon: bool = True,
) -> None:
    """Draw one glyph, all in pixels of the painter; `ratio` of them are one logical pixel.

    A colour that somebody chose has a thicker outline in a rhythm of its own, which says the same without
    colour; a second outline says that the node stands for several.
    """
    width = 2 * radius / ratio
    small = width < 9
    thin = (1.25 if width >= 14 else 1.0) * ratio
    if look.colour and not small:
        thin *= 1.5
    painter.setPen(_outline(glyph, thin, look.colour if width >= 14 else ""))
    painter.setBrush(QBrush(glyph.line if small else glyph.fill))
    painter.drawPath(shape_path(look.shape, centre, radius - thin / 2))
    if look.double and not small:
        painter.setPen(_outline(glyph, ratio, ""))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape_path(look.shape, centre, radius + 2.2 * ratio))
    if icon:
        side, shift = icon_spot(look.shape)
        side *= radius
        middle = centre + QPointF(0, shift * radius)
        place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        paint_icon(painter, look.icon, place, glyph.icon)


def _outline(glyph: GlyphColours, width: float, colour: str) -> QPen:
    pen = QPen(glyph.line, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    style = COLOUR_STYLES.get(colour)
    if style is not None and style.outline:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(style.outline))
    return pen
