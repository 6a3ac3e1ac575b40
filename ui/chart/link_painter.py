"""Draws links: one call per pen, never one per link."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.chart.arrays import Bools, Ints
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_model import WIDTHS
from ui.chart.chart_scene import LINK_CHOSEN, ChartScene
from ui.chart.culling_geometry import Detail, clipped
from ui.chart.fan_geometry import arrow_heads
from ui.chart.label_cache import LINK, LabelCache
from ui.chart.label_cache import LINK_CHOSEN as LABEL_CHOSEN
from ui.chart.label_placing import Occupancy, place_boxes
from ui.chart.link_frame import LinkFrame
from ui.chart.paint_buffers import LineBuffer, polygons_path, polylines_path

PATTERNS: tuple[tuple[float, ...], ...] = ((), (6.0, 4.0), (1.6, 3.4))
"""Solid for facts, dashes for assessments, dots for hypotheses; in pixels."""
_PERIOD, _MARGIN = 10.0, 12.0
_SHORTEST_NAMED, _MOST_NAMED = 70.0, 400
_STATES, _STANDINGS, _WIDTHS = 4, 3, len(WIDTHS)


def link_pen(colours: ChartColours, state: int, standing: int, width: float) -> QPen:
    """Return the pen of a kind of link; chosen links are one pixel wider."""
    pen = QPen(colours.links[state], width + (1.0 if state == LINK_CHOSEN else 0.0))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # round caps make smooth lines twenty times as slow
    if PATTERNS[standing]:
        pen.setDashPattern([length / max(width, 1.0) for length in PATTERNS[standing]])
    return pen


class LinkPainter:
    """Keeps the memory that lines are drawn from."""

    def __init__(self) -> None:
        self._lines = LineBuffer()

    def paint(
        self, painter: QPainter, scene: ChartScene, frame: LinkFrame, detail: Detail, colours: ChartColours
    ) -> None:
        """Draw lines and arrow heads, pale ones first."""
        states = scene.link_states()
        key = (states * _STANDINGS + scene.model.standing) * _WIDTHS + scene.model.width
        if not detail.patterns:
            key = states * _STANDINGS * _WIDTHS
        painter.setBrush(Qt.BrushStyle.NoBrush)
        view = scene.view
        start, end = clipped(frame.start, frame.end, view.width, view.height, _MARGIN, _PERIOD)
        straight, bent = key[frame.straight], key[frame.bent]
        for kind in np.union1d(straight, bent).tolist():
            state, rest = divmod(kind, _STANDINGS * _WIDTHS)
            standing, width = divmod(rest, _WIDTHS)
            painter.setPen(link_pen(colours, state, standing, _width(width, detail)))
            chosen = straight == kind
            self._lines.draw(painter, start[chosen], end[chosen])
            curves = frame.points[bent == kind]
            if len(curves):
                painter.drawPath(polylines_path(curves))
        if detail.arrows:
            _paint_arrows(painter, scene, frame, states, detail, colours)


def _width(width: int, detail: Detail) -> float:
    """Return a line's width in pixels: thinner while nodes are small."""
    return WIDTHS[width] if detail.node_px >= 20 else max(1.0, WIDTHS[width] * 0.65)


def _paint_arrows(
    painter: QPainter,
    scene: ChartScene,
    frame: LinkFrame,
    states: Ints,
    detail: Detail,
    colours: ChartColours,
) -> None:
    numbers = frame.numbers
    pointing: Bools = scene.model.directed[numbers] & (frame.length > 10)
    size = min(max(detail.node_px * 0.24, 5.0), 10.0)
    painter.setPen(Qt.PenStyle.NoPen)
    for state in range(_STATES):
        these = pointing & (states[numbers] == state)
        if these.any():
            heads = arrow_heads(frame.tip[these], frame.tail[these], size, size * 0.36)
            painter.setBrush(_arrow_colour(colours, state))
            painter.drawPath(polygons_path(heads))


def _arrow_colour(colours: ChartColours, state: int) -> QColor:
    return colours.muted if state == 1 else colours.links[state]


def arrange_link_labels(
    scene: ChartScene, frame: LinkFrame, labels: LabelCache, occupancy: Occupancy
) -> None:
    """Choose which links get their name in the middle: where it is free and the line is long enough."""
    model, states = scene.model, scene.link_states()
    numbers, length, middle = frame.numbers, frame.length, np.rint(frame.middle)
    worth = np.flatnonzero((length > _SHORTEST_NAMED) & (states[numbers] > 0))
    worth = worth[np.argsort(-states[numbers[worth]], kind="stable")][:_MOST_NAMED]
    texts = [model.links[int(n)].label for n in numbers[worth]]
    sizes = np.array([labels.size(text, LINK) for text in texts], dtype=np.float64).reshape(-1, 2)
    fits = np.array([bool(text) for text in texts], dtype=np.bool_) & (sizes[:, 0] < length[worth] * 1.5)
    shown = place_boxes(occupancy, middle[worth][fits], sizes[fits])
    scene.link_labels = np.zeros(len(model.links), dtype=np.bool_)
    scene.link_labels[numbers[worth[np.flatnonzero(fits)[shown]]]] = True


def paint_link_labels(painter: QPainter, scene: ChartScene, frame: LinkFrame, labels: LabelCache) -> None:
    """Write the names of those links that were chosen to have one."""
    states, middle = scene.link_states(), np.rint(frame.middle)
    for at in np.flatnonzero(scene.link_labels[frame.numbers]).tolist():
        number = int(frame.numbers[at])
        text = scene.model.links[number].label
        width, height = labels.size(text, LINK)
        kind = LABEL_CHOSEN if states[number] == LINK_CHOSEN else LINK
        x, y = middle[at].tolist()
        painter.drawPixmap(int(x - width / 2), int(y - height / 2), labels.picture(text, kind))
