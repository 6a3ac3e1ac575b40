"""Small facts the store remembers about itself, by key: settings of its upkeep, work that is still to do."""

import json
from typing import Any

from sqlalchemy import Connection, delete, select

from app.store import tables
from app.store.unit_of_work import UnitOfWork


def get(connection: Connection, key: str) -> dict[str, Any]:
    """Return what is remembered under a key, an empty dict if nothing is."""
    m = tables.meta
    found = connection.execute(select(m.c.value).where(m.c.id == key)).scalar()
    content = json.loads(found) if found else {}
    return content if isinstance(content, dict) else {}


def put(work: UnitOfWork, key: str, content: dict[str, Any]) -> None:
    """Remember something under a key, in place of what was there; no step of the history."""
    m = tables.meta
    work.connection.execute(delete(m).where(m.c.id == key))
    work.connection.execute(m.insert(), {"id": key, "value": json.dumps(content, ensure_ascii=False)})


def drop(work: UnitOfWork, key: str) -> None:
    """Forget what is remembered under a key."""
    work.connection.execute(delete(tables.meta).where(tables.meta.c.id == key))
