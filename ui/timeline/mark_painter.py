"""Draws the marks of a timeline in batches: one path for all that look alike."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from app.analysis.time_marks import open_dashes, outlines
from app.base.records import Standing
from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_colours import ChartColours, GlyphColours
from ui.chart.chart_looks import FAMILIES
from ui.chart.paint_buffers import LineBuffer, polygons_path
from ui.timeline.time_scene import TimeScene

_HEIGHT = 11.0
_BEYOND = 4000.0
_AT_ONCE = 16
_ACCENT = "chosen"


class MarkLooks:
    """What decides how each event is drawn, as arrays: made once per set of events."""

    def __init__(self, scene: TimeScene) -> None:
        events = scene.events
        names = [FAMILIES.get(e.subject_type, "paper") for e in events]
        self.families = sorted(set(names))
        self.family = np.array([self.families.index(name) for name in names], dtype=np.intp)
        self.standing = np.array([list(Standing).index(e.standing) for e in events], dtype=np.intp)
        self.doubtful = np.array([e.extent.doubtful for e in events], dtype=np.bool_)
        self.open_start = np.array([e.extent.open_start for e in events], dtype=np.bool_)
        self.open_end = np.array([e.extent.open_end for e in events], dtype=np.bool_)


class MarkPainter:
    """Keeps brushes for one theme."""

    def __init__(self, colours: ChartColours) -> None:
        self.colours = colours
        self._lines = LineBuffer()
        self._dots: dict[str, QBrush] = {}

    def paint(
        self, painter: QPainter, scene: TimeScene, looks: MarkLooks, marks: Ints, chosen: Bools
    ) -> None:
        """Draw `marks`; events that are `chosen` take the accent colour. The painter stands at the lanes."""
        a = scene.arranged
        shapes = outlines(
            a.left[marks], a.right[marks], a.soft_left[marks], a.soft_right[marks], a.middle[marks], _HEIGHT
        )
        shapes[:, :, 0] = np.clip(shapes[:, :, 0] + scene.shift(), -_BEYOND, scene.view.width + _BEYOND)
        shapes[:, :, 1] -= scene.view.top
        events = a.event[marks]
        single = a.count[marks] == 1
        bright = chosen[events]
        self._paint_clusters(painter, shapes[~single])
        for number, family in enumerate(looks.families):
            own = single & ~bright & (looks.family[events] == number)
            self._paint_alike(painter, shapes[own], looks, events[own], self.colours.families[family])
        picked = single & bright
        self._paint_alike(painter, shapes[picked], looks, events[picked], _bright(self.colours))
        self._paint_open(painter, scene, looks, marks)

    def _paint_alike(
        self, painter: QPainter, shapes: Floats, looks: MarkLooks, events: Ints, colours: GlyphColours
    ) -> None:
        """Draw marks of one colour: facts filled, assessments dotted, hypotheses open."""
        if not len(shapes):
            return
        standing = looks.standing[events]
        pen = QPen(colours.icon, 1.1)
        grounds = (QBrush(colours.line), self._dotted(colours), QBrush(self.colours.ground))
        for number, brush in enumerate(grounds):
            own = shapes[standing == number]
            if len(own):
                painter.setPen(QPen(Qt.PenStyle.NoPen) if number == 0 else pen)
                painter.setBrush(brush)
                _draw(painter, own)
        doubtful = looks.doubtful[events]
        if doubtful.any():
            self._paint_hatched(painter, shapes[doubtful], standing[doubtful], colours)

    def _paint_hatched(
        self, painter: QPainter, shapes: Floats, standing: Ints, colours: GlyphColours
    ) -> None:
        """Strike approximate and uncertain dates through: light on what is filled, dark on the rest."""
        painter.setPen(Qt.PenStyle.NoPen)
        for ground, own in ((self.colours.ground, standing == 0), (colours.icon, standing != 0)):
            if own.any():
                painter.setBrush(QBrush(ground, Qt.BrushStyle.BDiagPattern))
                _draw(painter, shapes[own])

    def _paint_clusters(self, painter: QPainter, shapes: Floats) -> None:
        if len(shapes):
            painter.setPen(QPen(self.colours.muted, 1.1))
            painter.setBrush(QBrush(self.colours.rule))
            grown = shapes.copy()
            grown[:, 1:3, 1] -= 2
            grown[:, 4:6, 1] += 2
            _draw(painter, grown)

    def _paint_open(self, painter: QPainter, scene: TimeScene, looks: MarkLooks, marks: Ints) -> None:
        events = scene.arranged.event[marks]
        start, end = open_dashes(
            scene.arranged, marks, looks.open_start[events], looks.open_end[events], scene.sizes.mark
        )
        if len(start):
            offset = (scene.shift(), -scene.view.top)
            painter.setPen(QPen(self.colours.muted, 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            self._lines.draw(painter, start + offset, end + offset)

    def _dotted(self, colours: GlyphColours) -> QBrush:
        """A light ground with dots: how assessments are filled."""
        key = colours.fill.name() + colours.icon.name()
        if key not in self._dots:
            tile = QPixmap(4, 4)
            tile.fill(colours.fill)
            dot = QPainter(tile)
            dot.setRenderHint(QPainter.RenderHint.Antialiasing)
            dot.setPen(Qt.PenStyle.NoPen)
            dot.setBrush(colours.icon)
            dot.drawEllipse(QPointF(2, 2), 0.9, 0.9)
            dot.end()
            self._dots[key] = QBrush(tile)
        return self._dots[key]


def _draw(painter: QPainter, shapes: Floats) -> None:
    """Draw polygons (n, k, 2); a path of many of them costs more than many paths of a few."""
    for start in range(0, len(shapes), _AT_ONCE):
        painter.drawPath(polygons_path(shapes[start : start + _AT_ONCE]))


def _bright(colours: ChartColours) -> GlyphColours:
    return GlyphColours(colours.accent_soft, QColor(colours.accent), QColor(colours.accent))
