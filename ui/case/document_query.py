"""The documents of a case as rows, and one document opened to be looked at. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.words import decimals
from app.casework import document_texts, documents
from app.casework.consultation import note_consultation
from app.casework.document_texts import DocumentText
from app.casework.passages import Passage, parse
from app.reading.kinds import HEAD, has_pages
from app.reading.reader import LARGEST
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.shell.day_text import day

_KIB = 1024


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document; `text` is a sentence where its text was not read or not whole."""

    id: str
    name: str
    size: str
    size_sort: int
    contribution: str
    agency: str
    received: str
    received_sort: str
    sources: int
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents of a case, and how many of them have not been read."""

    rows: tuple[DocumentRow, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """One document to be looked at; `data` is b"" for one that has no pages to draw."""

    id: str
    name: str
    facts: str
    sha256: str
    data: bytes
    text: DocumentText


def text_states(store: Store, sha256s: list[str]) -> dict[str, str]:
    """Return a sentence about the text of each of these contents."""
    with store.read() as connection:
        return document_texts.states(connection, sha256s)


def document_rows(data: CaseData, states: dict[str, str]) -> DocumentList:
    """Return the documents by name."""
    counts: dict[str, int] = {}
    for source in data.records.sources:
        counts[source.document_id or ""] = counts.get(source.document_id or "", 0) + 1
    unread = document_texts.DocumentText("", "", ()).sentence
    rows = []
    for document in data.records.documents:
        contribution = data.contributions[document.contribution_id]
        said = states.get(document.sha256, unread)
        rows.append(
            DocumentRow(
                document.id,
                document.name,
                size_text(document.size),
                document.size,
                contribution.title,
                data.agency_name(contribution.agency_id),
                day(contribution.received),
                contribution.received,
                counts.get(document.id, 0),
                said or _("read"),
                document.sha256,
            )
        )
    waiting = {row.sha256 for row in rows if row.text == unread}
    return DocumentList(tuple(sorted(rows, key=lambda r: (list_order(r.name), r.id))), len(waiting))


def open_document(store: Store, data: CaseData, document_id: str) -> OpenDocument:
    """Read a document to be shown, and log that somebody looked at it; KeyError if the case has it not."""
    document = data.documents[document_id]
    contribution = data.contributions[document.contribution_id]
    with store.read() as connection:
        content = b""
        first = next(documents.pieces(connection, document.sha256), b"")
        if has_pages(first[:HEAD]) and document.size <= LARGEST:
            content = documents.content(connection, document.sha256)
        text = document_texts.text_of(connection, document.sha256)
    note_consultation(store, data.header.id, _("Document opened"))
    facts = (
        size_text(document.size),
        data.agency_name(contribution.agency_id),
        contribution.title,
        day(contribution.received),
    )
    return OpenDocument(
        document.id, document.name, " · ".join(filter(None, facts)), document.sha256, content, text
    )


def size_text(size: int) -> str:
    """Return a size in bytes as people read it."""
    if size < _KIB * _KIB:
        return f"{max(1, round(size / _KIB))} kB"
    return decimals(f"{size / _KIB / _KIB:.1f} MB")


def passage_of(data: CaseData, finding_id: str) -> tuple[str, Passage] | None:
    """Return document and passage that a finding was taken from, None if it names none."""
    finding = data.findings.get(finding_id)
    if finding is None:
        return None
    document_id = data.sources[finding.source_id].document_id
    passage = parse(finding.place_in_source)
    if document_id is None or document_id not in data.documents or passage is None:
        return None
    return document_id, passage
