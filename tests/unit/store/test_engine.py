"""What the program relies on in every keyed connection."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.audit import Action
from app.store.store import Store


def test_a_keyed_connection_deletes_securely(store: Store) -> None:
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_only_the_owner_reads_the_files_of_a_store(store: Store) -> None:
    with store.write("a change", Action.ADMINISTRATION, history=False):
        pass
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in store.path.iterdir()}
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


_WRONG_KEY = """
import sys
from pathlib import Path
from app.base.errors import UserError
from app.store import engine
file = Path(sys.argv[1])
engine.prepare_file(file, b"a" * 32) if len(sys.argv) == 2 else None
try:
    engine.connector(file, b"b" * 32)()
except UserError as error:
    sys.exit(int(error.exit_code))
"""


def test_the_driver_writes_nothing_of_its_own_onto_the_terminal(tmp_path: Path) -> None:
    """What the library logs is set for a whole process: so another one meets the wrong key first."""
    file = tmp_path / "store.db"
    for arguments in ([str(file)], [str(file), "made"]):
        run = subprocess.run(
            [sys.executable, "-c", _WRONG_KEY, *arguments], capture_output=True, text=True, timeout=60
        )
        assert (run.returncode, run.stderr, run.stdout) == (5, "", "")
