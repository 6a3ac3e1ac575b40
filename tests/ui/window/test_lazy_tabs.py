"""Tabs of a case are made when they are wanted, and then show what they would had they been there before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.policy.release import ReleaseRequest
from ui.case.assessment_tab import AssessmentTab
from ui.case.briefing_tab import BriefingTab
from ui.case.case_tab import CaseTab
from ui.case.chart_tab import ChartTab
from ui.case.lazy_tabs import LazyTabs, TabsAhead
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


def made(case: CaseWorkspace) -> set[str]:
    """Return the keys of the tabs that are made."""
    return set(case.tabs) - set(case.tabs.missing())


def test_a_tab_made_late_shows_the_case_as_it_is_by_then(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    """Wenn ich einen Fall öffne, dann entsteht nur, was ich sehe; was ich dann öffne, weiß alles davor."""
    assert made(case) == {"overview"}
    case.show_tab("findings")
    settled()
    case.desk.choose_subject(sample.person)
    assert case.desk.data is not None
    trade = case.desk.data.agencies[sample.trade]
    case.desk.set_request(ReleaseRequest(trade, "Prüfung", "Anfrage", "2026-03-01"))
    window.go_to("start")
    window.open_case(sample.case_id, "charts")
    settled()
    assert made(case) == {"overview", "findings", "charts"}
    chart, briefing = case.tabs["charts"], case.tabs["briefing"]
    assert isinstance(chart, ChartTab)
    assert chart.chart.selected_ids() == [sample.person]
    assert isinstance(briefing, BriefingTab)
    assert not briefing.isVisible()
    case.show_tab("briefing")
    settled()
    assert briefing.form.value("for") == "release"
    assert case.marking.isVisible()


def test_the_palette_knows_commands_of_tabs_that_nobody_opened(
    window: MainWindow, case: CaseWorkspace, settled: Settled, qtbot: QtBot
) -> None:
    """Wenn ich Strg+K drücke, dann steht dort jeder Befehl des Falls, auch aus Bereichen, die ich nie sah."""
    window.palette_box.open()
    window.palette_box.field.setText("New assessment")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    settled()
    assert not case.tabs.missing()
    tab = case.tabs["assessment"]
    assert isinstance(tab, AssessmentTab)
    assert tab.form is not None
    keys = {a.shortcut().toString() for a in window.findChildren(QAction)}
    assert {"Ctrl+Shift+B", "Ctrl+Shift+V", "Ctrl+Shift+Q"} <= keys


def test_in_a_pause_the_other_tabs_are_made_one_by_one(case: CaseWorkspace, qtbot: QtBot) -> None:
    """Wenn ich nichts tue, dann entstehen die übrigen Bereiche nacheinander, sobald nichts läuft."""
    told: list[str] = []
    busy = [True]
    makers = {key: partial(CaseTab, case.desk) for key in ("a", "b", "c")}
    tabs = LazyTabs(makers, lambda tab: (told.append(tab.key), tab.setParent(case)))
    ahead = TabsAhead(tabs, lambda: busy[0], case, pause_ms=0, step_ms=0)
    kept = tabs["b"]
    ahead.begin()
    qtbot.wait(5)
    assert tabs.missing() == ("a", "c")
    busy[0] = False
    qtbot.waitUntil(lambda: not tabs.missing())
    assert len(told) == len(tabs) == 3
    assert tabs["b"] is kept
