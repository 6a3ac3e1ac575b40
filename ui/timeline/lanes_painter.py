"""Paints the timeline: overview strip, axis, names of the lanes, marks and their words."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText

from app.analysis.time_axis import Tick, ticks
from ui.chart.arrays import Ints
from ui.chart.chart_colours import ChartColours
from ui.timeline.mark_painter import MarkLooks, MarkPainter
from ui.timeline.time_scene import TimeScene

STRIP, AXIS, NAMES = 42, 40, 184
"""Heights of overview and axis, width of the lanes' names, in pixels."""
_TICK_ROOM = 58.0
_KEPT_WORDS = 8000
_LEAST_WORDS = 24.0
_CROWD = 400


class LanesPainter:
    """Keeps fonts, words and looks for one theme and one set of events."""

    def __init__(self, colours: ChartColours, font: QFont, scene: TimeScene) -> None:
        self.colours = colours
        self._marks = MarkPainter(colours)
        self._looks = MarkLooks(scene)
        self._chosen = scene.chosen()
        self._small = QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * 0.9)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._font = font
        self._metrics = QFontMetricsF(self._small)
        self._words: dict[tuple[int, int], QStaticText] = {}
        self._density: tuple[int, QPolygonF] | None = None

    def follow_subject(self, scene: TimeScene) -> None:
        """Another subject was chosen."""
        self._chosen = scene.chosen()

    def paint(self, painter: QPainter, scene: TimeScene, width: float, height: float) -> None:
        """Draw everything into (0, 0, width, height)."""
        painter.fillRect(QRectF(0, 0, width, height), self.colours.ground)
        painter.setFont(self._small)
        minor, major = ticks(scene.view.first, scene.view.last, scene.view.scale, _TICK_ROOM)
        body = QRectF(NAMES, STRIP + AXIS, width - NAMES, height - STRIP - AXIS)
        painter.save()
        painter.setClipRect(QRectF(0, body.top(), width, body.height()))
        painter.translate(NAMES, STRIP + AXIS)
        self._paint_ground(painter, scene, minor)
        painter.setClipRect(QRectF(0, 0, body.width(), body.height()))
        self._paint_body(painter, scene)
        painter.restore()
        self._paint_names(painter, scene, height)
        self._paint_axis(painter, scene, minor, major, width)
        self._paint_strip(painter, scene, width)

    # --- lanes

    def _paint_ground(self, painter: QPainter, scene: TimeScene, minor: tuple[Tick, ...]) -> None:
        view, tops = scene.view, scene.arranged.lane_tops - scene.view.top
        for number, lane in enumerate(scene.lanes):
            if lane.key == scene.subject_id and tops[number] < view.height and tops[number + 1] > 0:
                band = QRectF(-NAMES, tops[number], view.width + NAMES, tops[number + 1] - tops[number])
                painter.fillRect(band, self.colours.accent_soft)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self.colours.rule, 1))
        for tick in minor:
            if (x := view.x(tick.at)) > 0:
                painter.drawLine(QPointF(x, 0), QPointF(x, view.height))
        for y in tops[1:][(tops[1:] > 0) & (tops[1:] < view.height)].tolist():
            painter.drawLine(QPointF(-NAMES, y), QPointF(view.width, y))

    def _paint_body(self, painter: QPainter, scene: TimeScene) -> None:
        marks = scene.visible()
        # in a crowd smooth edges cost most of the frame and nobody sees them
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(marks) <= _CROWD)
        self._marks.paint(painter, scene, self._looks, marks, self._chosen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_counts(painter, scene, marks)
        self._paint_words(painter, scene, marks)
        if scene.focus >= 0:
            self._paint_focus(painter, scene)

    def _paint_words(self, painter: QPainter, scene: TimeScene, marks: Ints) -> None:
        a, shift, top = scene.arranged, scene.shift(), scene.view.top
        labelled = marks[a.label[marks] > 0]
        painter.setPen(self.colours.text)
        painter.setFont(self._small)
        half = self._metrics.height() / 2
        gap = scene.sizes.gap
        stated = a.label_at[labelled] + shift + gap
        # words of a mark that lies left of the window stay in sight at its edge, as far as they have room
        at = np.clip(stated, gap, None)
        rows = zip(
            a.event[labelled].tolist(),
            (a.label[labelled] - (at - stated)).tolist(),
            at.tolist(),
            (a.middle[labelled] - top - half).tolist(),
            strict=True,
        )
        for event, room, x, y in rows:
            if room >= _LEAST_WORDS:
                painter.drawStaticText(QPointF(x, y), self._static(scene, event, int(room) + 1))

    def _static(self, scene: TimeScene, event: int, room: int) -> QStaticText:
        key = (event, room)
        made = self._words.get(key)
        if made is None:
            if len(self._words) > _KEPT_WORDS:
                self._words.clear()
            words = scene.words[event]
            shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            made = self._words[key] = QStaticText(shown)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(font=self._small)
        return made

    def _paint_counts(self, painter: QPainter, scene: TimeScene, marks: Ints) -> None:
        a, shift, top = scene.arranged, scene.shift(), scene.view.top
        many = marks[a.count[marks] > 1]
        painter.setPen(self.colours.text)
        for left, right, y, count in zip(
            (a.from_x[many] + shift).tolist(),
            (a.to_x[many] + shift).tolist(),
            (a.middle[many] - top).tolist(),
            a.count[many].tolist(),
            strict=True,
        ):
            seen = QRectF(max(left, 0.0), y - 8, min(right, scene.view.width) - max(left, 0.0), 16)
            painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, str(count))

    def _paint_focus(self, painter: QPainter, scene: TimeScene) -> None:
        a, shift, top = scene.arranged, scene.shift(), scene.view.top
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colours.accent, 1.6))
        for mark in scene.marks_of(scene.focus).tolist():
            box = QRectF(
                float(a.left[mark]) + shift - 3,
                float(a.middle[mark]) - top - scene.sizes.row / 2 + 1,
                float(a.right[mark] - a.left[mark]) + 6,
                scene.sizes.row - 2,
            )
            painter.drawRoundedRect(box, 3, 3)

    # --- frame

    def _paint_names(self, painter: QPainter, scene: TimeScene, height: float) -> None:
        top = float(STRIP + AXIS)
        painter.save()
        painter.setClipRect(QRectF(0, top, NAMES, height - top))
        tops = scene.arranged.lane_tops - scene.view.top + top
        for number, lane in enumerate(scene.lanes):
            low, high = float(tops[number]), float(tops[number + 1])
            if high < top or low > height:
                continue
            font = self._bold if lane.key == scene.subject_id else self._font
            painter.setFont(font)
            painter.setPen(self.colours.text)
            shown = QFontMetricsF(font).elidedText(lane.title, Qt.TextElideMode.ElideRight, NAMES - 52)
            # the name stays in sight while its lane is scrolled through
            y = min(max(low, top), high - scene.sizes.row - 2 * scene.sizes.pad)
            line = QRectF(12, y + scene.sizes.pad, NAMES - 20, scene.sizes.row)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, left, shown)
            painter.setFont(self._small)
            painter.setPen(self.colours.muted)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, right, str(len(lane.events)))
        painter.restore()
        painter.setPen(QPen(self.colours.rule, 1))
        painter.drawLine(QPointF(NAMES, STRIP), QPointF(NAMES, height))

    def _paint_axis(
        self,
        painter: QPainter,
        scene: TimeScene,
        minor: tuple[Tick, ...],
        major: tuple[Tick, ...],
        width: float,
    ) -> None:
        view, half = scene.view, AXIS / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.save()
        painter.setClipRect(QRectF(NAMES, STRIP, width - NAMES, AXIS))
        painter.translate(NAMES, STRIP)
        painter.setFont(self._small)
        painter.setPen(self.colours.muted)
        row = half if major else 0.0
        for tick in minor:
            x = view.x(tick.at)
            if x > -4 and x + 4 + self._metrics.horizontalAdvance(tick.text) <= view.width:
                painter.drawText(QPointF(x + 4, row + half - 5), tick.text)
            painter.drawLine(QPointF(x, row + 4), QPointF(x, AXIS))
        painter.setPen(self.colours.text)
        for place, tick in enumerate(major):
            end = view.x(major[place + 1].at) if place + 1 < len(major) else view.width
            wide = self._metrics.horizontalAdvance(tick.text)
            x = max(view.x(tick.at), 0.0)
            if end - x > wide + 8:
                painter.drawText(QPointF(x + 4, half - 5), tick.text)
            painter.drawLine(QPointF(view.x(tick.at), 3), QPointF(view.x(tick.at), AXIS))
        painter.restore()
        painter.setPen(QPen(self.colours.rule, 1))
        painter.drawLine(QPointF(0, STRIP + AXIS), QPointF(width, STRIP + AXIS))
        painter.drawLine(QPointF(0, STRIP), QPointF(width, STRIP))

    def _paint_strip(self, painter: QPainter, scene: TimeScene, width: float) -> None:
        room = int(width - NAMES)
        first, last = scene.span()
        if room < 20 or not scene.events:
            return
        painter.save()
        painter.translate(NAMES, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.links[1])
        if self._density is None or self._density[0] != room:
            self._density = (room, _hills(scene, first, last, room))
        painter.drawPolygon(self._density[1])
        per_day = room / max(last - first, 1.0)
        left = max((scene.view.first - first) * per_day, 0.0)
        right = min((scene.view.last - first) * per_day, float(room))
        if right > left:
            window = QRectF(left, 2, max(right - left, 3.0), STRIP - 4)
            soft = QColor(self.colours.accent)
            soft.setAlpha(36)
            painter.fillRect(window, soft)
            painter.setPen(QPen(self.colours.accent, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(window)
        painter.restore()


def _hills(scene: TimeScene, first: float, last: float, room: int) -> QPolygonF:
    """How many events there are over time, as an area of `room` pixels."""
    bins = max(room // 3, 1)
    counts = scene.density(first, last, bins)
    high = float(STRIP - 8) / max(float(counts.max()), 1.0)
    points = [QPointF(0, STRIP - 3)]
    for place, count in enumerate(counts.tolist()):
        y = STRIP - 3 - count * high
        points += [QPointF(place * room / bins, y), QPointF((place + 1) * room / bins, y)]
    return QPolygonF([*points, QPointF(room, STRIP - 3)])
