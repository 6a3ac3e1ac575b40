"""The way to a page of the window, a register and a tab of a case, each as what it is."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ui.case.case_tab import CaseTab
from ui.case.workspace import CaseWorkspace
from ui.office.office_page import OfficePage
from ui.office.register_panel import RegisterPanel
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
P = TypeVar("P", bound=QWidget)
T = TypeVar("T", bound=CaseTab)


def page_of(window: MainWindow, settled: Settled, place: str, kind: type[P]) -> P:
    """Go to a place and return its page."""
    window.go_to(place)
    settled()
    found = window.page()
    assert isinstance(found, kind)
    return found


def case_of(window: MainWindow, settled: Settled, case_id: str) -> CaseWorkspace:
    """Open a case and return its workspace."""
    window.open_case(case_id)
    settled()
    found = window.page()
    assert isinstance(found, CaseWorkspace)
    return found


def tab_of(case: CaseWorkspace, settled: Settled, key: str, kind: type[T]) -> T:
    """Show a tab of a case and return it."""
    case.show_tab(key)
    settled()
    found = case.tabs[key]
    assert isinstance(found, kind)
    return found


def panel_of(page: OfficePage, register_id: str, settled: Settled) -> RegisterPanel:
    """Choose a register of the office and return its panel."""
    page.list.choose(register_id)
    settled()
    assert page.panel is not None
    assert page.panel.found.declared.id == register_id
    return page.panel
