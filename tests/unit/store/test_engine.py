"""What the program relies on in every keyed connection."""

import stat
import sys

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
