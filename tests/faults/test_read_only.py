"""A store on a disk that can only be read: one sentence, and not a byte is changed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.casework import cases
from app.store import backup_file
from app.store.backup import write_backup
from app.store.keyslots import KdfCost
from app.store.restore import restore
from app.store.store import Store

COST = KdfCost(131072, 1, 1)
pytestmark = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a disk that can only be read needs root and mount (root ignores the rights of folders)",
)


def _run(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with a store in it that becomes read-only on the way (bind mount of itself)."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if _run("mount", "--bind", str(folder), str(folder)):
        pytest.skip("this machine does not let root mount a folder onto itself")
    yield folder
    assert _run("umount", "-l", str(folder)) == 0


def _lock(disk: Path) -> None:
    assert _run("mount", "-o", "remount,bind,ro", str(disk)) == 0


def _content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def _change(path: Path, key: str) -> None:
    store = Store.open_with_recovery_key(path, key, "muster")
    try:
        cases.create(store, "360-1", "Musterfall", "Zweck", "Grundlage")
    finally:
        store.close()


def test_a_read_only_store_is_one_sentence_and_unchanged(disk: Path) -> None:
    path = disk / "x.rundblick"
    store, key = Store.create(path, "muster-passphrase", user="muster", cost=COST)
    store.close()
    before = _content(path)
    _lock(disk)
    with pytest.raises(UserError):
        _change(path, key)
    assert _content(path) == before


def test_backup_and_restore_say_that_the_place_cannot_be_written(disk: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.rundblick"
    store, key = Store.create(path, "muster-passphrase", user="muster", cost=COST)
    file = write_backup(store, tmp_path / "a.rbbackup").file
    _lock(disk)
    with pytest.raises(UserError) as refused:
        write_backup(store, disk / "a.rbbackup")
    store.close()
    assert refused.value.key == "backup.not_writable"
    with pytest.raises(UserError) as refused:
        restore(file, disk / "neu", lambda where: Store.open_with_recovery_key(where, key))
    assert refused.value.key == "backup.not_writable"
    assert list(disk.iterdir()) == []
    with backup_file.opened(file) as (manifest, _archive):
        assert manifest.entries == 1
