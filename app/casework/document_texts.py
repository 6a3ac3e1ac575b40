"""What documents say: read in a bounded child process, kept by SHA-256, found by the search.

The document is committed first; its text follows in a unit of work of its own, so that a hostile file
never costs the attachment. Pages are parted by form feeds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import Connection, select

from app.base.i18n import _
from app.base.progress import Progress
from app.casework import documents
from app.casework.passages import PAGE_BREAK
from app.reading.pieces import LIMITS, TEXT_LIMIT
from app.reading.reader import Reading, read_text, words
from app.store import searchindex, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What was read from a document; `state` is "" if nobody has tried, else that of `Reading`."""

    state: str
    note: str
    pages: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What there is to say about the reading, "" if all went well."""
        return words(self.state, self.note)


@dataclass(frozen=True, slots=True)
class Unread:
    """A document whose text has not been read."""

    sha256: str
    size: int
    case_id: str


def attach(
    store: Store,
    case_id: str,
    contribution_id: str,
    name: str,
    media_type: str,
    stream: BinaryIO,
    progress: Progress | None = None,
) -> Change:
    """Keep a document, then read and keep its text; returns the change that added the document."""
    made = documents.attach(store, case_id, contribution_id, name, media_type, stream, progress)
    read_texts(store, case_id, document_id=made.ids[0])
    return made


def read_texts(
    store: Store, case_id: str = "", *, document_id: str = "", progress: Progress | None = None
) -> int:
    """Read the texts of documents that have none yet, in one case or everywhere; returns how many."""
    with store.read() as connection:
        waiting = unread(connection, case_id, document_id)
    for done, one in enumerate(waiting):
        if progress is not None:
            progress.step(done, len(waiting))
        keep(store, one, extract(store, one))
    return len(waiting)


def unread(connection: Connection, case_id: str = "", document_id: str = "") -> tuple[Unread, ...]:
    """Return the complete documents without a text, each content once."""
    document, contribution, said = tables.document, tables.contribution, tables.document_text
    query = (
        select(document.c.sha256, document.c.size, contribution.c.case_id)
        .join(contribution, contribution.c.id == document.c.contribution_id)
        .where(document.c.state == documents.COMPLETE)
        .where(~select(said.c.id).where(said.c.sha256 == document.c.sha256).exists())
        .order_by(document.c.id)
    )
    if case_id:
        query = query.where(contribution.c.case_id == case_id)
    if document_id:
        query = query.where(document.c.id == document_id)
    found = {row.sha256: Unread(*row) for row in connection.execute(query)}
    return tuple(found.values())


def extract(store: Store, one: Unread) -> Reading:
    """Read the text of a document; takes seconds, writes nothing, raises nothing for what it holds."""
    return read_text(_pieces(store, one.sha256), one.size, LIMITS)


def _pieces(store: Store, sha256: str) -> Iterator[bytes]:
    """Yield the content; the store is let go of while the child still works on it."""
    with store.read() as connection:
        yield from documents.pieces(connection, sha256)


def keep(store: Store, one: Unread, reading: Reading) -> Change:
    """Keep what was read and let the search find it; no step of the history."""
    said, document = tables.document_text, tables.document
    label = _("Text of a document read")
    with store.write(label, Action.ADMINISTRATION, case_id=one.case_id, history=False) as work:
        known = work.connection.execute(select(said.c.id).where(said.c.sha256 == one.sha256)).scalar()
        row = {"state": reading.state, "note": reading.note, "text": reading.text[:TEXT_LIMIT]}
        if known:
            work.update(said, known, **row)
        else:
            work.insert(said, {**row, "sha256": one.sha256})
        named = select(document.c.id).where(document.c.sha256 == one.sha256)
        ids = work.connection.execute(named).scalars().all()
        searchindex.refresh(work.connection, [("document", document_id) for document_id in ids])
        work.about(*ids)
    return work.done


def text_of(connection: Connection, sha256: str) -> DocumentText:
    """Return what was read from a document."""
    said = tables.document_text
    query = select(said.c.state, said.c.note, said.c.text).where(said.c.sha256 == sha256)
    row = connection.execute(query).first()
    if row is None:
        return DocumentText("", "", ())
    return DocumentText(row.state, row.note, tuple(row.text.split(PAGE_BREAK)) if row.text else ())


def states(connection: Connection, sha256s: list[str]) -> dict[str, str]:
    """Return a sentence about the text of each of these documents; "" where it was read whole."""
    said = tables.document_text
    query = select(said.c.sha256, said.c.state, said.c.note).where(said.c.sha256.in_(sha256s))
    known = {row.sha256: words(row.state, row.note) for row in connection.execute(query)}
    return {sha256: known.get(sha256, words("", "")) for sha256 in sha256s}
