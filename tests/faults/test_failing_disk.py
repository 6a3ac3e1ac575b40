"""A disk that fails while the store is open - a stick pulled out, a share gone, a disk full: one sentence.

strace lets the calls of the operating system fail from a certain one on, as they do then.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.base.errors import ExitCode
from app.casework import cases
from app.store import audit
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.verify import examine

PROJECT = Path(__file__).resolve().parents[2]
FAILURES = (
    "pwrite64:error=EROFS:when=20+",
    "pwrite64:error=EIO:when=33",
    "pwrite64:error=ENOSPC:when=27+",
    "fsync:error=EIO:when=9+",
)

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="letting calls fail needs strace")


@pytest.mark.parametrize("failure", FAILURES)
def test_a_disk_that_fails_is_one_sentence_and_loses_nothing(failure: str, tmp_path: Path) -> None:
    path = tmp_path / "x.rundblick"
    store, key = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(131072, 1, 1))
    store.close()
    command = ["strace", "-f", "-o", str(tmp_path / "trace"), "-e", f"inject={failure}", sys.executable]
    command += ["-m", "tests.faults.failing_writer", str(path), key]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if "ptrace" in ran.stderr:
        pytest.skip("this machine does not let strace watch a process")
    assert (ran.returncode, ran.stderr) == (0, "")
    said = [line.split() for line in ran.stdout.splitlines()]
    kept = {words[1] for words in said if words[0] == "kept"}
    assert {words[1] for words in said if words[0] == "refused"} == {str(int(ExitCode.NOT_WRITABLE))}
    store = Store.open_with_recovery_key(path, key, "muster")
    there = {case.header.reference for case in cases.list_cases(store)}
    assert kept <= there
    # What was refused may have reached the disk all the same, but then it is whole.
    assert len(there - kept) <= 1
    with store.read() as connection:
        assert audit.first_break(connection) is None
    assert [check for check in examine(store) if not check.ok] == []
    store.close()
