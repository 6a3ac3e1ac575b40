"""What findings refer to, whichever comes first: a correction, or what it corrects.

A released copy may also come without a reference that a later copy has. References only ever grow, so the
order of packages does not matter.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select, text

from app.base.clock import today
from app.base.records import Finding, Standing
from app.casework.intake import existing
from app.store import tables
from app.store.unit_of_work import UnitOfWork

SUPERSEDES, BASIS = "supersedes", "basis"
_Pair = tuple[str, str, str]


def settle(work: UnitOfWork, case_id: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Tie what the delivered findings refer to; return the findings that were corrected by it.

    What is not here yet is remembered until it comes.
    """
    wanted = {(f.id, SUPERSEDES, f.supersedes) for f in findings if f.supersedes}
    wanted |= {(f.id, BASIS, b) for f in findings for b in f.basis}
    pending = {(r.finding_id, r.kind, r.target_id) for r in _pending(work, case_id)}
    asked = wanted | pending
    if not asked:
        return ()
    ids = sorted({i for finding, _kind, target in asked for i in (finding, target)})
    here = existing(work.connection, tables.finding, ids)
    tied = [pair for pair in sorted(asked) if pair[0] in here and pair[2] in here]
    corrected = _tie_corrections(work, [p for p in tied if p[1] == SUPERSEDES])
    _tie_bases(work, [p for p in tied if p[1] == BASIS])
    _remember(work, case_id, asked - set(tied), pending)
    return corrected


def review_baseless(work: UnitOfWork, findings: Sequence[Finding]) -> None:
    """Let assessments be reviewed at once that rest on nothing but what was erased, as an erasure does."""
    resting = [f for f in findings if f.basis and f.standing is not Standing.FACT]
    if not resting:
        return
    ids = sorted({b for f in resting for b in f.basis})
    gone = existing(work.connection, tables.tombstone, ids, "finding_id")
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    for finding in resting:
        row = work.row(tables.finding, finding.id) if gone.issuperset(finding.basis) else None
        if row is not None and row["review_due"] > yesterday:
            work.update(tables.finding, finding.id, review_due=yesterday)


def _pending(work: UnitOfWork, case_id: str) -> Sequence[Any]:
    t = tables.package_reference
    query = select(t.c.id, t.c.finding_id, t.c.kind, t.c.target_id).where(
        t.c.case_id == case_id, t.c.kind.in_((SUPERSEDES, BASIS))
    )
    return work.connection.execute(query).all()


def _tie_corrections(work: UnitOfWork, pairs: Iterable[_Pair]) -> tuple[str, ...]:
    corrected = []
    for finding_id, _kind, target in pairs:
        row = work.row(tables.finding, finding_id)
        if row is not None and row["supersedes"] is None:
            # Findings are never updated; written anew with the reference it says the same.
            work.connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            work.delete(tables.finding, finding_id)
            work.insert(tables.finding, {**row, "supersedes": target})
        corrected.append(target)
    return tuple(dict.fromkeys(corrected))


def _tie_bases(work: UnitOfWork, pairs: Sequence[_Pair]) -> None:
    t = tables.finding_basis
    known: set[tuple[str, str]] = set()
    for finding_id in sorted({p[0] for p in pairs}):
        query = select(t.c.finding_id, t.c.basis_id).where(t.c.finding_id == finding_id)
        known |= {(row.finding_id, row.basis_id) for row in work.connection.execute(query)}
    fresh = [(f, b) for f, _kind, b in pairs if (f, b) not in known]
    work.insert_many(t, [{"finding_id": f, "basis_id": b} for f, b in fresh])


def prune(work: UnitOfWork, case_id: str) -> None:
    """Wait no more for what an erased finding refers to, nor for what was erased itself."""
    left = _pending(work, case_id)
    if left:
        _remember(work, case_id, {(r.finding_id, r.kind, r.target_id) for r in left}, None)


def _remember(work: UnitOfWork, case_id: str, open_pairs: set[_Pair], known: set[_Pair] | None) -> None:
    """Keep what may still come; an erased finding will not, and an erased one refers to nothing."""
    t = tables.package_reference
    gone = existing(
        work.connection,
        tables.tombstone,
        sorted({i for f, _k, b in open_pairs for i in (f, b)}),
        "finding_id",
    )
    left = {p for p in open_pairs if p[0] not in gone and p[2] not in gone}
    for row_id, finding_id, kind, target in _pending(work, case_id):
        if (finding_id, kind, target) not in left:
            work.connection.execute(delete(t).where(t.c.id == row_id))
    fresh = sorted(left - known) if known is not None else []
    work.insert_many(
        t, [{"case_id": case_id, "finding_id": f, "kind": k, "target_id": b} for f, k, b in fresh]
    )
