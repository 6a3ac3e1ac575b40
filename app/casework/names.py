"""Captions of some subjects and values of some findings, without reading their whole case."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.ontology.caption import captions
from app.store import tables


def captions_of(connection: Connection, subject_ids: Iterable[str]) -> dict[str, str]:
    """Return the captions of these subjects in the language in force; restricted findings name nobody."""
    wanted = list(dict.fromkeys(subject_ids))
    chosen = _subjects(connection, wanted)
    ends = {i for s in chosen for i in (s.start, s.end) if i} - set(wanted)
    chosen += _subjects(connection, sorted(ends))
    shown = captions(chosen, _findings(connection, [s.id for s in chosen if s.kind is SubjectKind.NODE]))
    return {i: shown.get(i, "") for i in wanted}


def values_of(connection: Connection, finding_ids: Iterable[str]) -> dict[str, str]:
    """Return what these findings say, as stored."""
    f, ids = tables.finding, list(dict.fromkeys(finding_ids))
    return {
        row.id: row.value
        for block in blocks(ids)
        for row in connection.execute(select(f.c.id, f.c.value).where(f.c.id.in_(block)))
    }


def _subjects(connection: Connection, ids: list[str]) -> list[Subject]:
    s = tables.subject
    query = select(s.c.id, s.c.kind, s.c.type, s.c.start, s.c.end)
    return [
        Subject(row.id, SubjectKind(row.kind), row.type, row.start, row.end)
        for block in blocks(ids)
        for row in connection.execute(query.where(s.c.id.in_(block)))
    ]


def _findings(connection: Connection, ids: list[str]) -> list[Finding]:
    f, found = tables.finding, []
    query = select(*(c for c in f.c if c.name != "digest")).order_by(f.c.recorded_at, f.c.id)
    for block in blocks(ids):
        for row in connection.execute(query.where(f.c.subject_id.in_(block))):
            values = row._asdict()
            found.append(Finding(**{**values, "standing": Standing(values["standing"])}))
    return found
