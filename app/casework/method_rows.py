"""From rows of the store to the methods of a case."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from app.base.method_records import PARTS_OF, Method, MethodKind, MethodPart, PartKind, Rating
from app.store import tables
from app.store.unit_of_work import UnitOfWork

CITES = "cites"
"""The kind of a reference from a part of a method to a finding that is not here."""
UNNAMED = "?"
"""Who sent a method while its package is only being looked into."""
_PLAIN = (
    "role", "text", "note", "partner", "provision", "status", "effort", "effect", "due", "indicator",
    "standard", "gap_id", "task_id", "measure_id", "lost",
)  # fmt: skip


def of_case(connection: Connection, case_id: str) -> tuple[Method, ...]:
    """Return the methods of a case, oldest first, as they stand in the tables."""
    m = tables.method
    query = select(m).where(m.c.case_id == case_id).order_by(m.c.made_at, m.c.title, m.c.id)
    rows = connection.execute(query).all()
    return _made(connection, rows, m.c.case_id == case_id) if rows else ()


def one(connection: Connection, method_id: str) -> Method | None:
    """Return a method as it stands in the tables, None if there is none."""
    m = tables.method
    rows = connection.execute(select(m).where(m.c.id == method_id)).all()
    made = _made(connection, rows, m.c.id == method_id)
    return made[0] if made else None


def _made(connection: Connection, rows: Iterable[Row[Any]], which: Any) -> tuple[Method, ...]:
    parts, senders = _parts(connection, which), _senders(connection, which)
    return tuple(
        Method(
            row.id,
            row.case_id,
            kind := MethodKind(row.kind),
            row.title,
            row.question,
            row.template,
            row.actor,
            row.made_at,
            _ordered(kind, parts.get(row.id, ())),
            *senders.get(row.id, ()),
        )
        for row in rows
    )


def _senders(connection: Connection, which: Any) -> dict[str, tuple[str, str]]:
    """Return who sent those that came with a package: the name on the keys, and the agency's id."""
    m, v, f, s = tables.method, tables.package_version, tables.package_frame, tables.package_seen
    query = (
        select(m.c.id, s.c.signer, f.c.agency_id)
        .join(v, v.c.id == m.c.id)
        .join(f, (f.c.package_id == v.c.package_id) & (f.c.case_id == m.c.case_id))
        .outerjoin(s, (s.c.package_id == f.c.package_id) & (s.c.case_id == f.c.case_id))
    )
    found = connection.execute(query.where(which))
    return {row.id: (row.signer or row.agency_id or UNNAMED, row.agency_id) for row in found}


def _ordered(kind: MethodKind, parts: Iterable[MethodPart]) -> tuple[MethodPart, ...]:
    """Order parts by kind, then by the step they stand at, then by number."""
    held = tuple(parts)
    steps = {p.id: p.no for p in held if p.kind is PartKind.STEP}
    kinds = PARTS_OF[kind]
    return tuple(sorted(held, key=lambda p: (kinds.index(p.kind), steps.get(p.above_id, 0), p.no, p.id)))


def _parts(connection: Connection, which: Any) -> dict[str, list[MethodPart]]:
    p = tables.method_part
    cites, ratings, graded = (
        _cites(connection, which),
        _ratings(connection, which),
        _graded(connection, which),
    )
    found: dict[str, list[MethodPart]] = {}
    for row in connection.execute(_of(select(p), p.c.method_id, which)):
        part = MethodPart(
            id=row.id,
            method_id=row.method_id,
            kind=PartKind(row.kind),
            no=row.no,
            above_id=row.above_id or "",
            agency_id=row.agency_id or "",
            cites=tuple(cites.get(row.id, ())),
            ratings=tuple(ratings.get(row.id, ())),
            grading=graded.get(row.task_id, ""),
            **{name: getattr(row, name) for name in _PLAIN},
        )
        found.setdefault(part.method_id, []).append(part)
    return found


def _cites(connection: Connection, which: Any) -> dict[str, list[str]]:
    p, c = tables.method_part, tables.method_citation
    query = select(c.c.part_id, c.c.finding_id).join(p, p.c.id == c.c.part_id).order_by(c.c.id)
    found: dict[str, list[str]] = {}
    for part_id, finding_id in connection.execute(_of(query, p.c.method_id, which)):
        found.setdefault(part_id, []).append(finding_id)
    return found


def _ratings(connection: Connection, which: Any) -> dict[str, list[Rating]]:
    p, r = tables.method_part, tables.method_rating
    query = select(r.c.evidence_id, r.c.hypothesis_id, r.c.actor, r.c.verdict).join(
        p, p.c.id == r.c.evidence_id
    )
    found: dict[str, list[Rating]] = {}
    for row_id, *rating in connection.execute(
        _of(query, p.c.method_id, which).order_by(r.c.actor, r.c.hypothesis_id)
    ):
        found.setdefault(row_id, []).append(Rating(*rating))
    return found


def _graded(connection: Connection, which: Any) -> dict[str, str]:
    """Return how the results of the tasks that parts name were rated."""
    p, t = tables.method_part, tables.collection_task
    query = select(t.c.id, t.c.rating).join(p, p.c.task_id == t.c.id)
    return {row.id: row.rating for row in connection.execute(_of(query, p.c.method_id, which))}


def _of(query: Select[Any], method_id: Any, which: Any) -> Select[Any]:
    return query.join(tables.method, tables.method.c.id == method_id).where(which)


def drop(work: UnitOfWork, method_id: str) -> None:
    """Take a method out with all its parts, what they cite and how they were rated."""
    p, c, r = tables.method_part, tables.method_citation, tables.method_rating
    parts = work.connection.execute(select(p.c.id, p.c.kind).where(p.c.method_id == method_id)).all()
    ids = [row.id for row in parts]
    for table, column in ((r, r.c.evidence_id), (c, c.c.part_id)):
        rows = work.connection.execute(select(table.c.id).where(column.in_(ids))).scalars().all()
        work.delete_many(table, rows)
    t = tables.package_reference
    waiting = select(t.c.id).where(t.c.kind == CITES, t.c.finding_id.in_(ids))
    work.delete_many(t, work.connection.execute(waiting).scalars().all())
    # Cells before the steps that they stand at.
    for row in sorted(parts, key=lambda row: row.kind == PartKind.STEP):
        work.delete(p, row.id)
    if work.row(tables.method, method_id) is not None:
        work.delete(tables.method, method_id)
