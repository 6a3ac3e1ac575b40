"""Stories through the real window, by key events alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_file import DemoFile, make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tour import open_case, settle, start

from ui.application import Application
from ui.shell.cases_page import CasesPage
from ui.shell.main_window import MainWindow
from ui.shell.search_page import SearchPage

Desk = tuple[Application, MainWindow]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> DemoFile:
    return make(tmp_path_factory.mktemp("demo") / "demo.rundblick")


@pytest.fixture
def desk(
    qapp: QApplication, demo_file: DemoFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    application, window = start(qapp, demo_file.copy(tmp_path), demo_file.recovery_key, "de")
    window.activateWindow()
    yield application, window
    application.finish()


@pytest.mark.parametrize(
    ("key", "place"), [("2", "cases"), ("3", "office"), ("4", "exchange"), ("1", "start")]
)
def test_orte(desk: Desk, qtbot: QtBot, key: str, place: str) -> None:
    """Wenn ich Alt und eine Ziffer drücke, dann bin ich am Ort."""
    application, window = desk
    qtbot.keyClick(window, key, ALT)
    settle(application)
    assert window.page_key() == place


def test_neuer_fall(desk: Desk, qtbot: QtBot) -> None:
    """Wenn ich ein leeres Formular abschicke, dann steht die Absage im Formular und nichts ist angelegt."""
    application, window = desk
    window.go_to("new_case")
    settle(application)
    page = window.page()
    assert isinstance(page, CasesPage)
    qtbot.keyClick(page.form.field("title"), Qt.Key.Key_Return)
    settle(application)
    assert page.form.error_text()


def test_befehlsliste(desk: Desk, qtbot: QtBot) -> None:
    """Wenn ich Strg+K drücke und tippe, dann führt Enter dorthin."""
    application, window = desk
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(window.palette_box.field, "360-2026-002")
    qtbot.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    settle(application)
    assert "360-2026-002" in window.windowTitle()


def test_ueberall_suchen(desk: Desk, qtbot: QtBot) -> None:
    """Wenn ich Strg+Umschalt+F drücke und tippe, dann kommen die Treffer von selbst."""
    application, window = desk
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    settle(application)
    page = window.page()
    assert isinstance(page, SearchPage)
    qtbot.keyClicks(page.field, "Muster")
    qtbot.waitUntil(lambda: len(page.table.model.rows) > 0)


def test_erkenntnis_und_zurueck(desk: Desk, qtbot: QtBot) -> None:
    """Wenn ich eine Erkenntnis festhalte, dann steht sie da, und Strg+Z nimmt sie zurück."""
    application, window = desk
    case = open_case(application, window)
    data = case.desk.data
    assert data is not None
    company = next(s.id for s in data.records.subjects if s.type == "organisation")
    case.reveal("subjects", company)
    settle(application)
    before = len(data.findings)
    case.inspector.add_action.trigger()
    form = case.inspector.form
    assert form is not None
    form.set_value("property", "note")
    qtbot.keyClicks(form.field("value"), "Zaunkoenig")
    qtbot.keyClick(form.field("value"), Qt.Key.Key_Return)
    settle(application)
    assert form.error_text() == ""
    assert case.desk.data is not None
    assert len(case.desk.data.findings) == before + 1
    window.history.undo.trigger()
    settle(application)
    assert len(case.desk.data.findings) == before


def test_escape(desk: Desk, qtbot: QtBot) -> None:
    """Wenn ich im Formular Escape drücke, dann ist es zu und nichts gespeichert."""
    application, window = desk
    case = open_case(application, window)
    case.begin_node()
    settle(application)
    form = case.inspector.form
    assert form is not None
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert case.inspector.form is None
