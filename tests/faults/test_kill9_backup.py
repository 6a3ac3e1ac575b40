"""A backup or a rehearsal killed on its way: backups stay whole, and what is left is cleared away."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.casework import cases
from app.store import backup_file, backup_state, tables
from app.store.audit import Action
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.restore import restore
from app.store.store import Store
from app.store.verify import verify

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_backup_under_its_name_is_always_whole(tmp_path: Path) -> None:
    path, file = tmp_path / "x.rundblick", tmp_path / "a.rbbackup"
    store, key = Store.create(
        path, "muster-passphrase", user="muster", cost=KdfCost(memory_kib=131072, passes=1, lanes=1)
    )
    cases.create(store, "360-1", "Musterfall", "Zweck", "Grundlage")
    write_backup(store, file)
    store.close()
    for written in (1, 2, 3):
        command = [sys.executable, "-m", "tests.faults.backup_writer", str(path), key, str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as child:
            assert child.stdout is not None
            for _no in range(written):
                assert child.stdout.readline() == b"written\n"
            child.kill()
        with backup_file.opened(file) as (manifest, _archive):
            assert manifest.counts["cases"] == 1
        restored = restore(file, tmp_path / "neu", lambda where: Store.open_with_recovery_key(where, key))
        assert all(check.ok for check in restored.checks)
        shutil.rmtree(restored.path)


def _hidden(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


@pytest.mark.parametrize("last", ["step 1", "step 2", "rehearsed"])
def test_a_killed_rehearsal_harms_nothing_and_the_next_one_clears_up(tmp_path: Path, last: str) -> None:
    path, folder = tmp_path / "x.rundblick", tmp_path / "sicherungen"
    folder.mkdir()
    store, key = Store.create(
        path, "muster-passphrase", user="muster", cost=KdfCost(memory_kib=131072, passes=1, lanes=1)
    )
    cases.create(store, "360-1", "Musterfall Geheimwort", "Zweck", "Grundlage")
    file = write_backup(store, folder / "a.rbbackup").file
    content = file.read_bytes()
    store.close()
    command = [sys.executable, "-m", "tests.faults.rehearsal_runner", str(path), key, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as child:
        assert child.stdout is not None
        while child.stdout.readline() != f"{last}\n".encode():
            pass
        child.kill()
    assert file.read_bytes() == content
    # What was unpacked is as encrypted as the backup itself.
    left = [p for p in folder.rglob("*") if p.is_file()]
    assert not [p for p in left if b"Geheimwort" in p.read_bytes()]
    again = Store.open_with_recovery_key(path, key, "muster")
    assert [c for c in verify(again, deep=True) if not c.ok] == []
    assert bool(backup_state.state(again).rehearsed_at) == (last == "rehearsed")
    write_backup(again, folder / "b.rbbackup")
    assert _hidden(folder) == []
    again.close()


def test_what_a_killed_backup_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    path, file = tmp_path / "x.rundblick", tmp_path / "a.rbbackup"
    store, key = Store.create(
        path, "muster-passphrase", user="muster", cost=KdfCost(memory_kib=131072, passes=1, lanes=1)
    )
    with store.write("x", Action.ADMINISTRATION, history=False) as work:
        rows = [{"id": f"{n:032x}", "sha256": "x", "no": n, "data": os.urandom(10**6)} for n in range(20)]
        work.connection.execute(tables.document_chunk.insert(), rows)
    store.close()
    command = [sys.executable, "-m", "tests.faults.backup_writer", str(path), key, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"written\n"
        while not _hidden(tmp_path):
            pass
        child.kill()
    assert _hidden(tmp_path)
    again = Store.open_with_recovery_key(path, key, "muster")
    write_backup(again, tmp_path / "b.rbbackup")
    assert _hidden(tmp_path) == []
    again.close()
