"""From rows of the store to the methods of a case."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from app.base.method_records import PARTS_OF, Method, MethodKind, MethodPart, PartKind, Rating
from app.store import tables

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
    parts = _parts(connection, which)
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
        )
        for row in rows
    )


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
