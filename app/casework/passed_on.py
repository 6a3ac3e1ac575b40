"""The disclosure ledger in words: each finding that went, to whom, how, and what became of it since."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.blocks import blocks
from app.casework.names import captions_of
from app.ontology.catalogue import ontology
from app.policy import ledger
from app.policy.ledger import LedgerEntry
from app.store import tables
from app.store.store import Store

NOW_HELD, NOW_CORRECTED, NOW_RESTRICTED, NOW_ERASED = "", "corrected", "restricted", "erased"


@dataclass(frozen=True, slots=True)
class PassedOn:
    """One finding in one hand-over; `subject` and `what` are "" for what was erased since.

    `now` says what became of the finding: nothing, corrected, restricted or erased.
    """

    entry: LedgerEntry
    subject: str
    what: str
    now: str


def newest(
    store: Store, *, case_id: str = "", agency_id: str = "", subject_id: str = "", limit: int = 2000
) -> tuple[PassedOn, ...]:
    """Return the newest entries of the ledger in words, newest first; at most `limit`."""
    with store.read() as connection:
        found = ledger.entries(
            connection, subject_id=subject_id, agency_id=agency_id, case_id=case_id, newest=limit
        )
        names = captions_of(connection, [e.subject_id for e in found])
        kinds = _kinds(connection, {e.finding_id for e in found})
        corrected = _corrected(connection, kinds)
    return tuple(_row(e, names, kinds, corrected) for e in found)


def _row(
    entry: LedgerEntry, names: dict[str, str], kinds: dict[str, tuple[str, str, bool]], corrected: set[str]
) -> PassedOn:
    kind = kinds.get(entry.finding_id)
    if kind is None:
        return PassedOn(entry, "", "", NOW_ERASED)
    subject_type, name, restricted = kind
    now = NOW_CORRECTED if entry.finding_id in corrected else NOW_RESTRICTED if restricted else NOW_HELD
    return PassedOn(entry, names.get(entry.subject_id, ""), _label(subject_type, name), now)


def _label(subject_type: str, name: str) -> str:
    try:
        return ontology().property(subject_type, name).label
    except KeyError:
        return ontology().subject_type(subject_type).label


def _kinds(connection: Connection, finding_ids: Iterable[str]) -> dict[str, tuple[str, str, bool]]:
    f, s = tables.finding.c, tables.subject.c
    found: dict[str, tuple[str, str, bool]] = {}
    for block in blocks(sorted(finding_ids)):
        query = (
            select(f.id, s.type, f.property, f.restricted)
            .join(tables.subject, s.id == f.subject_id)
            .where(f.id.in_(block))
        )
        found |= {row.id: (row.type, row.property, row.restricted) for row in connection.execute(query)}
    return found


def _corrected(connection: Connection, finding_ids: Iterable[str]) -> set[str]:
    f = tables.finding.c
    found: set[str] = set()
    for block in blocks(sorted(finding_ids)):
        query = select(f.supersedes).where(f.supersedes.in_(block))
        found |= set(connection.execute(query).scalars())
    return found
