"""The audit log: a hash chain of what was done, by whom, when and why (BDSG section 76).

An entry's hash is SHA-256 over the previous entry's hash and the entry itself, so that removing,
changing or reordering one breaks the chain from there on. Entries hold no case content: what they are
about is named by ids and kinds. Their moments never go back: while the workstation's clock is behind the
last entry, an entry takes the moment of that one, and its detail says what the clock showed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from app.base.clock import now_text
from app.base.i18n import _
from app.store import audit_chain, tables


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


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last entry of the log: number, hash, moment; 0 and "" while there is none."""

    seq: int
    hash: str
    at: str


def head(connection: Connection) -> ChainHead:
    """Return the head of the chain without reading the rest of it; right after a cut of all, the cut."""
    entry = tables.audit.c
    query = select(entry.seq, entry.hash, entry.at).order_by(entry.seq.desc()).limit(1)
    row = connection.execute(query).first()
    if row is not None:
        return ChainHead(*row)
    cut = audit_chain.last_cut(connection)
    return ChainHead(cut.last_seq, cut.last_hash, cut.at) if cut else ChainHead(0, "", "")


def append(
    connection: Connection,
    actor: str,
    action: Action,
    detail: str,
    *,
    case_id: str = "",
    reason: str = "",
    recipient: str = "",
    by_clock: bool = False,
) -> str:
    """Append an entry within the caller's transaction and return the new head of the chain.

    A consultation always has a reason, as section 76(2) wants: without one of its own it is the work on
    the case, whose purpose stands in its header. `by_clock` takes the clock's moment even if it is behind
    the last entry's; only somebody who has put a wrong clock right says so (`app.store.clock_watch`).
    """
    last, moment = head(connection), now_text()
    if moment < last.at and not by_clock:
        moment, detail = last.at, _with_clock(detail, moment)
    if action == Action.CONSULTATION and not reason:
        reason = _("Work on the case file") if case_id else _("Work of the office")
    entry: dict[str, object] = {
        "seq": last.seq + 1,
        "at": moment,
        "actor": actor,
        "action": str(action),
        "case_id": case_id,
        "detail": detail,
        "reason": reason,
        "recipient": recipient,
        "previous": last.hash,
    }
    entry["hash"] = audit_chain.entry_hash(entry)
    connection.execute(insert(tables.audit), entry)
    return str(entry["hash"])


def _with_clock(detail: str, clock: str) -> str:
    try:
        told = json.loads(detail)
    except ValueError:
        return detail
    return json.dumps({**told, "clock": clock}) if isinstance(told, dict) else detail


def entries(
    connection: Connection, *, case_id: str = "", since: str = "", actor: str = ""
) -> Iterator[AuditEntry]:
    """Yield the log in order, narrowed to a case, to entries from a moment on, to a person.

    For more than that, and for pages of a long log, see `app.store.audit_query`.
    """
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
    return audit_chain.follow(connection).first_break
