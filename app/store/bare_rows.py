"""Rows as the driver gives them, for where a hundred thousand pass and nobody asks for columns by name."""

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.base.blocks import blocks

_AT_ONCE = 5_000
LISTED = "(SELECT value FROM json_each(?))"


def bare_rows(connection: Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query, in the driver's own language, as tuples."""
    with connection.exec_driver_sql(query, values) as result:
        return list(result.cursor.fetchall()) if result.cursor is not None else []


def rows_among(connection: Connection, query: str, ids: Collection[str]) -> Iterator[tuple[Any, ...]]:
    """Yield what a query that ends in `IN` finds among any number of ids, thousands at a time."""
    for block in blocks(list(ids), _AT_ONCE):
        yield from bare_rows(connection, f"{query} {LISTED}", listed(block))


def listed(ids: Collection[str] | Collection[int]) -> str:
    """Return ids or row numbers as the one value that `LISTED` takes apart; a statement stays the same."""
    return msgspec.json.encode(ids).decode()
