"""Nothing about a person is recorded or changed while a decision on deletion is open (`outcome_holds`).

Asked at every change, so that no function of the program can forget it: what stands about the frozen
persons and their links is compared before and after. Free are erasure, a review day that comes earlier, and
what takes a step back. An open decision also does not go away by changing what it rests on.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from app.base.errors import UserError
from app.base.i18n import _
from app.store import outcome_holds, tables
from app.store.audit import Action
from app.store.bare_rows import LISTED
from app.store.outcome_holds import as_list

_FINDING = "finding"
_SAID = (
    "SELECT id, subject_id, restricted, exonerating, handling, handling_note, review_due FROM finding "
    f"WHERE subject_id IN {LISTED}"
)
_OWN = frozenset({("finding", "supersedes"), ("finding_basis", "finding_id")})
_JUDGED = tuple(f"SELECT id, verdict, reason FROM judgement WHERE {side} IN {LISTED}" for side in ("a", "b"))
_TITLES = f"SELECT DISTINCT title FROM search_text WHERE kind = 'subject' AND ref_id IN {LISTED}"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Before:
    """What stood about the frozen persons of a case when a change began."""

    case_id: str = ""
    people: frozenset[str] = frozenset()
    rows: dict[Key, tuple[Any, ...]] = field(default_factory=dict)
    decided: frozenset[tuple[str, str, str]] = frozenset()

    def check(self, connection: Connection, action: Action) -> None:
        """Refuse the change (`outcome.frozen`, `outcome.open`) if it did what has to wait."""
        if not self.people:
            return
        after = _rows(connection, self.people)
        gone = (key for key in self.rows if key[0] == _FINDING and key not in after)
        if any(_differs(key, self.rows.get(key), row) for key, row in after.items()) or (
            action is not Action.ERASURE and any(gone)
        ):
            raise refusal(connection, self.people)
        self._refuse_way_out(connection, after)

    def _refuse_way_out(self, connection: Connection, after: dict[Key, tuple[Any, ...]]) -> None:
        waiting = {h.person for h in outcome_holds.open_holds(connection, self.case_id)}
        fresh = {person for person, _about, _outcome in outcome_holds.decided(connection) - self.decided}
        held = {row[0] for key, row in after.items() if key[0] == _FINDING}
        lost = (self.people - waiting - fresh) & held
        if lost:
            raise UserError(
                "outcome.open",
                _("A decision on deletion is open for {names}; changing the outcome cannot replace it."),
                _("Decide under “Reviews”: erase, or keep, for example because the outcome was wrong."),
                names=_names(connection, lost),
            )


NOTHING = Before()


def before(connection: Connection, case_id: str) -> Before:
    """Return what stands about the frozen persons of a case; cheap where nobody is."""
    people = frozenset(h.person for h in outcome_holds.open_holds(connection, case_id)) if case_id else None
    if not people:
        return NOTHING
    return Before(case_id, people, _rows(connection, people), outcome_holds.decided(connection))


def refusal(connection: Connection, people: Iterable[str]) -> UserError:
    """Return the refusal of what has to wait for the decision on these persons."""
    return UserError(
        "outcome.frozen",
        _(
            "A decision on deletion is open for {names}: until it is taken, nothing is recorded or changed "
            "there (PolG NRW section 22(3), StPO section 484(2))."
        ),
        _("Decide under “Reviews”: erase, or keep with its reason."),
        names=_names(connection, people),
    )


def _differs(key: Key, old: tuple[Any, ...] | None, new: tuple[Any, ...]) -> bool:
    if old is None or key[0] != _FINDING:
        return old != new
    return old[:-1] != new[:-1] or new[-1] > old[-1]


def _rows(connection: Connection, people: frozenset[str]) -> dict[Key, tuple[Any, ...]]:
    about = outcome_holds.with_links(connection, people)
    found: dict[Key, tuple[Any, ...]] = {("subject", i): () for i in about}
    found |= _read(connection, _FINDING, _SAID, about)
    said = [row_id for table, row_id in found if table == _FINDING]
    for table, query in _uses():
        found |= _read(connection, table, query, said)
    for query in _JUDGED:
        found |= _read(connection, "judgement", query, people)
    return found


@functools.cache
def _uses() -> tuple[tuple[str, str], ...]:
    """Return what asks each table for the rows that make use of findings: assessments, measures, gaps ..."""
    return tuple(
        (table.name, f"SELECT id FROM {table.name} WHERE {key.parent.name} IN {LISTED}")
        for table in tables.metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda k: k.parent.name)
        if key.column.table is tables.finding and (table.name, key.parent.name) not in _OWN
    )


def _read(connection: Connection, table: str, query: str, ids: Iterable[str]) -> dict[Key, tuple[Any, ...]]:
    read = connection.exec_driver_sql(query, (as_list(ids),)).fetchall()
    return {(table, row[0]): tuple(row[1:]) for row in read}


def _names(connection: Connection, people: Iterable[str]) -> str:
    found = connection.exec_driver_sql(_TITLES, (as_list(people),)).fetchall()
    return ", ".join(sorted(row[0] for row in found if row[0])) or _("a person of this case")
