"""Choosing, unlocking, making and locking a store."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from sample_case import CHEAP, PASSPHRASE, Sample

from app.base.errors import UserError
from app.store import founding, head_memory, key_rehearsal, keys
from app.store.keyslots import KdfCost
from app.store.recovery_shares import Split
from app.store.store import Store
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
    assert unlock.open_form.secret.isHidden()
    unlock.open_form.paper.setPlainText(sample.recovery_key)
    unlock.open_form.submit()
    settled()
    assert isinstance(application.window, MainWindow)


def test_shares_open_the_store_line_by_line(
    application: Application, unlock: UnlockWindow, sample: Sample, settled: Settled
) -> None:
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    shares = keys.new_recovery(store, Split(2, 3)).splitlines()
    store.close()
    form = unlock.open_form
    form.set_value("recovery", "yes")
    form.paper.setPlainText(shares[1])
    form.submit()
    settled()
    assert "2 different shares" in form.error_text()
    form.paper.setPlainText(f"{shares[1]}\n{shares[2]}")
    form.submit()
    settled()
    assert isinstance(application.window, MainWindow)


def test_the_user_is_chosen_and_the_key_file_asked_for_where_it_is_needed(
    application: Application, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.write_bytes(bytes(range(64)))
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    keys.add(store, "anna", "annas vier Wörter", key_file=stick, cost=CHEAP)
    store.close()
    application.start(sample.path)
    settled()
    assert application.unlock is not None
    form = application.unlock.open_form
    assert not form.user.isHidden()
    form.set_value("user", "muster")
    assert form.key_file.isHidden()
    form.set_value("user", "anna")
    assert not form.key_file.isHidden()
    form.secret.setText("annas vier Wörter")
    form.submit()
    settled()
    assert "key file" in form.error_text()
    form.key_file.setText(str(stick))
    form.submit()
    settled()
    assert isinstance(application.window, MainWindow)
    assert application.window.session.store.user == "anna"


def test_one_person_is_not_asked_for_a_name(unlock: UnlockWindow) -> None:
    assert unlock.open_form.user.isHidden()
    assert unlock.open_form.key_file.isHidden()
    assert unlock.open_form.value("user") == "muster"


def test_user_and_key_file_are_preset_as_on_the_command_line(
    application: Application, sample: Sample, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNDBLICK_USER", "anna")
    monkeypatch.setenv("RUNDBLICK_KEY_FILE", "/somewhere/stick")
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    keys.add(store, "anna", "annas vier Wörter", cost=CHEAP)
    store.close()
    application.start(sample.path)
    settled()
    assert application.unlock is not None
    assert application.unlock.open_form.value("user") == "anna"
    assert application.unlock.open_form.value("key_file") == "/somewhere/stick"


def _enter_past(application: Application, sample: Sample, settled: Settled, notice: str) -> None:
    """Unlock, read the notice that stands before the store, and go on into it."""
    application.start(sample.path)
    settled()
    unlock = application.unlock
    assert unlock is not None
    unlock.open_form.secret.setText(PASSPHRASE)
    unlock.open_form.submit()
    settled()
    assert application.window is None
    assert notice in unlock.notice.text.text()
    unlock.notice.go.click()
    settled()
    assert isinstance(application.window, MainWindow)


def test_an_earlier_key_file_is_said_before_the_store_is_entered(
    application: Application, sample: Sample, settled: Settled
) -> None:
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    founding.begin(store)
    before = {file: file.read_bytes() for file in sample.path.glob("schluessel.*")}
    keys.new_recovery(store)
    store.close()
    for file, data in before.items():
        file.write_bytes(data)
    _enter_past(application, sample, settled, "an earlier one")


def test_a_store_that_was_rolled_back_says_so_before_it_is_entered(
    application: Application, sample: Sample, tmp_path: Path, settled: Settled
) -> None:
    shutil.copytree(sample.path, tmp_path / "older")
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    store.consult("", "Seen")
    assert head_memory.remember(store)
    store.close()
    shutil.rmtree(sample.path)
    shutil.copytree(tmp_path / "older", sample.path)
    # The second time as well: entering and leaving does not wipe it out.
    for _time in range(2):
        _enter_past(application, sample, settled, "earlier state")
        application.lock()


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


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key derivation that is not measured on this machine first, which may be busy."""
    monkeypatch.setattr(KdfCost, "calibrated", staticmethod(lambda seconds=1.0: CHEAP))


def test_a_new_store_shows_its_recovery_key_before_it_opens(
    application: Application, quick_keys: None, tmp_path: Path, settled: Settled
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
    page = unlock.key_page
    key = page.key.text()
    assert len(key) > 20
    assert page.code.rows
    page.lines.setPlainText(key[:-1] + ("0" if key[-1] != "0" else "1"))
    assert key not in page.key.text()
    page.go.click()
    settled()
    assert application.window is None
    assert "Group 14" in page.error.text()
    page.lines.setPlainText(key.lower().replace("-", " "))
    page.go.click()
    settled()
    assert isinstance(application.window, MainWindow)
    start = application.window.page()
    assert isinstance(start, StartPage)
    assert not start.empty.isHidden()
    assert "Ctrl+N" in start.empty.line()
    assert unlock.key_page.secret == ""


def test_the_rehearsal_is_put_off_only_for_a_reason(
    application: Application, quick_keys: None, tmp_path: Path, settled: Settled
) -> None:
    application.start()
    settled()
    unlock = application.unlock
    assert unlock is not None
    form, page = unlock.new_form, unlock.key_page
    form.name.setText("Probe")
    form.folder.setText(str(tmp_path))
    form.passphrase.setText("vier gute lange Wörter")
    form.again.setText("vier gute lange Wörter")
    form.submit()
    settled()
    page.later.setChecked(True)
    page.go.click()
    settled()
    assert application.window is None
    assert "has to be said" in page.error.text()
    page.reason.setText("no printer at hand")
    page.go.click()
    settled()
    assert isinstance(application.window, MainWindow)
    state = key_rehearsal.state(application.window.session.store)
    assert (state.state, state.reason) == ("later", "no printer at hand")


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
