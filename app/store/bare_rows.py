"""Rows as the driver gives them, for where a hundred thousand pass and nobody asks for columns by name."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

LISTED = "(SELECT value FROM json_each(?))"


def bare_rows(connection: Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query, in the driver's own language, as tuples."""
    with connection.exec_driver_sql(query, values) as result:
        return list(result.cursor.fetchall()) if result.cursor is not None else []


def listed(ids: Sequence[str] | Sequence[int]) -> str:
    """Return ids or row numbers as the one value that `LISTED` takes apart; a statement stays the same."""
    return msgspec.json.encode(ids).decode()
