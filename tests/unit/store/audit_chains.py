"""Long logs for tests, written straight into the table with a right chain."""

import json
from collections.abc import Iterator

from sqlalchemy import insert

from app.store import audit, audit_chain, tables
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
