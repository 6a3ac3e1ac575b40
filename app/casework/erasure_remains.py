"""What is left of erased rows beside the rows: free pages, pieces of documents, drafts, index words."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, func, select, text

from app.store import tables


def unite_index(connection: Connection) -> None:
    """Unite the parts of the search index: deleted words stay in older ones until then."""
    connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def begin(connection: Connection) -> None:
    """Let deleted rows be overwritten, and references stand open until the end of the unit of work."""
    # Keyed connections have it on; said here because erasure rests on it.
    connection.execute(text("PRAGMA secure_delete = ON")).close()
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def drop_lost_pieces(connection: Connection) -> None:
    """Delete content and text of documents that none names any more and that no undo could bring back."""
    document, log = tables.document, tables.change_log
    for piece in (tables.document_chunk, tables.document_text):
        named = select(document.c.id).where(document.c.sha256 == piece.c.sha256).exists()
        remembered = select(log.c.id).where(func.instr(log.c.images, piece.c.sha256) > 0).exists()
        connection.execute(delete(piece).where(~named, ~remembered))


def drop_drafts(connection: Connection, case_id: str, ids: Collection[str]) -> None:
    """Delete what somebody had begun to write about a thing that goes: it may repeat its value."""
    d = tables.draft
    begun = connection.execute(select(d.c.id, d.c.place, d.c.data).where(d.c.case_id == case_id)).all()
    for row in begun:
        if any(i in row.place or i in row.data for i in ids):
            connection.execute(delete(d).where(d.c.id == row.id))
