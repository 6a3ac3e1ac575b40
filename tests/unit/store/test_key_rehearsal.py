"""The recovery key on paper is tried, and the store remembers that it was."""

from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.store import audit, key_rehearsal, keys, recovery_key
from app.store.recovery_shares import Split
from app.store.store import Store


def _logged(store: Store) -> str:
    with store.read() as connection:
        return " ".join(entry.detail + entry.reason for entry in audit.entries(connection))


def test_it_is_open_then_put_off_then_done(store: Store, template: tuple[Path, str]) -> None:
    assert key_rehearsal.state(store).state == key_rehearsal.OPEN
    put_off = key_rehearsal.postpone(store, "  no printer\nat hand ")
    assert (put_off.state, put_off.reason, put_off.by) == ("later", "no printer at hand", "muster")
    assert key_rehearsal.state(store) == put_off
    done = key_rehearsal.rehearse(store, template[1].lower())
    assert key_rehearsal.state(store) == done
    assert done.state == key_rehearsal.DONE
    assert "rehearsed" in key_rehearsal.in_words(done)
    logged = _logged(store)
    assert "Recovery key rehearsed" in logged
    assert "no printer at hand" in logged
    assert template[1] not in logged


def test_a_new_recovery_key_is_unrehearsed(store: Store, template: tuple[Path, str]) -> None:
    key_rehearsal.rehearse(store, template[1])
    keys.new_recovery(store)
    assert key_rehearsal.state(store).state == key_rehearsal.OPEN


def test_shares_are_rehearsed_as_shares(store: Store) -> None:
    text = keys.new_recovery(store, Split(2, 3))
    with pytest.raises(UserError):
        key_rehearsal.rehearse(store, text.splitlines()[0])
    assert key_rehearsal.rehearse(store, "\n".join(text.splitlines()[:2])).state == "done"


def test_a_wrong_key_is_refused_and_changes_nothing(store: Store, template: tuple[Path, str]) -> None:
    for wrong in (recovery_key.to_text(bytes(32)), template[1][:-1], ""):
        with pytest.raises(UserError) as refused:
            key_rehearsal.rehearse(store, wrong)
        assert refused.value.exit_code == ExitCode.CANNOT_UNLOCK
    assert key_rehearsal.state(store).state == key_rehearsal.OPEN


def test_putting_off_needs_a_reason(store: Store) -> None:
    with pytest.raises(UserError):
        key_rehearsal.postpone(store, "  \n ")
