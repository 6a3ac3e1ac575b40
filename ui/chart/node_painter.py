"""Draws nodes from the atlas and their labels beside them."""

import numpy as np
from PySide6.QtGui import QPainter

from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_scene import CHOSEN, FADED, FOUND, ChartScene
from ui.chart.culling_geometry import Detail, nodes_in
from ui.chart.glyph_atlas import GlyphAtlas
from ui.chart.label_cache import NODE, NODE_CHOSEN, NODE_FADED, LabelCache
from ui.chart.label_placing import Occupancy, box_at, place_labels
from ui.chart.paint_buffers import FragmentBuffer

LABEL_MARGIN = 120.0
"""So far beyond the window labels are placed too, so that none jumps at the edge."""
_NEW_IN_MOTION = 40
"""So many label pictures are made in one frame of a motion; the others follow at rest."""


def label_distance(node_px: float) -> float:
    """Return how far a label keeps from the middle of its node, in pixels."""
    return node_px * 0.58 + 3.0


class NodePainter:
    """Keeps the memory that glyphs are drawn from."""

    def __init__(self) -> None:
        self._fragments = FragmentBuffer()

    def paint(
        self, painter: QPainter, scene: ChartScene, atlas: GlyphAtlas, wanted: Bools | None = None
    ) -> None:
        """Draw the glyphs that are in the window, chosen and found ones last."""
        screen, view = scene.screen(), scene.view
        seen = nodes_in(screen, view.width, view.height, atlas.node_px)
        if wanted is not None:
            seen &= wanted
        numbers = np.flatnonzero(seen)
        states = scene.node_states()[numbers]
        order = np.argsort(np.array([1, 3, 2, 0])[states], kind="stable")
        numbers, states = numbers[order], states[order]
        cells = np.stack([states, scene.model.type_row[numbers]], axis=1)
        centres: Floats = np.rint(screen[numbers] * atlas.ratio) / atlas.ratio
        corners = cells.astype(np.float64) * atlas.cell
        self._fragments.draw(painter, centres, corners, atlas.cell, 1 / atlas.ratio, atlas.picture)


def label_sizes(scene: ChartScene, labels: LabelCache, numbers: Ints) -> Floats:
    """Return the sizes of the labels of these nodes, (n, 2)."""
    nodes = scene.model.nodes
    sizes = [labels.size(nodes[n].label, NODE) for n in numbers.tolist()]
    return np.array(sizes, dtype=np.float64).reshape(-1, 2)


def arrange_labels(scene: ChartScene, labels: LabelCache, node_px: float) -> Occupancy:
    """Choose free places for the labels of all nodes in and near the window, keep them in the scene.

    Chosen and found nodes come first, then their neighbours, then nodes with many links. Returns what is
    taken now.
    """
    screen, view = scene.screen(), scene.view
    occupancy = Occupancy(view.width, view.height, LABEL_MARGIN)
    for box in scene.covered:
        occupancy.take(*box)
    nodes = Occupancy(view.width, view.height, LABEL_MARGIN)
    numbers = np.flatnonzero(nodes_in(screen, view.width, view.height, LABEL_MARGIN))
    half = node_px / 2
    for x, y in screen[numbers].tolist():
        occupancy.take(x - half, y - half, node_px, node_px)
        nodes.take(x - half + 3, y - half + 3, node_px - 6, node_px - 6)
    states = scene.node_states()[numbers]
    rank = np.isin(states, (CHOSEN, FOUND)) * 1_000_000 + scene.model.degree[numbers]
    rank += _beside_chosen(scene)[numbers] * 500_000
    liked = scene.label_places[numbers]
    if scene.label_scale != view.scale:
        liked = np.full(len(numbers), -1, dtype=np.intp)
    sizes = label_sizes(scene, labels, numbers)
    places = place_labels(
        occupancy,
        screen[numbers],
        sizes,
        label_distance(node_px),
        np.argsort(-rank, kind="stable"),
        liked,
        nodes,
    )
    scene.label_places = np.full(len(scene.model.nodes), -1, dtype=np.intp)
    scene.label_places[numbers] = places
    scene.label_scale = view.scale
    return occupancy


def _beside_chosen(scene: ChartScene) -> Bools:
    """Return which nodes a link joins to a chosen node."""
    model = scene.model
    beside = np.zeros(len(model.nodes), dtype=np.bool_)
    beside[model.ends[model.links_at(model.node_mask(scene.selected))]] = True
    return beside


def paint_node_labels(
    painter: QPainter,
    scene: ChartScene,
    labels: LabelCache,
    detail: Detail,
    moving: bool,
    wanted: Bools | None = None,
) -> None:
    """Draw the labels at the places chosen before."""
    screen, view = scene.screen(), scene.view
    seen = nodes_in(screen, view.width, view.height, LABEL_MARGIN) & (scene.label_places >= 0)
    if wanted is not None:
        seen &= wanted
    kinds = {CHOSEN: NODE_CHOSEN, FADED: NODE_FADED}
    numbers = np.flatnonzero(seen)
    states = scene.node_states()[numbers]
    away, fresh = label_distance(detail.node_px), 0
    sizes = label_sizes(scene, labels, numbers)
    for at, number in enumerate(numbers.tolist()):
        text, kind = scene.model.nodes[number].label, kinds.get(int(states[at]), NODE)
        if moving and not labels.has(text, kind):
            fresh += 1
            if fresh > _NEW_IN_MOTION:
                continue
        x, y = box_at(screen[number], sizes[at], away, int(scene.label_places[number]))
        painter.drawPixmap(round(x), round(y), labels.picture(text, kind))


def paint_hidden_label(painter: QPainter, scene: ChartScene, labels: LabelCache, number: int) -> None:
    """Show the label of a node that found no free place, or is too small for one, over everything."""
    node_px = scene.detail(moving=False).node_px
    if scene.label_places[number] >= 0 and scene.detail(moving=False).node_labels:
        return
    text = scene.model.nodes[number].label
    size = label_sizes(scene, labels, np.array([number], dtype=np.intp))[0]
    x, y = box_at(scene.screen()[number], size, label_distance(node_px), 0)
    painter.drawPixmap(round(x), round(y), labels.picture(text, NODE_CHOSEN))
