"""The work list: what waits for somebody, over all cases or in one - as counts, never as content.

Aggregates only: each kind costs one query, however many findings the store holds.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, func, select

from app.base.clock import today
from app.casework import notices
from app.casework.cases import OPEN_STATES
from app.store import remembered, tables
from app.store.store import Store

REVIEWS, SOON, CASES, MEASURES = "reviews", "reviews_soon", "case_review", "measures"
UNLABELLED, NOTICES, DRAFTS, CLEANING = "unlabelled", "notices", "drafts", "cleaning"
SOON_DAYS = 30


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


def of_store(store: Store) -> tuple[WorkItem, ...]:
    """Return what waits over all cases: by kind in the order above, then by case."""
    return _collect(store, "")


def of_case(store: Store, case_id: str) -> tuple[WorkItem, ...]:
    """Return what waits in one case."""
    return _collect(store, case_id)


def references(connection: Connection) -> dict[str, str]:
    """Return the reference of every case by its id."""
    c = tables.case_file
    return {row.id: row.reference for row in connection.execute(select(c.c.id, c.c.reference))}


def _collect(store: Store, case_id: str) -> tuple[WorkItem, ...]:
    c, m, b, d = tables.case_file, tables.measure, tables.contribution, tables.draft
    day = today().isoformat()
    with store.read() as connection:
        known = references(connection)
        found = {
            **_reviews(connection, case_id),
            CASES: _counted(connection, c, c.c.id, c.c.review_due, c.c.review_due.between("0", day)),
            MEASURES: _counted(
                connection, m, m.c.case_id, m.c.due, m.c.due.between("0", _before(day)),
                m.c.state.in_(OPEN_STATES),
            ),
            UNLABELLED: _counted(connection, b, b.c.case_id, b.c.received, b.c.label.is_(None)),
            NOTICES: {k: (n, since[:10]) for k, (n, since) in notices.open_counts(connection).items()},
            DRAFTS: _counted(connection, d, d.c.case_id, d.c.at, d.c.user == store.user),
        }  # fmt: skip
        cleaning = str(remembered.get(connection, "compaction").get("since", ""))
    items = [
        WorkItem(kind, case, known.get(case, ""), count, since[:10])
        for kind, cases in found.items()
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
    f = tables.finding
    day = today().isoformat()
    soon = (today() + dt.timedelta(days=SOON_DAYS)).isoformat()
    late = f.c.review_due <= day
    query = select(f.c.case_id, late, func.count(), func.min(f.c.review_due)).where(f.c.review_due <= soon)
    if case_id:
        query = query.where(f.c.case_id == case_id)
    found: dict[str, dict[str, tuple[int, str]]] = {REVIEWS: {}, SOON: {}}
    for case, is_late, count, since in connection.execute(query.group_by(f.c.case_id, late)):
        found[REVIEWS if is_late else SOON][case] = (count, since)
    return found


def _counted(
    connection: Connection,
    table: Table,
    case: ColumnElement[str],
    since: ColumnElement[str],
    *conditions: ColumnElement[bool],
) -> dict[str, tuple[int, str]]:
    query = select(case, func.count(), func.min(since)).select_from(table).where(*conditions).group_by(case)
    return {row[0]: (row[1], row[2] or "") for row in connection.execute(query)}
