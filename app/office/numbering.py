"""Running numbers of registers: AN-2026-001, from 1 in every year, within the change that uses them."""

import json

from sqlalchemy import Connection, select

from app.store import tables


def next_number(
    connection: Connection, register_id: str, prefix: str, year: int, *, behind: bool = False
) -> str:
    """Return the number after the highest one in use, or that one itself (`behind`; 000 if there is none).

    Numbers of entries that are gone may come again.
    """
    table = tables.register_entry.c
    start = f"{prefix}-{year}-"
    query = select(table.data).where(table.register == register_id)
    numbers = [str(json.loads(data).get("number", "")) for data in connection.execute(query).scalars()]
    used = [int(n.removeprefix(start)) for n in numbers if n.removeprefix(start).isdecimal()]
    return f"{start}{max(used, default=0) + (not behind):03d}"
