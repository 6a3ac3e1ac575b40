"""Fingers on the chart, as the window system reports them: one is the mouse, two zoom and move the ground."""

import numpy as np
import pytest
from chart_samples import grouped, small
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest

from ui.chart.chart_widget import ChartWidget
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def touched(qtbot, qapp):
    apply_theme(qapp, "light")
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(1000, 800)
    widget.set_legend_shown(False)
    widget.set_network(*small())
    widget.show()
    widget.set_view(ViewTransform(1.0, 200, 200, 1000, 800))
    yield widget
    widget.hide()


class Fingers:
    """Fingers on one widget; each step is one report of the screen."""

    def __init__(self, widget: ChartWidget, screen: QPointingDevice) -> None:
        self._widget = widget
        self._touch = QTest.touchEvent(widget, screen, False)
        self._down: set[int] = set()

    def to(self, **places: QPoint | None) -> None:
        """Put the fingers a, b, ... at these places or take them away (None); others rest."""
        numbers = {ord(name) - ord("a"): place for name, place in places.items()}
        for number in self._down - numbers.keys():
            self._touch.stationary(number)
        for number, place in numbers.items():
            if place is None:
                self._touch.release(number, self._places[number], self._widget)
            elif number in self._down:
                self._touch.move(number, place, self._widget)
            else:
                self._touch.press(number, place, self._widget)
        self._places = {**getattr(self, "_places", {}), **{n: p for n, p in numbers.items() if p is not None}}
        self._down = (self._down | numbers.keys()) - {n for n, p in numbers.items() if p is None}
        self._touch.commit()


def on_widget(widget: ChartWidget, name: str) -> QPoint:
    at = np.array([widget.positions()[name]])
    return QPointF(*widget.scene.view.to_screen(at)[0].tolist()).toPoint()


def test_two_fingers_zoom_and_what_is_between_them_stays(touched, screen):
    view = touched.scene.view
    fingers = Fingers(touched, screen)
    fingers.to(a=QPoint(250, 400))
    fingers.to(b=QPoint(350, 400))
    for step in range(1, 6):
        fingers.to(a=QPoint(250 - 10 * step, 400), b=QPoint(350 + 10 * step, 400))
    after = touched.scene.view
    assert after.scale == pytest.approx(2.0)
    assert after.to_world(300, 400) == pytest.approx(view.to_world(300, 400))
    for step in range(1, 4):
        fingers.to(a=QPoint(200 + 10 * step, 400 + 20 * step), b=QPoint(400 + 10 * step, 400 + 20 * step))
    moved = touched.scene.view
    assert moved.scale == pytest.approx(2.0)
    assert moved.to_world(330, 460) == pytest.approx(after.to_world(300, 400))
    fingers.to(a=None)
    fingers.to(b=QPoint(600, 600))
    fingers.to(b=None)
    assert touched.scene.view == moved


def test_one_finger_moves_the_ground_and_drags_a_node(touched, screen):
    told = []
    touched.positions_changed.connect(told.append)
    ground = Fingers(touched, screen)
    ground.to(a=QPoint(60, 700))
    ground.to(a=QPoint(80, 700))
    ground.to(a=QPoint(110, 720))
    ground.to(a=None)
    assert (touched.scene.view.cx, touched.scene.view.cy) == pytest.approx((150, 180))
    start, node = on_widget(touched, "a"), Fingers(touched, screen)
    node.to(a=start)
    node.to(a=start + QPoint(20, 5))
    node.to(a=start + QPoint(40, 30))
    node.to(a=None)
    assert told == [{"a": pytest.approx((40.0, 30.0))}]


def test_a_second_finger_gives_up_what_the_first_has_begun(touched, screen):
    told = []
    touched.positions_changed.connect(told.append)
    start, fingers = on_widget(touched, "a"), Fingers(touched, screen)
    fingers.to(a=start)
    fingers.to(a=start + QPoint(40, 0))
    assert touched.positions()["a"] == pytest.approx((40.0, 0.0))
    fingers.to(b=start + QPoint(140, 0))
    assert touched.positions()["a"] == (0.0, 0.0)
    fingers.to(b=start + QPoint(240, 0))
    fingers.to(a=None, b=None)
    assert touched.scene.view.scale == pytest.approx(2.0)
    assert told == []
    assert touched.mouse.gesture is None


def test_a_finger_that_trembles_taps_and_two_taps_open(touched, screen):
    opened = []
    touched.node_activated.connect(opened.append)
    at = on_widget(touched, "b")
    for _tap in range(2):
        fingers = Fingers(touched, screen)
        fingers.to(a=at)
        fingers.to(a=at + QPoint(5, 3))
        fingers.to(a=None)
        assert touched.selected_ids() == ["b"]
    assert opened == ["b"]
    assert touched.positions()["b"] == (200.0, 0.0)


def test_a_finger_that_rests_asks_for_the_menu(qtbot, touched, screen, monkeypatch):
    hints = QGuiApplication.styleHints()
    usual = hints.mousePressAndHoldInterval()
    hints.setMousePressAndHoldInterval(10)
    fingers = Fingers(touched, screen)
    try:
        with qtbot.waitSignal(touched.context_requested, timeout=3000) as asked:
            fingers.to(a=on_widget(touched, "c"))
    finally:
        hints.setMousePressAndHoldInterval(usual)
    assert asked.args[0] == "c"
    fingers.to(a=QPoint(100, 100))
    fingers.to(a=None)
    assert touched.positions()["c"] == (200.0, 200.0)


def test_the_overview_keeps_its_own_fingers(touched, screen):
    touched.set_network(*grouped(60, 100))
    touched.fit()
    touched.zoom_by(3)
    box, before = touched.overview.geometry(), touched.scene.view
    assert touched.overview.isVisible()
    fingers = Fingers(touched, screen)
    fingers.to(a=box.topLeft() + QPoint(30, 30))
    fingers.to(a=None)
    assert touched.scene.view.scale == before.scale
    assert (touched.scene.view.cx, touched.scene.view.cy) != (before.cx, before.cy)
