"""Going back and forward, the recent places, and a subject pinned beside another."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework.recent_work import cases_worked_on
from ui.case.workspace import CaseWorkspace
from ui.shell import recent_places
from ui.shell.main_window import MainWindow
from ui.shell.navigation_history import NavigationHistory
from ui.shell.recent_places import RecentList
from ui.widgets.table_view import TableView

Settled = Callable[[], None]


@pytest.fixture
def quiet(qtbot: QtBot, settled: Settled) -> Settled:
    """Waits until what was asked for is shown and noted."""

    def wait() -> None:
        settled()
        qtbot.wait(1)

    return wait


@pytest.fixture
def history(window: MainWindow, quiet: Settled) -> NavigationHistory:
    found = getattr(window, "navigation", None)
    made = found if isinstance(found, NavigationHistory) else NavigationHistory(window, window)
    quiet()
    return made


def _where(history: NavigationHistory) -> tuple[str, str, str]:
    spot = history.spot()
    assert spot is not None
    return spot.id


def test_back_and_forward_go_over_places_parts_and_subjects(
    window: MainWindow, history: NavigationHistory, sample: Sample, quiet: Settled
) -> None:
    window.go_to("search")
    quiet()
    window.open_case(sample.case_id, "findings", sample.person)
    quiet()
    page = window.page()
    assert isinstance(page, CaseWorkspace)
    page.desk.choose_subject(sample.company)
    quiet()
    page.show_tab("measures")
    quiet()
    seen = []
    for _no in range(4):
        history.back.trigger()
        quiet()
        seen.append(_where(history))
    assert seen == [
        (sample.case_id, "findings", sample.company),
        (sample.case_id, "findings", sample.person),
        ("search", "", ""),
        ("start", "", ""),
    ]
    assert not history.back.isEnabled()
    assert window.page_key() == "start"
    for _no in range(3):
        history.forward.trigger()
        quiet()
    assert _where(history) == (sample.case_id, "findings", sample.company)
    assert page.desk.subject_id == sample.company
    assert page.tabs["findings"].isVisible()


def test_a_new_way_ends_the_old_way_forward(
    window: MainWindow, history: NavigationHistory, quiet: Settled
) -> None:
    for key in ("search", "log"):
        window.go_to(key)
        quiet()
    history.step(-1)
    quiet()
    window.go_to("help")
    quiet()
    assert not history.forward.isEnabled()
    history.step(-1)
    quiet()
    assert window.page_key() == "search"


def test_at_the_end_nothing_happens(window: MainWindow, history: NavigationHistory, quiet: Settled) -> None:
    history.step(-1)
    history.step(1)
    quiet()
    assert window.page_key() == "start"


def test_alt_and_arrow_go_back(
    window: MainWindow, history: NavigationHistory, quiet: Settled, qtbot: QtBot
) -> None:
    window.go_to("log")
    quiet()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    quiet()
    assert window.page_key() == "start"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    quiet()
    assert window.page_key() == "log"


def test_a_closed_case_opens_again_on_the_way_back(
    window: MainWindow, case: CaseWorkspace, sample: Sample, quiet: Settled
) -> None:
    history = NavigationHistory(window, window) if not hasattr(window, "navigation") else window.navigation
    case.show_tab("timeline")
    quiet()
    window.close_case()
    quiet()
    history.step(-1)
    quiet()
    page = window.page()
    assert isinstance(page, CaseWorkspace)
    assert page.tabs["timeline"].isVisible()


def test_the_recent_places_stand_in_the_palette(
    window: MainWindow, history: NavigationHistory, sample: Sample, quiet: Settled
) -> None:
    window.open_case(sample.case_id, "subjects", sample.person)
    quiet()
    window.go_to("log")
    quiet()
    offered = recent_places.entries(history)
    assert offered[0].title == "Subjects · Erika Mustermann · 360-2026-001 Mietwagen im Musterkreis"
    assert [entry.title for entry in offered[1:]] == ["Start"]
    offered[0].run()
    quiet()
    assert _where(history) == (sample.case_id, "subjects", sample.person)


def test_the_recent_list_goes_on_with_what_the_log_tells(
    window: MainWindow, history: NavigationHistory, sample: Sample, quiet: Settled
) -> None:
    window.session.store.user = "muster"
    assert cases_worked_on(window.session.store, 5)[0] == sample.case_id
    listed = RecentList(window.session)
    listed.setParent(window)
    setattr(window, "navigation", history)  # noqa: B010 - the window may have one of its own
    listed.show()
    quiet()
    assert [row.line.title for row in listed.rows] == ["360-2026-001  Mietwagen im Musterkreis"]
    window.open_case(sample.case_id, "findings", sample.company)
    quiet()
    window.go_to("start")
    quiet()
    assert "Muster Mietwagen GmbH" in listed.rows[0].line.detail
    listed.rows[0].activated.emit(listed.rows[0].line)
    quiet()
    assert _where(history) == (sample.case_id, "findings", sample.company)


def test_a_pinned_subject_stays_while_another_is_read(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    case.show_tab("subjects")
    case.desk.choose_subject(sample.person)
    settled()
    case.pinned.pin.trigger()
    case.desk.choose_subject(sample.company)
    settled()
    assert case.pinned.isVisible()
    assert case.inspector.isVisible()
    assert case.pinned.subject_id == sample.person
    case.pinned.swap()
    settled()
    assert (case.desk.subject_id, case.pinned.subject_id) == (sample.person, sample.company)
    case.show_tab("measures")
    assert not case.pinned.isVisible()
    case.show_tab("findings")
    assert case.pinned.isVisible()
    case.pinned.unpin()
    assert not case.pinned.isVisible()


def test_a_finding_of_the_pinned_subject_opens_in_the_inspector(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    case.show_tab("subjects")
    case.pinned.show_subject(sample.person)
    settled()
    case.pinned.form.finding_activated.emit(sample.name_finding)
    settled()
    assert case.inspector.finding_id == sample.name_finding
    assert case.desk.subject_id == sample.person


def test_ctrl_f_leads_into_every_list(window: MainWindow, sample: Sample, quiet: Settled) -> None:
    """Each place and part with a table or a search line puts the cursor into it."""
    lost = []
    for key in window.places:
        window.go_to(key)
        quiet()
        window.find_here()
        lost += [key] if _has_list(window) and not _in_a_line(window) else []
    window.open_case(sample.case_id)
    quiet()
    page = window.page()
    assert isinstance(page, CaseWorkspace)
    for key in page.tabs:
        page.show_tab(key)
        quiet()
        window.find_here()
        lost += [key] if _has_list(window) and not _in_a_line(window) else []
    assert lost == []


def _has_list(window: MainWindow) -> bool:
    # A table without rows shows no line to search in.
    page = window.page()
    assert page is not None
    return any(table.filter.isVisible() for table in page.findChildren(TableView))


def _in_a_line(window: MainWindow) -> bool:
    return isinstance(window.focusWidget(), QLineEdit)
