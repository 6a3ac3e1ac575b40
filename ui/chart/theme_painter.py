"""Theme lines behind the chart: who or what lasts has a line through time, dates stand above the lines."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from app.analysis.layouts import BOX_PX
from app.analysis.theme_layout import theme_picture
from app.ontology.values import display
from ui.chart.arrays import Floats
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_model import ChartModel
from ui.chart.chart_scene import ChartScene
from ui.chart.paint_buffers import LineBuffer

_NAMED_FROM = 0.35
"""At smaller scales names and dates would cover one another."""
_DOT, _LINE = 2.2, 3.0


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Lines and dated links as rows x1, y1, x2, y2 in px at scale 1; names and dates with their places."""

    where: bytes
    lines: Floats
    ties: Floats
    names: tuple[tuple[str, float, float], ...]
    dates: tuple[tuple[str, float, float], ...]


_known: "WeakKeyDictionary[ChartModel, _Drawn]" = WeakKeyDictionary()


def paint_theme(painter: QPainter, scene: ChartScene, colours: ChartColours, font: QFont) -> None:
    """Draw the lines of a chart laid out along theme lines; of every other chart nothing."""
    if not scene.model.content.dates:
        return
    drawn = _drawn(scene.model)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    buffer = LineBuffer()
    thick = max(_LINE * min(scene.view.scale, 1.0), 1.0)
    painter.setPen(QPen(colours.rule, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    buffer.draw(painter, *_on_screen(scene, drawn.lines))
    painter.setPen(QPen(colours.faint, 1.2))
    tops, lows = _on_screen(scene, drawn.ties)
    buffer.draw(painter, tops, lows)
    painter.setBrush(colours.faint)
    for x, y in (*tops.tolist(), *lows.tolist()):
        painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
    if scene.view.scale >= _NAMED_FROM:
        made = QFont(font)
        made.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(made)
        painter.setPen(colours.muted)
        _write(painter, scene, drawn.names, QFontMetricsF(made), middle=False)
        _write(painter, scene, drawn.dates, QFontMetricsF(made), middle=True)


def _write(
    painter: QPainter,
    scene: ChartScene,
    words: tuple[tuple[str, float, float], ...],
    metrics: QFontMetricsF,
    *,
    middle: bool,
) -> None:
    """Write each text beside or around its place; of dates only those that leave the one before room."""
    places = scene.view.to_screen(np.array([(x, y) for _text, x, y in words]).reshape(-1, 2)).tolist()
    free = -1e9
    for (text, _x, _y), (x, y) in zip(words, places, strict=True):
        wide, high = metrics.horizontalAdvance(text), metrics.height()
        left = x - wide / 2 if middle else x + 4
        seen = -wide < left < scene.view.width and -high < y < scene.view.height + high
        if seen and (not middle or left > free):
            painter.drawText(QRectF(left, y - high / 2, wide + 2, high), Qt.AlignmentFlag.AlignVCenter, text)
            free = left + wide + 6


def _on_screen(scene: ChartScene, rows: Floats) -> tuple[Floats, Floats]:
    return scene.view.to_screen(rows[:, :2]), scene.view.to_screen(rows[:, 2:])


def _drawn(model: ChartModel) -> _Drawn:
    """The lines where the nodes stand now; worked out anew when one moved."""
    where = model.xy.tobytes()
    known = _known.get(model)
    if known is None or known.where != where:
        known = _known[model] = _work_out(model, where)
    return known


def _work_out(model: ChartModel, where: bytes) -> _Drawn:
    content = model.content
    picture = theme_picture(content.network, model.places(), content.dates, box=BOX_PX)
    labels = {node.id: " ".join(node.label.split()) for node in content.network.nodes}
    return _Drawn(
        where,
        np.array([(k.start, k.y, k.end, k.y) for k in picture.lines], np.float64).reshape(-1, 4),
        np.array([(k.x, k.top, k.x, k.bottom) for k in picture.ties], np.float64).reshape(-1, 4),
        tuple((labels[k.node_id], k.end, k.y) for k in picture.lines),
        tuple((display("partial_date", m.date), m.x, picture.top) for m in picture.marks),
    )
