"""Draws links: one call per pen, never one per link."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.analysis.chart_styles import DASH_PERIOD, STANDING_DASHES, STANDINGS
from app.analysis.label_placing import Occupancy, place_boxes
from app.base.chart_records import COLOURS
from ui.chart.arrays import Bools, Ints
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_model import WIDTHS, ChartModel
from ui.chart.chart_scene import LINK_CHOSEN, LINK_FADED, LINK_PLAIN, ChartScene
from ui.chart.culling_geometry import Detail, clipped
from ui.chart.fan_geometry import arrow_heads
from ui.chart.label_cache import LINK, LabelCache
from ui.chart.label_cache import LINK_CHOSEN as LABEL_CHOSEN
from ui.chart.link_frame import LinkFrame
from ui.chart.paint_buffers import LineBuffer, polygons_path, polylines_path

_MARGIN = 12.0
_SHORTEST_NAMED, _MOST_NAMED = 70.0, 150
_STATES, _STANDINGS, _WIDTHS, _COLOURS = 4, len(STANDINGS), len(WIDTHS), len(COLOURS)
_KINDS = _STATES * _STANDINGS * _WIDTHS * _COLOURS
Kinds = npt.NDArray[np.int16]


def link_pen(colours: ChartColours, state: int, standing: int, width: float, colour: int = 0) -> QPen:
    """Return the pen of a kind of link; chosen links are one pixel wider.

    `standing` is a number in `STANDINGS`, `colour` one in `COLOURS`; only plain links show their colour.
    """
    ink = colours.palette_links[COLOURS[colour]] if colour and state == LINK_PLAIN else colours.links[state]
    pen = QPen(ink, width + (1.0 if state == LINK_CHOSEN else 0.0))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # round caps make smooth lines twenty times as slow
    pattern = STANDING_DASHES[STANDINGS[standing]]
    if pattern:
        pen.setDashPattern([length / max(width, 1.0) for length in pattern])
    return pen


class LinkPainter:
    """Keeps the memory that lines are drawn from, and which pen draws which link."""

    def __init__(self) -> None:
        self._lines = LineBuffer()
        self._kept: tuple[ChartModel, Ints, bool, Kinds] | None = None
        self._pens: dict[tuple[int, float], QPen] = {}
        self._inks: ChartColours | None = None

    def paint(
        self, painter: QPainter, scene: ChartScene, frame: LinkFrame, detail: Detail, colours: ChartColours
    ) -> None:
        """Draw lines and arrow heads, pale ones first."""
        states = scene.link_states()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        view = scene.view
        start, end = frame.start, frame.end
        if detail.patterns:
            start, end = clipped(start, end, view.width, view.height, _MARGIN, DASH_PERIOD)
        kinds = self._kinds_of(scene.model, states, detail)
        straight, bent = kinds.take(frame.straight), kinds.take(frame.bent)
        counts = np.bincount(straight, minlength=_KINDS)
        if np.count_nonzero(counts) > 1:
            order = np.argsort(straight, kind="stable")
            start, end = start.take(order, axis=0), end.take(order, axis=0)
        low = 0
        for kind in np.flatnonzero(counts + np.bincount(bent, minlength=_KINDS)).tolist():
            painter.setPen(self._pen(colours, kind, detail))
            high = low + int(counts[kind])
            self._lines.draw(painter, start[low:high], end[low:high])
            low = high
            curves = frame.points[bent == kind] if len(bent) else frame.points
            if len(curves):
                painter.drawPath(polylines_path(curves))
        if detail.arrows:
            _paint_arrows(painter, scene, frame, states, detail, colours)

    def _pen(self, colours: ChartColours, kind: int, detail: Detail) -> QPen:
        if self._inks is not colours:
            self._inks, self._pens = colours, {}
        state, standing, number, colour = _parts(kind)
        key = (kind, _width(number, detail))
        if key not in self._pens:
            self._pens[key] = link_pen(colours, state, standing, key[1], colour)
        return self._pens[key]

    def _kinds_of(self, model: ChartModel, states: Ints, detail: Detail) -> Kinds:
        kept = self._kept
        if kept is None or kept[0] is not model or kept[1] is not states or kept[2] != detail.patterns:
            kinds = _kinds(model, states, patterns=detail.patterns)
            kept = self._kept = (model, states, detail.patterns, kinds)
        return kept[3]


def _kinds(model: ChartModel, states: Ints, *, patterns: bool) -> Kinds:
    """Return a number per link that says which pen draws it; see `_parts`. Small numbers sort faster."""
    kinds = states * _STANDINGS
    if patterns:
        kinds = kinds + model.standing
    kinds = kinds * _WIDTHS
    if patterns:
        kinds = kinds + model.width
    found: Kinds = (kinds * _COLOURS + model.link_colour).astype(np.int16)
    return found


def _parts(kind: int) -> tuple[int, int, int, int]:
    """Return state, standing, width and colour of a kind of link."""
    rest, colour = divmod(kind, _COLOURS)
    rest, width = divmod(rest, _WIDTHS)
    state, standing = divmod(rest, _STANDINGS)
    return state, standing, width, colour


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
    for state, colour in _inks(states[numbers][pointing], scene.model.link_colour[numbers][pointing]):
        these = pointing & (states[numbers] == state) & (scene.model.link_colour[numbers] == colour)
        heads = arrow_heads(frame.tip[these], frame.tail[these], size, size * 0.36)
        painter.setBrush(_arrow_colour(colours, state, colour))
        painter.drawPath(polygons_path(heads))


def _inks(states: Ints, chosen: Ints) -> list[tuple[int, int]]:
    """Return the pairs of state and colour that occur, pale ones first."""
    return [divmod(pair, _COLOURS) for pair in np.unique(states * _COLOURS + chosen).tolist()]


def _arrow_colour(colours: ChartColours, state: int, colour: int) -> QColor:
    if state == LINK_PLAIN:
        return colours.palette_links[COLOURS[colour]] if colour else colours.muted
    return colours.links[state]


def arrange_link_labels(
    scene: ChartScene, frame: LinkFrame, labels: LabelCache, occupancy: Occupancy
) -> None:
    """Choose which links get their name, and where on the line: where it is free and the line long enough."""
    model, states = scene.model, scene.link_states()
    numbers, length = frame.numbers, frame.length
    worth = np.flatnonzero((length > _SHORTEST_NAMED) & (states[numbers] > LINK_FADED))
    worth = worth[np.argsort(-states[numbers[worth]], kind="stable")][:_MOST_NAMED]
    if model.common_link_text:
        worth = worth[states[numbers[worth]] == LINK_CHOSEN]
    texts = [model.link_texts[n] for n in numbers[worth].tolist()]
    sizes = np.array([labels.size(text, LINK) for text in texts], dtype=np.float64).reshape(-1, 2)
    fits = np.array([bool(text) for text in texts], dtype=np.bool_) & (sizes[:, 0] < length[worth] * 1.1)
    at = worth[fits]
    scene.link_labels = np.full(len(model.links), -1, dtype=np.intp)
    scene.link_labels[numbers[at]] = place_boxes(occupancy, np.rint(frame.named_at()[at]), sizes[fits])


def paint_link_labels(painter: QPainter, scene: ChartScene, frame: LinkFrame, labels: LabelCache) -> None:
    """Write the names of those links that were chosen to have one."""
    states = scene.link_states()
    shown = np.flatnonzero(scene.link_labels[frame.numbers] >= 0)
    if not len(shown):
        return
    numbers = frame.numbers[shown]
    centres = np.rint(frame.named_at()[shown, scene.link_labels[numbers]])
    slots = labels.slots(
        (scene.model.link_texts[n], LABEL_CHOSEN if states[n] == LINK_CHOSEN else LINK)
        for n in numbers.tolist()
    )
    labels.draw(painter, slots, centres)
