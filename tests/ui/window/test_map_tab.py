"""The map in the window: places, distances, what lies near, markers of several, and the picture."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import findings, subjects
from app.casework.findings import Statement
from ui.case.map_tab import MapTab
from ui.case.timeline_query import DAYS, TYPE
from ui.case.workspace import CaseWorkspace
from ui.widgets.facet import RowFilter

Settled = Callable[[], None]
PLACES = {
    "Spielhalle Essen": "51.4556,7.0116",
    "Büro Essen": "51.4556,7.0116",
    "Werkstatt Bochum": "51.4818,7.2162",
    "Lager München": "48.1374,11.5755",
}


@pytest.fixture
def tab(case: CaseWorkspace, sample: Sample, settled: Settled) -> MapTab:
    """The map over the first case, with four places of which two are the same point."""
    store = case.session.store
    source = next(iter(case.desk.data.sources))
    for name, where in PLACES.items():
        made = subjects.add_node(
            store,
            sample.case_id,
            "place",
            [Statement("name", name, source), Statement("coordinates", where, source)],
        )
        if "Büro" not in name:
            owned = [Statement("exists", "yes", source)]
            subjects.add_link(store, sample.case_id, "owns", sample.person, made.ids[0], owned)
    case.desk.load()
    settled()
    case.show_tab("map")
    settled()
    shown = case.tabs["map"]
    assert isinstance(shown, MapTab)
    return shown


def _number(tab: MapTab, name: str) -> int:
    return next(n for n, place in enumerate(tab.map.scene.places) if place.subject == name)


def test_without_coordinates_the_map_says_what_to_do(case: CaseWorkspace, settled: Settled) -> None:
    case.show_tab("map")
    settled()
    tab = case.tabs["map"]
    assert isinstance(tab, MapTab)
    assert tab.nothing.isVisible()
    assert not tab.save_action.isEnabled()


def test_all_places_are_in_sight_and_in_the_table(tab: MapTab) -> None:
    scene = tab.map.scene
    assert [row.place for row in tab.table.model.rows] == sorted(PLACES)
    for number in range(4):
        x, y = scene.spot(number)
        assert 0 <= x <= scene.view.width
        assert 0 <= y <= scene.view.height
    assert sum(len(marker.members) for marker in scene.markers) == 4
    assert tab.map.accessibleDescription() == "4 places"


def test_a_click_leads_to_the_subject(tab: MapTab, case: CaseWorkspace, qtbot: QtBot) -> None:
    number = _number(tab, "Lager München")
    at = QPointF(*tab.map.scene.spot(number)).toPoint()
    qtbot.mouseClick(tab.map, Qt.MouseButton.LeftButton, pos=at)
    place = tab.map.scene.places[number]
    assert tab.desk.subject_id == place.subject_id
    assert case.inspector.finding_id == place.finding_id
    assert [row.place for row in tab.table.selected_rows()] == ["Lager München"]


def test_distances_and_what_lies_near(tab: MapTab, qtbot: QtBot) -> None:
    tab.map.choose(_number(tab, "Spielhalle Essen"))
    qtbot.keyClick(tab.map, Qt.Key.Key_M)
    assert [row.distance for row in tab.table.model.rows][:3] == ["0 m", "0 m", "14.5 km"]
    tab.radius.setValue(20.0)
    assert {row.place for row in tab.table.model.rows} == set(PLACES) - {"Lager München"}
    assert tab.state.text() == "2 other places within 20 km of Spielhalle Essen"
    assert len(tab.map.scene.ring()) == 72
    tab.map.choose(_number(tab, "Werkstatt Bochum"))
    assert tab.map.scene.distance_words() == "14.5 km"
    assert "14.5 km from Spielhalle Essen" in tab.map.accessibleDescription()
    tab.map.choose(_number(tab, "Spielhalle Essen"))
    tab.measure_action.trigger()
    assert len(tab.table.model.rows) == 4
    assert not tab.radius.isEnabled()


def test_places_on_one_point_are_one_marker_that_tells_them(tab: MapTab, qtbot: QtBot) -> None:
    tab.map.set_view(tab.map.scene.bounds_view([_number(tab, "Büro Essen")]))
    scene = tab.map.scene
    marker = next(n for n, m in enumerate(scene.markers) if len(m.members) == 2)
    with qtbot.waitSignal(tab.map.cluster_opened):
        tab.map.open_marker(marker)
    assert "Büro Essen" in tab.state.text()
    assert "Spielhalle Essen" in tab.state.text()


def test_keys_move_zoom_and_open(tab: MapTab, case: CaseWorkspace, qtbot: QtBot) -> None:
    tab.map.choose(0)
    qtbot.keyClick(tab.map, Qt.Key.Key_Right)
    assert tab.map.scene.focus == 1
    qtbot.keyClick(tab.map, Qt.Key.Key_Left)
    assert tab.map.scene.focus == 0
    scale = tab.map.scene.view.scale
    qtbot.keyClick(tab.map, Qt.Key.Key_Plus)
    assert tab.map.scene.view.scale > scale
    east = tab.map.scene.view.east
    qtbot.keyClick(tab.map, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert tab.map.scene.view.east > east
    with qtbot.waitSignal(tab.map.place_activated) as opened:
        qtbot.keyClick(tab.map, Qt.Key.Key_Return)
    assert case.inspector.finding_id == opened.args[0]


def test_labels_lie_apart(tab: MapTab) -> None:
    for view in (tab.map.scene.home_view(), tab.map.scene.country_view()):
        tab.map.set_view(view)
        boxes = [label.box for label in tab.map.scene.labels]
        assert boxes
        assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_lines_are_drawn_only_when_asked(tab: MapTab) -> None:
    assert tab.map.scene.tie_lines() == []
    tab.ties.setChecked(True)
    lines = tab.map.scene.tie_lines()
    assert len(lines) == 3
    assert {tie.words for _start, _end, tie in lines} == {"Erika Mustermann"}
    tab.base.setChecked(False)
    assert not tab.map.scene.show_base
    assert not tab.map.grab().isNull()


def test_the_picture_is_written_from_the_window(tab: MapTab, settled: Settled, tmp_path: Path) -> None:
    tab.save_action.trigger()
    tab.picture.save_to(tmp_path / "karte.pdf")
    settled()
    assert (tmp_path / "karte.pdf").read_bytes().startswith(b"%PDF")
    assert not tab.picture.isVisible()


def test_chips_narrow_map_table_and_picture(tab: MapTab, sample: Sample, settled: Settled) -> None:
    store = tab.desk.session.store
    source = next(iter(tab.desk.data.sources)) if tab.desk.data else ""
    works = next(place for place in tab.map.scene.places if place.subject == "Werkstatt Bochum")
    findings.record(store, sample.case_id, works.subject_id, Statement("use", "garage", source))
    tab.desk.load()
    settled()
    tab.narrow(RowFilter().with_codes(TYPE, ("garage",)))
    assert [row.place for row in tab.table.model.rows] == ["Werkstatt Bochum"]
    assert len(tab.map.scene.places) == 1
    assert tab.state.text() == "3 places are hidden by the filter."
    tab.narrow(RowFilter().with_codes(DAYS, ("2020-01-01", "2020-12-31")))
    assert tab.table.model.rows == ()
    assert tab.save_action.isEnabled()
    tab.chips.chips[-1].click()
    assert len(tab.table.model.rows) == 4
