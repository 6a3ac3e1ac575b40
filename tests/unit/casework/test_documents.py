import hashlib
import io
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.base.errors import UserError
from app.base.progress import Cancelled, Progress
from app.casework import documents
from app.store import audit, tables, undo
from app.store.store import Store
from app.store.verify import verify

MIB = 1024 * 1024


def content(mib: float, mark: bytes = b"") -> bytes:
    return mark + bytes(range(256)) * int(mib * 4096)


def attach(desk: Any, data: bytes | io.BytesIO, name: str = "Blatt.bin", **more: Any) -> str:
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    made = documents.attach(desk.store, desk.case_id, desk.contribution_id, name, "", stream, **more)
    return made.ids[0]


def counts(store: Store) -> tuple[int, int]:
    """Documents and pieces."""
    with store.read() as connection:
        first, second = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.document, tables.document_chunk)
        )
    return first, second


def logged(store: Store) -> int:
    """Entries of the log."""
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.audit)).scalar_one()


@pytest.mark.parametrize("mib", [0, 0.5, 1, 16, 16.5, 32, 35.25])
def test_what_goes_in_comes_out(desk: Any, mib: float) -> None:
    data = content(mib, b"x")
    document_id = attach(desk, data)
    with desk.store.read() as connection:
        row = connection.execute(select(tables.document)).one()
        assert (row.id, row.state, row.size) == (document_id, "complete", len(data))
        found = hashlib.sha256()
        for piece in documents.pieces(connection, row.sha256):
            found.update(piece)
    assert found.hexdigest() == row.sha256 == hashlib.sha256(data).hexdigest()


def test_known_content_is_not_written_again(desk: Any) -> None:
    data = content(18)
    attach(desk, data)
    before = counts(desk.store)[1]
    attach(desk, data, "Nochmal.bin")
    assert counts(desk.store) == (2, before)


def test_an_attachment_is_undone_and_redone_without_moving_its_content(desk: Any) -> None:
    attach(desk, content(18))
    pieces = counts(desk.store)[1]
    undo.undo(desk.store, desk.case_id)
    assert counts(desk.store) == (0, pieces)
    assert documents.sweep(desk.store) == 0
    undo.redo(desk.store, desk.case_id)
    assert counts(desk.store) == (1, pieces)


class Changing(io.BytesIO):
    """A file whose first byte changes when it has been read once."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        found = super().seek(offset, whence)
        self.rewinds = getattr(self, "rewinds", 0) + (whence == 0)
        if self.rewinds == 2:
            self.getbuffer()[0] ^= 1
        return found


@pytest.mark.parametrize("mib", [1, 20])
def test_a_file_that_changes_meanwhile_is_refused_and_leaves_nothing(desk: Any, mib: int) -> None:
    with pytest.raises(UserError) as caught:
        attach(desk, Changing(content(mib)))
    assert caught.value.key == "document.changed"
    assert counts(desk.store) == (0, 0)


@pytest.mark.parametrize(("mib", "entries"), [(16, 1), (17, 2), (60, 2)])
def test_a_document_begins_and_ends_in_the_log_and_is_one_step_of_the_history(
    desk: Any, mib: int, entries: int
) -> None:
    steps, before = len(undo.history(desk.store, desk.case_id)), logged(desk.store)
    attach(desk, content(mib))
    assert len(undo.history(desk.store, desk.case_id)) == steps + 1
    assert logged(desk.store) == before + entries
    with desk.store.read() as connection:
        assert audit.first_break(connection) is None


def test_no_thread_stays_behind(desk: Any) -> None:
    attach(desk, content(20))
    with pytest.raises(UserError):
        attach(desk, Changing(content(18)))
    assert not [t for t in threading.enumerate() if t.name.startswith("fingerprint")]


def test_a_cancelled_delivery_leaves_nothing(desk: Any) -> None:
    progress = Progress(lambda done, _total: progress.cancel() if done else None)
    with pytest.raises(Cancelled):
        attach(desk, content(60), progress=progress)
    assert counts(desk.store) == (0, 0)


class Endless(io.BytesIO):
    """Says that it is larger than is allowed."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return documents.LIMIT + 1 if whence == io.SEEK_END else super().seek(offset, whence)


def test_a_document_beyond_the_limit_is_refused_before_it_is_read(desk: Any) -> None:
    with pytest.raises(UserError) as caught:
        attach(desk, Endless(b"x"))
    assert caught.value.key == "document.too_large"


def test_a_sparse_file_of_two_gigabytes_and_one_byte_is_refused_at_once(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "gross.bin"
    with path.open("wb") as file:
        file.truncate(documents.LIMIT + 1)
    with path.open("rb") as stream, pytest.raises(UserError):
        documents.attach(desk.store, desk.case_id, desk.contribution_id, "gross.bin", "", stream)


KILLED = """
import io, os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from app.casework import documents
from app.store.store import Store

class Deadly(io.BytesIO):
    rewinds = 0
    def seek(self, offset, whence=0, /):
        self.rewinds += whence == 0
        return super().seek(offset, whence)
    def read(self, size=-1, /):
        if self.rewinds >= 2 and self.tell() >= 34 * 1024 * 1024:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(size)

store = Store.open_with_recovery_key(Path(sys.argv[2]), sys.argv[3], "muster")
data = bytes(range(256)) * 4096 * 50
documents.attach(store, sys.argv[4], sys.argv[5], "gross.bin", "", Deadly(data))
"""


@pytest.fixture
def killed(desk: Any, template: tuple[Path, str], store_path: Path, project: Path) -> Callable[[], None]:
    """Attaches 50 MiB in another process, which is killed after two commits."""
    arguments = [str(project), str(store_path), template[1], desk.case_id, desk.contribution_id]

    def run() -> None:
        # One process works in a store at a time.
        desk.store.close()
        done = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
        assert done.returncode == -signal.SIGKILL

    return run


def test_what_a_killed_delivery_left_is_swept(desk: Any, killed: Callable[[], None]) -> None:
    killed()
    assert counts(desk.store) == (1, 32)
    found = {check.name: check.ok for check in verify(desk.store, deep=True)}
    assert found["documents"]
    assert documents.sweep(desk.store) == 1
    assert counts(desk.store) == (0, 0)
    assert documents.sweep(desk.store) == 0
    with desk.store.read() as connection:
        assert audit.first_break(connection) is None


def test_pieces_of_a_killed_delivery_do_no_harm_to_the_next(desk: Any, killed: Callable[[], None]) -> None:
    killed()
    data = bytes(range(256)) * 4096 * 50
    attach(desk, data)
    documents.sweep(desk.store)
    assert counts(desk.store) == (1, 50)
    with desk.store.read() as connection:
        assert documents.content(connection, hashlib.sha256(data).hexdigest()) == data


def test_content_goes_when_no_document_and_no_history_names_it(desk: Any) -> None:
    attach(desk, content(1))
    sha256 = hashlib.sha256(content(1)).hexdigest()
    with desk.store.write("", audit.Action.ERASURE, case_id=desk.case_id, undoable=False) as work:
        assert not documents.forget(work.connection, sha256)
        document_id = work.connection.execute(select(tables.document.c.id)).scalar_one()
        work.delete(tables.document, document_id)
        work.end_history()
        assert documents.forget(work.connection, sha256)
    assert counts(desk.store) == (0, 0)
