"""What is left of an erased finding: which field of which subject it stated, and that it was erased.

No value, no source, no name: the ids of the finding and of its subject, the field, and - from the
tombstone - the day and the reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.store import remembered, tables
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Trace:
    """A finding of a field that was erased at a moment for a reason."""

    finding_id: str
    property: str
    erased_at: str
    reason: str


def leave(work: UnitOfWork, erased: Mapping[str, tuple[str, str]], gone: Iterable[str]) -> None:
    """Remember erased findings (id -> subject, property); nothing is kept of subjects that are `gone`."""
    lost = set(gone)
    by_subject: dict[str, dict[str, str]] = {}
    for finding_id, (subject_id, name) in erased.items():
        by_subject.setdefault(subject_id, {})[finding_id] = name
    for subject_id in lost:
        remembered.drop(work, _key(subject_id))
    for subject_id, traces in by_subject.items():
        if subject_id not in lost:
            before = remembered.get(work.connection, _key(subject_id))
            remembered.put(work, _key(subject_id), {**before, **traces})


def of_subject(store: Store, subject_id: str) -> tuple[Trace, ...]:
    """Return what was erased from the fields of a subject, oldest first."""
    stone = tables.tombstone.c
    with store.read() as connection:
        fields = remembered.get(connection, _key(subject_id))
        query = select(stone.finding_id, stone.erased_at, stone.reason)
        stones = connection.execute(query.where(stone.finding_id.in_(list(fields)))).all()
    found = (Trace(s.finding_id, str(fields[s.finding_id]), s.erased_at, s.reason) for s in stones)
    return tuple(sorted(found, key=lambda t: (t.erased_at, t.finding_id)))


def _key(subject_id: str) -> str:
    return f"erased:{subject_id}"
