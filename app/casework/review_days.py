"""Review days follow what becomes known: nothing is held longer than the law's period for it.

Decided: where a role, a birth date, a correction or an erasure makes the period of a person shorter, the
days beyond it are set back in the same unit of work (BDSG section 75(4): review at fixed intervals and
no storage beyond need; PolG NRW section 22(2), (4) and (5); StPO section 489; BPolG section 35). A day
that lies in the past then is due at once. Where the kind of period changed, as for a person who turns out
to be a mere contact or a child, the day goes back to the end of the new period: an extension needs the
approval that this period asks for. Days only ever become earlier here; later ones take a decision.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.base.blocks import blocks
from app.base.clock import today
from app.base.records import Finding
from app.casework import review_bounds
from app.casework.review_bounds import TELLING, Circle, Held, held
from app.policy.review import as_day, default_day, too_late
from app.store import tables
from app.store.bare_rows import LISTED, bare_rows, listed
from app.store.unit_of_work import UnitOfWork

# What is known of so many subjects and their links is held in memory at a time.
_AT_ONCE = 500
# The plus keeps SQLite from going through every birth date in the store for each block of people.
WHO_IS_KNOWN = f"SELECT subject_id FROM finding WHERE subject_id IN {LISTED} AND +property IN {LISTED}"


def day_for(work: UnitOfWork, finding: Finding, wanted: str) -> str:
    """Return the review day of a finding that is about to be recorded: `wanted`, else the office's own.

    Raises `UserError` (review.too_late, review.day) for a wanted day beyond the bound of its regime, the
    role and the age of the person.
    """
    circle = review_bounds.read(work.connection, finding.case_id, [finding.subject_id])
    regimes = {**circle.regimes, **review_bounds.regimes_of(work.connection, [finding.source_id])}
    fresh = held(finding)
    known = replace(circle, regimes=regimes).changed(added=[fresh])
    bound = known.bound(fresh)
    if not wanted:
        return min(default_day(today()), bound.normal).isoformat()
    if as_day(wanted) > bound.normal:
        raise too_late(wanted, bound.normal, bound.ground)
    return as_day(wanted).isoformat()


def settle_new(
    work: UnitOfWork,
    findings: Sequence[Finding],
    *,
    imported: bool = False,
    fresh: Collection[str] = frozenset(),
) -> tuple[str, ...]:
    """Set back what exceeds its bound now that these findings are written; return the ids of those.

    Cheap where nothing can have become shorter. `imported` findings did not get their day from `day_for`,
    so they are looked at themselves as well; of `fresh` subjects nothing else is known.
    """
    new = {f.id for f in findings}
    telling = {f.subject_id for f in findings if f.property in TELLING}
    telling |= _with_other_dates(work, [f for f in findings if f.supersedes and f.subject_id not in telling])
    risky = set(telling)
    if imported:
        dated = {f.subject_id for f in findings if f.valid_from or f.valid_to}
        lasting = (f.subject_id for f in findings if not (f.valid_from or f.valid_to))
        risky |= dated and dated.difference(lasting)
        risky |= _short_lived(work, findings, telling.union(fresh))
    changed: list[str] = []
    for block in blocks(sorted(risky), _AT_ONCE):
        after = review_bounds.read(work.connection, findings[0].case_id, block, links=bool(telling))
        before = after.changed(gone=new) if telling else after
        changed += settle(work, before, after, new)
    return tuple(changed)


def _with_other_dates(work: UnitOfWork, findings: Sequence[Finding]) -> set[str]:
    """Return the subjects of corrections with other days: the latest event may have been among them."""
    dates = {f.supersedes: (f.valid_from, f.valid_to) for f in findings if f.supersedes}
    f, found = tables.finding, set[str]()
    query = select(f.c.id, f.c.subject_id, f.c.valid_from, f.c.valid_to)
    for block in blocks(sorted(dates)):
        for row in work.connection.execute(query.where(f.c.id.in_(block))):
            if (row.valid_from, row.valid_to) != dates[row.id]:
                found.add(row.subject_id)
    return found


def _short_lived(work: UnitOfWork, findings: Sequence[Finding], known: set[str]) -> set[str]:
    """Return who else has a role or birth date that is known: the period may be shorter than the default."""
    ids, found = sorted({f.subject_id for f in findings if f.subject_id not in known}), set[str]()
    for block in blocks(ids):
        asked = listed(block), listed(sorted(TELLING))
        found.update(row[0] for row in bare_rows(work.connection, WHO_IS_KNOWN, *asked))
    return found


def settle(work: UnitOfWork, before: Circle, after: Circle, new: Collection[str] = ()) -> tuple[str, ...]:
    """Set back the days that became too late from one state of knowledge to the next."""
    changed = []
    for finding in after.judged:
        limit = _limit(finding, before, after, new)
        if limit is not None and finding.review_due > limit.isoformat():
            work.update(tables.finding, finding.id, review_due=limit.isoformat())
            changed.append(finding.id)
    return tuple(changed)


def _limit(finding: Held, before: Circle, after: Circle, new: Collection[str]) -> dt.date | None:
    now = after.bound(finding)
    if finding.id in new:
        return now.normal
    was = before.bound(finding)
    if was.ground != now.ground:
        return now.normal
    # A day beyond the old bound rests on an outcome or fine that was named when it was extended.
    return now.latest if now.latest < was.latest else None
