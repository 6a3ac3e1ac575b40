"""The legend: what occurs in this chart and nothing else."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from app.base.i18n import _
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_model import STANDINGS, WIDTHS, ChartModel, TypeLook
from ui.chart.chart_texts import standing_name
from ui.chart.glyph_atlas import shape_path
from ui.chart.link_painter import link_pen
from ui.widgets.icons import paint_icon

_ROW, _GLYPH, _PAD, _GAP = 19.0, 15.0, 10.0, 8.0
_SAMPLE, _EDGE = 24.0, 12.0


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One line of the legend: a node type, or a kind of link (`kind`: standing, directed, weight)."""

    text: str
    look: TypeLook | None = None
    kind: str = ""
    value: int = 0


def legend_lines(model: ChartModel) -> tuple[LegendLine, ...]:
    """Return the lines for what occurs in a chart: its node types, then how its links differ."""
    used = np.bincount(model.type_row, minlength=len(model.looks)) if len(model.nodes) else ()
    lines = [LegendLine(look.label, look) for look, count in zip(model.looks, used, strict=True) if count]
    lines.sort(key=lambda line: line.text.casefold())
    for number in np.unique(model.standing).tolist():
        lines.append(LegendLine(standing_name(STANDINGS[number]), kind="standing", value=number))
    if model.directed.any():
        lines.append(LegendLine(_("directed"), kind="directed"))
    if len(np.unique(model.width)) > 1:
        lines.append(LegendLine(_("more often or stronger"), kind="weight", value=int(model.width.max())))
    return tuple(lines)


class LegendPainter:
    """Lays the legend out for one font and draws it at the lower left of the chart."""

    def __init__(self, lines: tuple[LegendLine, ...], colours: ChartColours, font: QFont) -> None:
        self.lines = lines
        self._colours = colours
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetricsF(self._font)
        self._text_width = max((metrics.horizontalAdvance(line.text) for line in lines), default=0.0)

    def size(self, room: float) -> QSize:
        """Return the size of the legend in a chart of height `room`."""
        columns, rows = self._grid(room)
        width = columns * (self._column_width() + _GAP) - _GAP + 2 * _PAD
        return QSize(round(width), round(rows * _ROW + 2 * _PAD - 2))

    def corner(self, room: float) -> tuple[float, float]:
        """Return how much of the lower left corner of the chart the legend takes, edge included."""
        size = self.size(room)
        return size.width() + _EDGE, size.height() + _EDGE

    def _column_width(self) -> float:
        return _SAMPLE + _GAP + self._text_width + 4

    def _grid(self, room: float) -> tuple[int, int]:
        most = max(int((room * 0.62 - 2 * _PAD) // _ROW), 3)
        columns = -(-len(self.lines) // most)
        return columns, -(-len(self.lines) // max(columns, 1))

    def paint(self, painter: QPainter, height: float) -> None:
        """Draw the legend at the lower left of a chart of this height."""
        if not self.lines:
            return
        size = self.size(height)
        frame = QRectF(_EDGE + 0.5, height - size.height() - _EDGE - 0.5, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colours.rule, 1))
        painter.setBrush(self._colours.plate)
        painter.drawRoundedRect(frame, 6, 6)
        painter.setFont(self._font)
        rows = self._grid(height)[1]
        for number, line in enumerate(self.lines):
            column, row = divmod(number, rows)
            x = frame.x() + _PAD + column * (self._column_width() + _GAP)
            self._paint_line(painter, line, x, frame.y() + _PAD - 1 + row * _ROW)

    def _paint_line(self, painter: QPainter, line: LegendLine, x: float, y: float) -> None:
        middle = QPointF(x + _SAMPLE / 2, y + _ROW / 2)
        if line.look is not None:
            self._paint_glyph(painter, line.look, middle)
        else:
            self._paint_sample(painter, line, middle)
        painter.setPen(self._colours.muted)
        place = QRectF(x + _SAMPLE + _GAP, y, self._text_width + 4, _ROW)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.text)

    def _paint_glyph(self, painter: QPainter, look: TypeLook, middle: QPointF) -> None:
        family = self._colours.families[look.family]
        painter.setPen(QPen(family.line, 1))
        painter.setBrush(family.fill)
        painter.drawPath(shape_path(look.shape, middle, _GLYPH / 2))
        side = _GLYPH * 0.56
        place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        paint_icon(painter, look.icon, place, family.icon)

    def _paint_sample(self, painter: QPainter, line: LegendLine, middle: QPointF) -> None:
        standing = line.value if line.kind == "standing" else 0
        width = WIDTHS[line.value] if line.kind == "weight" else 1.2
        painter.setPen(link_pen(self._colours, 1, standing, width))
        left, right = middle - QPointF(_SAMPLE / 2, 0), middle + QPointF(_SAMPLE / 2, 0)
        painter.drawLine(left, right)
        if line.kind == "directed":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.muted)
            painter.drawPolygon([right, right + QPointF(-7, 2.6), right + QPointF(-7, -2.6)])
