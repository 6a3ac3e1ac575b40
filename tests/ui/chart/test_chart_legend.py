"""The legend has its room: it folds where there is little, opens on demand, covers no node after a fit."""

from dataclasses import replace

import pytest
from chart_samples import small
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage

from app.analysis.chart_content import ChartContent, RuleInForce
from app.base.chart_records import Look
from ui.chart.chart_widget import ChartWidget
from ui.widgets.theme import apply_theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    network, places = small()
    widget.set_chart(ChartContent(network, places))
    widget.show()
    widget.fit()
    return widget


def corner(widget) -> QRectF:
    """Where the legend lies, as labels are told of it."""
    widget.render(QImage(widget.size(), QImage.Format.Format_ARGB32_Premultiplied))
    return QRectF(*widget.scene.covered[0])


def covered_nodes(widget) -> list[int]:
    box = corner(widget)
    return [n for n, (x, y) in enumerate(widget.scene.screen().tolist()) if box.contains(x, y)]


def head(widget) -> QPoint:
    return QPoint(30, int(corner(widget).top()) + 8)


def test_in_a_low_window_the_legend_is_folded_and_a_click_opens_it(qtbot, chart):
    tall = corner(chart)
    assert not chart.legend_folded
    chart.resize(540, 260)
    assert chart.legend_folded
    low = corner(chart)
    assert low.height() < 45 < tall.height()
    chart.fit()
    fitted = chart.scene.view.scale
    qtbot.mouseClick(chart, LEFT, pos=head(chart))
    assert not chart.legend_folded
    assert corner(chart).height() > low.height()
    assert chart.scene.view.scale >= fitted / 2  # where there is no room for both, it lies over the chart
    qtbot.keyClick(chart, Qt.Key.Key_Y)
    assert chart.legend_folded
    assert corner(chart) == low


def test_what_was_chosen_outlives_another_size_and_another_chart(qtbot, chart):
    qtbot.keyClick(chart, Qt.Key.Key_Y)
    assert chart.legend_folded
    chart.resize(1000, 700)
    chart.set_chart(chart.scene.model.content, keep_view=True)
    assert chart.legend_folded


def test_a_press_on_the_head_chooses_and_moves_nothing(qtbot, chart):
    chart.select(["a"])
    view, places = chart.scene.view, chart.positions()
    qtbot.keyClick(chart, Qt.Key.Key_Y)
    qtbot.mousePress(chart, LEFT, pos=head(chart))
    qtbot.mouseMove(chart, QPoint(400, 200))
    qtbot.mouseRelease(chart, LEFT, pos=QPoint(400, 200))
    assert (chart.selected_ids(), chart.positions()) == (["a"], places)
    assert chart.scene.view == view


def test_a_legend_that_grows_after_a_fit_gets_its_room(chart):
    content = chart.scene.model.content
    rules = tuple(RuleInForce(f"Regel mit einem langen Namen {n}", Look(colour="red"), 3) for n in range(20))
    before = corner(chart)
    chart.set_chart(replace(content, rules=rules[:4]), keep_view=True)
    assert corner(chart).width() > before.width()
    assert covered_nodes(chart) == []
    # Columns beside each other give way to rows before it would be folded.
    wide, high = chart.width(), chart.height()
    chart.set_chart(replace(content, rules=rules[:12]), keep_view=True)
    assert not chart.legend_folded
    assert corner(chart).width() < wide * 0.47
    assert corner(chart).height() > high * 0.62
    # One that would take half of the chart is folded.
    chart.set_chart(replace(content, rules=rules), keep_view=True)
    assert chart.legend_folded
    # Where somebody has gone elsewhere, the view is his.
    chart.set_chart(content, keep_view=True)
    chart.set_view(chart.scene.view.panned(-40, 30))
    view = chart.scene.view
    chart.set_chart(replace(content, rules=rules), keep_view=True)
    assert chart.scene.view == view


def test_a_chart_in_sight_as_a_whole_stays_so_in_another_size_and_one_gone_elsewhere_stays_there(chart):
    chart.fit()
    chart.resize(620, 420)
    smaller = chart.scene.view
    chart.fit()
    assert chart.scene.view == smaller
    assert covered_nodes(chart) == []
    chart.zoom_by(2.0)
    view = chart.scene.view
    chart.resize(900, 600)
    assert (chart.scene.view.scale, chart.scene.view.cx, chart.scene.view.cy) == (
        view.scale,
        view.cx,
        view.cy,
    )
