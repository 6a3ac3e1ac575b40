"""What can be found, read from the tables: subjects, sources, cases, conferences and the rest."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, select

from app.store import quarantined, tables
from app.store.search_filters import facet
from app.store.search_registers import field_words, protected_registers
from app.store.search_subjects import IndexRow, SubjectRows

_OVER = ("done", "impossible", "not_done")
_PARTED_WORD = re.compile(r"(\w)- ?\n([a-zäöüß])")


def _subject_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    return SubjectRows(connection).rows(ids)


def _source_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in _delivered(connection, tables.source.c.id.in_(ids), tables.source):
        row = IndexRow(found.id, found.case_id, title=found.reference, names=[found.reference])
        row.facets[facet("a", found.agency_id)] = None
        row.sources[found.reference] = None
        yield row


def _document_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in _delivered(connection, tables.document.c.id.in_(ids), tables.document):
        row = IndexRow(found.id, found.case_id, title=found.name, names=[found.name])
        row.facets[facet("a", found.agency_id)] = None
        _add_text(connection, row, found.sha256)
        yield row


def _add_text(connection: Connection, row: IndexRow, sha256: str) -> None:
    """Let a document be found by what it says; words parted at the end of a line are put together."""
    said = tables.document_text
    text = connection.execute(select(said.c.text).where(said.c.sha256 == sha256)).scalar() or ""
    lines = [line.strip() for line in _PARTED_WORD.sub(r"\1\2", text).splitlines()]
    row.lines.extend(line for line in lines if line)
    row.body.extend(f"text\t{' '.join(line.split())}" for line in _beginning(row.lines))


def _beginning(lines: list[str]) -> Iterator[str]:
    """Yield the lines a snippet is looked for in (`app.store.search_snippets`)."""
    room = 20_000
    for line in lines:
        room -= len(line) + 6
        if room < 0:
            return
        yield line


def _delivered(connection: Connection, wanted: ColumnElement[bool], table: Table) -> Iterable[Row[Any]]:
    contribution = tables.contribution
    query = select(table, contribution.c.case_id, contribution.c.agency_id)
    joined = query.join(contribution, contribution.c.id == table.c.contribution_id)
    return connection.execute(joined.where(wanted, _usable()))


def _usable() -> ColumnElement[bool]:
    """What is in quarantine is not to be found (PolG NRW section 22b(2))."""
    return tables.contribution.c.id.not_in(select(tables.quarantine.c.contribution_id))


def _contribution_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.contribution, ids).where(_usable())):
        row = IndexRow(found.id, found.case_id, title=found.title, names=[found.title])
        row.add("purpose", found.purpose)
        row.facets[facet("a", found.agency_id)] = None
        yield row


def _case_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.case_file, ids)):
        row = IndexRow(found.id, found.id, title=f"{found.reference} {found.title}", due=found.review_due)
        row.names = [found.reference, found.title]
        row.add("question", found.question)
        row.add("purpose", found.purpose)
        row.add("legal_basis", found.legal_basis)
        said = select(tables.wording.c.text).where(tables.wording.c.case_id == found.id)
        for text in connection.execute(said.order_by(tables.wording.c.id)).scalars():
            if text:
                row.add("wording", text)
        yield row


def _measure_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.measure, ids)):
        row = IndexRow(found.id, found.case_id, title=found.title, names=[found.title])
        row.add("legal_basis", found.legal_power)
        row.add("result", found.result)
        row.facets[facet("a", found.agency_id)] = None
        row.due = "" if found.state in _OVER else found.due
        yield row


def _conference_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.conference, ids)):
        title = " ".join(filter(None, (found.held_on[:10], found.place)))
        row = IndexRow(found.id, found.case_id, title=title or found.chair, names=[title])
        row.add("chair", found.chair)
        agenda, people = tables.agenda_item, tables.participant
        points = select(agenda).where(agenda.c.conference_id == found.id).order_by(agenda.c.no)
        for point in connection.execute(points).all():
            row.add("agenda", point.title)
            row.add("question", point.question)
            row.add("recommendation", point.recommendation)
            row.add("decision", point.decision)
        for closed in connection.execute(_closed_points(found.id)).all():
            for name, text in zip(("agenda", "question", "recommendation", "decision"), closed, strict=True):
                row.add(name, text)
        who = select(people).where(people.c.conference_id == found.id).order_by(people.c.id)
        for person in connection.execute(who).all():
            row.add("participant", person.person)
            row.facets[facet("a", person.agency_id)] = None
        yield row


def _closed_points(conference_id: str) -> Select[Any]:
    """Points that are not for everybody: the office finds them, and nobody else searches its store."""
    p = tables.agenda_point
    said = select(p.c.title, p.c.question, p.c.recommendation, p.c.decision)
    closed = said.where(p.c.conference_id == conference_id, p.c.item_id.is_(None))
    return closed.order_by(p.c.position, p.c.id)


def _judgement_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    unseen = quarantined.held(connection).subjects
    for found in connection.execute(_by_id(tables.judgement, ids)):
        if {found.a, found.b} & unseen:
            continue
        row = IndexRow(found.id, found.case_id, title=found.reason, names=[found.reason])
        row.facets[facet("a", found.author_agency_id)] = None
        yield row


def _register_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.register_entry, ids)):
        if found.register in protected_registers():
            continue
        values = {name: str(v) for name, v in json.loads(found.data).items() if v not in ("", None)}
        title = next(iter(values.values()), found.register)
        row = IndexRow(found.id, "", found.register, title, names=[title])
        for name, value in values.items():
            row.body.append(f"{name}\t{' '.join(value.split())}")
            known = field_words().get((found.register, name))
            row.lines.extend(known.ways(value) if known else [value])
        yield row


def _method_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    p = tables.method_part
    for found in connection.execute(_by_id(tables.method, ids)):
        row = IndexRow(found.id, found.case_id, found.kind, found.title, names=[found.title])
        row.add("question", found.question)
        parts = select(p.c.text, p.c.note, p.c.partner, p.c.indicator).where(p.c.method_id == found.id)
        for part in connection.execute(parts.order_by(p.c.no, p.c.id)):
            for text in filter(None, part):
                row.add("text", text)
        yield row


def _library_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    v, file = tables.library_version, tables.library_file
    said = select(v, file.c.text.label("file_text")).outerjoin(file, file.c.sha256 == v.c.sha256)
    for found in connection.execute(_by_id(tables.library_document, ids)):
        versions = connection.execute(said.where(v.c.document_id == found.id).order_by(v.c.no.desc())).all()
        if not versions:
            continue
        shown = next((one for one in versions if one.state == "approved"), versions[0])
        row = IndexRow(found.id, "", found.kind, shown.title, names=[shown.title])
        row.add("author", shown.author_agency)
        for text in (shown.text, shown.file_name, shown.file_text or ""):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            row.lines.extend(lines)
            row.body.extend(f"text\t{' '.join(line.split())}" for line in _beginning(lines))
        yield row


def _by_id(table: Table, ids: list[str]) -> Select[Any]:
    return select(table).where(table.c.id.in_(ids))


ROWS: dict[str, Callable[[Connection, list[str]], Iterator[IndexRow]]] = {
    "subject": _subject_rows,
    "source": _source_rows,
    "contribution": _contribution_rows,
    "document": _document_rows,
    "case_file": _case_rows,
    "measure": _measure_rows,
    "conference": _conference_rows,
    "judgement": _judgement_rows,
    "method": _method_rows,
    "register_entry": _register_rows,
    "library_document": _library_rows,
}
# Rows that are found as part of another thing, by the column that names it.
PARTS = {
    "finding": ("subject", "subject_id"),
    "agenda_item": ("conference", "conference_id"),
    "agenda_point": ("conference", "conference_id"),
    "participant": ("conference", "conference_id"),
    "method_part": ("method", "method_id"),
    "library_version": ("library_document", "document_id"),
    "wording": ("case_file", "case_id"),
    # Brings everything along that came with the contribution (`app.store.quarantined.things_of`).
    "quarantine": ("quarantine", "contribution_id"),
}
