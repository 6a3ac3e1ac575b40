"""Choosing, unlocking, making and locking a store."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from sample_case import PASSPHRASE, Sample

from app.base.errors import UserError
from ui.application import Application
from ui.settings.settings_file import Settings, load_settings, save_settings, settings_path
from ui.shell.main_window import MainWindow
from ui.shell.start_page import StartPage
from ui.shell.unlock_window import UnlockWindow

Settled = Callable[[], None]


@pytest.fixture
def unlock(application: Application, sample: Sample, settled: Settled) -> UnlockWindow:
    application.start(sample.path)
    settled()
    assert application.unlock is not None
    assert application.unlock.pages.currentWidget() is application.unlock.open_form
    return application.unlock


def test_the_passphrase_opens_the_start_page(
    application: Application, unlock: UnlockWindow, sample: Sample, settled: Settled
) -> None:
    unlock.open_form.secret.setText(PASSPHRASE)
    unlock.open_form.submit()
    settled()
    assert isinstance(application.window, MainWindow)
    assert isinstance(application.window.page(), StartPage)
    assert application.unlock is None
    assert load_settings().recent == (str(sample.path),)


def test_a_wrong_passphrase_is_said_beside_the_field(
    application: Application, unlock: UnlockWindow, settled: Settled
) -> None:
    unlock.open_form.secret.setText("not the right one")
    unlock.open_form.submit()
    settled()
    assert application.window is None
    assert "passphrase" in unlock.open_form.error_text().casefold()
    assert unlock.open_form.submit_button.isEnabled()


def test_the_recovery_key_opens_too(
    application: Application, unlock: UnlockWindow, sample: Sample, settled: Settled
) -> None:
    unlock.open_form.set_value("recovery", "yes")
    unlock.open_form.secret.setText(sample.recovery_key)
    unlock.open_form.submit()
    settled()
    assert isinstance(application.window, MainWindow)


def test_without_a_store_the_form_says_what_to_do(application: Application, settled: Settled) -> None:
    application.start()
    settled()
    assert application.unlock is not None
    form = application.unlock.open_form
    form.submit()
    assert "Choose a store" in form.error_text()
    assert application.unlock.pages.currentWidget() is application.unlock.new_form


def test_caps_lock_is_noticed_by_a_capital_without_shift(unlock: UnlockWindow) -> None:
    form = unlock.open_form

    def press(text: str, modifier: Qt.KeyboardModifier) -> None:
        form.eventFilter(form.secret, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text))

    press("A", Qt.KeyboardModifier.NoModifier)
    assert not form.caps.isHidden()
    press("A", Qt.KeyboardModifier.ShiftModifier)
    assert form.caps.isHidden()


def test_a_new_store_shows_its_recovery_key_before_it_opens(
    application: Application, tmp_path: Path, settled: Settled
) -> None:
    application.start()
    settled()
    unlock = application.unlock
    assert unlock is not None
    form = unlock.new_form
    form.name.setText("Probe")
    form.folder.setText(str(tmp_path))
    form.passphrase.setText("vier gute lange Wörter")
    form.again.setText("vier gute andere Wörter")
    form.submit()
    assert "differ" in form.error_text()
    form.again.setText("vier gute lange Wörter")
    form.submit()
    settled()
    assert unlock.pages.currentWidget() is unlock.key_page
    assert len(unlock.key_page.key.text()) > 20
    assert not unlock.key_page.go.isEnabled()
    unlock.key_page.box.setChecked(True)
    unlock.key_page.go.click()
    settled()
    assert isinstance(application.window, MainWindow)
    page = application.window.page()
    assert isinstance(page, StartPage)
    assert not page.empty.isHidden()
    assert "Ctrl+N" in page.empty.line()


def test_locking_closes_the_store_and_asks_again(
    application: Application, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    window.session.lock_wanted.emit()
    assert application.window is None
    assert application.unlock is not None
    assert application.unlock.open_form.value("path") == str(sample.path)
    application.unlock.open_form.secret.setText(PASSPHRASE)
    application.unlock.open_form.submit()
    settled()
    assert isinstance(application.window, MainWindow)


def test_a_store_that_is_not_there_is_refused(application: Application, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        application.start(tmp_path / "missing.rundblick", "no key")


def test_settings_survive_and_bad_ones_are_forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    wanted = Settings(language="en", theme="dark", recent=("/a/b.rundblick",))
    save_settings(wanted)
    assert load_settings() == wanted
    settings_path().write_text('{"language": "fr", "theme": 7, "recent": "x"}')
    assert load_settings().theme == "system"
    assert load_settings().recent == ()
    settings_path().write_text("{")
    assert load_settings().recent == ()


def test_the_language_can_be_chosen_before_unlocking(
    application: Application, unlock: UnlockWindow, qtbot: QtBot
) -> None:
    unlock.language_wanted.emit("de")
    assert application.unlock is not None
    assert application.unlock is not unlock
    assert load_settings().language == "de"
