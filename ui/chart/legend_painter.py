"""The legend: what occurs in this chart and nothing else."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from app.base.chart_records import Look
from app.base.i18n import _
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
    """Lays the legend out for one font and draws it at the lower left of the chart.

    Its first row is its head; of a `folded` one nothing else is drawn. It is no wider than `across` px if
    its lines fit below each other.
    """

    def __init__(self, lines: tuple[LegendLine, ...], colours: ChartColours, font: QFont) -> None:
        self.lines = lines
        self.folded = False
        self.across = math.inf
        self._title = _("Legend")
        self._colours = colours
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetricsF(self._font)
        self._badge_font = QFont(self._font)
        self._badge_font.setBold(True)
        self._badges = QFontMetricsF(self._badge_font)
        self._widths = [
            self._sample_width(line) + _GAP + metrics.horizontalAdvance(line.text) + 4 for line in lines
        ]
        self._head_width = _SAMPLE + _GAP + self._badges.horizontalAdvance(self._title) + 4

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
        if self.folded:
            return QSize(round(self._head_width + 2 * _PAD), round(_ROW + _PAD))
        return self.open_size(room)

    def open_size(self, room: float) -> QSize:
        """Return the size of the legend when it is not folded, in a chart of height `room`."""
        rows = self._rows(room)
        return QSize(round(self._wide(rows)), round((rows + 1) * _ROW + 2 * _PAD - 2))

    def corner(self, room: float) -> tuple[float, float]:
        """Return how much of the lower left corner of the chart the legend takes, edge included."""
        if not self.lines:
            return 0.0, 0.0
        size = self.size(room)
        return size.width() + _EDGE, size.height() + _EDGE

    def _frame(self, room: float) -> QRectF:
        size = self.size(room)
        return QRectF(_EDGE + 0.5, room - size.height() - _EDGE - 0.5, size.width(), size.height())

    def on_head(self, x: float, y: float, room: float) -> bool:
        """Tell whether (x, y) is on the row that folds and opens the legend, in a chart of height `room`."""
        frame = self._frame(room)
        frame.setHeight(min(_ROW + _PAD, frame.height()))
        return bool(self.lines) and frame.contains(x, y)

    def _columns(self, rows: int) -> list[float]:
        """Return the widths of columns of so many rows; the head stands over the first."""
        wide = [max(self._widths[i : i + rows]) for i in range(0, len(self._widths), rows)] or [0.0]
        return [max(wide[0], self._head_width), *wide[1:]]

    def _wide(self, rows: int) -> float:
        columns = self._columns(rows)
        return sum(columns) + (len(columns) - 1) * _GAP + 2 * _PAD

    def _rows(self, room: float) -> int:
        """Return how many lines stand below each other: not over all of the height, unless width is short."""
        usual, most = (
            max(int((high - 2 * _PAD - _ROW) // _ROW), 3) for high in (room * 0.62, room - 2 * _EDGE)
        )
        count = max(len(self.lines), 1)
        columns = -(-count // usual)
        rows = -(-count // columns)
        while columns > 1 and self._wide(rows) > self.across and -(-count // (columns - 1)) <= most:
            columns -= 1
            rows = -(-count // columns)
        return rows

    def paint(self, painter: QPainter, height: float) -> None:
        """Draw the legend at the lower left of a chart of this height."""
        if not self.lines:
            return
        frame = self._frame(height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colours.rule, 1))
        painter.setBrush(self._colours.plate)
        painter.drawRoundedRect(frame, 6, 6)
        top = frame.y() + (_PAD / 2 if self.folded else _PAD - 1)
        self._paint_head(painter, frame.x() + _PAD, top)
        if self.folded:
            return
        painter.setFont(self._font)
        rows, x = self._rows(height), frame.x() + _PAD
        for column, wide in enumerate(self._columns(rows)):
            for row, line in enumerate(self.lines[column * rows : (column + 1) * rows]):
                self._paint_line(painter, line, x, top + (row + 1) * _ROW, wide)
            x += wide + _GAP

    def _paint_head(self, painter: QPainter, x: float, y: float) -> None:
        arrow = "chevron-right" if self.folded else "chevron-down"
        place = QRectF(x + _SAMPLE / 2 - 7, y + _ROW / 2 - 7, 14, 14)
        paint_icon(painter, arrow, place, self._colours.muted)
        painter.setFont(self._badge_font)
        painter.setPen(self._colours.muted)
        place = QRectF(x + _SAMPLE + _GAP, y, self._head_width, _ROW)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._title)

    def _paint_line(self, painter: QPainter, line: LegendLine, x: float, y: float, wide: float) -> None:
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
        place = QRectF(x + left, y, wide - left, _ROW)
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
