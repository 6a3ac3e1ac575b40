"""Draws nodes from the atlases, with their marks, badges and pictures."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.chart.arrays import Floats, Ints
from ui.chart.chart_scene import CHOSEN, FADED, FOUND, PLAIN, ChartScene
from ui.chart.culling_geometry import Detail, nodes_in
from ui.chart.glyph_atlas import MARK_PX, STATES, GlyphAtlas, shape_path
from ui.chart.label_cache import BADGE, LabelCache
from ui.chart.paint_buffers import FragmentBuffer
from ui.chart.thumbnail_cache import ThumbnailCache

_ORDER = np.array([1, 3, 2, 0])
"""In which order states are drawn: faded, plain, found, chosen."""
_LEAST_MARKED = 14.0

Atlases = Callable[[float], GlyphAtlas]
"""The atlas for nodes of one size factor."""


class NodePainter:
    """Keeps the memory that glyphs are drawn from."""

    def __init__(self) -> None:
        self._fragments = FragmentBuffer()

    def paint(
        self,
        painter: QPainter,
        scene: ChartScene,
        atlases: Atlases,
        thumbnails: ThumbnailCache,
        wanted: Ints | None = None,
    ) -> None:
        """Draw the glyphs that are in the window, chosen and found ones last; `wanted` limits them."""
        numbers = seen_nodes(scene, atlases(max(scene.model.sizes_used, default=1.0)).node_px, wanted)
        states = scene.node_states()[numbers]
        if (states != PLAIN).any():
            order = np.argsort(_ORDER[states], kind="stable")
            numbers, states = numbers[order], states[order]
        centres = scene.screen_of(numbers)
        sizes = scene.model.sizes_used
        for step in reversed(sizes):
            these = slice(None) if len(sizes) == 1 else np.flatnonzero(scene.model.size[numbers] == step)
            self._paint_size(painter, scene, atlases(step), numbers[these], states[these], centres[these])
        if scene.model.pictures and atlases(1.0).node_px >= _LEAST_MARKED:
            _paint_pictures(painter, scene, atlases, thumbnails, numbers)

    def _paint_size(
        self,
        painter: QPainter,
        scene: ChartScene,
        atlas: GlyphAtlas,
        numbers: Ints,
        states: Ints,
        screen: Floats,
    ) -> None:
        centres: Floats = np.rint(screen * atlas.ratio) / atlas.ratio
        atlas.prepare(np.flatnonzero(np.bincount(states, minlength=STATES)).tolist())
        corners = np.empty((len(numbers), 2))
        corners[:, 0] = states * atlas.cell
        corners[:, 1] = scene.model.glyph_row[numbers] * atlas.cell
        self._fragments.draw(painter, centres, corners, atlas.cell, 1 / atlas.ratio, atlas.picture)

    def paint_marks(
        self,
        painter: QPainter,
        scene: ChartScene,
        atlases: Atlases,
        labels: LabelCache,
        wanted: Ints | None = None,
    ) -> None:
        """Draw pins and locks at the upper left of their nodes, badges at the upper right."""
        model, atlas = scene.model, atlases(1.0)
        if atlas.node_px < _LEAST_MARKED or not (model.marks or model.badges):
            return
        seen = seen_nodes(scene, atlas.node_px, wanted).tolist()
        marked = [n for n in seen if n in model.marks]
        if marked:
            rows = np.array([model.marks[n] - 1 for n in marked]).clip(0, 1) + atlas.marks
            away = scene.radii()[marked] * 0.72 + MARK_PX * 0.18
            centres = scene.screen_of(np.array(marked)) - away[:, None]
            corners = np.stack([np.zeros(len(marked)), rows * float(atlas.cell)], axis=1)
            self._fragments.draw(painter, centres, corners, atlas.cell, 1 / atlas.ratio, atlas.picture)
        badged = [n for n in seen if n in model.badges]
        if badged:
            texts = [(model.badges[n], BADGE) for n in badged]
            sizes = np.array([labels.size(*text) for text in texts])
            away = scene.radii()[badged] * 0.72
            corner = scene.screen_of(np.array(badged)) + np.stack([away, -away], axis=1)
            labels.draw(painter, texts, corner + sizes * (0.5, -0.5) + (-5.0, 5.0))


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
