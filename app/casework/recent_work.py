"""What somebody worked on last, told by the log; nothing is remembered for this alone."""

from sqlalchemy import func, select

from app.store import tables
from app.store.store import Store

# Entries looked at, newest first: enough for days of work, and quick on a log of any length.
_LOOKED_AT = 2000


def cases_worked_on(store: Store, most: int) -> tuple[str, ...]:
    """Return the ids of the cases in which the person of this store acted last, newest first."""
    entry = tables.audit.c
    newest = (
        select(entry.seq, entry.case_id)
        .where(entry.actor == store.user, entry.case_id != "")
        .order_by(entry.seq.desc())
        .limit(_LOOKED_AT)
        .subquery()
    )
    last = func.max(newest.c.seq)
    query = select(newest.c.case_id).group_by(newest.c.case_id).order_by(last.desc()).limit(most)
    with store.read() as connection:
        return tuple(connection.execute(query).scalars())
