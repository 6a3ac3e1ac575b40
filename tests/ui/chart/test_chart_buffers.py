"""Painting from numpy's memory draws what a loop of single calls draws."""

import numpy as np
import pytest
from chart_samples import small
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from app.ontology.catalogue import ontology
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel
from ui.chart.legend_lines import legend_lines
from ui.chart.paint_buffers import FragmentBuffer, LineBuffer, polygons_path, polylines_path
from ui.chart.shape_geometry import SHAPES
from ui.widgets.icons import has_icon


def canvas(draw) -> QImage:
    image = QImage(120, 120, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


@given(st.lists(st.tuples(*[st.integers(0, 119)] * 4), max_size=40))
def test_lines_equal_single_lines(lines):
    rows = np.array(lines, dtype=np.float64).reshape(-1, 4)
    buffer = LineBuffer()
    batch = canvas(lambda p: buffer.draw(p, rows[:, :2], rows[:, 2:]))
    single = canvas(lambda p: [p.drawLine(QPointF(a, b), QPointF(c, d)) for a, b, c, d in rows.tolist()])
    assert batch == single


def test_a_buffer_grows_and_is_used_again(qapp):
    buffer = LineBuffer()
    for count in (3, 5000, 2):
        rows = np.random.default_rng(1).uniform(0, 119, (count, 4))
        batch = canvas(lambda p, r=rows: buffer.draw(p, r[:, :2], r[:, 2:]))
        single = canvas(
            lambda p, r=rows: [p.drawLine(QPointF(a, b), QPointF(c, d)) for a, b, c, d in r.tolist()]
        )
        assert batch == single


def test_fragments_equal_single_pictures(qapp):
    atlas = QPixmap(20, 10)
    atlas.fill(QColor("red"))
    painter = QPainter(atlas)
    painter.fillRect(10, 0, 10, 10, QColor("blue"))
    painter.end()
    centres = np.array([[20.0, 20.0], [60.0, 70.0]] * 200)
    corners = np.array([[0.0, 0.0], [10.0, 0.0]] * 200)
    buffer = FragmentBuffer()
    image = canvas(lambda p: buffer.draw(p, centres, corners, 10, 1.0, atlas))
    assert image.pixelColor(20, 20) == QColor("red")
    assert image.pixelColor(60, 70) == QColor("blue")
    assert image.pixelColor(15, 15) == QColor("red")
    assert image.pixelColor(14, 14) == QColor("white")


def test_paths_hold_all_points(qapp):
    points = np.arange(24, dtype=np.float64).reshape(3, 4, 2)
    closed, opened = polygons_path(points), polylines_path(points)
    assert closed.elementCount() == 15
    assert opened.elementCount() == 12
    element = opened.elementAt(5)
    assert (element.x, element.y) == (10.0, 11.0)
    assert [opened.elementAt(n).isMoveTo() for n in range(5)] == [True, False, False, False, True]
    assert polygons_path(np.empty((0, 3, 2))).isEmpty()


@pytest.mark.parametrize("node", list(ontology().nodes.values()), ids=lambda node: node.id)
def test_every_node_type_has_its_icon_and_its_shape(node):
    assert has_icon(node.icon)
    assert node.shape in SHAPES


def test_the_legend_says_only_what_occurs():
    network, positions = small()
    model = ChartModel.of(network, positions, chart_looks())
    kinds = [(line.kind, line.value) for line in legend_lines(model) if line.look is None]
    assert kinds == [("standing", 0), ("standing", 1), ("standing", 2), ("directed", 0), ("weight", 3)]
    assert len([line for line in legend_lines(model) if line.look]) == 5
    plain = ChartModel.of(network.__class__(network.nodes[:2], network.links[1:1]), positions, chart_looks())
    assert all(line.look for line in legend_lines(plain))
