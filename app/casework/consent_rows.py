"""What originators said, as the store keeps it: one row of `meta` per finding and recipient, all words in it.

The row holds ids, days and states, no values of a finding; why somebody agreed stands in the log.
"""

import json
from typing import Any

from sqlalchemy import Connection, select

from app.base.records import Consent, ConsentState
from app.store import tables

_PREFIX = "consent"


def row_id(case_id: str, finding_id: str, recipient_id: str) -> str:
    """Return the id of the row about one finding and one recipient."""
    return f"{_PREFIX}:{case_id}:{finding_id}:{recipient_id}"


def words(value: str) -> list[dict[str, Any]]:
    """Return all words that were recorded in a row, oldest first."""
    found: list[dict[str, Any]] = json.loads(value)
    return found


def of_case(connection: Connection, case_id: str) -> tuple[Consent, ...]:
    """Return the latest word per finding and recipient of a case, by finding and recipient."""
    m = tables.meta
    query = select(m.c.id, m.c.value).where(m.c.id.startswith(f"{_PREFIX}:{case_id}:")).order_by(m.c.id)
    return tuple(_latest(row.id, words(row.value)) for row in connection.execute(query))


def keys(connection: Connection, case_id: str) -> tuple[str, ...]:
    """Return the ids of all rows about findings of a case."""
    m = tables.meta
    return tuple(
        connection.execute(select(m.c.id).where(m.c.id.startswith(f"{_PREFIX}:{case_id}:"))).scalars()
    )


def _latest(key: str, said: list[dict[str, Any]]) -> Consent:
    _prefix, _case, finding_id, recipient_id = key.split(":")
    last = said[-1]
    return Consent(finding_id, recipient_id, ConsentState(last["state"]), last["on"], last["until"])
