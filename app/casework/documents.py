"""Documents in the store: content in pieces of 1 MiB, named by its SHA-256, never in a temporary file."""

import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import Connection, insert, select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

PIECE = 1024 * 1024
LIMIT = 2 * 1024 * 1024 * 1024


def _has(connection: Connection, sha256: str) -> bool:
    chunk = tables.document_chunk
    query = select(chunk.c.id).where(chunk.c.sha256 == sha256).limit(1)
    return connection.execute(query).first() is not None


def store_bytes(connection: Connection, sha256: str, data: bytes) -> None:
    """Keep content under its SHA-256 unless it is there already."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError("content and hash disagree")
    if not _has(connection, sha256):
        _write_pieces(connection, sha256, io.BytesIO(data))


def _write_pieces(connection: Connection, sha256: str, stream: BinaryIO) -> None:
    no = 0
    while piece := stream.read(PIECE):
        row = {"id": new_id(), "sha256": sha256, "no": no, "data": piece}
        connection.execute(insert(tables.document_chunk), row)
        no += 1


def _fingerprint(stream: BinaryIO) -> tuple[str, int]:
    """Return SHA-256 and size of a stream and rewind it."""
    total, code = 0, hashlib.sha256()
    while piece := stream.read(PIECE):
        code.update(piece)
        total += len(piece)
        if total > LIMIT:
            raise UserError(
                "document.too_large",
                _("The document is larger than {limit} GiB."),
                _("Split it, or keep it outside and name its file number."),
                limit=LIMIT // 1024**3,
            )
    stream.seek(0)
    return code.hexdigest(), total


def attach(
    store: Store, case_id: str, contribution_id: str, name: str, media_type: str, stream: BinaryIO
) -> Change:
    """Keep a document with the contribution it came with; `stream` must be seekable."""
    sha256, size = _fingerprint(stream)
    with store.write(_("Document added"), Action.COLLECTION, case_id=case_id) as work:
        if not _has(work.connection, sha256):
            _write_pieces(work.connection, sha256, stream)
        row = {
            "contribution_id": contribution_id,
            "name": name,
            "media_type": media_type,
            "sha256": sha256,
            "size": size,
            "state": "complete",
        }
        work.about(work.insert(tables.document, row))
    return work.done


def pieces(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Yield the content with this SHA-256, piece by piece."""
    chunk = tables.document_chunk
    for (no,) in connection.execute(
        select(chunk.c.no).where(chunk.c.sha256 == sha256).order_by(chunk.c.no)
    ).all():
        yield connection.execute(
            select(chunk.c.data).where(chunk.c.sha256 == sha256, chunk.c.no == no)
        ).scalar_one()


def content(connection: Connection, sha256: str) -> bytes:
    """Return the whole content with this SHA-256; for documents that fit into memory."""
    return b"".join(pieces(connection, sha256))
