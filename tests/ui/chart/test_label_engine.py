"""The engine that places labels, and what it makes of the prescribed layouts."""

import numpy as np
import pytest
from chart_samples import grouped
from PySide6.QtWidgets import QApplication

from app.analysis.chart_content import ChartContent
from app.analysis.label_placing import Occupancy, boxes_around, place_labels
from app.analysis.layouts import ALGORITHMS, layout
from ui.chart.chart_colours import chart_colours
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.node_labels import shown_labels
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme


def overlapping(boxes) -> int:
    """How many pairs of boxes (n, 4: left, top, width, height) share some ground."""
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    meet = (low[:, None] < high[None]) & (low[None] < high[:, None])
    return int(np.triu(meet.all(axis=2), 1).sum())


def drawn_words(scene, brush):
    """The boxes of all labels of nodes and links that are drawn now."""
    detail = scene.detail(moving=False)
    slots, centres = shown_labels(scene, brush.labels, detail)
    frame = scene.links(detail)
    named = np.flatnonzero(scene.link_labels[frame.numbers] >= 0)
    numbers = frame.numbers[named]
    words = [(scene.model.link_texts[n], 3) for n in numbers.tolist()] if detail.link_labels else []
    middles = frame.named_at()[named, scene.link_labels[numbers]] if words else np.empty((0, 2))
    sizes = brush.labels.sizes(np.concatenate([slots, brush.labels.slots(words)]))
    middles = np.concatenate([centres, middles])
    low = middles - sizes / 2
    on_screen = ((low < (scene.view.width, scene.view.height)) & (low + sizes > 0)).all(axis=1)
    return np.concatenate([low, sizes], axis=1)[on_screen]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("count", [60, 500])
def test_no_label_covers_another_in_any_layout(qapp, algorithm, count):
    apply_theme(qapp, "light")
    network, _places = grouped(count, count * 2)
    dates = {node.id: f"2026-{k % 12 + 1:02d}" for k, node in enumerate(network.nodes)}
    places = layout(network, algorithm, centre="n0", dates=dates)
    brush = ChartPainter(chart_colours(QApplication.palette()), QApplication.font(), 1.0)
    scene = ChartScene(ChartModel(ChartContent(network, places), chart_looks()), ViewTransform())
    fit = scene.view.resized(1600, 1000).fitted(scene.model.xy)
    near = fit.centred(*scene.model.place(0))
    for view in (fit, near.zoomed(0.6 / fit.scale, 800, 500), near.zoomed(1.0 / fit.scale, 800, 500)):
        scene.view = view
        scene.label_scale = 0.0
        detail = scene.detail(moving=False)
        brush.arrange(scene, scene.links(detail), detail)
        boxes = drawn_words(scene, brush)
        assert len(boxes) > 5
        assert overlapping(boxes) == 0


def test_a_thousand_labels_are_placed_apart():
    random = np.random.default_rng(5)
    anchors = random.uniform(0, 1, (1000, 2)) * (1600, 1000)
    sizes = np.stack([random.uniform(40, 140, 1000), np.full(1000, 18.0)], axis=1)
    area = Occupancy(1600, 1000, 120)
    chosen = place_labels(area, anchors, sizes, 10.0, np.arange(1000))
    boxes = boxes_around(anchors, sizes, 10.0)[np.arange(1000), chosen][chosen >= 0]
    assert overlapping(boxes) == 0
    assert len(boxes) > 200


def test_labels_avoid_lines_and_symbols_of_others():
    anchor, size = np.array([[200.0, 200.0]]), np.array([[60.0, 16.0]])
    area = Occupancy(400, 400)
    area.mark(np.stack([np.full(60, 200.0), np.linspace(210, 260, 60)], axis=1))
    assert place_labels(area, anchor, size, 20.0, np.array([0])).tolist() == [1]
    symbols = Occupancy(400, 400)
    symbols.take(225, 180, 20, 12)
    full = Occupancy(400, 400)
    for box in ((150, 215, 100, 20), (150, 150, 100, 30)):
        full.take(*box)
    assert place_labels(full, anchor, size, 20.0, np.array([0]), symbols=symbols).tolist() == [3]


def test_what_has_no_place_is_hidden():
    area = Occupancy(300, 300)
    area.take(0, 0, 300, 300)
    assert place_labels(area, np.array([[150.0, 150.0]]), np.array([[50.0, 16.0]]), 9.0, np.array([0])) == [
        -1
    ]
    assert len(place_labels(area, np.empty((0, 2)), np.empty((0, 2)), 9.0, np.empty(0, dtype=np.intp))) == 0
