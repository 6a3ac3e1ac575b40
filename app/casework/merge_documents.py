"""The contents of documents that come with a package, written piece by piece into the encrypted store.

They are part of the unit of work that unites the package: all of it or nothing. A process that is killed in
between leaves nothing, because the database forgets what was not committed; and what lay on the disk until
then was as encrypted as everything in the store.
"""

import hashlib
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from app.base.ids import new_id
from app.base.records import Document
from app.casework.documents import PIECE
from app.store import tables


def missing(connection: Connection, documents: Collection[Document]) -> set[str]:
    """Return the SHA-256 (hex) of those documents whose content is not whole in the store."""
    found = set()
    chunk = tables.document_chunk
    for document in documents:
        query = select(chunk.c.no).where(chunk.c.sha256 == document.sha256)
        held = len(connection.execute(query).all())
        if held != -(-document.size // PIECE):
            found.add(document.sha256)
    return found


class PieceKeeper:
    """Takes documents as `app.exchange.receiving` hands them on and keeps those that are `wanted`.

    Called with the SHA-256 a document is signed under and its next bytes, b"" after the last. At most one
    piece of 1 MiB is held. Raises `ValueError` if the bytes are not what they are signed as.
    """

    def __init__(self, connection: Connection, wanted: Collection[str]) -> None:
        self._connection = connection
        self._wanted = set(wanted)
        self._buffer = bytearray()
        self._code = hashlib.sha256()
        self._no = 0

    def __call__(self, sha256: str, data: bytes) -> None:
        """Take the next bytes."""
        if sha256 not in self._wanted:
            return
        if self._no == 0 and not self._buffer:
            self._begin(sha256)
        if not data:
            self._end(sha256)
            return
        self._code.update(data)
        self._buffer += data
        while len(self._buffer) >= PIECE:
            self._write(sha256, bytes(self._buffer[:PIECE]))
            del self._buffer[:PIECE]

    def _begin(self, sha256: str) -> None:
        """Start anew: pieces of an earlier delivery that was broken off would stand in the way."""
        chunk = tables.document_chunk
        self._connection.execute(delete(chunk).where(chunk.c.sha256 == sha256))
        self._code = hashlib.sha256()

    def _end(self, sha256: str) -> None:
        if self._buffer:
            self._write(sha256, bytes(self._buffer))
        self._buffer.clear()
        self._no = 0
        self._wanted.discard(sha256)
        if self._code.hexdigest() != sha256:
            raise ValueError("content and hash disagree")

    def _write(self, sha256: str, piece: bytes) -> None:
        row = {"id": new_id(), "sha256": sha256, "no": self._no, "data": piece}
        self._connection.execute(insert(tables.document_chunk), row)
        self._no += 1
