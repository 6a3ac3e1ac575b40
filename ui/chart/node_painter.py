"""Draws nodes from the atlases, with their pictures."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.chart.arrays import Floats, Ints
from ui.chart.chart_model import ChartModel
from ui.chart.chart_scene import CHOSEN, FADED, FOUND, ChartScene
from ui.chart.culling_geometry import Detail, nodes_in
from ui.chart.glyph_atlas import STATES, GlyphAtlas, shape_path
from ui.chart.paint_buffers import FragmentBuffer
from ui.chart.thumbnail_cache import ThumbnailCache

_ORDER = np.array([1, 3, 2, 0])
"""In which order states are drawn: faded, plain, found, chosen."""
_LEAST_PICTURED = 14.0

Atlases = Callable[[float], GlyphAtlas]
"""The atlas for nodes of one size factor."""


class NodePainter:
    """Keeps the memory that glyphs are drawn from, and the order in which nodes are drawn."""

    def __init__(self) -> None:
        self._fragments = FragmentBuffer()
        self._sorted: tuple[ChartModel, Ints, Ints, Ints] | None = None

    def paint(
        self,
        painter: QPainter,
        scene: ChartScene,
        atlases: Atlases,
        thumbnails: ThumbnailCache,
        wanted: Ints | None = None,
    ) -> None:
        """Draw the glyphs in the window, large ones first, then by state; `wanted` limits them."""
        model = scene.model
        margin = atlases(max(model.sizes_used, default=1.0)).node_px
        order, rank = self._order(model, scene.node_states())
        if wanted is None:
            numbers = order[nodes_in(scene.screen(), scene.view.width, scene.view.height, margin).take(order)]
        else:
            numbers = seen_nodes(scene, margin, order[np.sort(rank[wanted])])
        states, rows = scene.node_states().take(numbers), model.glyph_row.take(numbers)
        centres = scene.screen_of(numbers)
        low = 0
        for step, count in self._counts(model, numbers):
            these = slice(low, low + count)
            self._paint_size(painter, atlases(step), rows[these], states[these], centres[these])
            low += count
        if scene.model.pictures and atlases(1.0).node_px >= _LEAST_PICTURED:
            _paint_pictures(painter, scene, atlases, thumbnails, numbers)

    def _order(self, model: ChartModel, states: Ints) -> tuple[Ints, Ints]:
        """Return the numbers of all nodes in the order in which they are drawn, and the place of each."""
        if self._sorted is None or self._sorted[0] is not model or self._sorted[1] is not states:
            order = np.lexsort((_ORDER[states], -model.size))
            self._sorted = (model, states, order, np.argsort(order))
        return self._sorted[2:]

    def _counts(self, model: ChartModel, numbers: Ints) -> list[tuple[float, int]]:
        """Return the sizes from the largest on, and how many of these nodes have each."""
        if len(model.sizes_used) == 1:
            return [(model.sizes_used[0], len(numbers))]
        sizes = model.size.take(numbers)
        counts = ((step, int(np.count_nonzero(sizes == step))) for step in reversed(model.sizes_used))
        return [(step, count) for step, count in counts if count]

    def _paint_size(
        self, painter: QPainter, atlas: GlyphAtlas, rows: Ints, states: Ints, screen: Floats
    ) -> None:
        centres: Floats = np.rint(screen * atlas.ratio) / atlas.ratio
        atlas.prepare(np.flatnonzero(np.bincount(states, minlength=STATES)).tolist())
        corners = np.empty((len(rows), 2))
        corners[:, 0] = states * atlas.cell
        corners[:, 1] = rows * atlas.cell
        self._fragments.draw(painter, centres, corners, atlas.cell, 1 / atlas.ratio, atlas.picture)


def seen_nodes(scene: ChartScene, margin: float, wanted: Ints | None = None) -> Ints:
    """Return the numbers of the nodes in the window or within `margin` pixels of it, among `wanted`."""
    view = scene.view
    if wanted is None:
        return np.flatnonzero(nodes_in(scene.screen(), view.width, view.height, margin))
    return wanted[nodes_in(scene.screen_of(wanted), view.width, view.height, margin)]


def _paint_pictures(
    painter: QPainter, scene: ChartScene, atlases: Atlases, thumbnails: ThumbnailCache, numbers: Ints
) -> None:
    """Draw photos over the icons of those nodes that have one, inside their shape."""
    model = scene.model
    screen, states, radii = scene.screen(), scene.node_states(), scene.radii()
    ink = thumbnails.colours
    for number in numbers.tolist():
        name = model.pictures.get(number, "")
        radius = float(radii[number])
        picture = thumbnails.picture(name, 2 * radius) if name else None
        if picture is None:
            continue
        x, y = np.rint(screen[number]).tolist()
        glyph = model.glyphs[int(model.glyph_row[number])]
        outline = shape_path(glyph.shape, QPointF(x, y), radius - 0.6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(0.35 if states[number] == FADED else 1.0)
        painter.drawPixmap(
            QRectF(x - radius, y - radius, 2 * radius, 2 * radius), picture, QRectF(picture.rect())
        )
        painter.restore()
        marked = states[number] in (CHOSEN, FOUND)
        line = ink.accent if marked else ink.glyph(glyph.family, glyph.colour).line
        painter.setPen(QPen(line, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)


def label_distance(radius: Floats, detail: Detail) -> Floats:
    """Return how far a label keeps from the middle of its node, in pixels."""
    distance: Floats = radius * 1.16 + (3.0 if detail.node_px >= 14 else 2.0)
    return distance
