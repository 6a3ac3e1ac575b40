"""A workstation that loses its power, and a disk that is full: nothing acknowledged is lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.casework import cases
from app.store import audit
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.verify import verify

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("faults") / "muster.rundblick"
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1))
    store.close()
    return path, recovery


# Four kills after a hundred acknowledged changes, through processes that are started anew; a hundred kills
# at any moment are in test_kill9_hundred.
@pytest.mark.parametrize("acknowledged", [25])
def test_kill_9_loses_nothing_that_was_acknowledged(
    template: tuple[Path, str], tmp_path: Path, acknowledged: int
) -> None:
    path = tmp_path / "x.rundblick"
    shutil.copytree(template[0], path)
    for _round in range(4):
        command = [sys.executable, "-m", "tests.faults.writer", str(path), template[1]]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as child:
            assert child.stdout is not None
            seen = [child.stdout.readline().decode().strip() for _ in range(acknowledged)]
            child.kill()
            seen += child.stdout.read().decode().split()
        store = Store.open_with_recovery_key(path, template[1], "muster")
        kept = {c.header.reference for c in cases.list_cases(store)}
        assert set(seen) <= kept
        with store.read() as connection:
            assert audit.first_break(connection) is None
            entries = sum(1 for _ in audit.entries(connection))
        # One entry for the new store, one per case: what is there is logged and what is logged is there.
        assert entries == len(kept) + 1
        assert [c for c in verify(store) if not c.ok] == []
        store.close()


def test_a_folder_without_rights_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "gesperrt"
    blocked.write_text("eine Datei, kein Ordner")
    with pytest.raises(UserError) as refused:
        Store.create(blocked / "x.rundblick", "muster-passphrase", cost=KdfCost(131072, 1, 1))
    assert refused.value.exit_code == ExitCode.NOT_WRITABLE


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small disk of its own needs root and mount",
)
def test_a_full_disk_keeps_what_was_there(template: tuple[Path, str], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a small disk")
    try:
        path = disk / "x.rundblick"
        shutil.copytree(template[0], path)
        store = Store.open_with_recovery_key(path, template[1], "muster")
        made = _fill(store)
        assert made > 10
        assert len(cases.list_cases(store)) == made
        store.close()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def _fill(store: Store) -> int:
    """Open cases until the disk is full and return how many were acknowledged."""
    for no in range(10_000):
        refusal = _open_case(store, no)
        if refusal is not None:
            assert refusal.exit_code == ExitCode.NOT_WRITABLE
            return no
    raise AssertionError("the disk never got full")


def _open_case(store: Store, no: int) -> UserError | None:
    try:
        cases.create(store, f"360-{no}", "Musterfall " + "x" * 5000, "Zweck", "Grundlage")
    except UserError as refused:
        return refused
    return None
