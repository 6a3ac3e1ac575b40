"""The bench of the chart runs; what it measures is for reading, not for passing or failing."""

import chart_bench
from bare_painter import recorded
from chart_bench import builtin, labels, measure
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.chart.chart_colours import chart_colours
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_scene import ChartScene
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme


def test_the_bench_gives_its_ratios(qapp, monkeypatch):
    apply_theme(qapp, "light")
    monkeypatch.setattr(chart_bench, "FRAMES", 2)
    measured = measure(300, 1600, styled=True)
    assert set(measured) == {"fit", "mid", "read"}
    for times in measured.values():
        assert min(times["pan/bare"], times["zoom/bare"], times["wordless/bare"]) > 0
    assert measured["fit"]["drag"] > 0
    assert builtin(50, 100) > 0
    assert labels(50) > 0


def test_the_bare_painter_draws_pixel_for_pixel_what_the_frame_draws(qapp):
    apply_theme(qapp, "light")
    content = chart_bench.content_of(300, 1600, styled=True)
    model = ChartModel(content, chart_looks())
    scene = ChartScene(model, ViewTransform(width=800, height=600).fitted(model.xy).zoomed(3, 400, 300))
    brush = ChartPainter(chart_colours(QApplication.palette()), QApplication.font(), 1.0)
    calm = scene.detail(moving=False)
    brush.arrange(scene, scene.links(calm), calm)
    whole, again = (QImage(800, 600, QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2))
    for picture in (whole, again):
        picture.fill(Qt.GlobalColor.white)
    painter = QPainter(whole)
    with recorded() as bare:
        brush.paint_motion(painter, scene)
    painter.end()
    painter = QPainter(again)
    bare.draw(painter)
    painter.end()
    assert len(bare) > 500
    assert whole == again
