"""The write-ahead log flipped, taken away, or replaced by another's: no lie, and nothing is destroyed."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.casework import cases
from app.store import head_memory, hot_log, keyfile, keyslots, recovery_key, rekeying
from app.store.keyslots import RECOVERY, KdfCost
from app.store.store import Store
from app.store.verify import verify

WRITTEN_BACK, IN_THE_LOG = 5, 5
LOG, INDEX = "store.db-wal", "store.db-shm"


@dataclass(frozen=True)
class Crashed:
    """A store as a crash left it: part of its cases are only in the log."""

    path: Path
    key: str

    def raw(self, name: str = "store.db") -> bytes:
        return (self.path / name).read_bytes()


def _crashed(folder: Path) -> Crashed:
    store, key = Store.create(
        folder / "lief.rundblick", "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1)
    )
    for no in range(WRITTEN_BACK):
        cases.create(store, f"360-{no}", "Musterfall", "Zweck", "Grundlage")
    store.write_back()
    for no in range(WRITTEN_BACK, WRITTEN_BACK + IN_THE_LOG):
        cases.create(store, f"360-{no}", "Musterfall", "Zweck", "Grundlage")
    head_memory.remember(store)
    path = Path(shutil.copytree(store.path, folder / "x.rundblick"))
    store.close()
    shutil.rmtree(store.path)
    return Crashed(path, key)


@pytest.fixture
def store(tmp_path: Path) -> Crashed:
    return _crashed(tmp_path)


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    return _crashed(tmp_path_factory.mktemp("other"))


def _opened(crashed: Crashed) -> tuple[int, list[str]]:
    """Return how many cases the store holds after opening, and what verify finds wrong."""
    opened = Store.open_with_recovery_key(crashed.path, crashed.key, "muster")
    try:
        return len(cases.list_cases(opened)), [check.name for check in verify(opened) if not check.ok]
    finally:
        opened.close()


def _database_key(crashed: Crashed) -> bytes:
    found = keyslots.unlock(keyfile.read(crashed.path), RECOVERY, recovery_key.from_text(crashed.key))
    return rekeying.database_key(found.data_key)


def _look(crashed: Crashed) -> None:
    hot_log.refuse_foreign(crashed.path / rekeying.DATABASE, _database_key(crashed))


def _nothing(_store: Crashed) -> None:
    pass


def _index_taken(store: Crashed) -> None:
    (store.path / INDEX).unlink()


def _index_of_noise(store: Crashed) -> None:
    (store.path / INDEX).write_bytes(os.urandom(32768))


@pytest.mark.parametrize("damage", [_nothing, _index_taken, _index_of_noise])
def test_the_index_of_the_log_is_of_no_importance(store: Crashed, damage: Callable[[Crashed], None]) -> None:
    damage(store)
    _look(store)
    assert _opened(store) == (WRITTEN_BACK + IN_THE_LOG, [])


def test_the_index_of_another_store_is_of_no_importance(store: Crashed, other: Crashed) -> None:
    (store.path / INDEX).write_bytes(other.raw(INDEX))
    assert _opened(store) == (WRITTEN_BACK + IN_THE_LOG, [])


def _log_taken(store: Crashed) -> None:
    (store.path / LOG).unlink()


def _both_taken(store: Crashed) -> None:
    (store.path / LOG).unlink()
    (store.path / INDEX).unlink()


def _log_of_noise(store: Crashed) -> None:
    (store.path / LOG).write_bytes(os.urandom(50_000))


@pytest.mark.parametrize("damage", [_log_taken, _both_taken, _log_of_noise])
def test_a_log_that_is_gone_is_noticed_by_the_head_that_was_seen(
    store: Crashed, damage: Callable[[Crashed], None]
) -> None:
    damage(store)
    assert _opened(store) == (WRITTEN_BACK, ["rollback"])


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_bit_flipped_in_the_log_ends_it_there_and_is_noticed(store: Crashed, part: float) -> None:
    log = bytearray(store.raw(LOG))
    log[int(len(log) * part)] ^= 1
    (store.path / LOG).write_bytes(log)
    held, wrong = _opened(store)
    assert WRITTEN_BACK <= held < WRITTEN_BACK + IN_THE_LOG
    assert wrong == ["rollback"]


def test_the_log_of_another_store_is_refused_and_changes_nothing(store: Crashed, other: Crashed) -> None:
    own, before = store.raw(LOG), store.raw()
    for name in (LOG, INDEX):
        (store.path / name).write_bytes(other.raw(name))
    with pytest.raises(UserError) as refused:
        _look(store)
    assert refused.value.exit_code == ExitCode.STORE_DAMAGED
    assert store.raw() == before
    # With its own log back, everything is there again.
    (store.path / INDEX).unlink()
    (store.path / LOG).write_bytes(own)
    assert _opened(store) == (WRITTEN_BACK + IN_THE_LOG, [])


def test_opening_beside_the_log_of_another_store_destroys_nothing(store: Crashed, other: Crashed) -> None:
    own, before = store.raw(LOG), store.raw()
    (store.path / INDEX).unlink()
    (store.path / LOG).write_bytes(other.raw(LOG))
    with pytest.raises(UserError) as refused:
        _opened(store)
    assert refused.value.key == "store.damaged"
    assert store.raw() == before
    (store.path / LOG).write_bytes(own)
    assert _opened(store) == (WRITTEN_BACK + IN_THE_LOG, [])


def test_the_database_of_another_store_beside_this_log_is_refused(store: Crashed, other: Crashed) -> None:
    (store.path / "store.db").write_bytes(other.raw())
    with pytest.raises(UserError):
        _look(store)
    assert store.raw() == other.raw()


def test_a_log_beside_an_older_copy_of_its_database_is_refused(store: Crashed) -> None:
    older = store.raw()
    # Many changes more, written back but for the last few: the log goes with a later database.
    opened = Store.open_with_recovery_key(store.path, store.key, "muster")
    for no in range(60):
        cases.create(opened, f"360-1{no}", "Musterfall" + "x" * 3000, "Zweck", "Grundlage")
    opened.write_back()
    for no in range(3):
        cases.create(opened, f"360-2{no}", "Musterfall", "Zweck", "Grundlage")
    log = store.raw(LOG)
    opened.close()
    for name in (LOG, INDEX):
        (store.path / name).unlink(missing_ok=True)
    (store.path / "store.db").write_bytes(older)
    (store.path / LOG).write_bytes(log)
    with pytest.raises(UserError):
        _look(store)
    assert store.raw() == older


def test_without_a_log_nothing_is_looked_at(store: Crashed) -> None:
    _both_taken(store)
    (store.path / "store.db").write_bytes(b"")
    hot_log.refuse_foreign(store.path / "store.db", bytes(32))
