"""`users`: who is what in the office, and so what the program offers to whom."""

from typing import Any

import click

from app.base.i18n import _
from app.cli.session import Session, common
from app.store import roles
from app.store.store import Store


@click.group()
def users() -> None:
    """Who is offered what: the roles of the people who can open the store."""


def _document(found: tuple[roles.User, ...]) -> dict[str, Any]:
    return {
        "users": [
            {"user": u.name, "roles": [str(r) for r in roles.Role if r in u.roles], "key": u.has_key}
            for u in found
        ]
    }


def _line(user: roles.User) -> str:
    without = "" if user.has_key else _("without a key")
    return "  ".join(part for part in (user.name, roles.in_words(user.roles), without) if part)


def _answer(session: Session, store: Store) -> None:
    found = roles.users(store)
    session.answer(_document(found), *(_line(user) for user in found))


@users.command("list")
@common
def list_(session: Session) -> None:
    """Show everybody with a key or a role."""
    with session.open() as store:
        _answer(session, store)


@users.command("set")
@click.argument("name")
@click.option(
    "--role",
    "wanted",
    multiple=True,
    required=True,
    help="analyst, reviewer, data-protection or head; may be given several times.",
)
@common
def set_(session: Session, name: str, wanted: tuple[str, ...]) -> None:
    """Give a person exactly these roles."""
    with session.open() as store:
        roles.assign(store, name, wanted)
        _answer(session, store)
