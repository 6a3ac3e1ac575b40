"""Reading a long log: which entries a filter finds, and pages of them.

A log may hold a million entries. Nobody loads them: a filter yields numbers of entries (8 bytes each), and
a page of entries is read when somebody looks at it.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select

from app.base.blocks import blocks
from app.store import tables
from app.store.audit import AuditEntry


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are meant; "" or () restricts nothing.

    `since` and `until` are moments as the store keeps them: from `since` on, before `until`. `text` is
    looked for in what was done and why; `recipients` are ids that it may mean as well.
    """

    case_id: str = ""
    since: str = ""
    until: str = ""
    actor: str = ""
    action: str = ""
    text: str = ""
    recipients: tuple[str, ...] = ()

    @property
    def all(self) -> bool:
        """Whether nothing is restricted."""
        return self == LogFilter()


def numbers(connection: Connection, wanted: LogFilter, *, newest_first: bool = True) -> Sequence[int]:
    """Return the numbers of the entries that a filter finds."""
    entry = tables.audit.c
    if wanted.all:
        # Two queries: each answers from one end of the key, both at once would read the whole table.
        first = connection.execute(select(func.min(entry.seq))).scalar()
        last = connection.execute(select(func.max(entry.seq))).scalar()
        if first is None or last is None:
            return range(0)
        return range(last, first - 1, -1) if newest_first else range(first, last + 1)
    order = entry.seq.desc() if newest_first else entry.seq
    rows = connection.execute(select(entry.seq).where(*_conditions(wanted)).order_by(order))
    found = array("q")
    for block in rows.partitions(10_000):
        found.extend(row[0] for row in block)
    return found


def page(connection: Connection, seqs: Sequence[int]) -> tuple[AuditEntry, ...]:
    """Return the entries with these numbers, in this order; what is no longer there is left out."""
    found: dict[int, AuditEntry] = {}
    for block in blocks(seqs):
        wanted = [int(seq) for seq in block]
        for row in connection.execute(select(tables.audit).where(tables.audit.c.seq.in_(wanted))):
            found[row.seq] = AuditEntry(*row)
    return tuple(found[int(seq)] for seq in seqs if int(seq) in found)


def entries_of(connection: Connection, seqs: Sequence[int]) -> Iterator[AuditEntry]:
    """Yield the entries with these numbers page by page, for an export of any length."""
    for block in blocks(seqs):
        yield from page(connection, block)


def actors(connection: Connection) -> tuple[str, ...]:
    """Return who occurs in the log."""
    actor = tables.audit.c.actor
    return tuple(connection.execute(select(actor).distinct().order_by(actor)).scalars())


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    entry = tables.audit.c
    conditions: list[ColumnElement[bool]] = [
        entry[name] == value
        for name, value in (
            ("case_id", wanted.case_id),
            ("actor", wanted.actor),
            ("action", wanted.action),
        )
        if value
    ]
    if wanted.since:
        conditions.append(entry.at >= wanted.since)
    if wanted.until:
        conditions.append(entry.at < wanted.until)
    if wanted.text.strip():
        conditions.append(_holds(wanted))
    return conditions


def _holds(wanted: LogFilter) -> ColumnElement[bool]:
    """Look for the text as typed and in the usual cases: SQLite folds the case of ASCII letters only."""
    entry, text = tables.audit.c, wanted.text.strip()
    choices: list[ColumnElement[bool]] = []
    for spelling in dict.fromkeys((text, text.lower(), text.upper(), text.capitalize())):
        choices.append(entry.reason.contains(spelling, autoescape=True))
        # The detail is JSON in ASCII: "ü" stands there as six characters.
        choices.append(entry.detail.contains(json.dumps(spelling)[1:-1], autoescape=True))
    if wanted.recipients:
        choices.append(entry.recipient.in_(wanted.recipients))
    return or_(*choices)
