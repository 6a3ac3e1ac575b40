"""Logs for tests: entries at chosen moments, and long ones straight in the table with a right chain."""

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import insert

from app.base import clock
from app.store import audit, audit_chain, tables
from app.store.audit import Action
from app.store.store import Store

BLOCK = 5_000


def fill(store: Store, count: int, *, at: str = "2026-01-15T08:00:00Z", actor: str = "muster") -> None:
    """Append `count` entries to the log; every tenth is an alteration."""
    with store.write("Filled", audit.Action.ADMINISTRATION, history=False) as work:
        last = audit.head(work.connection)
        block: list[dict[str, object]] = []
        for entry in _entries(last.seq, last.hash, max(at, last.at), actor, count):
            block.append(entry)
            if len(block) == BLOCK:
                work.connection.execute(insert(tables.audit), block)
                block.clear()
        if block:
            work.connection.execute(insert(tables.audit), block)


def _entries(seq: int, previous: str, at: str, actor: str, count: int) -> Iterator[dict[str, object]]:
    for number in range(seq + 1, seq + count + 1):
        entry: dict[str, object] = {
            "seq": number,
            "at": at,
            "actor": actor if number % 3 else "weitere",
            "action": "consultation" if number % 10 else "alteration",
            "case_id": "",
            "detail": json.dumps({"label": f"Schritt {number}", "kinds": [], "ids": []}),
            "reason": "Prüfung",
            "recipient": "",
            "previous": previous,
        }
        entry["hash"] = previous = audit_chain.entry_hash(entry)
        yield entry


def at(moment: str) -> None:
    """Let the clock stand at a moment (UTC)."""
    given_moment = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    clock.set_source(lambda: given_moment)


def far(year: int) -> None:
    """Later than the store was made: the tests run at the real time."""
    at(f"{year}-06-15T12:00:00")


def note(store: Store, label: str, action: Action = Action.ALTERATION, **more: str) -> None:
    """Make one entry of the log that changes nothing."""
    with store.write(label, action, history=False, **more):
        pass


def chain_of(store: Store) -> audit_chain.ChainState:
    """Return what following the chain says."""
    with store.read() as connection:
        return audit_chain.follow(connection)


def seqs_of(store: Store) -> list[int]:
    """Return the numbers of the entries that are there."""
    with store.read() as connection:
        return [e.seq for e in audit.entries(connection)]


def years_of_log(store: Store) -> None:
    """Make an entry in each of three years."""
    for year in (2031, 2032, 2033):
        far(year)
        note(store, f"In {year}")
