"""Settings: keys, recovery key on paper, users and roles, over a real store."""

import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog
from sample_case import CHEAP, PASSPHRASE, Sample
from shown_parts import Settled, page_of

from app.store import founding, key_rehearsal, keys, roles
from app.store.recovery_shares import Split
from app.store.store import Store
from ui.settings.keys_forms import PassphraseForm, RecoveryForm, RehearseForm, RemoveForm, RolesForm
from ui.settings.settings_page import SettingsPage
from ui.shell.main_window import MainWindow
from ui.shell.recovery_key_page import RecoveryKeyPage, in_rows

ANNA = "annas vier Wörter"


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> SettingsPage:
    """The settings over the sample, opened by its recovery key."""
    return page_of(window, settled, "settings", SettingsPage)


@pytest.fixture
def store(page: SettingsPage) -> Store:
    return page.session.store


def _names(page: SettingsPage) -> list[str]:
    return [slot.label for slot in keys.slots(page.session.store)]


def _add_anna(page: SettingsPage, settled: Settled) -> None:
    keys.add(page.session.store, "anna", ANNA, cost=CHEAP)
    page.refresh()
    settled()


def _choose(page: SettingsPage, name: str) -> None:
    assert page.keys.table.select_where(lambda row: row.slot.label == name)


def test_it_shows_who_can_open_the_store_and_that_the_paper_was_never_tried(page: SettingsPage) -> None:
    assert page.keys.view is not None
    assert [row.slot.label for row in page.keys.view.slots] == ["muster", "paper"]
    assert page.keys.state.text() == "open"
    assert "never rehearsed" in page.keys.state_text.text()
    assert not page.keys.remove_action.isEnabled()
    assert page.appearance.locking.isVisibleTo(page.appearance)


def test_a_person_is_let_in_with_a_key_file_made_here(
    page: SettingsPage, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick.key"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(stick), ""))
    page.keys.begin_add()
    form = page.keys.side.form
    assert isinstance(form, PassphraseForm)
    form.set_value("name", "anna")
    form.set_value("passphrase", ANNA)
    form.set_value("again", "something else")
    form.submit()
    assert "differ" in form.error_text()
    form.set_value("again", ANNA)
    form._make()
    settled()
    assert form.value("key_file") == str(stick)
    assert stick.stat().st_mode & 0o077 == 0
    form.submit()
    settled()
    assert page.keys.side.isHidden()
    assert _names(page) == ["muster", "paper", "anna"]
    Store.open(page.session.store.path, ANNA, "anna", key_file=stick).close()


def test_a_weak_passphrase_is_refused_beside_the_field(page: SettingsPage, settled: Settled) -> None:
    page.keys.begin_add()
    form = page.keys.side.form
    assert isinstance(form, PassphraseForm)
    for key, value in (("name", "anna"), ("passphrase", "kurz"), ("again", "kurz")):
        form.set_value(key, value)
    form.submit()
    settled()
    assert "fewer than 8" in form.error_text()
    assert form.submit_button.isEnabled()
    assert _names(page) == ["muster", "paper"]


def test_removing_offers_to_encrypt_anew_and_shows_the_new_recovery_key(
    page: SettingsPage, settled: Settled, sample: Sample
) -> None:
    _add_anna(page, settled)
    _choose(page, "anna")
    page.keys.begin_remove()
    form = page.keys.side.form
    assert isinstance(form, RemoveForm)
    assert form.value("rekey") == "yes"
    form.submit()
    settled()
    shown = page.keys.side.form
    assert isinstance(shown, RecoveryKeyPage)
    assert shown.secret != sample.recovery_key
    assert shown.code.rows
    assert _names(page) == ["muster", "paper"]
    for action in (page.keys.add_action, page.keys.change_action, page.keys.recovery_action):
        assert not action.isEnabled()
    shown.lines.setPlainText(shown.secret)
    assert shown.key.text() == "The key is covered while you type."
    shown.submit()
    settled()
    assert page.keys.state.text() == "rehearsed"
    assert page.keys.side.isHidden()
    assert page.keys.add_action.isEnabled()
    assert page.keys.change_action.isEnabled()
    Store.open(page.session.store.path, PASSPHRASE, "muster").close()


def test_removing_without_encrypting_anew(page: SettingsPage, settled: Settled, sample: Sample) -> None:
    _add_anna(page, settled)
    _choose(page, "anna")
    page.keys.begin_remove()
    form = page.keys.side.form
    assert isinstance(form, RemoveForm)
    form.set_value("rekey", "")
    form.submit()
    settled()
    assert _names(page) == ["muster", "paper"]
    Store.open_with_recovery_key(page.session.store.path, sample.recovery_key).close()


def test_the_last_passphrase_stays(page: SettingsPage, settled: Settled) -> None:
    _choose(page, "muster")
    page.keys.begin_remove()
    form = page.keys.side.form
    assert isinstance(form, RemoveForm)
    form.submit()
    settled()
    assert "last passphrase" in form.error_text()
    assert _names(page) == ["muster", "paper"]


def test_a_shared_recovery_key_is_printed_and_rehearsed(
    page: SettingsPage, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.keys.begin_recovery()
    form = page.keys.side.form
    assert isinstance(form, RecoveryForm)
    form.set_value("split", "2of3")
    form.submit()
    settled()
    shown = page.keys.side.form
    assert isinstance(shown, RecoveryKeyPage)
    shares = shown.secret.splitlines()
    assert len(shares) == 3
    assert not shown.code.rows
    file = tmp_path / "teile.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    shown.page_button.click()
    settled()
    assert "teile.pdf" in shown.saved.text()
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == 3
    shown.lines.setPlainText(shares[0])
    shown.submit()
    settled()
    assert "2 different shares" in shown.error.text()
    shown.lines.setPlainText(f"{shares[2]}\n{shares[0]}")
    shown.submit()
    settled()
    assert key_rehearsal.state(page.session.store).state == key_rehearsal.DONE
    assert keys.split_in_force(page.session.store) == Split(2, 3)


def test_the_paper_is_tried_at_any_time(page: SettingsPage, settled: Settled, sample: Sample) -> None:
    page.keys.begin_rehearsal()
    form = page.keys.side.form
    assert isinstance(form, RehearseForm)
    form.lines.setPlainText("nothing of the kind")
    form.submit()
    settled()
    assert "not a recovery key" in form.error.text()
    form.lines.setPlainText(sample.recovery_key)
    form.submit()
    settled()
    assert page.keys.state.text() == "rehearsed"


def test_one_changes_ones_own_passphrase(page: SettingsPage, settled: Settled, store: Store) -> None:
    store.user, store.slot_id = "muster", keys.find(store, "muster").id
    page.keys.begin_change()
    form = page.keys.side.form
    assert isinstance(form, PassphraseForm)
    for key in ("passphrase", "again"):
        form.set_value(key, "ganz andere Wörter")
    form.submit()
    settled()
    Store.open(store.path, "ganz andere Wörter", "muster").close()


def test_what_is_not_offered_is_disabled_and_says_to_whom_it_is(
    page: SettingsPage, settled: Settled, store: Store
) -> None:
    store.user = "muster"
    founding.begin(store)
    _add_anna(page, settled)
    store.user, store.slot_id = "anna", keys.find(store, "anna").id
    page.refresh()
    settled()
    for action in (page.keys.add_action, page.keys.recovery_action, page.keys.rekey_action):
        assert not action.isEnabled()
        assert "head of office" in action.toolTip()
    assert page.keys.change_action.isEnabled()
    assert page.users.table.select_where(lambda row: row.id == "anna")
    assert not page.users.roles_action.isEnabled()
    assert "head of office" in page.users.roles_action.toolTip()
    assert page.users.note.text() == "You are: analyst."


def test_a_head_gives_roles(page: SettingsPage, settled: Settled, store: Store) -> None:
    store.user = "muster"
    founding.begin(store)
    _add_anna(page, settled)
    assert page.users.table.select_where(lambda row: row.id == "anna")
    page.users.begin()
    form = page.users.side.form
    assert isinstance(form, RolesForm)
    form.set_value("analyst", "")
    form.submit()
    settled()
    assert "No known role" in form.error_text()
    form.set_value("reviewer", "yes")
    form.submit()
    settled()
    found = {user.name: user.roles for user in roles.users(store)}
    assert found["anna"] == {roles.Role.REVIEWER}


def test_an_older_key_file_is_said(page: SettingsPage, settled: Settled, store: Store) -> None:
    founding.begin(store)
    before = {f: f.read_bytes() for f in store.path.glob("schluessel.*")}
    keys.new_recovery(store)
    for file, data in before.items():
        file.write_bytes(data)
    page.refresh()
    settled()
    assert "an earlier one" in page.keys.notice.text()


def test_a_key_stands_in_rows_that_can_be_typed() -> None:
    groups = [f"{n:05}" for n in range(14)]
    shown = in_rows("-".join(groups))
    assert shown.replace("\n", "").split("-") == groups
    assert max(map(len, shown.splitlines())) <= 24
    assert os.linesep not in in_rows("")
