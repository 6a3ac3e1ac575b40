"""Nodes on their way: the same way every time, and a hand or another way takes over at any moment."""

import numpy as np
import pytest
from chart_samples import grouped
from PySide6.QtCore import QAbstractAnimation, QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.analysis.layouts import layout
from ui.chart import position_animation
from ui.chart.chart_widget import ChartWidget
from ui.widgets.theme import apply_theme

MOMENTS = (0, 60, 150, 210, 333, position_animation.DURATION_MS)


@pytest.fixture
def gliding(qtbot, qapp, monkeypatch):
    apply_theme(qapp, "light")
    monkeypatch.setattr(position_animation, "wanted", lambda: True)
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.set_network(*grouped(40, 60))
    widget.show()
    yield widget
    widget.hide()


def clock(chart: ChartWidget) -> QVariantAnimation:
    """The clock of the way, stopped so that a test can turn it."""
    way = chart.animation.findChild(QVariantAnimation)
    way.pause()
    return way


def places_at(chart: ChartWidget, moments) -> list[np.ndarray]:
    way, seen = clock(chart), []
    for moment in moments:
        way.setCurrentTime(moment)
        seen.append(chart.scene.model.xy.copy())
    return seen


def test_the_way_depends_on_the_moment_alone(gliding):
    network, start = grouped(40, 60)
    goal = layout(network, "circle", seed=3)
    assert goal == layout(network, "circle", seed=3)
    ways = []
    for moments in (MOMENTS, MOMENTS[::2], MOMENTS):
        gliding.set_positions(start)
        gliding.animate_to(goal)
        ways.append(dict(zip(moments, places_at(gliding, moments), strict=True)))
        gliding.animation.finish()
        assert gliding.positions() == goal
    for moment in MOMENTS[::2]:
        assert (ways[0][moment] == ways[1][moment]).all()
    first, last = ways[0][0], ways[0][MOMENTS[-1]]
    for moment in MOMENTS:
        assert (ways[0][moment] == ways[2][moment]).all()
        on_the_way = np.abs(ways[0][moment] - first).max(axis=1)
        assert (on_the_way <= np.abs(last - first).max(axis=1) + 1e-9).all()


def test_another_way_begins_where_the_nodes_are(gliding):
    network, _start = grouped(40, 60)
    gliding.animate_to(layout(network, "circle"))
    halfway = places_at(gliding, (210,))[0]
    gliding.animate_to(layout(network, "grid"))
    assert (places_at(gliding, (0,))[0] == halfway).all()
    gliding.animation.finish()
    assert gliding.positions() == layout(network, "grid")


@pytest.mark.parametrize("hand", ["press", "key"])
def test_a_hand_ends_the_way_at_its_goal(qtbot, gliding, hand):
    goal = layout(grouped(40, 60)[0], "circle")
    ended = []
    gliding.animation_ended.connect(lambda: ended.append(gliding.positions()))
    gliding.animate_to(goal)
    places_at(gliding, (210,))
    assert gliding.positions() != goal
    if hand == "press":
        qtbot.mouseClick(gliding, Qt.MouseButton.MiddleButton, pos=QPoint(5, 5))
    else:
        qtbot.keyClick(gliding, Qt.Key.Key_Shift)
    assert ended == [goal]
    assert not gliding.animation.running
    assert gliding.animation.findChild(QVariantAnimation).state() == QAbstractAnimation.State.Stopped


def test_the_wheel_zooms_while_nodes_glide_and_stopping_keeps_them_where_they_are(gliding):
    gliding.animate_to(layout(grouped(40, 60)[0], "circle"))
    halfway = places_at(gliding, (210,))[0]
    at, scale = QPointF(300, 200), gliding.scene.view.scale
    wheel = QWheelEvent(
        at,
        gliding.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(gliding, wheel)
    assert gliding.scene.view.scale > scale
    assert gliding.animation.running
    gliding.animation.stop()
    assert (gliding.scene.model.xy == halfway).all()
    assert not gliding.animation.running
