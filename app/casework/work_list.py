"""The work list: what waits for somebody, over all cases or in one - as counts, never as content.

Aggregates only: each kind costs one query, however many findings the store holds.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from app.base.blocks import blocks
from app.base.clock import today
from app.casework import case_tallies, collection_plan, duplicates, gaps, notices, outcome_decisions, subjects
from app.casework.cases import OPEN_STATES
from app.store import quarantined, remembered, tables
from app.store.store import Store

REVIEWS, SOON, CASES, MEASURES = "reviews", "reviews_soon", "case_review", "measures"
QUARANTINE, UNLABELLED, NOTICES = "quarantine", "unlabelled", "notices"
DUPLICATES, GAPS, TASKS, PERSONS = "duplicates", "gaps", "tasks", "persons"
DRAFTS, CLEANING, DELETIONS = "drafts", "cleaning", "deletions"
SOON_DAYS = 30
_ORDER = (
    DELETIONS, REVIEWS, SOON, CASES, MEASURES, QUARANTINE, UNLABELLED, NOTICES, TASKS, GAPS, DUPLICATES,
    PERSONS, DRAFTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkItem:
    """What waits of one kind in one case: how many, and the day since (or on) which the first is due.

    `case_id` and `reference` are "" for what belongs to no case.
    """

    kind: str
    case_id: str
    reference: str
    count: int
    since: str


def of_store(store: Store, *, count_pairs: bool = True) -> tuple[WorkItem, ...]:
    """Return what waits over all cases: by kind in the order above, then by case.

    Without `count_pairs` only duplicates that were counted before are among it: counting compares names.
    """
    return _collect(store, "", count_pairs)


def of_case(store: Store, case_id: str) -> tuple[WorkItem, ...]:
    """Return what waits in one case."""
    return _collect(store, case_id)


def references(connection: Connection) -> dict[str, str]:
    """Return the reference of every case by its id."""
    c = tables.case_file
    return {row.id: row.reference for row in connection.execute(select(c.c.id, c.c.reference))}


def _collect(store: Store, case_id: str, count_pairs: bool = True) -> tuple[WorkItem, ...]:
    c, m, b, d = tables.case_file, tables.measure, tables.contribution, tables.draft
    q = tables.quarantine
    day = today().isoformat()
    with store.read() as connection:
        known = references(connection)
        found = {
            DELETIONS: _deletions(connection, case_id),
            **_reviews(connection, case_id),
            CASES: _counted(connection, c, c.c.id, c.c.review_due, c.c.review_due.between("0", day)),
            MEASURES: _counted(
                connection, m, m.c.case_id, m.c.due, m.c.due.between("0", _before(day)),
                m.c.state.in_(OPEN_STATES),
            ),
            QUARANTINE: _counted(
                connection, q.join(b, b.c.id == q.c.contribution_id), b.c.case_id, q.c.since
            ),
            UNLABELLED: _counted(
                connection, b, b.c.case_id, b.c.received, b.c.label.is_(None),
                b.c.id.not_in(select(q.c.contribution_id)),
            ),
            NOTICES: {k: (n, since[:10]) for k, (n, since) in notices.open_counts(connection).items()},
            GAPS: {k: (n, "") for k, n in gaps.open_by_case(connection).items()},
            TASKS: _overdue_tasks(connection, _before(day)),
            PERSONS: {k: (n, "") for k, n in _without_role(store, connection, case_id).items()},
            DRAFTS: _counted(connection, d, d.c.case_id, d.c.at, d.c.user == store.user),
        }  # fmt: skip
        known = {k: v for k, v in known.items() if case_id in ("", k)}
        cleaning = str(remembered.get(connection, "compaction").get("since", ""))
    pairs = duplicates.open_counts(store, case_id, anew=count_pairs)
    found[DUPLICATES] = {k: (n, "") for k, n in pairs.items() if n}
    items = [
        WorkItem(kind, case, known.get(case, ""), count, since[:10])
        for kind, cases in sorted(found.items(), key=lambda e: _ORDER.index(e[0]))
        for case, (count, since) in sorted(cases.items(), key=lambda e: (known.get(e[0], ""), e[0]))
        if not case_id or case == case_id
    ]
    if cleaning and not case_id:
        items.append(WorkItem(CLEANING, "", "", 1, cleaning[:10]))
    return tuple(items)


def _before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def _reviews(connection: Connection, case_id: str) -> dict[str, dict[str, tuple[int, str]]]:
    """Return findings that are due and those that soon will be; corrected ones hold data, too."""
    c, f = tables.case_file, tables.finding
    day = today().isoformat()
    soon = (today() + dt.timedelta(days=SOON_DAYS)).isoformat()
    ranges = {REVIEWS: f.c.review_due <= day, SOON: (f.c.review_due > day) & (f.c.review_due <= soon)}
    # Case by case: an index leads to what is due; all cases at once would walk through all findings.
    asked = [
        select(what).where(f.c.case_id == c.c.id, due).scalar_subquery()
        for due in ranges.values()
        for what in (func.count(), func.min(f.c.review_due))
    ]
    query = select(c.c.id, *asked)
    if case_id:
        query = query.where(c.c.id == case_id)
    found: dict[str, dict[str, tuple[int, str]]] = {kind: {} for kind in ranges}
    for case, *both in connection.execute(query):
        for kind, count, since in zip(ranges, both[::2], both[1::2], strict=True):
            if count:
                found[kind][case] = (count, since)
    return found


def _deletions(connection: Connection, case_id: str) -> dict[str, tuple[int, str]]:
    """Return for how many persons a decision on deletion is open, and since when."""
    found: dict[str, list[str]] = {}
    for matter in outcome_decisions.waiting(connection, case_id):
        found.setdefault(matter.case_id, []).append(matter.since)
    return {case: (len(since), min(since)) for case, since in found.items()}


def _overdue_tasks(connection: Connection, until: str) -> dict[str, tuple[int, str]]:
    t = tables.collection_task
    waiting = t.c.state.in_(collection_plan.OPEN_STATES)
    return _counted(connection, t, t.c.case_id, t.c.due, t.c.due.between("0", until), waiting)


def _without_role(store: Store, connection: Connection, case_id: str) -> dict[str, int]:
    """Return how many persons of each case have no role in force (BDSG section 72), quarantine apart."""
    tallies = case_tallies.read(store, connection, today().isoformat(), case_id)
    found = {case: tally.roleless for case, tally in tallies.items()}
    for case, count in _people_among(connection, quarantined.held(connection).subjects).items():
        if case in found:
            found[case] -= count
    return {case: count for case, count in found.items() if count > 0}


def _people_among(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """Return how many of these subjects are persons without any role, by case."""
    s, f = tables.subject, tables.finding
    found: dict[str, int] = {}
    roles = select(f.c.subject_id).where(f.c.property == subjects.ROLE, f.c.subject_id == s.c.id).exists()
    for block in blocks(sorted(ids)):
        which = s.c.id.in_(block), s.c.type == subjects.PERSON, ~roles
        query = select(s.c.case_id, func.count()).where(*which).group_by(s.c.case_id)
        for case, count in connection.execute(query):
            found[case] = found.get(case, 0) + count
    return found


def _counted(
    connection: Connection,
    table: FromClause,
    case: ColumnElement[str],
    since: ColumnElement[str],
    *conditions: ColumnElement[bool],
) -> dict[str, tuple[int, str]]:
    query = select(case, func.count(), func.min(since)).select_from(table).where(*conditions).group_by(case)
    return {row[0]: (row[1], row[2] or "") for row in connection.execute(query)}
