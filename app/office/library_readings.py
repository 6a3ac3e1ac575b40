"""How often documents of the library are read: a number per document and month, and nothing else.

Who read, and on which day, is not written anywhere: neither here nor in the log.
"""

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from app.base.clock import today
from app.base.ids import new_id
from app.office import library
from app.store import tables
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Readings:
    """How often a document was opened: in all, and by month ("2026-11"), the newest first."""

    document_id: str
    area: str
    title: str
    total: int
    months: tuple[tuple[str, int], ...]


def note_reading(store: Store, document_id: str) -> None:
    """Count that a document was opened this month; `UserError` if it is closed to the person."""
    library.get(store, document_id)
    r, month = tables.library_reading, today().isoformat()[:7]
    which = (r.c.document_id == document_id, r.c.month == month)
    with store.aside() as connection:
        if connection.execute(select(r.c.id).where(*which)).first() is None:
            row = {"id": new_id(), "document_id": document_id, "month": month, "count": 0}
            connection.execute(insert(r), row)
        connection.execute(update(r).where(*which).values(count=r.c.count + 1))


def readings(store: Store, month: str = "") -> tuple[Readings, ...]:
    """Return the counts of what is open to the person, the most read first; of one month or of all."""
    r, day = tables.library_reading, today().isoformat()
    with store.read() as connection:
        rows = connection.execute(select(r).order_by(r.c.month.desc())).mappings().all()
    counted: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        if not month or row["month"] == month:
            counted.setdefault(row["document_id"], []).append((row["month"], row["count"]))
    found = [
        Readings(d.id, d.area, d.shown(day).title, sum(n for _m, n in counted[d.id]), tuple(counted[d.id]))
        for d in library.documents(store)
        if d.id in counted
    ]
    return tuple(sorted(found, key=lambda one: (-one.total, one.title.casefold(), one.document_id)))
