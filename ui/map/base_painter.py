"""Paints the map's base: states, and the closer one looks the borders and names of districts and towns."""

from functools import cache, cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from app.analysis.map_base import DISTRICTS_FROM, MUNICIPALITIES_FROM, attribution, map_base
from app.exchange.chart_occupancy import Box, Occupancy
from ui.chart.arrays import Floats
from ui.chart.chart_colours import ChartColours
from ui.chart.paint_buffers import LineBuffer
from ui.map.map_scene import MapScene
from ui.map.map_view import MapView

_NAMES_FROM = 3.5e-4
"""Pixels per metre from which the federal states have their names on the map."""
_STEPS = ((2.0e-3, 1000.0), (3.5e-3, 450.0), (8.0e-3, 160.0), (float("inf"), 0.0))
"""Up to which scale points nearer than so many metres to the one before are left out (some 1.5 pixels)."""
_FOOT = 26.0
"""Pixels at the lower edge that scale and source have to themselves."""
_SMOOTH = 2500
"""So many pieces of line are drawn with smooth edges; in a crowd nobody sees them."""


def _thinned(lines: tuple[Floats, ...], grid: float) -> tuple[Floats, ...]:
    """Leave out points in the same cell of a grid as the one before; ends stay."""
    if not grid:
        return lines
    kept = []
    for line in lines:
        cells = np.floor(line / grid)
        other = np.ones(len(line), dtype=np.bool_)
        other[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
        kept.append(line[other])
    return tuple(kept)


class _Lines:
    """Pieces of line of one layer for one range of scales, to be culled and drawn in one call."""

    def __init__(self, lines: tuple[Floats, ...]) -> None:
        self.start = np.concatenate([line[:-1] for line in lines])
        self.end = np.concatenate([line[1:] for line in lines])
        self._low, self._high = np.minimum(self.start, self.end), np.maximum(self.start, self.end)

    def seen(self, view: MapView) -> tuple[Floats, Floats]:
        """Return the ends of what touches the window, in pixels."""
        west, north = view.to_plane(0.0, 0.0)
        east, south = view.to_plane(view.width, view.height)
        touch = (
            (self._high[:, 0] >= west)
            & (self._low[:, 0] <= east)
            & (self._high[:, 1] >= south)
            & (self._low[:, 1] <= north)
        )
        turn = (view.scale, -view.scale)
        shift = view.to_screen(0.0, 0.0)
        return self.start[touch] * turn + shift, self.end[touch] * turn + shift


class _Level:
    """The base as it is drawn within one range of scales."""

    def __init__(self, grid: float) -> None:
        self._grid = grid

    @cached_property
    def states(self) -> tuple[tuple[QRectF, QPainterPath], ...]:
        """Outline of each state with the box around it."""
        made = []
        for state in map_base().states:
            path = QPainterPath()
            for ring in _thinned(state.rings, self._grid):
                path.addPolygon(QPolygonF([QPointF(x, -y) for x, y in ring.tolist()]))
                path.closeSubpath()
            made.append((path.boundingRect(), path))
        return tuple(made)

    @cached_property
    def neighbours(self) -> _Lines:
        """Borders and coasts around."""
        return _Lines(_thinned(map_base().neighbours, self._grid))

    @cached_property
    def districts(self) -> _Lines:
        """Borders between the districts of a state."""
        return _Lines(_thinned(map_base().districts, self._grid))

    @cached_property
    def municipalities(self) -> _Lines:
        """Borders between the municipalities of a district."""
        return _Lines(_thinned(map_base().municipalities, self._grid))


@cache
def _level(number: int) -> _Level:
    return _Level(_STEPS[number][1])


def _level_for(scale: float) -> _Level:
    return _level(next(n for n, (most, _grid) in enumerate(_STEPS) if scale <= most))


class BasePainter:
    """Keeps fonts for one theme; what it draws is the same for every case."""

    def __init__(self, colours: ChartColours, font: QFont) -> None:
        self._colours = colours
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._buffer = LineBuffer()
        self._widths: dict[str, float] = {}
        self._soft = _between(colours.rule, colours.faint)

    def paint(self, painter: QPainter, scene: MapScene) -> None:
        """Draw ground and borders."""
        view = scene.view
        level = _level_for(view.scale)
        self._paint_lines(painter, view, level.neighbours, self._colours.rule, Qt.PenStyle.SolidLine)
        self._paint_states(painter, view, level)
        if view.scale >= MUNICIPALITIES_FROM:
            self._paint_lines(painter, view, level.municipalities, self._soft, Qt.PenStyle.SolidLine)
        if view.scale >= DISTRICTS_FROM:
            self._paint_lines(painter, view, level.districts, self._colours.faint, Qt.PenStyle.SolidLine)

    def paint_names(self, painter: QPainter, scene: MapScene) -> None:
        """Write the names of areas where neither markers nor their words stand."""
        view = scene.view
        if view.scale < _NAMES_FROM:
            return
        taken = Occupancy(Box(0.0, 0.0, view.width, view.height - _FOOT))
        for marker in scene.markers:
            taken.take(Box(marker.x - 12, marker.y - 12, marker.x + 12, marker.y + 12))
        for label in scene.labels:
            taken.take(label.box)
        painter.setFont(self._font)
        painter.setPen(self._colours.faint)
        base = map_base()
        for named in base.names(view.scale) or base.states:
            x, y = view.to_screen(*named.at)
            if not (0 < x < view.width and 0 < y < view.height):
                continue
            half = self._width(named.name) / 2
            box = Box(x - half, y - self._metrics.ascent(), x + half, y + 3)
            if taken.free(box):
                taken.take(box)
                painter.drawText(QPointF(x - half, y), named.name)

    def paint_source(self, painter: QPainter, scene: MapScene) -> None:
        """Write whose data the base is."""
        words, view = attribution(), scene.view
        wide = self._width(words)
        box = QRectF(view.width - wide - 14, view.height - 20, wide + 10, 17)
        painter.setOpacity(0.85)
        painter.fillRect(box, self._colours.ground)
        painter.setOpacity(1.0)
        painter.setFont(self._font)
        painter.setPen(self._colours.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _width(self, words: str) -> float:
        if words not in self._widths:
            self._widths[words] = self._metrics.horizontalAdvance(words)
        return self._widths[words]

    def _paint_states(self, painter: QPainter, view: MapView, level: _Level) -> None:
        painter.save()
        there = QTransform.fromScale(view.scale, view.scale)
        there *= QTransform.fromTranslate(*view.to_screen(0.0, 0.0))
        painter.setTransform(there, combine=True)
        seen = there.inverted()[0].mapRect(QRectF(0, 0, view.width, view.height))
        strong = view.scale >= DISTRICTS_FROM
        pen = QPen(self._colours.muted if strong else self._colours.faint, 0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        soft = QColor(self._colours.rule)
        soft.setAlphaF(0.45)
        painter.setBrush(soft)
        for box, path in level.states:
            if box.intersects(seen):
                painter.drawPath(path)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, view: MapView, lines: _Lines, colour: QColor, style: Qt.PenStyle
    ) -> None:
        start, end = lines.seen(view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(start) <= _SMOOTH)
        painter.setPen(QPen(colour, 0, style))
        self._buffer.draw(painter, start, end)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _between(one: QColor, other: QColor) -> QColor:
    return QColor(
        (one.red() + other.red()) // 2,
        (one.green() + other.green()) // 2,
        (one.blue() + other.blue()) // 2,
    )
