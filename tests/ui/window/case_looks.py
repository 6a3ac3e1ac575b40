"""What a case shows in the window, for the tests that look at it."""

from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.inspector_form import FindingBlock


def store_of(window: MainWindow) -> Store:
    return window.session.store


def data_of(case: CaseWorkspace) -> CaseData:
    assert case.desk.data is not None
    return case.desk.data


def shown_values(case: CaseWorkspace) -> list[str]:
    content = case.inspector.subject.widget()
    return [block.line.value for block in content.findChildren(FindingBlock)]
