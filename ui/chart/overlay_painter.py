"""What lies over the picture for a moment: the pointer's node, the focus, a rubber band, a new link."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.chart.chart_colours import ChartColours
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.chart_texts import counts_text
from ui.chart.glyph_atlas import shape_path
from ui.chart.label_cache import LINK
from ui.chart.node_labels import paint_hidden_label
from ui.chart.part_geometry import corners, parts_of
from ui.widgets.icons import paint_icon

HANDLE_RADIUS = 8.0
_NAMED = 8


def handle_place(scene: ChartScene, number: int) -> tuple[float, float]:
    """Return where the handle of a node lies: dragging from it draws a link."""
    x, y = scene.screen_of(np.array([number]))[0].tolist()
    away = float(scene.radii()[number]) * 0.74 + HANDLE_RADIUS * 0.7
    return x + away, y - away


def on_handle(scene: ChartScene, number: int, x: float, y: float) -> bool:
    """Tell whether (x, y) is on the handle of node `number`."""
    if number < 0:
        return False
    hx, hy = handle_place(scene, number)
    return (x - hx) ** 2 + (y - hy) ** 2 <= (HANDLE_RADIUS + 2) ** 2


def _outline(scene: ChartScene, number: int, gap: float, painter: QPainter) -> None:
    x, y = scene.screen_of(np.array([number]))[0].tolist()
    look = scene.model.glyphs[int(scene.model.glyph_row[number])]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = float(scene.radii()[number]) + (3.0 if look.double else 0.0)
    painter.drawPath(shape_path(look.shape, QPointF(x, y), radius + gap))


def paint_over(
    painter: QPainter,
    scene: ChartScene,
    brush: ChartPainter,
    *,
    pointed: bool,
    handle: bool,
    focused: bool,
    link_from: int,
) -> None:
    """Draw the pointer's node (if `pointed`), the focus, and the link that is being made by keyboard."""
    colours = brush.colours
    if pointed and scene.hover >= 0:
        paint_hover(painter, scene, colours, handle=handle)
        paint_hidden_label(painter, scene, brush.labels, scene.hover)
    if len(scene.selected) <= _NAMED:
        # What one has chosen is named, even where there is no free place.
        for number in scene.model.numbers(scene.selected).tolist():
            paint_hidden_label(painter, scene, brush.labels, number)
    if focused:
        paint_focus(painter, scene, colours)
    if link_from >= 0 and scene.focus >= 0:
        x, y = scene.screen()[scene.focus].tolist()
        target = scene.focus if scene.focus != link_from else -1
        paint_new_link(painter, scene, colours, link_from, x, y, target)


def paint_counts(
    painter: QPainter, scene: ChartScene, brush: ChartPainter, width: int, height: int, taken: float = 0.0
) -> None:
    """Write how much is in sight at the lower right of the window, unless `taken` px leave no room."""
    text = counts_text(scene)
    across, down = brush.labels.size(text, LINK)
    if taken + round(across) + 10 > width:
        return
    brush.labels.draw_one(painter, text, LINK, width - round(across) - 10, height - round(down) - 10)


def paint_hover(painter: QPainter, scene: ChartScene, colours: ChartColours, *, handle: bool) -> None:
    """Ring the node under the pointer and the nodes that links join to it."""
    if scene.hover < 0:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.accent, 1))
    for number in scene.model.neighbours(scene.hover).tolist()[:400]:
        _outline(scene, number, 2.0, painter)
    painter.setPen(QPen(colours.accent, 1.6))
    _outline(scene, scene.hover, 2.5, painter)
    if handle:
        x, y = handle_place(scene, scene.hover)
        painter.setBrush(colours.accent)
        painter.setPen(QPen(colours.plate, 1.5))
        painter.drawEllipse(QPointF(x, y), HANDLE_RADIUS, HANDLE_RADIUS)
        paint_icon(painter, "plus", QRectF(x - 5.5, y - 5.5, 11, 11), colours.chosen.icon)


def paint_focus(painter: QPainter, scene: ChartScene, colours: ChartColours) -> None:
    """Ring the node that the keyboard is at."""
    if scene.focus < 0:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colours.text, 1.2)
    pen.setDashPattern([2.5, 2.5])
    painter.setPen(pen)
    _outline(scene, scene.focus, 7.5, painter)


def paint_band(painter: QPainter, colours: ChartColours, corners: tuple[float, float, float, float]) -> None:
    """Draw the rubber band between two corners (x0, y0, x1, y1)."""
    x0, y0, x1, y1 = corners
    fill = QColor(colours.accent)
    fill.setAlpha(28)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colours.accent, 1))
    painter.setBrush(fill)
    painter.drawRect(QRectF(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)))


def paint_lasso(painter: QPainter, colours: ChartColours, way: list[tuple[float, float]]) -> None:
    """Draw the shape that encloses what will be chosen."""
    fill = QColor(colours.accent)
    fill.setAlpha(28)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.accent, 1.2))
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in way]))


def paint_parts(painter: QPainter, scene: ChartScene, colours: ChartColours, *, handles: bool) -> None:
    """Outline the chosen notes and frames; `handles` at their corners change their size."""
    parts = parts_of(scene.model.content.document)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part_id in scene.parts & parts.keys():
        places = [QPointF(x, y) for x, y in corners(scene, parts[part_id])]
        painter.setPen(QPen(colours.accent, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(places))
        if handles:
            painter.setBrush(colours.plate)
            for at in places:
                painter.drawRect(QRectF(at.x() - 4.0, at.y() - 4.0, 8.0, 8.0))


def paint_hint(painter: QPainter, colours: ChartColours, font: QFont, text: str, width: int) -> None:
    """Write in the middle of the upper edge what the next key does."""
    metrics = QFontMetricsF(font)
    wide = min(metrics.horizontalAdvance(text) + 24, width - 20.0)
    box = QRectF((width - wide) / 2, 10, wide, metrics.height() + 12)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.accent, 1.2))
    painter.setBrush(colours.plate)
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(font)
    painter.setPen(colours.text)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide - 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def paint_new_link(
    painter: QPainter, scene: ChartScene, colours: ChartColours, start: int, x: float, y: float, target: int
) -> None:
    """Draw the link being made from node `start` to (x, y), or to node `target` where there is one."""
    sx, sy = scene.screen()[start].tolist()
    if target >= 0:
        x, y = scene.screen()[target].tolist()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.accent, 1.8))
    painter.drawLine(QPointF(sx, sy), QPointF(x, y))
    for number in {start, target} - {-1}:
        painter.setPen(QPen(colours.accent, 1.8))
        _outline(scene, number, 3.0, painter)
    if target < 0:
        painter.setBrush(colours.accent)
        painter.drawEllipse(QPointF(x, y), 3, 3)
