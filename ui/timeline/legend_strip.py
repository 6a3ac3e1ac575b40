"""One line below the lanes that tells what the shapes mean."""

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.analysis.time_events import Dated, Grouping
from app.analysis.time_extent import extent
from app.analysis.time_lanes import Lane
from app.base.i18n import _
from app.base.records import Standing
from ui.chart.chart_colours import chart_colours
from ui.timeline.mark_painter import MarkLooks, MarkPainter
from ui.timeline.time_scene import TimeScene
from ui.timeline.time_view import TimeView
from ui.widgets.theme import small_font

_HEIGHT, _GAP, _WIDE = 26, 16, 30
_DAY = 719163.0


class LegendStrip(QWidget):
    """Samples with their words; what has no room at the right end is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(small_font(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription("; ".join(words for words, _when, _standing in _samples()))

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = chart_colours(self.palette())
        marks, metrics = MarkPainter(colours), QFontMetricsF(self.font())
        x = 12.0
        for words, when, standing in _samples():
            scene = _one(when, standing)
            width = metrics.horizontalAdvance(words)
            if x + _WIDE + 8 + width > self.width():
                break
            painter.save()
            painter.translate(x, (_HEIGHT - scene.arranged.height) / 2)
            marks.paint(painter, scene, MarkLooks(scene), np.array([0]), np.array([False]))
            painter.restore()
            painter.setPen(colours.muted)
            painter.drawText(int(x + _WIDE + 8), int(_HEIGHT / 2 + metrics.ascent() / 2 - 1), words)
            x += _WIDE + 8 + width + _GAP
        painter.end()


def _samples() -> tuple[tuple[str, str, Standing], ...]:
    span = "1970-01-01/1970-01-29"
    return (
        (_("fact"), span, Standing.FACT),
        (_("assessment"), span, Standing.ASSESSMENT),
        (_("hypothesis"), span, Standing.HYPOTHESIS),
        (_("pointed: within this time"), "1970-01", Standing.FACT),
        (_("hatched: approximate"), "1970-01~", Standing.FACT),
        (_("dashes: open"), "1970-01-01/..", Standing.FACT),
    )


def _one(when: str, standing: Standing) -> TimeScene:
    event = Dated("", "", "", "account", "", "", extent(when), standing, "", ("",))
    scene = TimeScene(view=TimeView(_DAY, 0.95, 0.0, 60.0, 40.0))
    scene.show((event,), (Lane("", "", (0,)),), Grouping.TYPE)
    return scene
