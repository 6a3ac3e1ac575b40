"""Who is offered what: four roles, several per person, and the acts each of them may do.

The program offers and refuses by them. They are no cryptographic barrier: whoever has a passphrase and the
machine can read the whole store with other tools. The help says so ("4_sicherheitsmodell.md").

A store without any entry, made by an earlier version, offers everything to everyone. In a store with
entries a person without one is an analyst. The recovery key may do everything: it is the way back in when
nobody with the role of head is left.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import audit, keyfile, role_acts, tables
from app.store.keyslots import PASSPHRASE
from app.store.role_acts import EVERY_ROLE as EVERY_ROLE
from app.store.role_acts import Act as Act
from app.store.role_acts import Role as Role
from app.store.role_acts import act_word as act_word
from app.store.role_acts import folded, refuse
from app.store.role_acts import in_words as in_words
from app.store.role_acts import may as may
from app.store.role_acts import offered_to as offered_to
from app.store.role_acts import role_word as role_word
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class User:
    """A person the store knows; `has_key`: a passphrase slot bears the name, `own`: it is who asks."""

    name: str
    roles: frozenset[Role]
    has_key: bool
    own: bool


def of(store: Store) -> frozenset[Role]:
    """Return the roles of the person who opened the store."""
    with store.read() as connection:
        return role_acts.held_by(connection, store.path, store.user, store.slot_id)


def require(store: Store, act: Act) -> None:
    """Refuse an act (exit 2) that is not offered to the person who opened the store, and say who may."""
    if not may(of(store), act):
        raise refuse(store.user, act)


def users(store: Store) -> tuple[User, ...]:
    """Return everybody with a passphrase or a role, by name."""
    held, shown = _entries(store), _key_owners(store)
    for name in _names(store):
        shown.setdefault(folded(name), name)
    owners = set(_key_owners(store))
    own = folded(store.user)
    missing = frozenset({Role.ANALYST}) if held else EVERY_ROLE
    found = (User(name, held.get(key, missing), key in owners, key == own) for key, name in shown.items())
    return tuple(sorted(found, key=lambda user: user.name.casefold()))


def assign(store: Store, name: str, wanted: Iterable[str]) -> None:
    """Give a person exactly these roles; only for heads, and one head with a passphrase must remain.

    Raises `UserError` (exit 2) for an unknown person or role, or none. In a store without entries everybody
    else is first entered with all roles, as they had them until now.
    """
    require(store, Act.MANAGE_ROLES)
    roles = _checked(wanted)
    user = _known(store, name)
    if Role.HEAD not in roles:
        refuse_without_head(store, user.name)
    others = [u for u in users(store) if u.has_key and u is not user and u.name != user.name]
    label = _("Roles of {name}: {roles}").format(name=user.name, roles=in_words(roles))
    begun = bool(_entries(store))
    store.claim()
    with store.write(label, audit.Action.ADMINISTRATION, history=False) as work:
        forget(work, user.name)
        give(work, user.name, roles)
        if not begun:
            for other in others:
                give(work, other.name, EVERY_ROLE)


def give(work: UnitOfWork, name: str, roles: Iterable[Role]) -> None:
    """Enter roles of a person within a unit of work."""
    plain = unicodedata.normalize("NFC", name)
    work.insert_many(tables.user_role, [{"user": plain, "role": str(role)} for role in sorted(roles)])


def forget(work: UnitOfWork, name: str) -> None:
    """Take all roles of a person within a unit of work; a later person of that name starts anew."""
    entry = tables.user_role.c
    for row in work.connection.execute(select(entry.id, entry.user)).all():
        if folded(row.user) == folded(name):
            work.delete(tables.user_role, row.id)


def refuse_without_head(store: Store, leaving: str) -> None:
    """Refuse (exit 2) what would leave the store without a head who has a passphrase."""
    left = (u for u in users(store) if u.has_key and folded(u.name) != folded(leaving))
    if not any(Role.HEAD in user.roles for user in left):
        raise UserError(
            "roles.last_head",
            _("Without {name} nobody would be head of office."),
            _("Give somebody else with a passphrase that role first."),
            exit_code=ExitCode.USAGE,
            name=leaving,
        )


def has_entries(store: Store) -> bool:
    """Tell whether roles were given in this store at all."""
    return bool(_entries(store))


def check(wanted: Iterable[str]) -> frozenset[Role]:
    """Return the roles with these names; `UserError` (exit 2) for one that is none."""
    try:
        return frozenset(Role(name) for name in wanted)
    except ValueError as error:
        raise _unknown_role() from error


def _checked(wanted: Iterable[str]) -> frozenset[Role]:
    roles = check(wanted)
    if not roles:
        raise _unknown_role()
    return roles


def _unknown_role() -> UserError:
    return UserError(
        "roles.unknown",
        _("No known role was named."),
        _("Name one or more of: {names}."),
        exit_code=ExitCode.USAGE,
        names=", ".join(Role),
    )


def _known(store: Store, name: str) -> User:
    found = next((u for u in users(store) if folded(u.name) == folded(name)), None)
    if found is None:
        raise UserError(
            "roles.nobody",
            _("Nobody called {name} has a passphrase for this store."),
            _("Add a key for this person first."),
            exit_code=ExitCode.USAGE,
            name=name,
        )
    return found


def _entries(store: Store) -> dict[str, frozenset[Role]]:
    with store.read() as connection:
        return role_acts.entries(connection)


def _names(store: Store) -> tuple[str, ...]:
    with store.read() as connection:
        return tuple(connection.execute(select(tables.user_role.c.user).distinct()).scalars())


def _key_owners(store: Store) -> dict[str, str]:
    slots = keyfile.read(store.path)["slots"]
    return {folded(s["label"]): s["label"] for s in slots if s["kind"] == PASSPHRASE}
