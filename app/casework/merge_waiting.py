"""Links whose end nothing is said of any more: their findings wait until a package brings the end back.

No finding, no subject: a node must not stand in a case because a link of somebody else ends there. What is
said of the link is not erased for that - its originator did not take it back - but it is in nothing until it
can stand, and it goes when its review day comes.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select

from app.base.clock import today
from app.base.records import Delivery, Finding, Standing, Subject, SubjectKind
from app.casework import merge_methods, rows
from app.casework.chart_erasure import drop_subjects
from app.casework.erasure_remains import begin
from app.casework.intake import existing
from app.store import tables
from app.store.unit_of_work import UnitOfWork

_OF_A_LINK = '{"finding":'
_HOLLOW_END = (
    "SELECT l.id FROM subject l WHERE l.case_id = ? AND l.kind = 'link' AND ("
    "NOT EXISTS (SELECT 1 FROM finding f WHERE f.subject_id = l.start) OR "
    'NOT EXISTS (SELECT 1 FROM finding f WHERE f.subject_id = l."end"))'
)
_HOLLOW = (
    "SELECT s.id FROM subject s WHERE s.case_id = ? AND "
    "NOT EXISTS (SELECT 1 FROM finding f WHERE f.subject_id = s.id)"
)


def come_back(work: UnitOfWork, case_id: str, delivery: Delivery) -> Delivery:
    """Return a delivery with what waits for it; what still cannot stand is sent back by `send_away`."""
    t = tables.package_waiting
    links = (t.c.case_id == case_id, t.c.data.startswith(_OF_A_LINK, autoescape=True))
    waiting = work.connection.execute(select(t).where(*links)).all()
    if not waiting:
        return delivery
    work.connection.execute(delete(t).where(*links))
    begin(work.connection)
    known = {s.id for s in delivery.subjects}
    gone = existing(work.connection, tables.tombstone, [row.id for row in waiting], "finding_id")
    findings, subjects = list(delivery.findings), list(delivery.subjects)
    offered = {f.id for f in findings}
    for row in waiting:
        kept = json.loads(row.data)
        finding, link = _finding(kept["finding"]), _link(kept["link"])
        late = bool(finding.review_due) and finding.review_due < today().isoformat()
        if late or finding.id in gone or finding.id in offered or not _has_source(work, finding):
            continue
        findings.append(finding)
        if link.id not in known:
            known.add(link.id)
            subjects.append(link)
    return replace(delivery, findings=tuple(findings), subjects=tuple(subjects))


def send_away(work: UnitOfWork, case_id: str) -> tuple[str, ...]:
    """Take out of the case what cannot stand and let it wait; return these findings. Empty nodes go."""
    links = [row[0] for row in work.connection.exec_driver_sql(_HOLLOW_END, (case_id,)).fetchall()]
    begin(work.connection)
    waiting = _set_aside(work, case_id, links) if links else ()
    hollow = [row[0] for row in work.connection.exec_driver_sql(_HOLLOW, (case_id,)).fetchall()]
    _drop(work, hollow)
    return waiting


def _set_aside(work: UnitOfWork, case_id: str, links: Sequence[str]) -> tuple[str, ...]:
    held = set(links)
    subjects = {s.id: s for s in rows.subjects(work.connection, case_id) if s.id in held}
    findings = [f for f in rows.findings(work.connection, case_id) if f.subject_id in held]
    aside = [
        {
            "id": f.id,
            "case_id": case_id,
            "data": json.dumps(
                {"finding": asdict(f), "link": asdict(subjects[f.subject_id])}, ensure_ascii=False
            ),
        }
        for f in findings
    ]
    ids = [f.id for f in findings]
    _let_go(work, case_id, ids)
    for finding_id in reversed(ids):
        work.delete(tables.finding, finding_id)
    work.insert_many(tables.package_waiting, aside)
    return tuple(ids)


def _let_go(work: UnitOfWork, case_id: str, ids: Sequence[str]) -> None:
    """Cut what refers to these findings; what rests on them is tied again when they are back."""
    b, held = tables.finding_basis, set(ids)
    merge_methods.let_wait(work, case_id, ids)
    for finding_id in ids:
        naming = or_(b.c.basis_id == finding_id, b.c.finding_id == finding_id)
        for row in work.connection.execute(select(b).where(naming)).all():
            work.delete(b, row.id)
            if row.finding_id not in held:
                pair = {"finding_id": row.finding_id, "kind": "basis", "target_id": finding_id}
                work.insert(tables.package_reference, {"case_id": case_id, **pair})
        for table in (tables.measure_citation, tables.gap_entry):
            _drop_rows(work, table, table.c.finding_id == finding_id)


def _drop(work: UnitOfWork, hollow: Sequence[str]) -> None:
    if not hollow:
        return
    drop_subjects(work, hollow)
    links = existing(work.connection, tables.subject, hollow)
    j, s = tables.judgement, tables.subject
    for subject_id in hollow:
        _drop_rows(work, j, or_(j.c.a == subject_id, j.c.b == subject_id))
    for subject_id in sorted(links, key=lambda i: not _is_link(work.connection, i)):
        work.delete(s, subject_id)


def _is_link(connection: Connection, subject_id: str) -> bool:
    s = tables.subject
    kind = connection.execute(select(s.c.kind).where(s.c.id == subject_id)).scalar()
    return kind == SubjectKind.LINK


def _drop_rows(work: UnitOfWork, table: Table, which: ColumnElement[bool]) -> None:
    found = work.connection.execute(select(table.c.id).where(which)).scalars()
    for row_id in found.all():
        work.delete(table, str(row_id))


def _has_source(work: UnitOfWork, finding: Finding) -> bool:
    return bool(existing(work.connection, tables.source, [finding.source_id]))


def _finding(kept: dict[str, Any]) -> Finding:
    return Finding(**{**kept, "standing": Standing(kept["standing"]), "basis": tuple(kept["basis"])})


def _link(kept: dict[str, Any]) -> Subject:
    return Subject(**{**kept, "kind": SubjectKind(kept["kind"])})
