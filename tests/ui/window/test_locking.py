"""Locking: everything is hidden at once, nothing acknowledged and nothing typed is lost, the program ends."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sample_case import PASSPHRASE, Sample

from app.casework import cases
from app.store import lock_file
from app.store.change import Change
from app.store.store import Store
from ui.application import Application
from ui.case.workspace import CaseWorkspace
from ui.settings.locking_section import LockingSection, desktop_words
from ui.settings.settings_file import (
    LOCK_MINUTES,
    Settings,
    load_settings,
    lock_minutes_of,
    save_settings,
    settings_path,
)
from ui.shell.cases_page import CasesPage
from ui.shell.cover import Cover
from ui.shell.main_window import MainWindow
from ui.shell.own_clipboard import OwnClipboard
from ui.shell.screen_lock import bus_label

PROJECT = Path(__file__).resolve().parents[3]
Settled = Callable[[], None]


def _reopened(application: Application, sample: Sample, settled: Settled) -> MainWindow:
    """What the fresh process does after a lock: it asks for the passphrase of the same store."""
    assert application.locked == sample.path
    return _unlocked(application, sample, settled)


def _unlocked(application: Application, sample: Sample, settled: Settled) -> MainWindow:
    application.start(sample.path)
    settled()
    assert application.unlock is not None
    assert application.unlock.open_form.value("path") == str(sample.path)
    application.unlock.open_form.secret.setText(PASSPHRASE)
    application.unlock.open_form.submit()
    settled()
    assert isinstance(application.window, MainWindow)
    return application.window


def _cases_page(window: MainWindow, settled: Settled) -> CasesPage:
    window.go_to("new_case")
    settled()
    page = window.page()
    assert isinstance(page, CasesPage)
    return page


def test_locking_closes_the_store_and_ends_the_program(
    application: Application, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    assert lock_file.holder(sample.path) is not None
    window.session.lock_wanted.emit()
    assert application.window is None
    assert application.unlock is None
    assert lock_file.holder(sample.path) is None
    assert not (sample.path / "store.db-wal").exists()
    _reopened(application, sample, settled)


def test_the_window_is_covered_before_what_is_written_ends(
    application: Application, window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    dialog = QDialog(window)
    dialog.show()
    go_on, seen = threading.Event(), list[tuple[bool, bool, bool, str]]()

    def write(store: Store) -> Change:
        assert go_on.wait(10)
        return cases.create(store, "360-2026-007", "Während des Sperrens", "Zweck", "Grundlage")

    def look() -> None:
        cover = window.findChild(Cover)
        covers = cover is not None and cover.isVisible() and cover.geometry() == window.rect()
        seen.append((covers, case.isVisible(), dialog.isVisible(), window.windowTitle()))
        go_on.set()

    window.session.write(window, write)
    # Read results are delivered while the lock waits for the writer.
    window.session.tasks.read(window, lambda: None, lambda _result: look())
    application.lock()
    assert seen == [(True, False, False, "Rundblick")]
    fresh = _reopened(application, sample, settled)
    page = _cases_page(fresh, settled)
    assert "360-2026-007" in {row.header.reference for row in page.table.model.rows}


def test_what_is_typed_is_there_again_after_unlocking(
    application: Application, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    page = _cases_page(_unlocked(application, sample, settled), settled)
    qtbot.keyClicks(page.form.field("title"), "Half a title")
    application.lock()
    again = _cases_page(_reopened(application, sample, settled), settled)
    assert again.form.value("title") == "Half a title"


def test_own_text_leaves_the_clipboard(
    qapp: QApplication, application: Application, window: MainWindow, qtbot: QtBot
) -> None:
    board = QGuiApplication.clipboard()
    window.activateWindow()
    qtbot.waitUntil(lambda: qapp.applicationState() == Qt.ApplicationState.ApplicationActive)
    board.setText("Erika Mustermann")
    application.lock()
    assert board.text() == ""


@pytest.mark.parametrize(("active", "left"), [(True, ""), (False, "of another program")])
def test_what_another_program_copied_stays(qapp: QApplication, active: bool, left: str) -> None:
    board = QGuiApplication.clipboard()
    own = OwnClipboard(lambda: active)
    board.setText("of another program")
    own.clear()
    assert board.text() == left
    board.clear()


@pytest.fixture
def hasty(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings as they lie on the disk, with an idle time of a fifth of a second."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    save_settings(Settings(language="en", theme="light", lock_minutes=0.2 / 60))
    return load_settings()


def test_it_locks_when_nobody_touches_it(
    qapp: QApplication, hasty: Settings, sample: Sample, qtbot: QtBot
) -> None:
    application = Application(qapp, hasty)
    try:
        application.start(sample.path, sample.recovery_key)
        qtbot.waitUntil(lambda: application.locked is not None)
        assert application.window is None
        assert not application.lock_watch.idle.is_on()
    finally:
        application.finish()


def test_input_puts_the_lock_off(application: Application, window: MainWindow, qtbot: QtBot) -> None:
    watch = application.lock_watch.idle
    handle = window.windowHandle()
    watch.start(0.3 / 60)
    pressed = 0

    def press_until_twice_the_time_is_over() -> bool:
        nonlocal pressed
        pressed += 1
        QTest.keyClick(handle, Qt.Key.Key_Shift)
        assert application.locked is None
        return pressed > 60

    qtbot.waitUntil(press_until_twice_the_time_is_over, timeout=10_000)
    assert application.window is window
    qtbot.waitUntil(lambda: application.locked is not None)


def test_the_idle_time_is_a_setting(application: Application, window: MainWindow) -> None:
    assert application.settings.lock_minutes == LOCK_MINUTES == 10
    section = LockingSection(window.session, application.settings)
    assert section.form.value("minutes") == "10"
    section.form.set_value("minutes", "5")
    section.choice.activated.emit(section.choice.currentIndex())
    assert application.settings.lock_minutes == 5
    assert load_settings().lock_minutes == 5
    section.deleteLater()


@pytest.mark.parametrize("found", [0, -1, 241, "10", None, True, float("nan"), float("inf"), [1]])
def test_never_is_no_idle_time(found: object) -> None:
    assert lock_minutes_of(found) == (1 if found is True else LOCK_MINUTES)


def test_a_settings_file_from_before_takes_the_default(hasty: Settings) -> None:
    settings_path().write_text('{"language": "en"}', "utf-8")
    assert load_settings().lock_minutes == LOCK_MINUTES


def test_the_settings_promise_only_what_the_desktop_tells() -> None:
    assert "does not tell" in desktop_words(())
    assert "when the screen is locked, before the computer sleeps" in desktop_words(("screen saver", "sleep"))


def test_session_names_become_object_paths() -> None:
    assert [bus_label(name) for name in ("2", "c1", "a-b", "")] == ["_32", "c1", "a_2db", "_"]


HOLDER = """
import sys
from pathlib import Path
from app.store import lock_file
lock_file.claim(Path(sys.argv[1]))
print("claimed", flush=True)
sys.stdin.readline()
"""


def test_a_store_in_use_is_said_in_the_unlock_window(
    application: Application, sample: Sample, settled: Settled
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(sample.path)],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "claimed\n"
        application.start(sample.path)
        settled()
        assert application.unlock is not None
        form = application.unlock.open_form
        form.secret.setText(PASSPHRASE)
        form.submit()
        settled()
        assert application.window is None
        assert "works in this store" in form.error_text()
        assert str(process.pid) in form.error_text()
        process.stdin.write("\n")
        process.stdin.flush()
        process.wait()
    assert os.path.exists(sample.path / lock_file.NAME)
    form.secret.setText(PASSPHRASE)
    form.submit()
    settled()
    assert isinstance(application.window, MainWindow)


def test_a_second_window_shows_what_the_first_one_changed(
    application: Application, window: MainWindow, settled: Settled
) -> None:
    window.session.window_wanted.emit()
    settled()
    first, second = application.windows.all()
    assert first is window
    theirs = _cases_page(second, settled)
    first.session.write(first, lambda store: cases.create(store, "360-2026-008", "Neu", "Zweck", "Grundlage"))
    settled()
    assert "360-2026-008" in {row.header.reference for row in theirs.table.model.rows}
    assert not first.messages.isHidden()
    assert second.messages.isHidden()
    second.close()
    assert application.windows.all() == (window,)
    application.lock()
    assert application.windows.all() == ()


def test_locking_hides_every_window(
    application: Application, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    application.open_another_window()
    settled()
    for one in application.windows.all():
        one.session.tasks.read(one, lambda: None, lambda _result: None)
    application.windows.cover()
    covers = [one.findChild(Cover) for one in application.windows.all()]
    assert [cover is not None and cover.isVisible() for cover in covers] == [True, True]


def test_the_appearance_changes_in_every_window(
    application: Application, window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    application.open_another_window()
    settled()
    application.windows.all()[1].go_to("cases")
    window.session.appearance_wanted.emit("de", "dark")
    settled()
    assert [one.page_key() for one in application.windows.all()] == [sample.case_id, "cases"]
