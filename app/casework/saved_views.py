"""Ways to look at a table, kept under a name: per user and place, with at most one that is shown first.

A view belongs to nobody's data: it stands in no history and no log, and it outlives the cases it was made
in. So it holds columns, sorting and choices from lists, and never what somebody typed to look for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.store import tables
from app.store.store import Store

_MOST_CHARACTERS = 60
_view = tables.saved_view


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named way to look at the table of a place; `data` is what the window needs to show it again."""

    id: str
    place: str
    name: str
    data: Mapping[str, Any]
    default: bool


def of_place(store: Store, place: str) -> tuple[SavedView, ...]:
    """Return the views this user keeps for a place, by name."""
    query = select(_view).where(_view.c.user == store.user, _view.c.place == place)
    with store.read() as connection:
        found = [_made(row) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda view: (view.name.casefold(), view.name)))


def save(store: Store, place: str, name: str, data: Mapping[str, Any]) -> None:
    """Keep a view; one of the same name is replaced and stays the default if it was."""
    plain = _checked(name)
    with store.aside() as connection:
        known = _find(connection, store.user, place, plain)
        text = _text(data, default=known is not None and known.default)
        if known is not None:
            connection.execute(update(_view).where(_view.c.id == known.id).values(data=text))
        else:
            row = {"id": new_id(), "user": store.user, "place": place, "name": plain, "data": text}
            connection.execute(insert(_view), row)


def rename(store: Store, place: str, name: str, new_name: str) -> None:
    """Give a view another name; refused if another view of the place has it."""
    plain = _checked(new_name)
    with store.aside() as connection:
        known = _needed(connection, store.user, place, name)
        other = _find(connection, store.user, place, plain)
        if other is not None and other.id != known.id:
            raise UserError(
                "view.name",
                _("There is a view “{name}” already."),
                _("Choose another name."),
                name=plain,
            )
        connection.execute(update(_view).where(_view.c.id == known.id).values(name=plain))


def remove(store: Store, place: str, name: str) -> None:
    """Forget a view; one that is not there is forgotten already."""
    mine = (_view.c.user == store.user, _view.c.place == place, _view.c.name == name)
    with store.aside() as connection:
        connection.execute(delete(_view).where(*mine))


def make_default(store: Store, place: str, name: str) -> None:
    """Show this view first from now on; "" shows none first."""
    query = select(_view).where(_view.c.user == store.user, _view.c.place == place)
    with store.aside() as connection:
        if name:
            _needed(connection, store.user, place, name)
        for view in [_made(row) for row in connection.execute(query)]:
            text = _text(view.data, default=view.name == name)
            connection.execute(update(_view).where(_view.c.id == view.id).values(data=text))


def _find(connection: Connection, user: str, place: str, name: str) -> SavedView | None:
    query = select(_view).where(_view.c.user == user, _view.c.place == place, _view.c.name == name)
    row = connection.execute(query).first()
    return _made(row) if row else None


def _needed(connection: Connection, user: str, place: str, name: str) -> SavedView:
    known = _find(connection, user, place, name)
    if known is None:
        raise UserError(
            "view.unknown",
            _("There is no view “{name}” any more."),
            _("Choose another one, or save it anew."),
            name=name,
        )
    return known


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > _MOST_CHARACTERS:
        raise UserError(
            "view.name",
            _("A view needs a name of 1 to {most} characters."),
            _("Say what it shows; name nobody in it."),
            most=_MOST_CHARACTERS,
        )
    return plain


def _text(data: Mapping[str, Any], *, default: bool) -> str:
    return json.dumps({"default": default, "view": dict(data)}, ensure_ascii=False)


def _made(row: Row[Any]) -> SavedView:
    said = json.loads(row.data)
    return SavedView(row.id, row.place, row.name, said["view"], bool(said["default"]))
