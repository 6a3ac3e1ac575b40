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
from enum import StrEnum

from sqlalchemy import select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, mark
from app.store import audit, keyfile, tables
from app.store.keyslots import PASSPHRASE, RECOVERY
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


class Role(StrEnum):
    """What a person is in the office."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    DATA_PROTECTION = "data-protection"
    HEAD = "head"


class Act(StrEnum):
    """What the program offers to some and not to others; reading and searching are offered to all."""

    RECORD = "record"
    RELEASE = "release"
    APPROVE_PROVISION = "approve-provision"
    REVIEW = "review"
    READ_LOG = "read-log"
    EXPORT_LOG = "export-log"
    CUT_LOG = "cut-log"
    MANAGE_KEYS = "manage-keys"
    MANAGE_ROLES = "manage-roles"


EVERY_ROLE = frozenset(Role)
_OFFERED: dict[Act, frozenset[Role]] = {
    Act.RECORD: frozenset({Role.ANALYST, Role.REVIEWER}),
    Act.RELEASE: frozenset({Role.REVIEWER, Role.HEAD}),
    Act.APPROVE_PROVISION: frozenset({Role.DATA_PROTECTION}),
    Act.REVIEW: frozenset({Role.REVIEWER, Role.DATA_PROTECTION}),
    Act.READ_LOG: frozenset({Role.DATA_PROTECTION, Role.HEAD}),
    Act.EXPORT_LOG: frozenset({Role.DATA_PROTECTION}),
    Act.CUT_LOG: frozenset({Role.DATA_PROTECTION}),
    Act.MANAGE_KEYS: frozenset({Role.HEAD}),
    Act.MANAGE_ROLES: frozenset({Role.HEAD}),
}
_ROLE_WORDS = {
    Role.ANALYST: mark("analyst"),
    Role.REVIEWER: mark("reviewer"),
    Role.DATA_PROTECTION: mark("data protection officer"),
    Role.HEAD: mark("head of office"),
}
_ACT_WORDS = {
    Act.RECORD: mark("record and correct"),
    Act.RELEASE: mark("release and hand over"),
    Act.APPROVE_PROVISION: mark("approve legal provisions"),
    Act.REVIEW: mark("decide on review and erasure"),
    Act.READ_LOG: mark("read the log"),
    Act.EXPORT_LOG: mark("export the log"),
    Act.CUT_LOG: mark("end the retention of log entries"),
    Act.MANAGE_KEYS: mark("manage keys"),
    Act.MANAGE_ROLES: mark("give roles"),
}


@dataclass(frozen=True, slots=True)
class User:
    """A person the store knows; `has_key`: a passphrase slot bears the name, `own`: it is who asks."""

    name: str
    roles: frozenset[Role]
    has_key: bool
    own: bool


def role_word(role: Role) -> str:
    """Return the name of a role in the language in force."""
    return _(_ROLE_WORDS[role])


def act_word(act: Act) -> str:
    """Return what an act is called in the language in force."""
    return _(_ACT_WORDS[act])


def in_words(roles: Iterable[Role]) -> str:
    """Return roles as words, in the order of their declaration."""
    held = set(roles)
    return ", ".join(role_word(role) for role in Role if role in held)


def may(roles: Iterable[Role], act: Act) -> bool:
    """Tell whether an act is offered to somebody with these roles."""
    return not _OFFERED[act].isdisjoint(roles)


def offered_to(act: Act) -> str:
    """Return, in words, the roles that an act is offered to."""
    return in_words(_OFFERED[act])


def of(store: Store) -> frozenset[Role]:
    """Return the roles of the person who opened the store."""
    held = _entries(store)
    if not held or _by_recovery_key(store):
        return EVERY_ROLE
    return held.get(_folded(store.user), frozenset({Role.ANALYST}))


def require(store: Store, act: Act) -> None:
    """Refuse an act (exit 2) that is not offered to the person who opened the store, and say who may."""
    if not may(of(store), act):
        raise UserError(
            "roles.refused",
            _("This is not offered to {name}: {act}."),
            _("These may do it: {roles}."),
            exit_code=ExitCode.USAGE,
            name=store.user,
            act=act_word(act),
            roles=offered_to(act),
        )


def users(store: Store) -> tuple[User, ...]:
    """Return everybody with a passphrase or a role, by name."""
    held, shown = _entries(store), _key_owners(store)
    for name in _names(store):
        shown.setdefault(_folded(name), name)
    owners = set(_key_owners(store))
    own = _folded(store.user)
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
        if _folded(row.user) == _folded(name):
            work.delete(tables.user_role, row.id)


def refuse_without_head(store: Store, leaving: str) -> None:
    """Refuse (exit 2) what would leave the store without a head who has a passphrase."""
    left = (u for u in users(store) if u.has_key and _folded(u.name) != _folded(leaving))
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
    found = next((u for u in users(store) if _folded(u.name) == _folded(name)), None)
    if found is None:
        raise UserError(
            "roles.nobody",
            _("Nobody called {name} has a passphrase for this store."),
            _("Add a key for this person first."),
            exit_code=ExitCode.USAGE,
            name=name,
        )
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _entries(store: Store) -> dict[str, frozenset[Role]]:
    held: dict[str, set[Role]] = {}
    entry = tables.user_role.c
    with store.read() as connection:
        for row in connection.execute(select(entry.user, entry.role)):
            # A role of a later version is one this version offers nothing for.
            known = {Role(row.role)} if row.role in set(Role) else set()
            held.setdefault(_folded(row.user), set()).update(known)
    return {name: frozenset(roles) for name, roles in held.items()}


def _names(store: Store) -> tuple[str, ...]:
    with store.read() as connection:
        return tuple(connection.execute(select(tables.user_role.c.user).distinct()).scalars())


def _key_owners(store: Store) -> dict[str, str]:
    slots = keyfile.read(store.path)["slots"]
    return {_folded(s["label"]): s["label"] for s in slots if s["kind"] == PASSPHRASE}


def _by_recovery_key(store: Store) -> bool:
    slots = keyfile.read(store.path)["slots"]
    return any(s["id"] == store.slot_id and s["kind"] == RECOVERY for s in slots)
