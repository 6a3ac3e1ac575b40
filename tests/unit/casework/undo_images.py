"""The whole store before and after a change, for the walk of undo (`test_undo_walk`)."""

from typing import Any

from sqlalchemy import select

from app.store import tables
from app.store.store import Store

# Derived from the rest, or the history and the log themselves.
ASIDE = {"audit", "change_log", "search_word", "search_name", "document_chunk", "document_text", "case_tally"}


def images(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every table's rows; of the search index what is found by them, without its row numbers."""
    found = {}
    with store.read() as connection:
        for table in tables.metadata.sorted_tables:
            if table.name not in ASIDE:
                columns = [c for c in table.columns if c.name != "rowid_"]
                found[table.name] = sorted(tuple(row) for row in connection.execute(select(*columns)))
    return found


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [
        (name, [r for r in one[name] if r not in other[name]], [r for r in other[name] if r not in one[name]])
        for name in one
        if one[name] != other[name]
    ]
