"""Draws what clings to nodes: pins and locks at the upper left, badges at the upper right."""

from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QPainter

from ui.chart.arrays import Floats, Ints
from ui.chart.chart_model import ChartModel
from ui.chart.chart_scene import ChartScene
from ui.chart.culling_geometry import nodes_in
from ui.chart.glyph_atlas import MARK_PX, GlyphAtlas
from ui.chart.label_cache import BADGE, LabelCache
from ui.chart.paint_buffers import FragmentBuffer

_LEAST_MARKED = 14.0
_AWAY = 0.72
"""So many radii right or left and up from its node's middle stands a mark."""


class _Known(NamedTuple):
    """Which nodes of a model have marks and badges; `rows` are those of the atlas, from its first mark."""

    model: ChartModel
    cache: LabelCache
    marked: Ints
    rows: Floats
    badged: Ints
    slots: Ints
    sizes: Floats


class MarkPainter:
    """Keeps the marks of one model as arrays, and the memory that they are drawn from."""

    def __init__(self) -> None:
        self._fragments = FragmentBuffer()
        self._known: _Known | None = None

    def paint(
        self,
        painter: QPainter,
        scene: ChartScene,
        atlas: GlyphAtlas,
        labels: LabelCache,
        wanted: Ints | None = None,
    ) -> None:
        """Draw the marks and badges of the nodes in the window; `wanted` limits them."""
        model = scene.model
        if atlas.node_px < _LEAST_MARKED or not (model.marks or model.badges):
            return
        known = self._of(model, labels)
        at, screen, radii = _seen(scene, known.marked, atlas.node_px, wanted)
        if len(at):
            centres = screen - (radii * _AWAY + MARK_PX * 0.18)[:, None]
            corners = np.zeros((len(at), 2))
            corners[:, 1] = (known.rows[at] + atlas.marks) * atlas.cell
            self._fragments.draw(painter, centres, corners, atlas.cell, 1 / atlas.ratio, atlas.picture)
        at, screen, radii = _seen(scene, known.badged, atlas.node_px, wanted)
        if len(at):
            labels.draw(painter, known.slots[at], _badge_centres(screen, radii, known.sizes[at]))

    def boxes(self, scene: ChartScene, node_px: float, labels: LabelCache, margin: float) -> Floats:
        """Return the boxes (n, 4: left, top, width, height) of badges in and `margin` around the window."""
        if node_px < _LEAST_MARKED or not scene.model.badges:
            return np.empty((0, 4))
        known = self._of(scene.model, labels)
        at, screen, radii = _seen(scene, known.badged, margin, None)
        sizes = known.sizes[at]
        return np.concatenate([_badge_centres(screen, radii, sizes) - sizes / 2, sizes], axis=1)

    def _of(self, model: ChartModel, labels: LabelCache) -> _Known:
        known = self._known
        if known is None or known.model is not model or known.cache is not labels:
            slots = labels.slots((text, BADGE) for text in model.badges.values())
            known = self._known = _Known(
                model,
                labels,
                np.array(list(model.marks), dtype=np.intp),
                np.array([mark - 1 for mark in model.marks.values()], dtype=np.float64).clip(0, 1),
                np.array(list(model.badges), dtype=np.intp),
                slots,
                labels.sizes(slots),
            )
        return known


def _badge_centres(screen: Floats, radii: Floats, sizes: Floats) -> Floats:
    away = (radii * _AWAY)[:, None] * (1.0, -1.0)
    centres: Floats = screen + away + sizes * (0.5, -0.5) + (-5.0, 5.0)
    return centres


def _seen(
    scene: ChartScene, numbers: Ints, margin: float, wanted: Ints | None
) -> tuple[Ints, Floats, Floats]:
    """Return which of these nodes are in sight: their places in `numbers`, in the window, and radii."""
    screen = scene.screen_of(numbers)
    near = nodes_in(screen, scene.view.width, scene.view.height, margin)
    if wanted is not None:
        near &= np.isin(numbers, wanted)
    at = np.flatnonzero(near)
    return at, screen.take(at, axis=0), scene.radii_of(numbers[at])
