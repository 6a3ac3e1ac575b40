"""What lies over the picture for a moment: the pointer's node, the focus, a rubber band, a new link."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.chart.chart_colours import ChartColours
from ui.chart.chart_scene import ChartScene
from ui.chart.culling_geometry import node_size
from ui.chart.glyph_atlas import shape_path
from ui.widgets.icons import paint_icon

HANDLE_RADIUS = 8.0


def handle_place(scene: ChartScene, number: int) -> tuple[float, float]:
    """Return where the handle of a node lies: dragging from it draws a link."""
    x, y = scene.screen()[number].tolist()
    away = node_size(scene.view.scale) / 2 * 0.74 + HANDLE_RADIUS * 0.7
    return x + away, y - away


def on_handle(scene: ChartScene, number: int, x: float, y: float) -> bool:
    """Tell whether (x, y) is on the handle of node `number`."""
    if number < 0:
        return False
    hx, hy = handle_place(scene, number)
    return (x - hx) ** 2 + (y - hy) ** 2 <= (HANDLE_RADIUS + 2) ** 2


def _outline(scene: ChartScene, number: int, gap: float, painter: QPainter) -> None:
    x, y = scene.screen()[number].tolist()
    look = scene.model.looks[int(scene.model.type_row[number])]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape_path(look.shape, QPointF(x, y), node_size(scene.view.scale) / 2 + gap))


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
