"""Files attached to documents of the library: pieces by SHA-256, each content once, and what they say."""

import hashlib
from collections.abc import Iterator
from typing import Any, Protocol

from sqlalchemy import Connection, delete, func, insert, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.library_records import LibraryVersion
from app.office import library
from app.reading.pieces import LIMITS, TEXT_LIMIT
from app.reading.reader import read_text
from app.store import searchindex, tables
from app.store.audit import Action
from app.store.store import Store

PIECE = 1024 * 1024
LIMIT = 64 * PIECE


class Attached(Protocol):
    """A file with its name and whole content."""

    @property
    def name(self) -> str:
        """The name of the file."""

    @property
    def data(self) -> bytes:
        """Its content."""


def kept(connection: Connection, file: Attached | None) -> dict[str, Any]:
    """Keep the content of a file and return the columns of its version; `UserError` if it is too large."""
    if file is None:
        return {"file_name": "", "sha256": "", "size": 0}
    if len(file.data) > LIMIT:
        raise too_large()
    drop_lost(connection)
    sha256 = hashlib.sha256(file.data).hexdigest()
    piece = tables.library_piece
    if connection.execute(select(piece.c.id).where(piece.c.sha256 == sha256)).first() is None:
        for no, start in enumerate(range(0, len(file.data), PIECE)):
            row = {"id": new_id(), "sha256": sha256, "no": no, "data": file.data[start : start + PIECE]}
            connection.execute(insert(piece), row)
    return {"file_name": file.name, "sha256": sha256, "size": len(file.data)}


def too_large() -> UserError:
    """The refusal of a file that is larger than the library keeps."""
    return UserError(
        "library.file",
        _("A file of the library may have {limit} MiB at most."),
        _("Split it, or say in the text where it is kept."),
        limit=LIMIT // PIECE,
        place="file",
    )


def attached(store: Store, document_id: str, version_id: str = "") -> LibraryVersion:
    """Return the version with a file that is meant, "" the newest such; `UserError` (exit 1) if none."""
    for version in library.get(store, document_id).versions:
        if version.sha256 and version_id in ("", version.id):
            return version
    raise UserError(
        "library.no_file",
        _("This version has no file."),
        _("Look at the other versions."),
        exit_code=ExitCode.ANSWER_IS_NO,
    )


def drop_lost(connection: Connection) -> None:
    """Let go of content that no version names any more and that no undo could bring back."""
    version, log = tables.library_version, tables.change_log
    for held in (tables.library_piece, tables.library_file):
        named = select(version.c.id).where(version.c.sha256 == held.c.sha256).exists()
        remembered = select(log.c.id).where(func.instr(log.c.images, held.c.sha256) > 0).exists()
        connection.execute(delete(held).where(~named, ~remembered))


def pieces(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Yield the content with this SHA-256, piece by piece."""
    piece = tables.library_piece
    query = select(piece.c.id).where(piece.c.sha256 == sha256).order_by(piece.c.no)
    for piece_id in connection.execute(query).scalars().all():
        yield connection.execute(select(piece.c.data).where(piece.c.id == piece_id)).scalar_one()


def content(store: Store, sha256: str) -> bytes:
    """Return a file's content; `UserError` (exit 5) if it is not what was attached."""
    with store.read() as connection:
        data = b"".join(pieces(connection, sha256))
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UserError(
            "library.file_damaged",
            _("The attached file is not what it was when it was filed."),
            _("Run the check of the store."),
        )
    return data


def read_texts(store: Store) -> int:
    """Read the texts of attached files that have none yet, so that they are found; returns how many.

    Each is read in a bounded child process: what the file does there costs nothing here.
    """
    v, f = tables.library_version, tables.library_file
    known = select(f.c.id).where(f.c.sha256 == v.c.sha256).exists()
    with store.read() as connection:
        query = select(v.c.sha256, v.c.size).where(v.c.sha256 != "", ~known).distinct()
        waiting = connection.execute(query).all()
    for sha256, size in waiting:
        data = content(store, sha256)
        reading = read_text(iter([data]), size, LIMITS)
        row = {"sha256": sha256, "state": reading.state, "note": reading.note}
        label = _("Text of a file of the library read")
        with store.write(label, Action.ADMINISTRATION, history=False) as work:
            work.insert(f, {**row, "text": reading.text[:TEXT_LIMIT]})
            named = select(v.c.document_id).where(v.c.sha256 == sha256).distinct()
            ids = work.connection.execute(named).scalars().all()
            searchindex.refresh(work.connection, [("library_document", i) for i in ids])
    return len(waiting)
