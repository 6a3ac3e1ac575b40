"""The labels of nodes: which are shown, where, and drawing them."""

from typing import NamedTuple

import numpy as np
from PySide6.QtGui import QPainter

from app.analysis.label_placing import Occupancy, boxes_around, place_labels
from ui.chart.arrays import Bools, Floats, Ints
from ui.chart.chart_model import PINNED
from ui.chart.chart_scene import CHOSEN, FADED, FOUND, ChartScene
from ui.chart.culling_geometry import NODE_PX, Detail, nodes_in
from ui.chart.label_cache import NODE, NODE_CHOSEN, NODE_FADED, LabelCache
from ui.chart.link_frame import LinkFrame
from ui.chart.node_painter import label_distance, seen_nodes

LABEL_MARGIN = 120.0
"""So far beyond the window labels are placed too, so that none jumps at the edge."""
_KINDS = {CHOSEN: NODE_CHOSEN, FADED: NODE_FADED}
_SAMPLES = 24
_DOTS_BELOW = 9


def label_sizes(scene: ChartScene, labels: LabelCache, numbers: Ints) -> Floats:
    """Return the sizes of the labels of these nodes, (n, 2)."""
    captions = scene.model.captions
    sizes = [labels.size(captions[n], NODE) for n in numbers.tolist()]
    return np.array(sizes, dtype=np.float64).reshape(-1, 2)


def arrange_labels(
    scene: ChartScene, labels: LabelCache, detail: Detail, frame: LinkFrame, badges: Floats
) -> Occupancy:
    """Choose free places for the labels of the nodes in and near the window, keep them in the scene.

    Chosen and found nodes come first, then their neighbours, then pinned nodes, the others as they come:
    how many links a node has ranks nobody. Places on the lines of `frame` are avoided, `badges` (n, 4: left,
    top, width, height) never covered. Returns what is taken.
    """
    screen, view = scene.screen(), scene.view
    occupancy = Occupancy(view.width, view.height, LABEL_MARGIN)
    symbols = Occupancy(view.width, view.height, LABEL_MARGIN)
    near = seen_nodes(scene, LABEL_MARGIN)
    numbers = near[np.argsort(-_ranks(scene)[near], kind="stable")[: detail.most_labels]]
    # Dots may be covered by the few labels between them, or a dense chart would have none.
    obstacles = near if detail.node_px >= _DOTS_BELOW else numbers
    half = scene.radii()[obstacles][:, None]
    occupancy.take_all(np.concatenate([screen[obstacles] - half, half * 2, half * 2], axis=1))
    small = np.maximum(half - 3, 1.0)
    symbols.take_all(np.concatenate([screen[obstacles] - small, small * 2, small * 2], axis=1))
    if len(badges):
        occupancy.take_all(badges)
    if scene.covered:
        occupancy.take_all(np.array(scene.covered))
    occupancy.mark(_line_points(frame))
    kept = scene.label_scale == view.scale
    liked = scene.label_places[numbers] if kept else None
    away = label_distance(scene.radii()[numbers], detail)
    sizes = label_sizes(scene, labels, numbers)
    order = np.arange(len(numbers))
    aloof = min(detail.node_px / NODE_PX, 1.0)
    places = place_labels(occupancy, screen[numbers], sizes, away, order, liked, symbols, aloof)
    scene.label_places = np.full(len(scene.model.nodes), -1, dtype=np.intp)
    scene.label_places[numbers] = places
    scene.label_scale = view.scale
    return occupancy


def _ranks(scene: ChartScene) -> Ints:
    ranks: Ints = np.isin(scene.node_states(), (CHOSEN, FOUND)) * 4 + _beside_chosen(scene) * 2
    ranks[[n for n, mark in scene.model.marks.items() if mark & PINNED]] += 1
    return ranks


def _line_points(frame: LinkFrame) -> Floats:
    """Return points along all lines, near enough to each other for most labels to meet one."""
    share = np.linspace(0.08, 0.92, _SAMPLES)[None, :, None]
    straight = frame.start[:, None] + (frame.end - frame.start)[:, None] * share
    return np.concatenate([straight.reshape(-1, 2), frame.points.reshape(-1, 2)])


def _beside_chosen(scene: ChartScene) -> Bools:
    """Return which nodes a link joins to a chosen node."""
    model = scene.model
    beside = np.zeros(len(model.nodes), dtype=np.bool_)
    if scene.selected:
        beside[model.ends[model.links_at(model.node_mask(scene.selected))]] = True
    return beside


class _Placed(NamedTuple):
    """All placed labels: the nodes, slots in the cache, and how far the middle is from the node's."""

    places: Ints
    states: Ints
    scale: float
    cache: LabelCache
    numbers: Ints
    slots: Ints
    offsets: Floats


def _placed(scene: ChartScene, labels: LabelCache, detail: Detail) -> _Placed:
    kept, states = scene.kept.get("labels"), scene.node_states()
    if isinstance(kept, _Placed):
        same = kept.places is scene.label_places and kept.states is states and kept.cache is labels
        if same and kept.scale == scene.view.scale:
            return kept
    numbers = np.flatnonzero(scene.label_places >= 0)
    slots = labels.slots(
        (scene.model.captions[n], _KINDS.get(state, NODE))
        for n, state in zip(numbers.tolist(), states[numbers].tolist(), strict=True)
    )
    away = label_distance(scene.radii()[numbers], detail)
    boxes = boxes_around(np.zeros((len(numbers), 2)), label_sizes(scene, labels, numbers), away)
    chosen = boxes[np.arange(len(numbers)), scene.label_places[numbers]]
    offsets = chosen[:, :2] + chosen[:, 2:] / 2
    placed = _Placed(scene.label_places, states, scene.view.scale, labels, numbers, slots, offsets)
    scene.kept["labels"] = placed
    return placed


def shown_labels(
    scene: ChartScene, labels: LabelCache, detail: Detail, wanted: Ints | None = None
) -> tuple[Ints, Floats]:
    """Return the slots of the labels at the places chosen before, and the middle of each."""
    placed = _placed(scene, labels, detail)
    screen = scene.screen_of(placed.numbers)
    near = nodes_in(screen, scene.view.width, scene.view.height, LABEL_MARGIN)
    if wanted is not None:
        near &= np.isin(placed.numbers, wanted)
    at = np.flatnonzero(near)
    return placed.slots[at], screen.take(at, axis=0) + placed.offsets.take(at, axis=0)


def paint_node_labels(
    painter: QPainter,
    scene: ChartScene,
    labels: LabelCache,
    detail: Detail,
    most_new: int,
    wanted: Ints | None = None,
) -> bool:
    """Draw the labels at the places chosen before; tells whether all were drawn.

    At most `most_new` pictures are made now, the other labels wait for a later call.
    """
    slots, centres = shown_labels(scene, labels, detail, wanted)
    missing = np.flatnonzero(~labels.ready(slots))
    if len(missing) > most_new:
        kept = np.delete(np.arange(len(slots)), missing[most_new:])
        slots, centres = slots[kept], centres[kept]
    labels.draw(painter, slots, centres)
    return len(missing) <= most_new


def paint_hidden_label(painter: QPainter, scene: ChartScene, labels: LabelCache, number: int) -> None:
    """Show the label of a node that found no free place, or is too small for one, over everything."""
    detail = scene.detail(moving=False)
    if scene.label_places[number] >= 0:
        return
    one = np.array([number], dtype=np.intp)
    sizes = label_sizes(scene, labels, one)
    boxes = boxes_around(scene.screen()[one], sizes, label_distance(scene.radii()[one], detail))
    x, y = boxes[0, 0, :2].tolist()
    labels.draw_one(painter, scene.model.captions[number], NODE_CHOSEN, round(x), round(y))
