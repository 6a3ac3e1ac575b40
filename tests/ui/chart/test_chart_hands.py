"""Hands on a chart document: notes and frames are dragged and sized, shapes choose, keys do all of it."""

from itertools import pairwise

import numpy as np
import pytest
from chart_samples import grouped, small
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.analysis.chart_content import ChartContent
from app.analysis.chart_groups import folded
from app.base.chart_records import (
    ChartDocument,
    ChartFrame,
    ChartGroup,
    ChartItem,
    ChartNote,
    ChartSettings,
)
from ui.chart.chart_widget import ChartWidget
from ui.chart.hover_card import HoverCard
from ui.chart.link_bundles import bundle_id
from ui.chart.view_transform import ViewTransform
from ui.widgets.theme import apply_theme

LEFT = Qt.MouseButton.LeftButton
Mod = Qt.KeyboardModifier
NONE, CTRL, SHIFT, ALT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier, Mod.AltModifier
Key = Qt.Key
NOTES = (
    ChartNote("tied", "Muster text", 300, -40, 120, 60, "", "b"),
    ChartNote("free", "Muster text", -180, 250, 120, 60),
)
FRAMES = (ChartFrame("frame", "Muster", -60, 140, 320, 140),)
GROUPS = (ChartGroup("group", "Muster", ("a", "b"), False, 100, 0),)


class Heard(list):
    """What some signals said, in order."""

    def __init__(self, *signals) -> None:
        super().__init__()
        for signal in signals:
            signal.connect(lambda *said: self.append(said[0] if len(said) == 1 else said))


def content(**parts) -> ChartContent:
    given = {"notes": NOTES, "frames": FRAMES, "groups": GROUPS} | parts
    network, places = small()
    items = given.pop("items", {})
    document = ChartDocument("c", "case", "Chart 1", "organic", items, **given)
    return ChartContent(folded(network, document.groups), places | {"group": (100.0, 0.0)}, document)


@pytest.fixture
def chart(qtbot, qapp):
    apply_theme(qapp, "light")
    widget = ChartWidget()
    qtbot.addWidget(widget)
    widget.resize(1000, 800)
    widget.set_legend_shown(False)
    widget.set_chart(content())
    widget.show()
    widget.set_view(ViewTransform(1.0, 200, 200, 1000, 800))
    widget.setFocus()
    yield widget
    widget.hide()


def on_screen(widget, x, y) -> QPoint:
    return QPointF(*widget.scene.view.to_screen(np.array([[x, y]]))[0].tolist()).toPoint()


def at(widget, node_id) -> QPoint:
    return on_screen(widget, *widget.positions()[node_id])


def drag(qtbot, widget, start, end, modifier=NONE, during=NONE):
    qtbot.mousePress(widget, LEFT, modifier, start)
    for step in range(1, 6):
        qtbot.mouseMove(widget, start + (end - start) * step / 5)
    qtbot.mouseRelease(widget, LEFT, during, end)


def keys(qtbot, widget, *pressed):
    for key in pressed:
        key, modifier = key if isinstance(key, tuple) else (key, NONE)
        qtbot.keyClick(widget, key, modifier)


def boxes(widget) -> dict[str, tuple[float, float, float, float]]:
    document = widget.scene.model.content.document
    return {p.id: (p.x, p.y, p.width, p.height) for p in (*document.notes, *document.frames)}


def test_a_note_is_dragged_alone_and_told_as_a_part(qtbot, chart):
    nodes, parts = Heard(chart.positions_changed), Heard(chart.parts_changed)
    chart.select(["a"])
    drag(qtbot, chart, on_screen(chart, -120, 280), on_screen(chart, -100, 310))
    assert parts == [{"free": (-160.0, 280.0)}]
    assert nodes == []
    assert chart.scene.parts == {"free"}
    assert chart.selected_ids() == []
    assert boxes(chart)["free"] == (-160.0, 280.0, 120, 60)


def test_a_frame_takes_along_what_lies_in_it_in_one_change(qtbot, chart):
    nodes, parts = Heard(chart.positions_changed), Heard(chart.parts_changed)
    title = on_screen(chart, -40, 148)
    drag(qtbot, chart, title, title + QPoint(10, 20))
    assert parts == []
    assert nodes == [{"c": (210.0, 220.0), "d": (10.0, 220.0), "frame": (-50.0, 160.0)}]
    assert chart.positions()["a"] == (0.0, 0.0)


def test_a_tied_note_follows_its_node_and_escape_puts_all_back(qtbot, chart):
    heard = Heard(chart.positions_changed, chart.parts_changed)
    drag(qtbot, chart, at(chart, "b"), at(chart, "b") + QPoint(20, 0))
    assert heard == [{"b": (220.0, 0.0), "tied": (320.0, -40.0)}]
    before, places = boxes(chart), chart.positions()
    qtbot.mousePress(chart, LEFT, pos=at(chart, "b"))
    for step in (10, 20, 90):
        qtbot.mouseMove(chart, at(chart, "b") + QPoint(step, step))
    assert boxes(chart) != before
    qtbot.keyClick(chart, Key.Key_Escape)
    qtbot.mouseRelease(chart, LEFT, pos=QPoint(5, 5))
    assert (boxes(chart), chart.positions()) == (before, places)
    assert len(heard) == 1


@pytest.mark.parametrize(("part", "corner"), [("free", (-180, 250)), ("frame", (260, 280))])
def test_a_corner_changes_the_size_of_what_is_chosen(qtbot, chart, part, corner):
    heard = Heard(chart.part_resized)
    chart.choose_parts([part])
    x, y, width, height = boxes(chart)[part]
    start = on_screen(chart, *corner)
    drag(qtbot, chart, start, start + QPoint(10, 12))
    moved = corner[0] == x
    box = (x + 10, y + 12, width - 10, height - 12) if moved else (x, y, width + 10, height + 12)
    assert heard == [(part, *box)]
    assert boxes(chart)[part] == box
    start = on_screen(chart, box[0], box[1])
    drag(qtbot, chart, start, start + QPoint(900, 900))
    assert min(boxes(chart)[part][2:]) >= 24


def test_what_is_locked_or_not_to_be_changed_stays(qtbot, chart):
    chart.set_chart(content(items={"d": ChartItem("d", 0, 200, locked=True)}), keep_view=True)
    heard = Heard(chart.positions_changed, chart.parts_changed, chart.part_resized)
    title = on_screen(chart, -40, 148)
    drag(qtbot, chart, title, title + QPoint(10, 20))
    assert heard == [{"c": (210.0, 220.0), "frame": (-50.0, 160.0)}]
    chart.set_editable(False)
    start = on_screen(chart, -120, 280)
    drag(qtbot, chart, start, start + QPoint(30, 30))
    chart.choose_parts(["free"])
    keys(qtbot, chart, (Key.Key_Right, SHIFT), (Key.Key_Right, CTRL | SHIFT), Key.Key_N, Key.Key_Delete)
    assert len(heard) == 1


def test_with_alt_nodes_snap_to_the_grid(qtbot, chart):
    heard = Heard(chart.positions_changed)
    start = at(chart, "e")
    drag(qtbot, chart, start, start + QPoint(27, 13), during=ALT)
    assert heard == [{"e": (420.0, 420.0)}]


def test_a_folded_group_is_dragged_like_a_node(qtbot, chart):
    chart.set_chart(
        content(groups=(ChartGroup("group", "Muster", ("a", "b"), True, 100, 0),)), keep_view=True
    )
    heard, asked = Heard(chart.positions_changed), Heard(chart.fold_requested)
    drag(qtbot, chart, at(chart, "group"), at(chart, "group") + QPoint(10, 10))
    assert heard == [{"group": (110.0, 10.0)}]
    keys(qtbot, chart, Key.Key_E)
    assert asked == [(["group"], False)]


def test_a_lasso_chooses_what_it_encloses(qtbot, chart):
    corners = [(-40, -40), (240, -40), (240, 240), (160, 240), (160, 40), (-40, 40)]
    points = [on_screen(chart, *corner) for corner in corners]
    qtbot.mousePress(chart, LEFT, ALT, points[0])
    for begin, end in pairwise(points):
        for step in range(1, 5):
            qtbot.mouseMove(chart, begin + (end - begin) * step / 4)
    assert chart.grab().toImage() is not None
    qtbot.mouseRelease(chart, LEFT, NONE, points[-1])
    assert chart.selected_ids() == ["a", "b", "c"]


def test_choosing_by_what_things_are(chart):
    chart.values_of = lambda i: {"role": ("driver",)} if i in ("a", "e") else {}

    def chosen(key, *begin):
        chart.select(begin)
        commands = {command.key: command for command in chart.selection_commands()}
        commands[key].run()
        return chart.selected_ids()

    assert chosen("same_type", "a") == ["a"]
    assert chosen("type:vehicle") == ["c"]
    assert chosen("same_type", "k2") == ["k1", "k2", "k3", "k4", "k5", "k6"]
    assert chosen("value:role:driver", "a") == ["a", "e"]
    assert chosen("neighbours", "b") == ["a", "b", "c"]
    assert chosen("neighbours", "k3") == ["c", "d", "k3"]
    assert chosen("links", "b") == ["b", "k1", "k2"]
    assert chosen("paths", "b", "d") == ["b", "c", "d", "k2", "k3"]
    assert chosen("paths", "a", "e") == ["a", "e"]
    assert chosen("inverse", "a", "b") == ["c", "d", "e"]
    assert chosen("inverse", "k1", "k2") == ["k3", "k4", "k5", "k6"]
    assert chosen("group", "a") == ["a", "b"]
    assert chosen("all") == ["a", "b", "c", "d", "e"]
    chart.select([])
    assert "paths" not in {command.key for command in chart.selection_commands()}


def test_every_gesture_by_keyboard_alone(qtbot, chart):
    asked = Heard(
        chart.part_requested,
        chart.hide_requested,
        chart.pin_requested,
        chart.lock_requested,
        chart.fold_requested,
        chart.align_requested,
        chart.distribute_requested,
        chart.removal_requested,
    )
    chart.restore_requested.connect(lambda: asked.append("restore"))
    keys(qtbot, chart, Key.Key_Home, (Key.Key_Right, CTRL), Key.Key_Space)
    assert chart.selected_ids() == ["a", "b"]
    keys(qtbot, chart, Key.Key_N, Key.Key_R, Key.Key_G, Key.Key_H, (Key.Key_H, SHIFT), Key.Key_P, Key.Key_S)
    keys(qtbot, chart, Key.Key_E, Key.Key_A, Key.Key_Up)
    pair = ["a", "b"]
    assert asked == [
        ("note", pair),
        ("frame", pair),
        ("group", pair),
        pair,
        "restore",
        (pair, True),
        (pair, True),
        (["group"], True),
        (pair, "top"),
    ]
    asked.clear()
    keys(qtbot, chart, Key.Key_B, Key.Key_D, Key.Key_Down, Key.Key_A, Key.Key_X)
    assert asked == [(["a", "b", "c"], "down")]
    assert chart.keyboard.hint() == ""
    keys(qtbot, chart, (Key.Key_I, CTRL | SHIFT))
    assert chart.selected_ids() == ["d", "e"]
    keys(qtbot, chart, Key.Key_Escape, Key.Key_M, Key.Key_M, (Key.Key_M, SHIFT))
    assert chart.scene.parts == {"tied"}
    keys(qtbot, chart, Key.Key_Delete)
    assert asked[1:] == [(["tied"], [])]


def test_notes_and_frames_by_keyboard(qtbot, chart):
    moved, sized = Heard(chart.parts_changed), Heard(chart.part_resized)
    opened = Heard(chart.note_activated, chart.frame_activated)
    keys(qtbot, chart, Key.Key_M, (Key.Key_Right, SHIFT), (Key.Key_Down, CTRL | SHIFT), Key.Key_Return)
    assert moved == [{"tied": (312.0, -40.0)}]
    assert sized == [("tied", 312.0, -40.0, 120.0, 72.0)]
    keys(qtbot, chart, (Key.Key_M, SHIFT), Key.Key_Return, Key.Key_Z)
    assert opened == ["tied", "frame"]
    screen = [on_screen(chart, x, y) for x, y in ((-60, 140), (260, 280))]
    assert all(chart.rect().contains(place) for place in screen)
    keys(qtbot, chart, Key.Key_Escape)
    assert chart.scene.parts == frozenset()


def test_links_and_zoom_by_keyboard(qtbot, chart):
    opened = Heard(chart.link_activated)
    keys(qtbot, chart, Key.Key_Home, Key.Key_Period, Key.Key_Return, Key.Key_Period, Key.Key_Return)
    assert opened == ["k1", "k4"]
    keys(qtbot, chart, Key.Key_Comma, Key.Key_Plus, Key.Key_Plus)
    assert chart.selected_ids() == ["k1"]
    keys(qtbot, chart, Key.Key_1)
    assert chart.scene.view.scale == pytest.approx(1.0)
    keys(qtbot, chart, Key.Key_0)
    corners = chart.scene.view.to_screen(chart.scene.extent())
    assert (corners >= 0).all()


def test_a_card_comes_after_a_rest_and_goes_with_the_pointer(qtbot, chart):
    asked = []

    def card_of(subject_id):
        asked.append(subject_id)
        return HoverCard(f"Muster {subject_id}", "person", "fact", 3, 1, "B2", ("role: driver",))

    chart.cards.card_of = card_of
    qtbot.mouseMove(chart, at(chart, "a"))
    qtbot.mouseMove(chart, at(chart, "a") + QPoint(1, 0))
    assert not chart.cards.panel.isVisible()
    qtbot.waitUntil(chart.cards.panel.isVisible, timeout=3000)
    panel: QWidget = chart.cards.panel
    assert asked == ["a"]
    assert panel.accessibleName() == "Muster a"
    assert "3 findings · 1 source · best grading B2" in panel.accessibleDescription()
    assert chart.rect().contains(panel.geometry())
    qtbot.mouseMove(chart, QPoint(5, 400))
    assert not panel.isVisible()
    keys(qtbot, chart, Key.Key_End, Key.Key_F2)
    assert panel.isVisible()
    assert asked[-1] == "e"
    assert chart.rect().contains(panel.geometry())
    keys(qtbot, chart, Key.Key_Escape)
    assert not panel.isVisible()
    assert chart.selected_ids() == ["e"]
    keys(qtbot, chart, Key.Key_Period, Key.Key_Home, Key.Key_Period, Key.Key_F2)
    assert asked[-1] == "k1"
    chart.cards.card_of = lambda _i: None
    keys(qtbot, chart, Key.Key_F2, Key.Key_F2)
    assert not panel.isVisible()


def test_a_bundle_offers_its_links(qtbot, chart):
    chart.set_chart(content(settings=ChartSettings(bundle=True)), keep_view=True)
    heard, hidden = Heard(chart.link_activated), Heard(chart.hide_requested)
    name = bundle_id("a", "c")
    chart.select([name])
    keys(qtbot, chart, Key.Key_H)
    assert hidden == [["k4", "k5", "k6"]]
    chart.bundle_menu(name).actions()[-1].trigger()
    assert heard == ["k6"]


def test_a_click_chooses_a_link_before_the_frame_under_it(qtbot, chart):
    heard = Heard(chart.parts_chosen)
    qtbot.mouseClick(chart, LEFT, pos=on_screen(chart, 100, 200))
    assert chart.selected_ids() == ["k3"]
    qtbot.mouseClick(chart, LEFT, pos=on_screen(chart, -60, 180))
    assert chart.selected_ids() == []
    qtbot.mouseClick(chart, LEFT, CTRL, on_screen(chart, -120, 280))
    assert heard == [["frame"], ["frame", "free"]]
    qtbot.mouseClick(chart, LEFT, pos=QPoint(990, 790))
    assert chart.scene.parts == frozenset()


@pytest.mark.parametrize("way", ["zoom", "pan", "smart", "pad"])
def test_fingers_zoom_and_move_the_ground(chart, way):
    before, place = chart.scene.view, QPointF(300, 200)
    device, gesture = QPointingDevice.primaryPointingDevice(), Qt.NativeGestureType
    kinds = {
        "zoom": (gesture.ZoomNativeGesture, 0.25),
        "pan": (gesture.PanNativeGesture, 0.0),
        "smart": (gesture.SmartZoomNativeGesture, 0.0),
    }
    if way in kinds:
        kind, value = kinds[way]
        event = QNativeGestureEvent(kind, device, 2, place, place, place, value, QPointF(30, 10))
    else:
        pad = QPointingDevice(
            "pad",
            7,
            QInputDevice.DeviceType.TouchPad,
            QPointingDevice.PointerType.Finger,
            QInputDevice.Capability.PixelScroll,
            5,
            3,
        )
        event = QWheelEvent(
            place,
            place,
            QPoint(30, 10),
            QPoint(0, 40),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.ScrollUpdate,
            False,
            Qt.MouseEventSource.MouseEventNotSynthesized,
            pad,
        )
    QApplication.sendEvent(chart, event)
    after = chart.scene.view
    if way == "zoom":
        assert after.scale == pytest.approx(1.25)
        assert after.to_world(300, 200) == pytest.approx(before.to_world(300, 200))
    elif way == "smart":
        assert (after.to_screen(chart.scene.extent()) >= 0).all()
    else:
        assert (after.cx, after.cy, after.scale) == pytest.approx((before.cx - 30, before.cy - 10, 1.0))


def test_a_large_chart_has_an_overview_while_something_is_out_of_sight(qtbot, chart):
    network, places = grouped(60, 100)
    chart.set_chart(ChartContent(network, places))
    chart.fit()
    assert not chart.overview.isVisible()
    chart.zoom_by(3)
    assert chart.overview.isVisible()
    assert chart.rect().contains(chart.overview.geometry())
    keys(qtbot, chart, Key.Key_O)
    assert not chart.overview.isVisible()
    keys(qtbot, chart, Key.Key_O, Key.Key_F)
    assert not chart.overview.isVisible()
