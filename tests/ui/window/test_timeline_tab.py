"""The timeline in the window: lanes, filters, keyboard, what carries no date, and the picture."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.analysis.time_events import Dated, Grouping
from app.analysis.time_extent import extent
from app.base.records import Standing
from ui.case.timeline_tab import TimelineLanesTab
from ui.case.workspace import CaseWorkspace
from ui.timeline.lanes_painter import AXIS, NAMES, STRIP
from ui.timeline.time_scene import TimeScene
from ui.widgets.facet import RowFilter

Settled = Callable[[], None]
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(case: CaseWorkspace, settled: Settled) -> TimelineLanesTab:
    """The timeline of the sample's first case, in sight."""
    case.show_tab("timeline")
    settled()
    shown = case.tabs["timeline"]
    assert isinstance(shown, TimelineLanesTab)
    return shown


def _place(tab: TimelineLanesTab, mark: int) -> QPoint:
    """Where a mark lies in the widget."""
    scene = tab.lanes.scene
    x = float((scene.arranged.left[mark] + scene.arranged.right[mark]) / 2) + scene.shift()
    return QPointF(x + NAMES, float(scene.arranged.middle[mark]) - scene.view.top + STRIP + AXIS).toPoint()


def test_lanes_show_what_is_dated_and_count_the_rest(tab: TimelineLanesTab) -> None:
    assert [event.when for event in tab.lanes.scene.events] == ["May 1980", "May 1981", "from April 2021"]
    assert [lane.title for lane in tab.lanes.scene.lanes] == ["Erika Mustermann", "Muster Mietwagen GmbH"]
    assert "3 dated findings" in tab.lanes.accessibleDescription()
    tab.pages.button(2).click()
    assert tab.undated.isVisible()
    assert len(tab.undated.model.rows) == len(tab.desk.data.current) - 3
    tab.pages.button(1).click()
    assert tab.rows.table.isVisible()
    assert len(tab.rows.table.model.rows) == 3


def test_a_click_leads_to_the_finding(tab: TimelineLanesTab, case: CaseWorkspace, qtbot: QtBot) -> None:
    tab.lanes.fit()
    qtbot.mouseClick(tab.lanes, _LEFT, pos=_place(tab, 0))
    event = tab.lanes.scene.events[0]
    assert tab.desk.subject_id == event.subject_id
    assert case.inspector.finding_id == event.finding_id
    assert tab.lanes.scene.chosen().any()
    assert "May 1980" in tab.lanes.accessibleDescription()


def test_a_birth_long_ago_does_not_press_the_rest_together() -> None:
    when = ["1958-03-01", "1980-05-17", *(f"2025-{month:02d}-03" for month in range(1, 11))]
    scene = TimeScene()
    scene.show([_dated(number, day) for number, day in enumerate(when)], ())
    first, last = scene.dense_span()
    assert date(2024, 11, 1).toordinal() < first < date(2025, 1, 3).toordinal()
    assert last == scene.span()[1]
    even = [_dated(number, f"{1960 + 4 * number}-03-01") for number in range(14)]
    scene.show(even, ())
    assert scene.dense_span() == scene.span()


def _dated(number: int, when: str) -> Dated:
    return Dated(
        str(number), "p", "Erika", "person", "gesehen", when, extent(when), Standing.FACT, "", ("p",)
    )


def test_the_same_stretch_stays_in_sight_when_the_place_gets_narrower(
    tab: TimelineLanesTab, settled: Settled
) -> None:
    tab.lanes.pan_by(10, 0)
    before = tab.lanes.scene.view
    tab.save_action.trigger()
    settled()
    after = tab.lanes.scene.view
    assert after.width < before.width
    assert after.first == pytest.approx(before.first)
    assert after.last == pytest.approx(before.last)


def test_everything_goes_by_key(tab: TimelineLanesTab, case: CaseWorkspace, qtbot: QtBot) -> None:
    lanes = tab.lanes
    qtbot.keyClick(lanes, Qt.Key.Key_Home)
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert lanes.scene.focus == 1
    qtbot.keyClick(lanes, Qt.Key.Key_Left)
    assert lanes.scene.focus == 0
    qtbot.keyClick(lanes, Qt.Key.Key_Down)
    assert lanes.scene.events[lanes.scene.focus].subject_type == "manages"
    scale = lanes.scene.view.scale
    qtbot.keyClick(lanes, Qt.Key.Key_Plus)
    assert lanes.scene.view.scale > scale
    qtbot.keyClick(lanes, Qt.Key.Key_Minus)
    assert lanes.scene.view.scale == pytest.approx(scale)
    first = lanes.scene.view.first
    qtbot.keyClick(lanes, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert lanes.scene.view.first > first
    qtbot.keyClick(lanes, Qt.Key.Key_0)
    view = lanes.scene.view
    assert view.first < lanes.scene.span()[0]
    assert view.last > lanes.scene.span()[1]
    with qtbot.waitSignal(lanes.event_activated) as opened:
        qtbot.keyClick(lanes, Qt.Key.Key_Return)
    assert case.inspector.finding_id == opened.args[0]


def test_the_wheel_zooms_at_the_pointer(tab: TimelineLanesTab, qapp: QApplication) -> None:
    lanes = tab.lanes
    at = QPointF(NAMES + 200, STRIP + AXIS + 30)
    before = lanes.scene.view.day(200)
    scale = lanes.scene.view.scale
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, QPointF(lanes.mapToGlobal(at)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(lanes, event)
    assert lanes.scene.view.scale > scale
    assert lanes.scene.view.day(200) == pytest.approx(before)


def test_a_stretch_of_the_overview_is_brushed_into_sight(tab: TimelineLanesTab, qtbot: QtBot) -> None:
    lanes = tab.lanes
    lanes.fit()
    wide = lanes.scene.view.last - lanes.scene.view.first
    qtbot.mousePress(lanes, _LEFT, pos=QPoint(NAMES + 100, 20))
    qtbot.mouseMove(lanes, QPoint(NAMES + 180, 20))
    qtbot.mouseRelease(lanes, _LEFT, pos=QPoint(NAMES + 180, 20))
    assert lanes.scene.view.last - lanes.scene.view.first < wide / 2


def test_dragging_moves_and_chooses_nothing(tab: TimelineLanesTab, qtbot: QtBot) -> None:
    lanes = tab.lanes
    first = lanes.scene.view.first
    start = QPoint(NAMES + 300, STRIP + AXIS + 20)
    qtbot.mousePress(lanes, _LEFT, pos=start)
    qtbot.mouseMove(lanes, start + QPoint(60, 0))
    qtbot.mouseRelease(lanes, _LEFT, pos=start + QPoint(60, 0))
    assert lanes.scene.view.first < first
    assert lanes.scene.focus < 0


def test_filters_and_lanes(tab: TimelineLanesTab, sample: Sample) -> None:
    tab.narrow(RowFilter().with_codes("agency", (sample.police,)))
    assert [event.when for event in tab.lanes.scene.events] == ["May 1981"]
    assert len(tab.chips.chips) == 1
    tab.chips.chips[0].click()
    assert len(tab.lanes.scene.events) == 3
    tab.narrow(RowFilter().with_codes("days", ("2000-01-01", "")))
    assert [event.subject_type for event in tab.lanes.scene.events] == ["manages"]
    tab.narrow(RowFilter())
    tab.grouping.setCurrentIndex(tab.grouping.findData(Grouping.AGENCY.value))
    tab.grouping.activated.emit(1)
    assert [lane.title for lane in tab.lanes.scene.lanes] == [
        "Police Musterstadt",
        "Trade Office Musterstadt",
    ]


def test_a_subject_chosen_elsewhere_comes_forward(tab: TimelineLanesTab, sample: Sample) -> None:
    tab.desk.choose_subject(sample.company)
    chosen = tab.lanes.scene.chosen()
    assert [event.subject_type for event, own in zip(tab.lanes.scene.events, chosen, strict=True) if own] == [
        "manages"
    ]


def test_the_picture_is_written_from_the_window(
    tab: TimelineLanesTab, settled: Settled, tmp_path: Path
) -> None:
    tab.save_action.trigger()
    assert tab.picture.isVisible()
    tab.picture.form.set_value("stretch", "all")
    tab.picture.save_to(tmp_path / "zeit.svg")
    settled()
    text = (tmp_path / "zeit.svg").read_text(encoding="utf-8")
    assert "Erika Mustermann" in text
    assert "Internal – not for release" in text
    assert re.search(r">[^<]*1980", text)
    assert not tab.picture.isVisible()
    reach = tab.lanes.scene.events[2].extent
    tab.lanes.set_view(tab.lanes.scene.view.spanning(reach.first, reach.last))
    tab.picture.ask()
    tab.picture.form.set_value("stretch", "window")
    tab.picture.save_to(tmp_path / "teil.svg")
    settled()
    # Words alone: a coordinate may hold the same four digits.
    assert not re.search(r">[^<]*1980", (tmp_path / "teil.svg").read_text(encoding="utf-8"))
