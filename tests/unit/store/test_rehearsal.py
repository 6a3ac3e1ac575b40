"""The rehearsal of a restore: verified deep, nothing left behind, remembered and logged."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from stopping import StopAfter

from app.base import clock
from app.base.errors import ExitCode, UserError
from app.base.progress import Cancelled, Progress
from app.casework import cases
from app.store import audit, backup_file, backup_state, keys, rehearsal
from app.store.backup import rotate, write_backup
from app.store.rehearsal import rehearse, with_keys_of
from app.store.restore import OpenStore
from app.store.store import Store
from app.store.work_folder import clear, work_folder


@pytest.fixture
def opener(template: tuple[Path, str]) -> OpenStore:
    return lambda path: Store.open_with_recovery_key(path, template[1], "muster")


def _case(store: Store, no: int = 0) -> str:
    return cases.create(store, f"360-2026-{no:03}", "Musterfall Ölmühle", "Zweck", "Grundlage").ids[0]


def test_a_rehearsal_verifies_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    _case(store)
    made = write_backup(store, tmp_path / "a.rbbackup")
    _case(store, 1)
    before = sorted(tmp_path.iterdir())
    done = rehearse(made.file, with_keys_of(store), store=store)
    assert sorted(tmp_path.iterdir()) == before
    assert all(check.ok for check in done.checks)
    assert (done.manifest, done.missing["cases"]) == (made.manifest, 1)
    state = backup_state.state(store)
    assert (state.last_file, state.last_head) == (str(made.file), made.manifest.head)
    assert (state.rehearsed_file, state.rehearsed_at) == (str(made.file), done.at)
    with store.read() as connection:
        assert "Restore rehearsed" in list(audit.entries(connection))[-1].detail


def test_a_rehearsal_without_the_store_takes_the_keys_of_the_backup(
    store: Store, tmp_path: Path, opener: OpenStore
) -> None:
    made = write_backup(store, tmp_path / "a.rbbackup")
    assert rehearse(made.file, opener).missing == {}


def test_after_a_new_encryption_the_older_backup_says_so(
    store: Store, tmp_path: Path, opener: OpenStore
) -> None:
    made = write_backup(store, tmp_path / "a.rbbackup")
    keys.rekey(store)
    with pytest.raises(UserError) as refused:
        rehearse(made.file, with_keys_of(store), store=store)
    assert refused.value.key == "rehearsal.keys"
    assert rehearse(made.file, opener, store=store).manifest == made.manifest


def test_a_damaged_backup_and_one_of_another_store_are_refused(
    store: Store, tmp_path: Path, opener: OpenStore, template: tuple[Path, str]
) -> None:
    _case(store)
    made = write_backup(store, tmp_path / "a.rbbackup")
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = tmp_path / "b.rbbackup"
    damaged.write_bytes(content)
    with pytest.raises(UserError, match="cut off or altered"):
        rehearse(damaged, opener, store=store)
    # Put back to before the backup: its head is not in the log.
    earlier = shutil.copytree(template[0], tmp_path / "earlier.rundblick")
    put_back = Store.open_with_recovery_key(earlier, template[1], "muster")
    with pytest.raises(UserError) as refused:
        rehearse(made.file, opener, store=put_back)
    assert refused.value.exit_code == ExitCode.ANSWER_IS_NO
    put_back.close()
    assert not backup_state.state(store).rehearsed_at
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_cancelling_leaves_nothing_behind(store: Store, tmp_path: Path, opener: OpenStore) -> None:
    _case(store)
    whole = write_backup(store, tmp_path / "a.rbbackup").file
    for stop_at in range(12):
        try:
            write_backup(store, tmp_path / "b.rbbackup", progress=StopAfter(stop_at))
        except Cancelled:
            assert not (tmp_path / "b.rbbackup").exists()
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
        (tmp_path / "b.rbbackup").unlink(missing_ok=True)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        rehearse(whole, opener, store=store, progress=stopped)
    with backup_file.opened(whole) as (manifest, _archive):
        assert manifest.counts["cases"] == 1


def test_progress_goes_up_to_all_of_it(store: Store, tmp_path: Path) -> None:
    told = StopAfter(10**6)
    write_backup(store, tmp_path / "a.rbbackup", progress=told)
    done = [d for d, _total in told.steps]
    assert done == sorted(done)
    assert told.steps[-1][0] > told.steps[-1][1] * 0.9


def test_reminders_come_when_the_last_one_is_old(store: Store, tmp_path: Path) -> None:
    assert backup_state.reminders(store) == ()
    backup_state.choose(store, str(tmp_path), 2, 7)
    late = clock.now() + dt.timedelta(days=8)
    clock.set_source(lambda: late)
    (reminder,) = backup_state.reminders(store)
    assert (reminder.kind, reminder.since, reminder.days) == ("backup", "", 8)
    for _no in range(3):
        rotate(store, tmp_path, backup_state.state(store).keep)
    assert len(list(tmp_path.glob("*.rbbackup"))) == 2
    assert backup_state.reminders(store) == ()
    assert rehearsal.newest(store).parent == tmp_path
    later = clock.now() + dt.timedelta(days=200)
    clock.set_source(lambda: later)
    assert [r.kind for r in backup_state.reminders(store)] == ["backup", "rehearsal"]
    backup_state.choose(store, str(tmp_path), 2, 0)
    assert backup_state.reminders(store) == ()


def test_bad_settings_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        backup_state.choose(store, str(tmp_path / "nicht"), 1, 1)
    with pytest.raises(UserError, match="At least one"):
        backup_state.choose(store, "", 0, 1)
    with pytest.raises(UserError, match="no backup"):
        rehearsal.newest(store)


def test_work_folders_of_the_dead_are_cleared_and_those_in_use_stay(tmp_path: Path) -> None:
    dead = tmp_path / ".rundblick-work-dead"
    dead.mkdir()
    (dead / "store.db").write_bytes(b"x")
    (tmp_path / "a.rbbackup").write_bytes(b"x")
    with work_folder(tmp_path) as first:
        assert not dead.exists()
        with work_folder(tmp_path) as second:
            assert first != second
            assert first.exists()
            assert clear(tmp_path) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["a.rbbackup"]
