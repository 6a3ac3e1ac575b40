"""The knowledge library: documents by subject area, read by whoever they are open to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, language
from app.base.library_records import DocumentKind, LibraryDocument, LibraryVersion, VersionState
from app.office.entries import Entry, entries_in
from app.office.library_groups import hidden_documents
from app.office.register_model import register
from app.store import searchindex, tables
from app.store.store import Store

AREAS = "portal_areas"
_MANY = 10_000


def areas(store: Store) -> tuple[tuple[str, str], ...]:
    """Return the subject areas as (id, name in the language in force), in the order of the names."""
    with store.read() as connection:
        found = area_names(connection)
    return tuple(sorted(found.items(), key=lambda item: item[1].casefold()))


def area_names(connection: Connection) -> dict[str, str]:
    """Return the names of the subject areas by id."""
    return {entry.id: _name(entry) for entry in entries_in(connection, register(AREAS))}


def _name(entry: Entry) -> str:
    english = entry.value("title_en") if language() != "de" else ""
    name = english or entry.value("title")
    return name[:1].upper() + name[1:]


def area_id(store: Store, text: str) -> str:
    """Return the area meant by its id or its name in either language; `UserError` (exit 2) otherwise."""
    with store.read() as connection:
        found = entries_in(connection, register(AREAS))
    wanted = text.strip().casefold()
    for entry in found:
        if wanted in (entry.id, entry.value("title").casefold(), entry.value("title_en").casefold()):
            return entry.id
    raise UserError(
        "library.area",
        _("There is no subject area “{area}”."),
        _("Areas: {known}. Further ones are entered in the register of areas."),
        exit_code=ExitCode.USAGE,
        area=text,
        known=", ".join(_name(e) for e in found) or "–",
        place="area",
    )


def both_names(store: Store, wanted: str) -> tuple[str, str]:
    """Return the German and the English name of an area; the English one may be ""."""
    with store.read() as connection:
        found = entries_in(connection, register(AREAS))
    return next((e.value("title"), e.value("title_en")) for e in found if e.id == wanted)


def documents(store: Store) -> tuple[LibraryDocument, ...]:
    """Return the documents that are open to the person, by area and title; closed ones are left out."""
    hidden = hidden_documents(store)
    with store.read() as connection:
        found = documents_in(connection)
    day = today().isoformat()
    shown = (document for document in found if document.id not in hidden)
    return tuple(sorted(shown, key=lambda d: (d.area.casefold(), d.shown(day).title.casefold(), d.id)))


def documents_in(connection: Connection, document_id: str = "") -> list[LibraryDocument]:
    """Return documents within a transaction, all or one; whoever calls answers for who sees them."""
    d, v, g = tables.library_document, tables.library_version, tables.library_group
    which = [d.c.id == document_id] if document_id else []
    rows = connection.execute(select(d).where(*which)).all()
    names = {row.id: row.name for row in connection.execute(select(g))}
    known = area_names(connection)
    query = select(v).order_by(v.c.no.desc())
    versions: dict[str, list[LibraryVersion]] = {}
    wanted = query.where(v.c.document_id == document_id) if document_id else query
    for row in connection.execute(wanted).mappings():
        versions.setdefault(row["document_id"], []).append(version_of(row))
    return [
        LibraryDocument(
            row.id,
            row.area,
            known.get(row.area, _("without an area")),
            DocumentKind(row.kind),
            row.group_id or "",
            names.get(row.group_id or "", ""),
            tuple(versions[row.id]),
        )
        for row in rows
        if row.id in versions
    ]


def version_of(row: Mapping[Any, Any]) -> LibraryVersion:
    """Return a row of the table of versions as a record."""
    plain = {str(name): value for name, value in row.items() if str(name) != "document_id"}
    plain["state"] = VersionState(plain["state"])
    return LibraryVersion(**plain)


def get(store: Store, document_id: str) -> LibraryDocument:
    """Return a document; `UserError` (exit 1) if there is none that is open to the person."""
    hidden = hidden_documents(store)
    with store.read() as connection:
        found = documents_in(connection, document_id) if document_id else []
    if not found or document_id in hidden:
        raise UserError(
            "library.document",
            _("There is no document “{id}” in the library."),
            _("Look for it in the list; it may be closed to you or removed."),
            exit_code=ExitCode.ANSWER_IS_NO,
            id=document_id,
        )
    return found[0]


def find(store: Store, text: str) -> LibraryDocument:
    """Return the document meant by its id or by its whole title; `UserError` (exit 1) otherwise."""
    day, wanted = today().isoformat(), text.strip().casefold()
    called = [d for d in documents(store) if wanted in (d.id, d.shown(day).title.casefold())]
    return called[0] if len(called) == 1 else get(store, text)


def search(store: Store, query: str) -> dict[str, str]:
    """Return the documents that hold these words, best first: id -> the place of the match.

    By title, text and attached file, of what is open to the person; an empty query finds nothing.
    """
    with store.read() as connection:
        found = searchindex.search(
            connection, f"kind:library {query}", limit=_MANY, closed=hidden_documents(store)
        )
    return {hit.id: hit.body for hit in found.found} if query.strip() else {}
