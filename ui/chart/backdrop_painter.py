"""What lies behind links and nodes: titled frames, and outlines around the members of open groups."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)

from app.analysis.chart_styles import LINE_DASHES
from app.base.chart_records import ChartFrame, ChartGroup
from ui.chart.arrays import Floats
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_scene import ChartScene

_CORNER, _PAD = 8.0, 14.0
_LEAST_TITLED = 60.0
_TITLE_AWAY = 8.0


def paint_backdrop(painter: QPainter, scene: ChartScene, colours: ChartColours, font: QFont) -> None:
    """Draw frames, the first one lowest, then the outlines of open groups."""
    document = scene.model.content.document
    if not (document.frames or document.groups):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for frame in document.frames:
        _paint_frame(painter, scene, frame, colours)
    title = _title_font(font)
    for group in document.groups:
        if not group.collapsed:
            _paint_group(painter, scene, group, colours, title)


def paint_titles(painter: QPainter, scene: ChartScene, colours: ChartColours, font: QFont) -> None:
    """Write the titles of frames over whatever stands there, on a plate of the ground's colour."""
    frames = scene.model.content.document.frames
    if not frames:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    made = _title_font(font)
    metrics = QFontMetricsF(made)
    for frame in frames:
        rect = frame_rect(scene, frame)
        if rect.width() >= _LEAST_TITLED and frame.title:
            wide = min(metrics.horizontalAdvance(frame.title) + 10, rect.width() - 6)
            plate = QColor(colours.plate)
            plate.setAlpha(190)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(plate)
            painter.drawRoundedRect(QRectF(rect.x() + 3, rect.y() + 4, wide, metrics.height() + 2), 3, 3)
            _paint_title(painter, frame.title, rect, made, _inks(colours, frame.colour)[2])


def _title_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    return made


def frame_rect(scene: ChartScene, frame: ChartFrame) -> QRectF:
    """Return where a frame lies in the window."""
    corner = scene.view.to_screen(np.array([[frame.x, frame.y]]))[0]
    scale = scene.view.scale
    return QRectF(corner[0], corner[1], frame.width * scale, frame.height * scale)


def _inks(colours: ChartColours, colour: str) -> tuple[QColor, QColor, QColor]:
    """Ground, line and text for a colour that was chosen, or for none."""
    chosen = colours.palette.get(colour)
    fill = QColor(chosen.fill if chosen else colours.rule)
    fill.setAlpha(70)
    return fill, chosen.line if chosen else colours.faint, chosen.icon if chosen else colours.muted


def _paint_frame(painter: QPainter, scene: ChartScene, frame: ChartFrame, colours: ChartColours) -> None:
    rect = frame_rect(scene, frame)
    fill, line, _text = _inks(colours, frame.colour)
    pen = QPen(line, 1.2)
    if LINE_DASHES.get(frame.line):
        pen.setDashPattern(list(LINE_DASHES[frame.line]))
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, _CORNER, _CORNER)


def _paint_title(painter: QPainter, title: str, rect: QRectF, font: QFont, ink: QColor) -> None:
    if rect.width() < _LEAST_TITLED or not title:
        return
    metrics = QFontMetricsF(font)
    room = rect.width() - 2 * _TITLE_AWAY
    shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(rect.x() + _TITLE_AWAY, rect.y() + 5 + metrics.ascent()), shown)


def group_outline(scene: ChartScene, group: ChartGroup) -> QPainterPath:
    """Return the outline around the members of a group in the window; empty if none is drawn."""
    numbers = scene.model.numbers(group.members)
    path = QPainterPath()
    if not len(numbers):
        return path
    away = float(scene.radii()[numbers].max()) + _PAD
    corners = _hull(scene.view.to_screen(scene.model.xy[numbers]))
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners.tolist()]))
    path.closeSubpath()
    around = QPainterPathStroker()
    around.setWidth(2 * away)
    around.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    around.setCapStyle(Qt.PenCapStyle.RoundCap)
    if len(corners) == 1:
        path = QPainterPath()
        path.addEllipse(QPointF(*corners[0].tolist()), away, away)
        return path
    return path.united(around.createStroke(path)).simplified()


def _paint_group(
    painter: QPainter, scene: ChartScene, group: ChartGroup, colours: ChartColours, font: QFont
) -> None:
    path = group_outline(scene, group)
    if path.isEmpty():
        return
    fill, line, text = _inks(colours, group.colour)
    fill.setAlpha(55)
    pen = QPen(line, 1.2)
    pen.setDashPattern([5.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawPath(path)
    box = path.boundingRect()
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(group.title) + 2 * _TITLE_AWAY
    place = QRectF(box.center().x() - width / 2, box.y() - metrics.height() - 8, width, metrics.height())
    _paint_title(painter, group.title, place, font, text)


def _hull(points: Floats) -> Floats:
    """Return the corners of the convex hull (Andrew's monotone chain), clockwise on screen."""
    ordered = sorted({(float(x), float(y)) for x, y in points.tolist()})
    if len(ordered) < 3:
        return np.array(ordered)

    def half(row: list[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for point in row:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
