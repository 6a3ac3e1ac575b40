"""The audit log: a hash chain of what was done, by whom, when and why (BDSG section 76).

An entry's hash is SHA-256 over the previous entry's hash and the entry itself, so that removing,
changing or reordering one breaks the chain from there on. Entries hold no case content: what they are
about is named by ids and kinds.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from app.base.clock import now_text
from app.store import tables
from app.store.keyslots import canonical


class Action(StrEnum):
    """The kinds of processing that BDSG section 76(1) wants logged, and the program's own upkeep."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the log; `hash` closes it, `previous` is the hash before it."""

    seq: int
    at: str
    actor: str
    action: str
    case_id: str
    detail: str
    reason: str
    recipient: str
    previous: str
    hash: str


def _hash(entry: dict[str, object]) -> str:
    body = {k: v for k, v in entry.items() if k != "hash"}
    return hashlib.sha256(canonical(body)).hexdigest()


def append(
    connection: Connection,
    actor: str,
    action: Action,
    detail: str,
    *,
    case_id: str = "",
    reason: str = "",
    recipient: str = "",
) -> str:
    """Append an entry within the caller's transaction and return the new head of the chain."""
    last = connection.execute(
        select(tables.audit.c.seq, tables.audit.c.hash).order_by(tables.audit.c.seq.desc()).limit(1)
    ).first()
    entry: dict[str, object] = {
        "seq": last.seq + 1 if last else 1,
        "at": now_text(),
        "actor": actor,
        "action": str(action),
        "case_id": case_id,
        "detail": detail,
        "reason": reason,
        "recipient": recipient,
        "previous": last.hash if last else "",
    }
    entry["hash"] = _hash(entry)
    connection.execute(insert(tables.audit), entry)
    return str(entry["hash"])


def entries(
    connection: Connection, *, case_id: str = "", since: str = "", actor: str = ""
) -> Iterator[AuditEntry]:
    """Yield the log in order, narrowed to a case, to entries from a moment on, to a person."""
    query = select(tables.audit).order_by(tables.audit.c.seq)
    if case_id:
        query = query.where(tables.audit.c.case_id == case_id)
    if since:
        query = query.where(tables.audit.c.at >= since)
    if actor:
        query = query.where(tables.audit.c.actor == actor)
    for row in connection.execute(query):
        yield AuditEntry(*row)


def first_break(connection: Connection) -> int | None:
    """Return the number of the first entry that does not follow from the one before, None if all do."""
    previous, expected = "", 1
    for entry in entries(connection):
        if entry.seq != expected or entry.previous != previous or _hash(asdict(entry)) != entry.hash:
            return entry.seq
        previous, expected = entry.hash, entry.seq + 1
    return None
