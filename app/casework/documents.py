"""Documents in the store: content in pieces of 1 MiB, named by its SHA-256, never in a temporary file.

The stream is read twice: once for its hash, so that known content is not written again and every piece is
written under its lasting name, and once for its pieces, hashed again so that a file that changed meanwhile
is refused. A second thread takes the hashes, so that reading and writing do not wait for them. Up to 16 MiB
go in with the document's row in one transaction. Of larger ones each 16 MiB are committed while the row
says "incomplete"; the last commit makes it "complete". Measured for 200 MiB, median of two: one transaction
2.8 s and a write-ahead log of 205 MiB, commits of 16 MiB 2.9 s and a log of 16 MiB, memory flat in both; so
nobody waits longer than for 16 MiB, and the disk need not hold the document twice. The log has one entry
when a document of several steps begins to come in and one when it is there, none for the steps between.
Writing a piece that is there already does nothing, so two deliveries of the same content cannot disturb
each other. What a crash left behind goes when the store is opened next (`sweep`).
"""

import contextlib
import hashlib
import io
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, BinaryIO

from sqlalchemy import Connection, delete, exists, func, insert, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.progress import Progress
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

PIECE = 1024 * 1024
LIMIT = 2 * 1024 * 1024 * 1024
STEP = 16 * PIECE
COMPLETE, INCOMPLETE = "complete", "incomplete"


def attach(
    store: Store,
    case_id: str,
    contribution_id: str,
    name: str,
    media_type: str,
    stream: BinaryIO,
    progress: Progress | None = None,
) -> Change:
    """Keep a document with the contribution it came with; `stream` must be seekable.

    Cancelled or refused, nothing of it stays. Its text is for `app.casework.document_texts` to read.
    """
    sha256, size = _fingerprint(stream)
    row = {
        "id": new_id(),
        "contribution_id": contribution_id,
        "name": name,
        "media_type": media_type,
        "sha256": sha256,
        "size": size,
    }
    try:
        with _Fingerprint() as code:
            coming = _Coming(stream, sha256, size, code, progress or Progress())
            coming.keep_all_but_the_last_step(store, case_id, row)
            with store.write(_("Document added"), Action.COLLECTION, case_id=case_id) as work:
                coming.keep_rest(work.connection)
                work.connection.execute(delete(tables.document).where(tables.document.c.id == row["id"]))
                work.about(work.insert(tables.document, {**row, "state": COMPLETE}))
    except BaseException:
        # What cannot be taken back now, on a full disk, is swept at the next opening.
        with contextlib.suppress(UserError):
            _take_back(store, case_id, str(row["id"]))
        raise
    return work.done


class _Fingerprint:
    """A SHA-256 taken by a thread of its own, one piece behind at most; leaving it ends the thread."""

    def __init__(self) -> None:
        self._code = hashlib.sha256()
        self._thread = ThreadPoolExecutor(1, "fingerprint")
        self._taken: Future[None] | None = None

    def __enter__(self) -> "_Fingerprint":
        return self

    def __exit__(self, *_raised: object) -> None:
        self._thread.shutdown()

    def update(self, piece: bytes) -> None:
        """Begin to take in a piece, once the one before it is taken in."""
        self._settle()
        self._taken = self._thread.submit(self._code.update, piece)

    def hexdigest(self) -> str:
        """Return the hash of all pieces so far."""
        self._settle()
        return self._code.hexdigest()

    def _settle(self) -> None:
        if self._taken is not None:
            self._taken.result()


class _Coming:
    """A stream on its way into the store; `code` takes its hash a second time."""

    def __init__(
        self, stream: BinaryIO, sha256: str, size: int, code: _Fingerprint, progress: Progress
    ) -> None:
        self._stream, self._sha256, self._size = stream, sha256, size
        self._progress = progress
        self._next = 0
        self._code = code

    def keep_all_but_the_last_step(self, store: Store, case_id: str, row: dict[str, Any]) -> None:
        """Commit 16 MiB at a time as long as more than that is to come."""
        if self._size <= STEP or self._known(store):
            return
        while self._size - self._next * PIECE > STEP:
            self._progress.step(self._next * PIECE, self._size)
            if self._next == 0:
                self._keep_first_step(store, case_id, row)
            else:
                with store.aside() as connection:
                    self._keep(connection, STEP // PIECE)

    def _keep_first_step(self, store: Store, case_id: str, row: dict[str, Any]) -> None:
        label = _("Document begins to come in")
        with store.write(label, Action.COLLECTION, case_id=case_id, history=False) as work:
            # Past the unit of work: an incomplete document is not searched for and not undone.
            work.connection.execute(insert(tables.document), {**row, "state": INCOMPLETE})
            work.about(row["id"])
            self._keep(work.connection, STEP // PIECE)

    def keep_rest(self, connection: Connection) -> None:
        """Write what is still to come; `UserError` if the stream is no longer what was fingerprinted."""
        if self._next == 0 and _is_whole(connection, self._sha256, self._size):
            return
        self._keep(connection, LIMIT)
        if self._code.hexdigest() != self._sha256:
            raise UserError(
                "document.changed",
                _("The file changed while it was read."),
                _("Wait until nothing writes to it, then add it again."),
            )

    def _known(self, store: Store) -> bool:
        with store.read() as connection:
            return _is_whole(connection, self._sha256, self._size)

    def _keep(self, connection: Connection, most: int) -> None:
        chunk = tables.document_chunk
        there = set(connection.execute(select(chunk.c.no).where(chunk.c.sha256 == self._sha256)).scalars())
        for _count in range(most):
            piece = self._stream.read(PIECE)
            if not piece:
                return
            self._code.update(piece)
            if self._next not in there:
                row = {"id": new_id(), "sha256": self._sha256, "no": self._next, "data": piece}
                connection.execute(insert(chunk), row)
            self._next += 1


def store_bytes(connection: Connection, sha256: str, data: bytes) -> None:
    """Keep content under its SHA-256 unless it is there already."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError("content and hash disagree")
    with _Fingerprint() as code:
        _Coming(io.BytesIO(data), sha256, len(data), code, Progress()).keep_rest(connection)


def _is_whole(connection: Connection, sha256: str, size: int) -> bool:
    chunk = tables.document_chunk
    count = connection.execute(select(func.count()).where(chunk.c.sha256 == sha256)).scalar_one()
    return bool(count == -(-size // PIECE))


def _fingerprint(stream: BinaryIO) -> tuple[str, int]:
    """Return SHA-256 and size of a stream and rewind it."""
    total = 0
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    with _Fingerprint() as code:
        while size <= LIMIT and (piece := stream.read(PIECE)):
            code.update(piece)
            total += len(piece)
    if size > LIMIT or total > LIMIT:
        raise UserError(
            "document.too_large",
            _("The document is larger than {limit} GiB."),
            _("Split it, or keep it outside and name its file number."),
            limit=LIMIT // 1024**3,
        )
    stream.seek(0)
    return code.hexdigest(), total


def sweep(store: Store) -> int:
    """Take away what interrupted deliveries left behind; returns how many. To be called at opening."""
    with store.read() as connection:
        left = _incomplete(connection)
    if left:
        label = _("Interrupted deliveries removed")
        with store.write(label, Action.ADMINISTRATION, history=False) as work:
            _remove(work.connection, _incomplete(work.connection))
    return len(left)


def _incomplete(connection: Connection, document_id: str = "") -> list[tuple[str, str]]:
    document = tables.document
    query = select(document.c.id, document.c.sha256).where(document.c.state == INCOMPLETE)
    if document_id:
        query = query.where(document.c.id == document_id)
    return [(row.id, row.sha256) for row in connection.execute(query)]


def _take_back(store: Store, case_id: str, document_id: str) -> None:
    with store.read() as connection:
        left = _incomplete(connection, document_id)
    if left:
        label = _("Interrupted deliveries removed")
        with store.write(label, Action.ADMINISTRATION, case_id=case_id, history=False) as work:
            _remove(work.connection, left)


def _remove(connection: Connection, left: list[tuple[str, str]]) -> None:
    for document_id, sha256 in left:
        connection.execute(delete(tables.document).where(tables.document.c.id == document_id))
        forget(connection, sha256)


def forget(connection: Connection, sha256: str) -> bool:
    """Delete content and text under this SHA-256 if no document names it and no undo could bring one back.

    Returns whether they are gone. For erasure and for interrupted deliveries.
    """
    document, log = tables.document, tables.change_log
    named = select(exists().where(document.c.sha256 == sha256))
    remembered = select(exists().where(func.instr(log.c.images, sha256) > 0))
    if connection.execute(named).scalar() or connection.execute(remembered).scalar():
        return False
    connection.execute(delete(tables.document_chunk).where(tables.document_chunk.c.sha256 == sha256))
    connection.execute(delete(tables.document_text).where(tables.document_text.c.sha256 == sha256))
    return True


def pieces(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Yield the content with this SHA-256, piece by piece."""
    chunk = tables.document_chunk
    query = select(chunk.c.id).where(chunk.c.sha256 == sha256).order_by(chunk.c.no)
    for piece_id in connection.execute(query).scalars().all():
        yield connection.execute(select(chunk.c.data).where(chunk.c.id == piece_id)).scalar_one()


def content(connection: Connection, sha256: str) -> bytes:
    """Return the whole content with this SHA-256; for documents that fit into memory."""
    return b"".join(pieces(connection, sha256))
