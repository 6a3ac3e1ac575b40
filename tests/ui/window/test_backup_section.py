"""Backups in the window: settings, one made now, stopped, rehearsed, and the reminder after unlocking."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base import clock
from app.base.progress import Progress
from app.store import backup_state
from ui.application import Application
from ui.settings.backup_query import back_up, rehearse
from ui.settings.backup_section import BackupSection
from ui.shell.main_window import MainWindow
from ui.shell.start_page import StartPage

Settled = Callable[[], None]


@pytest.fixture
def section(window: MainWindow, settled: Settled) -> Iterator[BackupSection]:
    made = BackupSection(window.session, window)
    settled()
    yield made
    made.hide()


def choose(section: BackupSection, folder: Path, settled: Settled, keep: str = "2", days: str = "7") -> None:
    section.form.set_value("folder", str(folder))
    section.form.set_value("keep", keep)
    section.form.set_value("days", days)
    section.form.submit()
    settled()


def test_a_backup_is_made_rotated_and_rehearsed(
    section: BackupSection, tmp_path: Path, settled: Settled
) -> None:
    assert not section.now.isEnabled()
    assert section.last.text() == "No backup was made yet."
    folder = tmp_path / "sicherungen"
    folder.mkdir()
    choose(section, folder, settled)
    for _no in range(3):
        section.now.trigger()
        assert section.progress.busy()
        settled()
    assert len(list(folder.iterdir())) == 2
    assert str(folder) in section.last.text()
    assert "entry" in section.head.text()
    section.rehearse.trigger()
    settled()
    assert section.rehearsed.text().startswith("Last rehearsal")
    assert len(list(folder.iterdir())) == 2
    assert not section.progress.busy()


def test_a_wrong_folder_or_number_stands_beside_its_field(
    section: BackupSection, tmp_path: Path, settled: Settled
) -> None:
    choose(section, tmp_path / "nicht-da", settled)
    assert "no folder" in section.form.error_text()
    choose(section, tmp_path, settled, keep="viele")
    assert "At least one" in section.form.error_text()


def test_stopping_leaves_nothing(section: BackupSection, tmp_path: Path, settled: Settled) -> None:
    folder = tmp_path / "sicherungen"
    folder.mkdir()
    choose(section, folder, settled)
    section.now.trigger()
    section.progress.stop.click()
    settled()
    left = list(folder.iterdir())
    assert [f for f in left if f.name.startswith(".")] == []
    store = section.session.store
    told = Progress()
    told.cancel()
    assert back_up(store, told) is None
    assert list(folder.iterdir()) == left
    if not left:
        assert not backup_state.state(store).last_at
    else:
        assert rehearse(store, told) is None


def test_what_is_late_is_told_after_unlocking(
    application: Application, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    moment = clock.now() + dt.timedelta(days=30)
    clock.set_source(lambda: moment)
    application.start(sample.path, sample.recovery_key)
    settled()
    window = application.window
    assert isinstance(window, MainWindow)
    assert "no backup of this store" in window.messages.sentence.text()
    start = window.page()
    assert isinstance(start, StartPage)
    line = start.work.rows[0]
    assert line.line.title == "There is no backup of this store yet."
    line.activated.emit(line.line)
    settled()
    assert window.page_key() == "settings"
    clock.set_source(None)
