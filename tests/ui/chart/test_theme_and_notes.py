"""Theme lines behind the chart, and notes that grow until they can be read."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage

from app.analysis.chart_content import ChartContent
from app.analysis.layouts import layout
from app.analysis.network import NetLink, NetNode, Network
from app.base.chart_records import ChartDocument, ChartNote
from app.base.records import Standing
from ui.chart.chart_widget import ChartWidget
from ui.chart.note_growth import grown
from ui.chart.note_painter import note_font
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme

DATES = {"e": "2024-01-05", "late": "2024-06-05"}


def content(**more) -> ChartContent:
    nodes = (NetNode("p", "person", "Max Muster"), NetNode("e", "event", "A"), NetNode("late", "event", "B"))
    links = tuple(
        NetLink(f"p{end}", "contact", "p", end, False, Standing.FACT, "", 1, ()) for end in ("e", "late")
    )
    network = Network(nodes, links)
    places = layout(network, "theme", dates=DATES)
    return ChartContent(network, places, ChartDocument("c", "k", "Plan", "theme", {}, **more), dates=DATES)


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(1200, 500)
    widget.set_legend_shown(False)
    widget.show()
    return widget


def shown(qtbot, widget, made) -> QImage:
    widget.set_chart(made)
    xs = [x for x, _y in made.places.values()]
    ys = [y for _x, y in made.places.values()]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    widget.set_view(ViewTransform(1.0, *middle, 1200, 500))
    widget.repaint()
    qtbot.waitUntil(widget.is_finished, timeout=5000)
    return widget.grab().toImage()


def test_theme_lines_run_beyond_the_last_event_and_follow_a_moved_node(qtbot, chart):
    made = content()
    with_lines, without = shown(qtbot, chart, made), shown(qtbot, chart, replace(made, dates={}))
    assert with_lines != without
    image = shown(qtbot, chart, made)
    x, _y = chart.scene.view.to_screen(np.array([made.places["late"]]))[0].tolist()
    line_y = chart.scene.view.to_screen(np.array([made.places["p"]]))[0].tolist()[1]
    behind = image.pixelColor(round(x) + 30, round(line_y))
    assert behind != QColor(chart.brush().colours.ground)
    assert without.pixelColor(round(x) + 30, round(line_y)) == QColor(chart.brush().colours.ground)
    chart.set_positions({"p": (made.places["p"][0], made.places["p"][1] + 60)})
    chart.repaint()
    moved = chart.grab().toImage()
    assert moved.pixelColor(round(x) + 30, round(line_y) + 60) != QColor(chart.brush().colours.ground)


def test_a_note_is_as_high_as_its_text_and_is_hit_where_it_is_seen(qtbot, chart):
    words = "Wer das liest, sieht den ganzen Text und nicht nur den Anfang. " * 6
    note = ChartNote("n", words, 0.0, 0.0, 180.0, 30.0)
    made = content(notes=(note, ChartNote("s", "kurz", 400.0, 0.0, 180.0, 80.0)))
    shown(qtbot, chart, made)
    high, short = chart.scene.model.content.document.notes
    assert high.height > 100
    assert short.height == 80.0
    corner = chart.scene.view.to_screen(np.array([[note.x + 20, note.y + high.height - 10]]))[0].tolist()
    assert chart.scene.note_under(*corner) == "n"


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.6, 3.0])
def test_the_text_fits_at_every_scale_at_which_it_is_written(qapp, scale):
    words = "Ein langes Donaudampfschifffahrtsgesellschaftswort und mehrere kurze. " * 5
    note = ChartNote("n", words + "\n\nund ein Absatz", 0.0, 0.0, 140.0, 20.0)
    (high,) = grown(content(notes=(note,)), qapp.font()).document.notes
    metrics = QFontMetricsF(note_font(qapp.font(), scale))
    flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
    needed = metrics.boundingRect(QRectF(0, 0, 140 * scale - 14, 1e5), flags, note.text).height()
    assert needed <= high.height * scale - 4
