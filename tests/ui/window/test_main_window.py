"""The frame: start page, places, palette, search, undo, messages, language."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.errors import UserError
from app.casework.findings import mark_exonerating
from app.store.change import Change
from app.store.store import Store
from ui.application import Application
from ui.case.workspace import CaseWorkspace
from ui.shell.cases_page import CasesPage
from ui.shell.crash_dialog import CrashDialog
from ui.shell.line_list import LineRow
from ui.shell.log_page import LogPage
from ui.shell.main_window import MainWindow
from ui.shell.search_page import SearchPage
from ui.shell.start_page import StartPage
from ui.widgets.message_bar import MessageBar

Settled = Callable[[], None]


def titles(rows: list[LineRow]) -> list[str]:
    return [row.line.title for row in rows]


def test_the_start_page_lists_what_there_is_and_what_is_due(window: MainWindow) -> None:
    page = window.page()
    assert isinstance(page, StartPage)
    assert titles(page.cases.rows) == [
        "360-2026-001  Mietwagen im Musterkreis",
        "360-2026-002  Barbershops",
    ]
    assert titles(page.measures.rows) == ["Gewerbe prüfen", "Fahrzeuge sichten"]
    assert page.measures.rows[0].line.warn == "overdue"
    assert titles(page.reviews.rows) == ["360-2026-001"]
    assert len(page.conferences.rows) == 1


def test_a_line_opens_its_case(window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, StartPage)
    qtbot.keyClick(page.measures.rows[0], Qt.Key.Key_Return)
    settled()
    assert window.page_key() == sample.case_id
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    assert case.tabs["measures"].isVisible()


@pytest.mark.parametrize("key", ["cases", "search", "office", "log", "help", "settings"])
def test_every_place_opens(window: MainWindow, settled: Settled, key: str) -> None:
    window.go_to(key)
    settled()
    page = window.page()
    assert page is not None
    assert page.title() in window.windowTitle()


def test_the_palette_opens_a_case_by_keyboard(
    window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    window.palette_box.open()
    window.palette_box.field.setText("mietwagen")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    settled()
    assert window.page_key() == sample.case_id
    assert "360-2026-001" in window.windowTitle()


def test_the_palette_finds_a_node_of_the_open_case(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    window.palette_box.open()
    window.palette_box.field.setText("erika")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    settled()
    assert case.desk.subject_id == sample.person
    assert case.tabs["subjects"].isVisible()


def test_search_finds_everywhere_and_opens_the_hit(
    window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    window.go_to("search")
    page = window.page()
    assert isinstance(page, SearchPage)
    page.field.setText("Mustermann")
    # the person first, then the link that is found by the name of its end
    qtbot.waitUntil(lambda: len(page.table.model.rows) >= 1)
    page.table.row_activated.emit(page.table.model.rows[0])
    settled()
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    assert case.desk.subject_id == sample.person


def test_a_new_case_needs_purpose_and_legal_basis(window: MainWindow, settled: Settled) -> None:
    window.go_to("new_case")
    page = window.page()
    assert isinstance(page, CasesPage)
    page.form.set_value("reference", "360-2026-009")
    page.form.set_value("title", "Neu")
    page.form.submit()
    settled()
    assert "“Purpose” is empty" in page.form.error_text()
    page.form.set_value("purpose", "Prüfung")
    page.form.set_value("legal_basis", "§ 1 PolG NRW")
    page.form.submit()
    settled()
    case = window.page()
    assert isinstance(case, CaseWorkspace)
    assert case.desk.data is not None
    assert case.desk.data.header.reference == "360-2026-009"
    window.close_case()
    assert window.page() is page


def mark(store: Store, case_id: str, finding_id: str) -> Change:
    return mark_exonerating(store, case_id, finding_id)


def test_undo_and_redo_name_their_step(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    window.session.write(window, partial(mark, case_id=sample.case_id, finding_id=sample.name_finding))
    settled()
    assert window.history.undo.text() == "Undo: Exonerating mark changed"
    assert "Exonerating mark changed" in window.messages.sentence.text()
    window.history.undo.trigger()
    settled()
    assert case.desk.data is not None
    assert not case.desk.data.findings[sample.name_finding].exonerating
    assert window.history.redo.text() == "Redo: Exonerating mark changed"
    window.history.redo.trigger()
    settled()
    assert case.desk.data.findings[sample.name_finding].exonerating


def test_a_refusal_becomes_a_message(window: MainWindow, settled: Settled) -> None:
    def refuse(_store: Store) -> None:
        raise UserError("test.no", "This cannot be.", "Try that.")

    window.session.write(window, refuse)
    settled()
    assert window.messages.sentence.text() == "This cannot be."
    assert window.messages.is_error()


def test_a_defect_is_logged_without_its_words(window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    def fail(_store: Store) -> None:
        raise ValueError("Erika Mustermann")

    window.session.read(window, fail, lambda _result: None)
    settled()
    dialog = window.findChild(CrashDialog)
    assert dialog is not None
    dialog.close()
    log = (tmp_path / "state" / "rundblick" / "defects.log").read_text()
    assert "ValueError" in log
    assert "Mustermann" not in log


def test_the_log_shows_every_change_and_that_it_is_whole(window: MainWindow, settled: Settled) -> None:
    window.go_to("log")
    settled()
    page = window.page()
    assert isinstance(page, LogPage)
    page.ask.form.submit()
    settled()
    page.table.log.row_at(0)
    settled()
    shown = {row.label for place in range(page.table.log.rowCount()) if (row := page.table.log.row_at(place))}
    assert "Case created" in shown
    assert page.chain.text() == "chain unbroken"


def test_the_language_switch_builds_the_window_anew(
    application: Application, window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    window.session.appearance_wanted.emit("de", "dark")
    settled()
    fresh = application.window
    assert fresh is not window
    assert fresh.page_key() == sample.case_id
    assert fresh.page().desk.data.type_label(sample.company) == "Organisation"
    assert fresh.page().desk.data.type_label(sample.vehicle) == "Fahrzeug"


def interactive(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [w for kind in kinds for w in window.findChildren(kind)]


def test_everything_to_press_or_fill_in_has_a_name(
    window: MainWindow, case: CaseWorkspace, settled: Settled
) -> None:
    for place in window.places:
        window.go_to(place)
        settled()
    nameless = []
    for widget in interactive(window):
        told = QAccessible.queryAccessibleInterface(widget)
        # the message bar's button gets its words with the message
        internal = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QLineEdit | MessageBar
        )
        scroll = type(widget).__name__ == "QToolButton" and type(widget.parent()).__name__ == "QTabBar"
        if not internal and not scroll and told is not None and not told.text(QAccessible.Text.Name):
            nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert not nameless


def test_no_key_is_given_twice(window: MainWindow, case: CaseWorkspace) -> None:
    keys: dict[str, str] = {}
    for action in window.findChildren(QAction):
        key = action.shortcut().toString()
        if key:
            assert keys.setdefault(key, action.text()) == action.text()
