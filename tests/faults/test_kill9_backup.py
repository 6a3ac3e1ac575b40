"""A backup killed on its way: the older one stays whole, and no half one takes its name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.casework import cases
from app.store import backup_file
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.restore import restore
from app.store.store import Store

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
