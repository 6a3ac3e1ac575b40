"""The legend: what occurs in this chart and nothing else."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from app.base.chart_records import Look
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_model import WIDTHS, TypeLook
from ui.chart.glyph_atlas import paint_glyph
from ui.chart.legend_lines import LegendLine
from ui.chart.link_painter import link_pen
from ui.widgets.icons import paint_icon

_ROW, _GLYPH, _PAD, _GAP = 19.0, 15.0, 10.0, 8.0
_SAMPLE, _EDGE = 24.0, 12.0
_BADGE_PAD = 4.0
_MARKS = {"pinned": "pin", "locked": "lock"}


def _dressed(look: Look) -> bool:
    """Tell whether a look changes more than the badge."""
    return bool(look.colour or look.shape or look.icon or look.width or look.size)


class LegendPainter:
    """Lays the legend out for one font and draws it at the lower left of the chart."""

    def __init__(self, lines: tuple[LegendLine, ...], colours: ChartColours, font: QFont) -> None:
        self.lines = lines
        self._colours = colours
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetricsF(self._font)
        self._badge_font = QFont(self._font)
        self._badge_font.setBold(True)
        self._badges = QFontMetricsF(self._badge_font)
        widths = (self._sample_width(line) + _GAP + metrics.horizontalAdvance(line.text) for line in lines)
        self._width = max(widths, default=0.0) + 4

    def _sample_width(self, line: LegendLine) -> float:
        """What stands before the text: a badge is shown whole, after its glyph if there is one."""
        if line.kind == "text":
            return -_GAP
        badge = line.chosen.badge
        if not badge:
            return _SAMPLE
        glyph = _SAMPLE + _BADGE_PAD if _dressed(line.chosen) else 0.0
        return max(_SAMPLE, glyph + self._badge_width(badge))

    def _badge_width(self, badge: str) -> float:
        return self._badges.horizontalAdvance(badge) + 2 * _BADGE_PAD

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
        return self._width

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
        left = self._sample_width(line) + _GAP
        if line.look is not None:
            self._paint_glyph(painter, line.look, middle)
        elif line.kind == "rule":
            self._paint_look(painter, line.chosen, middle)
        elif line.kind in _MARKS:
            paint_icon(
                painter,
                _MARKS[line.kind],
                QRectF(middle.x() - 6, middle.y() - 6, 12, 12),
                self._colours.muted,
            )
        elif line.kind == "group":
            self._paint_group(painter, middle)
        elif line.kind != "text":
            self._paint_sample(painter, line, middle)
        painter.setPen(self._colours.muted)
        place = QRectF(x + left, y, self._width - left, _ROW)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.text)

    def _paint_glyph(self, painter: QPainter, look: TypeLook, middle: QPointF) -> None:
        colours = self._colours.glyph(look.family, look.colour)
        paint_glyph(painter, look, middle, _GLYPH / 2, colours)

    def _paint_look(self, painter: QPainter, look: Look, middle: QPointF) -> None:
        """A node as the rule makes it look, its badge alone, or the badge beside the node."""
        if look.badge:
            wide, dressed = self._badge_width(look.badge), _dressed(look)
            ahead = _SAMPLE + _BADGE_PAD if dressed else max(_SAMPLE - wide, 0.0) / 2
            left = middle.x() - _SAMPLE / 2 + ahead
            self._paint_badge(painter, look.badge, QPointF(left + wide / 2, middle.y()), wide)
            if not dressed:
                return
        size = min(max(look.size or 1.0, 0.7), 1.2)
        glyph = TypeLook("", look.icon, look.shape or "circle", "paper", "", look.colour)
        colours = self._colours.glyph("paper", look.colour)
        if look.width and not (look.colour or look.shape or look.icon):
            painter.setPen(QPen(self._colours.links[1], look.width))
            painter.drawLine(middle - QPointF(_SAMPLE / 2, 0), middle + QPointF(_SAMPLE / 2, 0))
            return
        paint_glyph(painter, glyph, middle, _GLYPH / 2 * size, colours, icon=bool(look.icon))

    def _paint_badge(self, painter: QPainter, badge: str, middle: QPointF, wide: float) -> None:
        high = self._badges.height()
        plate = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.text)
        painter.drawRoundedRect(plate, 3, 3)
        painter.setPen(self._colours.plate)
        painter.setFont(self._badge_font)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, badge)
        painter.setFont(self._font)

    def _paint_group(self, painter: QPainter, middle: QPointF) -> None:
        pen = QPen(self._colours.faint, 1.2)
        pen.setDashPattern([5.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(middle.x() - 10, middle.y() - 6, 20, 12), 5, 5)

    def _paint_sample(self, painter: QPainter, line: LegendLine, middle: QPointF) -> None:
        standing = line.value if line.kind == "standing" else 0
        width = WIDTHS[line.value] if line.kind == "weight" else 1.2
        painter.setPen(link_pen(self._colours, 1, standing, width))
        left, right = middle - QPointF(_SAMPLE / 2, 0), middle + QPointF(_SAMPLE / 2, 0)
        painter.drawLine(left, right)
        if line.kind == "bundle":
            painter.setPen(self._colours.text)
            painter.drawText(
                QRectF(left.x(), middle.y() - _ROW / 2, _SAMPLE, _ROW), Qt.AlignmentFlag.AlignCenter, "n×"
            )
        if line.kind == "directed":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.muted)
            painter.drawPolygon([right, right + QPointF(-7, 2.6), right + QPointF(-7, -2.6)])
