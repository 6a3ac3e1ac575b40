"""A workstation that loses its power while keys are changed: the store opens, and is whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.casework import cases
from app.store import audit, keyfile, keys, keyslots, rekeying
from app.store.keyslots import PASSPHRASE, KdfCost
from app.store.store import Store
from app.store.verify import examine

PROJECT = Path(__file__).resolve().parents[2]
WORDS = "muster-passphrase"
CASES = 12

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process kills itself the POSIX way")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "muster.rundblick"
    store, _recovery = Store.create(path, WORDS, user="muster", cost=KdfCost(131072, 1, 1))
    keys.add(store, "anna", "annas vier Wörter")
    for no in range(CASES):
        # Large enough that encrypting anew takes longer than the lines said meanwhile.
        cases.create(store, f"360-{no}", "Musterfall " + "x" * 200_000, "Zweck", "Grundlage")
    store.close()
    return path


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "x.rundblick"))


def _killed(folder: Path, passphrase: str, task: str, *, lines: int = 0, renaming: int = 0) -> list[str]:
    """Let a process work, kill it after so many acknowledged lines, and return all it acknowledged."""
    command = [sys.executable, "-m", "tests.faults.keys_writer", str(folder), passphrase, task, str(renaming)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        said = [child.stdout.readline().decode().strip() for _ in range(lines)]
        if not renaming:
            child.kill()
        said += child.stdout.read().decode().splitlines()
    return [line for line in said if line]


def _whole(store: Store) -> None:
    assert len(cases.list_cases(store)) == CASES
    assert [c for c in examine(store) if not c.ok] == []
    with store.read() as connection:
        assert audit.first_break(connection) is None
    header = keyfile.read(store.path)
    assert "previous" not in header
    assert {slot.kind for slot in keys.slots(store)} == {"passphrase", "recovery"}


def _keys_that_open(folder: Path, passphrase: str) -> list[bytes]:
    """Return those of the one or two data keys in the header that fit the pages of the database."""
    header = keyfile.read(folder)
    secret = keyslots.passphrase_bytes(passphrase)
    new = keyslots.unlock(header, PASSPHRASE, secret, user="muster").data_key
    old = keyslots.previous_key(header, new)
    # The old one first, as the program does it: it rolls back what is half-written.
    return [key for key in (old, new) if key is not None and rekeying.opens(folder, key)]


def _whole_after_rekey(folder: Path) -> None:
    assert len(_keys_that_open(folder, WORDS)) == 1
    store = Store.open(folder, WORDS, "muster")
    _whole(store)
    store.close()
    assert len(_keys_that_open(folder, WORDS)) == 1
    Store.open(folder, "annas vier Wörter", "anna").close()


@pytest.mark.parametrize("acknowledged", [1, 3])
def test_kill_9_while_passphrases_change(folder: Path, acknowledged: int) -> None:
    said = _killed(folder, WORDS, "passphrase", lines=acknowledged)
    last = len(said) - 1
    opened = []
    # The last acknowledged one opens, or the one that was being written: one of them, never both.
    for words in (f"neue Wörter {last}", f"neue Wörter {last + 1}"):
        try:
            store = Store.open(folder, words, "muster")
        except UserError:
            continue
        _whole(store)
        store.close()
        opened.append(words)
    assert len(opened) == 1
    with pytest.raises(UserError):
        Store.open(folder, WORDS, "muster")


@pytest.mark.parametrize("renaming", [1, 2])
def test_kill_9_at_each_step_of_a_new_passphrase(folder: Path, renaming: int) -> None:
    assert _killed(folder, WORDS, "passphrase-dies", renaming=renaming) == []
    # Before the first copy has its name the old one holds; from then on the newer copy does.
    for words, opens in ((WORDS, renaming == 1), ("neue Wörter 0", renaming == 2)):
        try:
            store = Store.open(folder, words, "muster")
        except UserError:
            assert not opens
            continue
        assert opens
        # One copy of the header was left behind; every other check is as it was.
        assert {check.name for check in examine(store) if not check.ok} <= {"keys"}
        assert len(cases.list_cases(store)) == CASES
        store.close()


@pytest.mark.parametrize("acknowledged", [1, 20])
def test_kill_9_while_the_key_file_is_written(folder: Path, acknowledged: int) -> None:
    said = _killed(folder, WORDS, "recovery", lines=acknowledged)
    store = Store.open(folder, WORDS, "muster")
    _whole(store)
    written = keyfile.read(folder)["sequence"]
    store.close()
    # Two writings before the first: the new store and anna's key. Nothing acknowledged is lost, at most
    # one that was not acknowledged is there.
    assert written - 2 - len(said) in (0, 1)
    if written - 2 == len(said):
        Store.open_with_recovery_key(folder, said[-1]).close()


@pytest.mark.parametrize("renaming", [1, 2, 3, 4])
def test_kill_9_at_each_step_of_a_rekey(folder: Path, renaming: int) -> None:
    assert _killed(folder, WORDS, "rekey-dies", renaming=renaming) == []
    _whole_after_rekey(folder)


@pytest.mark.parametrize("lines", [1, 400, 12000])
def test_kill_9_while_pages_are_encrypted_anew(folder: Path, lines: int) -> None:
    _killed(folder, WORDS, "rekey-talks", lines=lines)
    _whole_after_rekey(folder)


@pytest.mark.parametrize("acknowledged", [2])
def test_kill_9_between_rekeys_keeps_the_acknowledged_recovery_key(folder: Path, acknowledged: int) -> None:
    said = _killed(folder, WORDS, "rekey", lines=acknowledged)
    unfinished = "previous" in keyfile.read(folder)
    _whole_after_rekey(folder)
    if not unfinished and len(said) == acknowledged:
        written = keyfile.read(folder)["sequence"]
        # Two writings per re-key after the first two: an odd one is a re-key begun and not acknowledged.
        if written == 2 + 2 * len(said):
            Store.open_with_recovery_key(folder, said[-1]).close()


def test_two_kills_in_a_row_are_healed_as_one(folder: Path) -> None:
    _killed(folder, WORDS, "rekey-dies", renaming=3)
    # The second process heals on opening and then dies in a re-key of its own.
    _killed(folder, WORDS, "rekey-dies", renaming=2)
    _whole_after_rekey(folder)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small disk of its own needs root and mount",
)
def test_a_full_disk_stops_a_rekey_and_the_store_keeps_its_key(template: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    # The pages fit, but not a second time.
    size = (template / "store.db").stat().st_size * 3 // 2
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let root mount a small disk")
    try:
        shutil.copytree(template, disk / "x.rundblick")
        store = Store.open(disk / "x.rundblick", WORDS, "muster")
        with pytest.raises(UserError) as refused:
            keys.rekey(store)
        assert refused.value.exit_code == ExitCode.NOT_WRITABLE
        _whole(store)
        store.close()
        _whole_after_rekey(disk / "x.rundblick")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
