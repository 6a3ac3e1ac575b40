"""The chart in a window: gestures, keys, signals, painting."""

import numpy as np
import pytest
from chart_samples import large, small
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.analysis.network import NetNode, Network
from app.base.i18n import set_language
from ui.chart.chart_widget import ChartWidget
from ui.chart.overlay_painter import handle_place
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.set_network(*small())
    widget.set_legend_shown(False)
    widget.show()
    widget.set_view(ViewTransform(1.0, 200, 200, 900, 700))
    widget.setFocus()
    return widget


def at(widget, node_id) -> QPoint:
    number = widget.scene.model.index[node_id]
    return QPointF(*widget.scene.screen()[number].tolist()).toPoint()


def drag(qtbot, widget, start, end, *, button=LEFT, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mousePress(widget, button, modifier, start)
    for step in range(1, 6):
        qtbot.mouseMove(widget, start + (end - start) * step / 5)
    qtbot.mouseRelease(widget, button, modifier, end)


class Heard(list):
    """What a signal said."""

    def __init__(self, signal) -> None:
        super().__init__()
        signal.connect(lambda *said: self.append(said[0] if len(said) == 1 else said))


def test_a_drag_tells_once_and_moves_exactly_the_chosen_nodes(qtbot, chart):
    chart.select(["a", "b"])
    before, heard = chart.positions(), Heard(chart.positions_changed)
    drag(qtbot, chart, at(chart, "a"), at(chart, "a") + QPoint(40, 25))
    assert len(heard) == 1
    assert heard[0] == {"a": (40.0, 25.0), "b": (240.0, 25.0)}
    after = chart.positions()
    assert {i for i in after if after[i] != before[i]} == {"a", "b"}


def test_dragging_an_unchosen_node_chooses_and_moves_it_alone(qtbot, chart):
    chart.select(["a", "b"])
    heard = Heard(chart.positions_changed)
    drag(qtbot, chart, at(chart, "c"), at(chart, "c") + QPoint(-30, 10))
    assert chart.selected_ids() == ["c"]
    assert heard == [{"c": (170.0, 210.0)}]


def test_a_click_moves_nothing_and_escape_gives_a_drag_up(qtbot, chart):
    heard = Heard(chart.positions_changed)
    qtbot.mouseClick(chart, LEFT, pos=at(chart, "a"))
    place = at(chart, "b")
    qtbot.mousePress(chart, LEFT, pos=place)
    qtbot.mouseMove(chart, place + QPoint(50, 50))
    qtbot.mouseMove(chart, place + QPoint(60, 50))
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    qtbot.mouseRelease(chart, LEFT, pos=place)
    assert heard == []
    assert chart.positions()["b"] == (200.0, 0.0)


def test_the_wheel_keeps_the_point_under_the_cursor(chart):
    place = QPointF(321.0, 234.0)
    before = chart.scene.view.to_world(place.x(), place.y())
    for turn in (120, 120, -360):
        event = QWheelEvent(
            place,
            chart.mapToGlobal(place),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(chart, event)
        assert chart.scene.view.to_world(place.x(), place.y()) == pytest.approx(before)
    assert chart.scene.view.scale != 1.0


@pytest.mark.parametrize("way", ["ground", "middle", "space"])
def test_the_ground_is_dragged(qtbot, chart, way):
    start = at(chart, "a") if way == "space" else QPoint(60, 600)
    if way == "space":
        qtbot.keyPress(chart, Qt.Key.Key_Space)
    drag(qtbot, chart, start, start + QPoint(30, -20), button=MIDDLE if way == "middle" else LEFT)
    assert (chart.scene.view.cx, chart.scene.view.cy) == pytest.approx((170, 220))
    assert chart.positions()["a"] == (0.0, 0.0)
    if way == "space":
        qtbot.keyRelease(chart, Qt.Key.Key_Space)


def test_a_rubber_band_chooses_what_lies_in_it(qtbot, chart):
    heard = Heard(chart.selection_changed)
    corner = at(chart, "a") - QPoint(40, 40)
    drag(qtbot, chart, corner, at(chart, "b") + QPoint(40, 40), modifier=SHIFT)
    assert heard == [["a", "b"]]
    drag(
        qtbot,
        chart,
        at(chart, "d") + QPoint(-40, 40),
        at(chart, "d") + QPoint(30, -30),
        modifier=SHIFT | CTRL,
    )
    assert chart.selected_ids() == ["a", "b", "d"]


def test_clicks_choose_nodes_links_and_nothing(qtbot, chart):
    qtbot.mouseClick(chart, LEFT, pos=at(chart, "a"))
    qtbot.mouseClick(chart, LEFT, CTRL, at(chart, "d"))
    assert chart.selected_ids() == ["a", "d"]
    qtbot.mouseClick(chart, LEFT, CTRL, at(chart, "a"))
    assert chart.selected_ids() == ["d"]
    qtbot.mouseClick(chart, LEFT, pos=(at(chart, "a") + at(chart, "b")) / 2)
    assert chart.selected_ids() == ["k1"]
    qtbot.mouseClick(chart, LEFT, pos=QPoint(60, 600))
    assert chart.selected_ids() == []


@pytest.mark.parametrize("way", ["handle", "alt"])
def test_dragging_from_one_node_to_another_asks_for_a_link(qtbot, chart, way):
    heard = Heard(chart.link_requested)
    start = at(chart, "a")
    if way == "handle":
        qtbot.mouseMove(chart, start)
        start = QPointF(*handle_place(chart.scene, chart.scene.model.index["a"])).toPoint()
        qtbot.mouseMove(chart, start)
    modifier = ALT if way == "alt" else Qt.KeyboardModifier.NoModifier
    drag(qtbot, chart, start, at(chart, "d"), modifier=modifier)
    drag(qtbot, chart, start, QPoint(60, 640), modifier=modifier)
    assert heard == [("a", "d")]
    assert chart.positions()["a"] == (0.0, 0.0)


def test_double_click_makes_a_node_opens_a_node_and_opens_a_link(qtbot, chart):
    new, opened = Heard(chart.node_requested), Heard(chart.node_activated)
    links = Heard(chart.link_activated)
    qtbot.mouseDClick(chart, LEFT, pos=QPoint(50, 650))
    qtbot.mouseDClick(chart, LEFT, pos=at(chart, "b"))
    qtbot.mouseDClick(chart, LEFT, pos=(at(chart, "c") + at(chart, "d")) / 2)
    assert new == [(pytest.approx(-200), pytest.approx(500))]
    assert opened == ["b"]
    assert links == ["k3"]


def test_what_may_not_be_edited_only_pans(qtbot, chart):
    chart.set_editable(False)
    moved, new = Heard(chart.positions_changed), Heard(chart.node_requested)
    drag(qtbot, chart, at(chart, "a"), at(chart, "a") + QPoint(40, 0))
    qtbot.mouseDClick(chart, LEFT, pos=QPoint(50, 650))
    chart.select(["a"])
    qtbot.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    assert moved == []
    assert new == []
    assert chart.scene.view.cx == pytest.approx(160)


def test_everything_works_by_keyboard(qtbot, chart):
    opened, moved = Heard(chart.node_activated), Heard(chart.positions_changed)
    linked, new = Heard(chart.link_requested), Heard(chart.node_requested)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.selected_ids() == ["a"]
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.selected_ids() == ["b"]
    qtbot.keyClick(chart, Qt.Key.Key_Down, CTRL | SHIFT)
    assert chart.selected_ids() == ["b", "c"]
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Up, SHIFT)
    qtbot.keyClick(chart, Qt.Key.Key_L)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Insert)
    assert opened == ["c"]
    assert moved == [{"b": (200.0, -12.0), "c": (200.0, 188.0)}]
    assert linked == [("c", "d")]
    assert len(new) == 1
    qtbot.keyClick(chart, Qt.Key.Key_A, CTRL)
    assert chart.selected_ids() == ["a", "b", "c", "d", "e"]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.selected_ids() == []
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart.selected_ids() == ["a"]
    qtbot.keyClick(chart, Qt.Key.Key_Space)
    assert chart.selected_ids() == []
    scale = chart.scene.view.scale
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert chart.scene.view.scale > scale
    qtbot.keyClick(chart, Qt.Key.Key_F)
    everything = chart.scene.screen()
    assert ((everything > 0) & (everything < (900, 700))).all()


def test_the_keyboard_draws_no_link_from_a_node_to_itself_and_escape_ends_it(qtbot, chart):
    heard = Heard(chart.link_requested)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_L)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_L)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert heard == []
    assert chart.keyboard.link_from == -1


def test_context_menu_by_mouse_and_by_key(qtbot, chart):
    heard = Heard(chart.context_requested)
    for reason, place in (
        (QContextMenuEvent.Reason.Mouse, at(chart, "b")),
        (QContextMenuEvent.Reason.Keyboard, QPoint(1, 1)),
    ):
        QApplication.sendEvent(chart, QContextMenuEvent(reason, place, chart.mapToGlobal(place)))
        qtbot.keyClick(chart, Qt.Key.Key_End)
    assert [name for name, _place in heard] == ["b", "e"]
    assert heard[1][1] == chart.mapToGlobal(at(chart, "e"))


def test_finding_flying_and_ending_it(qtbot, chart):
    chart.highlight(["e", "nothing"])
    assert chart.scene.found == {"e"}
    chart.set_view(chart.scene.view.zoomed(0.1, 0, 0))
    chart.fly_to("e")
    assert at(chart, "e") == QPoint(450, 350)
    assert chart.scene.view.scale >= 0.8
    chart.fly_to("nothing")
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not chart.scene.found


def test_a_new_network_keeps_what_is_chosen_and_the_view_if_asked(chart):
    network, positions = small()
    chart.select(["a", "b", "k1"])
    heard, view = Heard(chart.selection_changed), chart.scene.view
    rest = Network(tuple(n for n in network.nodes if n.id != "b"), ())
    chart.set_network(rest, positions, keep_view=True)
    assert heard == [["a"]]
    assert chart.scene.view == view
    chart.set_positions({"a": (5.0, 6.0), "gone": (0.0, 0.0)})
    assert chart.positions()["a"] == (5.0, 6.0)


def test_it_says_what_it_shows(chart):
    assert chart.accessibleName() == "Link chart"
    chart.select(["a", "b"])
    chart.focus_node(0)
    text = chart.accessibleDescription()
    assert "5 nodes, 6 links" in text
    assert "Muster A" in text
    assert "2 chosen" in text
    rows = chart.as_table()
    assert len(rows) == 7
    assert (rows[0].start, rows[0].link, rows[0].end, rows[0].directed) == (
        "Muster A",
        "Contact",
        "Muster B",
        True,
    )
    assert rows[-1].start == "Muster E"
    set_language("de")
    chart.retranslate()


def _image(widget) -> QImage:
    widget.repaint()
    return widget.grab().toImage()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_themes_give_their_own_picture(qapp, chart, theme):
    apply_theme(qapp, theme)
    ground = _image(chart).pixelColor(5, 5).lightness()
    assert ground > 200 if theme == "light" else ground < 60
    apply_theme(qapp, "light")
    assert _image(chart).pixelColor(5, 5).lightness() > 200


def test_standings_differ_without_colour(qtbot, chart):
    chart.hide()
    chart.show()
    image = _image(chart).convertToFormat(QImage.Format.Format_Grayscale8)

    def inked(start, end):
        a, b = at(chart, start), at(chart, end)
        steps = range(14, 34)  # the name stands in the middle
        return sum(image.pixelColor(a + (b - a) * s / 100).lightness() < 235 for s in steps) / len(steps)

    assert inked("a", "b") > 0.95
    assert 0.3 < inked("b", "c") < 0.95


@pytest.mark.parametrize("moving", [True, False])
def test_many_links_are_painted(qtbot, moving):
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(1366, 768)
    widget.set_network(*large(2000, 6000))
    widget.show()
    if moving:
        widget.set_view(widget.scene.view.panned(40, 10))
    image = _image(widget)
    ink = np.frombuffer(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits(), np.uint8)
    assert (ink < 200).mean() > 0.05
    widget.zoom_by(40)
    _image(widget)
    widget.hide()


def test_an_empty_chart_says_what_to_do_and_one_node_can_be_shown(qtbot):
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    _image(widget)
    qtbot.keyClick(widget, Qt.Key.Key_Home)
    qtbot.keyClick(widget, Qt.Key.Key_Right)
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    widget.fit()
    widget.set_network(Network((NetNode("x", "person", "Muster X"),), ()), {})
    _image(widget)
    assert at(widget, "x").x() > 0
    widget.hide()


def test_hover_shows_neighbours_and_names(qtbot, chart):
    plain = _image(chart)
    qtbot.mouseMove(chart, at(chart, "a"))
    assert chart.scene.hover == 0
    assert _image(chart) != plain
    qtbot.mouseMove(chart, QPoint(60, 600))
    assert chart.scene.hover == -1


def test_rest_comes_after_motion(qtbot, chart):
    timer = chart.findChild(QTimer)
    chart.set_view(chart.scene.view.panned(10, 0))
    with qtbot.waitSignal(timer.timeout, timeout=2000):
        pass
    assert not timer.isActive()


def test_labels_keep_clear_of_the_legend(chart):
    chart.set_legend_shown(True)
    _image(chart)
    (x, y, width, height) = chart.scene.covered[0]
    assert (x, y + height) == (0, 700)
    # Node "a" stands beside the legend.
    chart.set_view(ViewTransform(1.0, 450 - width - 3, 350 - y - height / 2, 900, 700))
    chart.findChild(QTimer).stop()
    _image(chart)
    assert chart.scene.label_places[0] not in (0, 1, 3)
