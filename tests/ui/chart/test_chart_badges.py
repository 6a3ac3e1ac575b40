"""Badges are read whole: in the legend, and no label stands on one."""

from dataclasses import replace

import numpy as np
from chart_samples import grouped
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.analysis.chart_content import ChartContent
from app.base.chart_records import Look
from ui.chart.chart_colours import chart_colours
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.label_cache import BADGE
from ui.chart.legend_lines import LegendLine
from ui.chart.legend_painter import LegendPainter
from ui.chart.mark_painter import MarkPainter
from ui.chart.node_labels import shown_labels
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme


def legend(look, text="Personen (24)"):
    """The legend of one rule, painted, and its size."""
    lines = (LegendLine(text, kind="rule", chosen=look),)
    painted = LegendPainter(lines, chart_colours(QApplication.palette()), QApplication.font())
    image = QImage(400, 80, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painted.paint(painter, 80)
    painter.end()
    return image, painted.size(80)


def test_the_legend_shows_the_whole_badge_of_a_rule(qapp):
    apply_theme(qapp, "light")
    assert legend(Look(badge="neu"))[0] != legend(Look(badge="ne"))[0]
    for dress in (Look(), Look(colour="red", shape="square")):
        widths = [legend(replace(dress, badge="n" * count))[1].width() for count in (4, 8, 12)]
        assert widths == sorted(set(widths))
    # As wide as it is drawn: nothing of the picture lies beyond the frame of the legend.
    image, size = legend(Look(colour="red", badge="n" * 12))
    edge = 12 + size.width() + 2
    beyond = image.copy(edge, 0, image.width() - edge, 80)
    blank = QImage(beyond.size(), beyond.format())
    blank.fill(Qt.GlobalColor.white)
    assert beyond == blank


def test_no_label_stands_on_a_badge(qapp):
    apply_theme(qapp, "light")
    network, places = grouped(80, 200)
    looks = {node.id: Look(badge="neu erfasst") for node in network.nodes[::2]}
    brush = ChartPainter(chart_colours(QApplication.palette()), QApplication.font(), 1.0)
    scene = ChartScene(ChartModel(ChartContent(network, places, looks=looks), chart_looks()), ViewTransform())
    fit = scene.view.resized(1600, 1000).fitted(scene.model.xy)
    for scale in (fit.scale, 1.0):
        scene.view = fit.zoomed(scale / fit.scale, 800, 500)
        scene.label_scale = 0.0
        detail = scene.detail(moving=False)
        brush.arrange(scene, scene.links(detail), detail)
        badges = MarkPainter().boxes(scene, detail.node_px, brush.labels, 0.0)
        slots, centres = shown_labels(scene, brush.labels, detail)
        sizes = brush.labels.sizes(slots)
        low = centres - sizes / 2
        left, right = np.maximum(low[:, None], badges[None, :, :2]), badges[:, :2] + badges[:, 2:]
        shared = np.minimum((low + sizes)[:, None], right[None]) - left
        assert len(badges)
        assert len(slots)
        assert not (shared > 0.5).all(axis=2).any()
    wide, _high = brush.labels.size("neu erfasst", BADGE)
    assert np.allclose(badges[:, 2], wide)
