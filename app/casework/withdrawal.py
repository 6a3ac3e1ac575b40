"""Withdrawing a contribution: what goes with it, and taking it out so that it can come back byte for byte."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from app.base.blocks import blocks
from app.base.records import SubjectKind
from app.casework import notices, review_bounds, review_days, wording_rows
from app.store import quarantined, tables
from app.store.quarantined import Held
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What goes with a contribution, as numbers; `resting` are findings of others that rest on it.

    `recipients` are the ids of the agencies that have got any of it and are to be told.
    """

    title: str
    findings: int
    nodes: int
    links: int
    sources: int
    documents: int
    resting: int
    judgements: int
    citations: int
    recipients: tuple[str, ...]


def foresee(store: Store, contribution_id: str) -> Withdrawal:
    """Tell what withdrawing would take; changes nothing."""
    with store.read() as connection:
        c, s, d, f = tables.contribution, tables.source, tables.document, tables.finding
        title = connection.execute(select(c.c.title).where(c.c.id == contribution_id)).scalar_one()
        going = quarantined.reach(connection, [contribution_id])
        sources = _ids_where(connection, s, "contribution_id", [contribution_id])
        own = _ids_where(connection, f, "source_id", sources)
        kinds = [row.kind for row in _rows(connection, tables.subject, "id", going.subjects)]
        told = notices.recipients(connection, sorted(going.findings))
        return Withdrawal(
            title=str(title),
            findings=len(own),
            nodes=kinds.count(SubjectKind.NODE),
            links=kinds.count(SubjectKind.LINK),
            sources=len(sources),
            documents=len(_ids_where(connection, d, "contribution_id", [contribution_id])),
            resting=len(going.findings - own),
            judgements=len(_judged(connection, going.subjects)),
            citations=len(_ids_where(connection, tables.measure_citation, "finding_id", going.findings)),
            recipients=tuple(r.agency_id for r in told),
        )


def take_out(work: UnitOfWork, contribution_id: str) -> Held:
    """Take a contribution out within the caller's unit of work, and return what went."""
    connection = work.connection
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    going = quarantined.reach(connection, [contribution_id])
    said = _rows(connection, tables.finding, "id", going.findings)
    about = sorted({row.subject_id for row in said} - going.subjects)
    before = review_bounds.read(connection, work.case_id, about, links=True)
    notices.open_for(work, notices.ERASED, sorted(going.findings))
    _drop_referring(work, tables.finding, going.findings)
    _loosen_corrections(work, going.findings)
    _drop(work, tables.finding, _newest_first(connection, going.findings))
    _drop_referring(work, tables.subject, going.subjects)
    _drop(work, tables.subject, _links_first(connection, going.subjects))
    for table in (tables.source, tables.document, tables.quarantine):
        _drop(work, table, sorted(_ids_where(connection, table, "contribution_id", [contribution_id])))
    work.delete(tables.contribution, contribution_id)
    wording_rows.drop_of_rows(work, [contribution_id])
    review_days.settle(work, before, before.changed(gone=going.findings))
    return going


def _drop(work: UnitOfWork, table: Table, ids: Iterable[str]) -> None:
    gone = list(ids)
    work.delete_many(table, gone)
    wording_rows.drop_of_rows(work, gone)


def _drop_referring(work: UnitOfWork, target: Table, ids: Collection[str]) -> None:
    """Delete the rows of other tables that name what goes: citations, places on charts, judgements ..."""
    for table in tables.metadata.sorted_tables:
        if table is tables.finding or table is target:
            continue
        for key in sorted(table.foreign_keys, key=lambda k: k.parent.name):
            if key.column.table is target:
                _drop(work, table, sorted(_ids_where(work.connection, table, key.parent.name, ids)))


def _loosen_corrections(work: UnitOfWork, findings: Collection[str]) -> None:
    """Let corrections that stay let go of what they corrected; findings are immutable: written anew."""
    corrections = _ids_where(work.connection, tables.finding, "supersedes", findings) - set(findings)
    for finding_id in sorted(corrections):
        row = work.row(tables.finding, finding_id)
        if row is not None:
            work.delete(tables.finding, finding_id)
            work.insert(tables.finding, {**row, "supersedes": None})


def _ids_where(connection: Connection, table: Table, column: str, ids: Collection[str]) -> set[str]:
    return {row.id for row in _rows(connection, table, column, ids)}


def _rows(connection: Connection, table: Table, column: str, ids: Collection[str]) -> Iterator[Any]:
    """Yield the rows of a table whose column is one of these ids."""
    for block in blocks(sorted(ids)):
        yield from connection.execute(select(table).where(table.c[column].in_(block))).all()


def _judged(connection: Connection, subjects: Collection[str]) -> set[str]:
    return {i for side in ("a", "b") for i in _ids_where(connection, tables.judgement, side, subjects)}


def _newest_first(connection: Connection, findings: Collection[str]) -> list[str]:
    found = [(row.recorded_at, row.id) for row in _rows(connection, tables.finding, "id", findings)]
    return [finding_id for _at, finding_id in sorted(found, reverse=True)]


def _links_first(connection: Connection, subjects: Collection[str]) -> list[str]:
    found = [
        (row.kind != SubjectKind.LINK, row.id) for row in _rows(connection, tables.subject, "id", subjects)
    ]
    return [subject_id for _node, subject_id in sorted(found)]
