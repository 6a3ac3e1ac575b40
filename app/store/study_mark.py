"""The mark that makes a store the workspace of a study: no case in it, and nothing of a study elsewhere."""

import json
from typing import Any

from sqlalchemy import Connection, func, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import tables

KEY = "study"
# What keeps any store: its keys, its people, its log, its copies. All else works on cases and registers.
UPKEEP = frozenset({"audit", "backup", "inspect", "keys", "restore", "study", "users", "verify", "version"})


def read(connection: Connection) -> dict[str, Any]:
    """Return what is kept of the study; an empty dict for a store that is none."""
    found = connection.execute(select(tables.meta.c.value).where(tables.meta.c.id == KEY)).scalar()
    content = json.loads(found) if found else {}
    return content if isinstance(content, dict) else {}


def is_fresh(connection: Connection) -> bool:
    """Tell whether a store holds no case, no contribution and no register entry."""
    held = (tables.case_file, tables.contribution, tables.register_entry)
    return not any(connection.execute(select(func.count()).select_from(t)).scalar_one() for t in held)


def refuse_case(connection: Connection) -> None:
    """Refuse what makes a case in a study's store (exit 2)."""
    if read(connection):
        raise _refusal()


def refuse_command(connection: Connection, command: str) -> None:
    """Refuse a command that works on cases or registers in a study's store (exit 2)."""
    if command and command not in UPKEEP:
        refuse_case(connection)


def _refusal() -> UserError:
    return UserError(
        "study.store",
        _("This store is the workspace of a study; it holds no cases and no registers."),
        _("Open the store of the office for that."),
        exit_code=ExitCode.USAGE,
    )
