"""Persons whose record is frozen because their proceeding ended in their favour: said once, for all who ask.

Acquittal, refusal to open the main proceedings and final discontinuation demand a decision on deletion
(StPO section 484(2), PolG NRW section 22(3)). Nothing has to be opened for it: the state follows from the
findings, so that it comes with an import as well as with a form, and goes when the outcome is taken back.
It concerns the accused of a proceeding and whoever's capacity in it is not stated: what is doubtful
protects. It ends with a decision for exactly this person, this proceeding and this outcome
(`app.casework.outcome_decisions`). What is in quarantine says nothing here either.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.store import quarantined
from app.store.bare_rows import LISTED, listed

PROCEEDING, PARTY, PERSON = "proceeding", "party_to", "person"
DECIDING = (
    "acquittal", "opening_refused", "discontinued_no_suspicion", "discontinued_minor",
    "discontinued_condition",
)  # fmt: skip
"""The outcomes (choice list `proceeding_outcome`) that demand a decision."""
_ACCUSED = "accused"
_IN_FORCE = "NOT EXISTS (SELECT 1 FROM finding l WHERE l.supersedes = f.id)"
_STATED = (
    "SELECT f.id, f.case_id, f.subject_id, f.value, f.recorded_at, s.type, s.start FROM finding f "
    "JOIN subject s ON s.id = f.subject_id "
    f"WHERE f.property = 'outcome' AND f.value IN ({', '.join('?' * len(DECIDING))}) AND {_IN_FORCE}"
)
_PARTIES = f'SELECT id, start, "end" FROM subject WHERE "end" IN {LISTED} AND type = \'{PARTY}\''
_CAPACITIES = (
    f"SELECT f.subject_id, f.value FROM finding f WHERE f.subject_id IN {LISTED} "
    f"AND f.property = 'capacity' AND {_IN_FORCE}"
)
_PERSONS = f"SELECT id FROM subject WHERE id IN {LISTED} AND type = '{PERSON}'"
_LINKS = tuple(f"SELECT id FROM subject WHERE {end} IN {LISTED}" for end in ("start", '"end"'))
_DECIDED = "SELECT subject_id, about_id, outcome FROM deletion_decision"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason why a person's record is frozen.

    `about` is the proceeding, or the person's part in it, that `outcome` was stated of by `finding`;
    `since` is the moment it was recorded.
    """

    case_id: str
    person: str
    about: str
    outcome: str
    finding: str
    since: str


def open_holds(connection: Connection, case_id: str = "") -> tuple[Hold, ...]:
    """Return what waits for a decision in a case, or in the whole store; cheap where no outcome is stated."""
    if case_id:
        # The plus keeps SQLite with the few outcomes instead of all that the case holds.
        stated = _asked(connection, f"{_STATED} AND +f.case_id = ?", *DECIDING, case_id)
    else:
        stated = _asked(connection, _STATED, *DECIDING)
    if not stated:
        return ()
    unseen = quarantined.held(connection, case_id)
    stated = [row for row in stated if row.id not in unseen.findings]
    parties = _parties(connection, [r.subject_id for r in stated if r.type == PROCEEDING], unseen.subjects)
    found = [
        Hold(row.case_id, person, row.subject_id, row.value, row.id, row.recorded_at)
        for row in stated
        for person in ([row.start] if row.type == PARTY else parties.get(row.subject_id, ()))
    ]
    people = {r.id for r in _asked(connection, _PERSONS, as_list({h.person for h in found}))}
    settled = decided(connection)
    return tuple(h for h in found if h.person in people and (h.person, h.about, h.outcome) not in settled)


def decided(connection: Connection) -> frozenset[tuple[str, str, str]]:
    """Return what was decided to be kept: person, what the outcome was stated of, outcome."""
    return frozenset(tuple(row) for row in _asked(connection, _DECIDED))


def frozen(connection: Connection, case_id: str = "") -> frozenset[str]:
    """Return the persons whose record is frozen, with their links."""
    return with_links(connection, {h.person for h in open_holds(connection, case_id)})


def with_links(connection: Connection, people: Collection[str]) -> frozenset[str]:
    """Return these persons and every link that has one of them as an end."""
    if not people:
        return frozenset()
    asked = as_list(people)
    return frozenset(people) | {r.id for query in _LINKS for r in _asked(connection, query, asked)}


def _parties(
    connection: Connection, proceedings: Collection[str], unseen: Collection[str]
) -> dict[str, list[str]]:
    """Return, by proceeding, those whom its outcome concerns."""
    links = [r for r in _asked(connection, _PARTIES, as_list(proceedings)) if r.id not in unseen]
    told: dict[str, set[str]] = {}
    for row in _asked(connection, _CAPACITIES, as_list(r.id for r in links)):
        told.setdefault(row.subject_id, set()).add(row.value)
    found: dict[str, list[str]] = {}
    for row in links:
        if _ACCUSED in told.get(row.id, {_ACCUSED}):
            found.setdefault(row.end, []).append(row.start)
    return found


def as_list(ids: Iterable[str]) -> str:
    """Return ids, each once, as the one value that `LISTED` takes apart."""
    return listed(sorted(set(ids)))


def _asked(connection: Connection, query: str, *values: str) -> list[Any]:
    return list(connection.exec_driver_sql(query, values).fetchall())
