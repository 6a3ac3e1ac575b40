"""Numbers of a case that stay in the store until something they rest on changes: what a list shows of it.

They say nothing that counting would not say again, so neither log nor history knows of them. Every unit of
work takes back what rests on its rows, in its own transaction and whichever process it belongs to; a
migration that changes rows of `RESTS_ON` calls `forget_all`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

RESTS_ON = frozenset(
    {
        "subject",
        "finding",
        "finding_basis",
        "judgement",
        # What is in quarantine is counted and compared as if it were not there.
        "quarantine",
        "source",
        "contribution",
    }
)
_NUMBERS = ("nodes", "links", "findings", "due", "due_day", "roleless")
_PAIRS = ("pairs", "pairs_by")
_FORGET = (
    "INSERT INTO case_tally (id, revision) SELECT id, 1 FROM case_file WHERE {which} "
    "ON CONFLICT (id) DO UPDATE SET revision = revision + 1, "
    + ", ".join(f"{name} = NULL" for name in (*_NUMBERS, *_PAIRS))
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted of a case as it was at a revision; None where nothing is kept.

    `due` are findings in force whose review day had come by `due_day`, `roleless` persons without a role in
    force; `pairs` are candidates for duplicates nobody has decided, and `pairs_by` what compared them.
    """

    case_id: str
    revision: int
    nodes: int | None = None
    links: int | None = None
    findings: int | None = None
    due: int | None = None
    due_day: str | None = None
    roleless: int | None = None
    pairs: int | None = None
    pairs_by: str | None = None


def kept(connection: Connection, case_id: str = "") -> tuple[Numbers, ...]:
    """Return what is kept of a case or of all cases; those of which nothing is are among them."""
    names = ", ".join(f"t.{name}" for name in (*_NUMBERS, *_PAIRS))
    both = "case_file c LEFT JOIN case_tally t ON t.id = c.id"
    query = f"SELECT c.id, coalesce(t.revision, 0), {names} FROM {both}"
    if case_id:
        found = connection.exec_driver_sql(f"{query} WHERE c.id = ?", (case_id,)).fetchall()
    else:
        found = connection.exec_driver_sql(query).fetchall()
    return tuple(Numbers(*row) for row in found)


def keep_numbers(connection: Connection, counted: Sequence[Numbers]) -> None:
    """Keep what was counted, but for cases that have changed since."""
    _keep(connection, _NUMBERS, counted)


def keep_pairs(connection: Connection, counted: Sequence[Numbers]) -> None:
    """Keep how many pairs there were, but for cases that have changed since."""
    _keep(connection, _PAIRS, counted)


def _keep(connection: Connection, names: Sequence[str], counted: Sequence[Numbers]) -> None:
    statement = (
        f"INSERT INTO case_tally (id, revision, {', '.join(names)}) VALUES (?, ?{', ?' * len(names)}) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)} "
        "WHERE revision = excluded.revision"
    )
    rows = [(n.case_id, n.revision, *(getattr(n, name) for name in names)) for n in counted]
    if rows:
        connection.exec_driver_sql(statement, rows)


def forget(connection: Connection, case_id: str, changed: Collection[str]) -> None:
    """Take back what rests on rows of these tables, of one case or ("") of all of them."""
    if RESTS_ON.isdisjoint(changed):
        return
    if case_id:
        connection.exec_driver_sql(_FORGET.format(which="id = ?"), (case_id,))
    else:
        forget_all(connection)


def forget_all(connection: Connection) -> None:
    """Take back what is kept of every case."""
    connection.exec_driver_sql(_FORGET.format(which="true"))
