"""All rows of a store as they lie in its database, also before today's program has brought it up to date."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.store import engine, keyfile, keyslots, recovery_key, rekeying
from app.store.store import DATABASE

Rows = dict[str, list[dict[str, Any]]]
# The index is made of the other tables, and Alembic keeps the version.
_ASIDE = ("search_", "sqlite_", "alembic_")
_INDEXED = "kind, ref_id, case_id, type, due, title, body, title_form, body_form, source_form, facets"


def rows_at(path: Path, recovery: str) -> Rows:
    """Return the rows of a closed store, which is left as it is."""
    found = keyslots.unlock(keyfile.read(path), keyslots.RECOVERY, recovery_key.from_text(recovery))
    made = engine.make_engine(path / DATABASE, rekeying.database_key(found.data_key))
    try:
        with made.connect() as connection:
            return rows_of(connection)
    finally:
        made.dispose()


def rows_of(connection: Connection) -> Rows:
    """Return the rows of every table that says something itself, by table."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    names = (name for name in tables if not name.startswith(_ASIDE))
    return {n: [dict(r) for r in connection.exec_driver_sql(f"SELECT * FROM {n}").mappings()] for n in names}


def lost(before: Rows, after: Rows) -> list[str]:
    """Return the tables that do not hold, in the columns they had, what they held."""
    return [name for name, rows in before.items() if _plain(rows, rows) != _plain(after.get(name, []), rows)]


def _plain(rows: list[dict[str, Any]], like: list[dict[str, Any]]) -> list[str]:
    columns = like[0].keys() if like else ()
    return sorted(json.dumps([_value(row, column) for column in columns]) for row in rows)


def _value(row: Mapping[str, Any], column: str) -> Any:
    value = row.get(column, "no such column")
    return value.hex() if isinstance(value, bytes) else value


def index_of(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """Return all that the search index holds."""
    parts = (f"SELECT {_INDEXED} FROM search_text", "SELECT * FROM search_word", "SELECT * FROM search_name")
    return [sorted(tuple(row) for row in connection.exec_driver_sql(part)) for part in parts]
