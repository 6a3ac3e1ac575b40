"""The four roles, the acts of the program, and which act is offered to which role.

Apart from `app.store.roles`, which gives and asks for them, because the store itself asks at each change
(`require_for_change`).
"""

import contextlib
import unicodedata
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _, mark
from app.store import keyfile, tables
from app.store.audit import Action
from app.store.keyslots import RECOVERY


class Role(StrEnum):
    """What a person is in the office."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    DATA_PROTECTION = "data-protection"
    HEAD = "head"


class Act(StrEnum):
    """What the program offers to some and not to others; reading and searching are offered to all."""

    RECORD = "record"
    KEEP_OFFICE = "keep-office"
    RELEASE = "release"
    APPROVE_PROVISION = "approve-provision"
    REVIEW = "review"
    READ_LOG = "read-log"
    EXPORT_LOG = "export-log"
    CUT_LOG = "cut-log"
    MANAGE_KEYS = "manage-keys"
    MANAGE_ROLES = "manage-roles"
    SEE_PROTECTED = "see-protected"


EVERY_ROLE = frozenset(Role)
_OFFERED: dict[Act, frozenset[Role]] = {
    Act.RECORD: frozenset({Role.ANALYST, Role.REVIEWER}),
    Act.KEEP_OFFICE: frozenset({Role.ANALYST, Role.REVIEWER, Role.HEAD}),
    Act.RELEASE: frozenset({Role.REVIEWER, Role.HEAD}),
    Act.APPROVE_PROVISION: frozenset({Role.DATA_PROTECTION}),
    Act.REVIEW: frozenset({Role.REVIEWER, Role.DATA_PROTECTION}),
    Act.READ_LOG: frozenset({Role.DATA_PROTECTION, Role.HEAD}),
    Act.EXPORT_LOG: frozenset({Role.DATA_PROTECTION}),
    Act.CUT_LOG: frozenset({Role.DATA_PROTECTION}),
    Act.MANAGE_KEYS: frozenset({Role.HEAD}),
    Act.MANAGE_ROLES: frozenset({Role.HEAD}),
    Act.SEE_PROTECTED: frozenset({Role.HEAD, Role.DATA_PROTECTION}),
}
# What the changes of this thread are part of, where their kind alone does not tell.
_ASKED: ContextVar[tuple[Act | None] | None] = ContextVar("_ASKED", default=None)
_ROLE_WORDS = {
    Role.ANALYST: mark("analyst"),
    Role.REVIEWER: mark("reviewer"),
    Role.DATA_PROTECTION: mark("data protection officer"),
    Role.HEAD: mark("head of office"),
}
_ACT_WORDS = {
    Act.RECORD: mark("record and correct"),
    Act.KEEP_OFFICE: mark("keep conferences, measures and registers"),
    Act.RELEASE: mark("release and hand over"),
    Act.APPROVE_PROVISION: mark("approve legal provisions"),
    Act.REVIEW: mark("decide on review and erasure"),
    Act.READ_LOG: mark("read the log"),
    Act.EXPORT_LOG: mark("export the log"),
    Act.CUT_LOG: mark("end the retention of log entries"),
    Act.MANAGE_KEYS: mark("manage keys"),
    Act.MANAGE_ROLES: mark("give roles"),
    Act.SEE_PROTECTED: mark("see protected registers"),
}


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


def folded(name: str) -> str:
    """Return a name as it is compared: composed, without blanks around it, without case."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def refuse(user: str, act: Act) -> UserError:
    """Return the refusal (exit 2) of an act, which says who may do it."""
    return UserError(
        "roles.refused",
        _("This is not offered to {name}: {act}."),
        _("These may do it: {roles}."),
        exit_code=ExitCode.USAGE,
        name=user,
        act=act_word(act),
        roles=offered_to(act),
    )


@contextlib.contextmanager
def under(act: Act | None) -> Iterator[None]:
    """Let all changes within count as part of this act; with None nobody is asked."""
    token = _ASKED.set((act,))
    try:
        yield
    finally:
        _ASKED.reset(token)


def act_of_change(action: Action, *, history: bool, undoable: bool) -> Act | None:
    """Return the act that a change of this kind is; None for what its function asks for itself.

    Recording: what collects, alters, combines or takes back, and stays in the history. What erases or
    alters beyond taking back (the last step of a case) is a decision on erasure. Within `under` it is that.
    """
    asked = _ASKED.get()
    if asked is not None:
        return asked[0]
    if action is Action.COLLECTION:
        return Act.RECORD
    if not history:
        return None
    if action is Action.COMBINATION:
        return Act.RECORD
    if action in (Action.ALTERATION, Action.ERASURE):
        return Act.RECORD if undoable else Act.REVIEW
    return None


def entries(connection: Connection) -> dict[str, frozenset[Role]]:
    """Return the roles that were given, by folded name."""
    held: dict[str, set[Role]] = {}
    entry = tables.user_role.c
    for row in connection.execute(select(entry.user, entry.role)):
        # A role of a later version is one this version offers nothing for.
        known = {Role(row.role)} if row.role in set(Role) else set()
        held.setdefault(folded(row.user), set()).update(known)
    return {name: frozenset(roles) for name, roles in held.items()}


def held_by(connection: Connection, path: Path, user: str, slot_id: str) -> frozenset[Role]:
    """Return the roles of who opened the store at `path` with a slot; every role if none were given."""
    held = entries(connection)
    if not held or _by_recovery_key(path, slot_id):
        return EVERY_ROLE
    return held.get(folded(user), frozenset({Role.ANALYST}))


def _by_recovery_key(path: Path, slot_id: str) -> bool:
    slots = keyfile.read(path)["slots"]
    return any(s["id"] == slot_id and s["kind"] == RECOVERY for s in slots)
