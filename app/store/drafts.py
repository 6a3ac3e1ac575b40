"""What somebody has begun in a form and not yet recorded: kept with the store, so that a crash costs nothing.

A draft is no finding. It stands in no history and no log, belongs to one user and one form (`place`), and
goes when the form is saved or given up, when the case or subject it is about is erased, or after 30 days.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Row, delete, insert, select

from app.base.clock import FORM, now, now_text
from app.base.ids import new_id
from app.store import tables
from app.store.store import Store

KEPT_DAYS = 30
_draft = tables.draft


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished entry. `title` is the form's heading, `values` what its fields held, `at` when."""

    user: str
    place: str
    case_id: str
    title: str
    values: Mapping[str, str]
    at: str


def save(store: Store, place: str, case_id: str, title: str, values: Mapping[str, str]) -> None:
    """Keep what a form holds now, in place of what was kept of it before."""
    data = json.dumps({"title": title, "values": dict(values)}, ensure_ascii=False)
    row = {"user": store.user, "place": place, "case_id": case_id, "data": data, "at": now_text()}
    with store.aside() as connection:
        _delete(connection, store.user, place)
        connection.execute(insert(_draft), {"id": new_id(), **row})


def find(store: Store, place: str) -> Draft | None:
    """Return what this user has begun in a form, None if nothing."""
    query = select(_draft).where(_draft.c.user == store.user, _draft.c.place == place)
    with store.read() as connection:
        row = connection.execute(query).first()
    return _made(row) if row else None


def drop(store: Store, place: str) -> None:
    """Forget what this user has begun in a form; it was saved or given up."""
    if find(store, place) is not None:
        with store.aside() as connection:
            _delete(connection, store.user, place)


def of_user(store: Store, user: str = "") -> tuple[Draft, ...]:
    """Return the unfinished entries of a user (whoever opened the store, if none is named), newest first."""
    query = select(_draft).where(_draft.c.user == (user or store.user)).order_by(_draft.c.at.desc())
    with store.read() as connection:
        return tuple(_made(row) for row in connection.execute(query))


def drop_for_case(connection: Connection, case_id: str) -> int:
    """Forget all that anybody has begun about a case and say how much; part of erasing in it.

    Called with the connection of the unit of work that erases.
    """
    return connection.execute(delete(_draft).where(_draft.c.case_id == case_id)).rowcount


def drop_old(store: Store) -> int:
    """Forget what was begun more than 30 days ago, whoever's it is, and say how much; called at opening."""
    limit = (now() - timedelta(days=KEPT_DAYS)).strftime(FORM)
    old = _draft.c.at < limit
    with store.read() as connection:
        if connection.execute(select(_draft.c.id).where(old).limit(1)).first() is None:
            return 0
    with store.aside() as connection:
        return connection.execute(delete(_draft).where(old)).rowcount


def _delete(connection: Connection, user: str, place: str) -> None:
    connection.execute(delete(_draft).where(_draft.c.user == user, _draft.c.place == place))


def _made(row: Row[tuple[str, ...]]) -> Draft:
    said = json.loads(row.data)
    values = {str(key): str(value) for key, value in said["values"].items()}
    return Draft(row.user, row.place, row.case_id, str(said["title"]), values, row.at)
