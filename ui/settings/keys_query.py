"""What the pages of keys and users show: who can open the store, who is what, and what is offered to me."""

from dataclasses import dataclass

from app.base.i18n import _
from app.store import header_memory, key_rehearsal, keys, roles
from app.store.keys import KeySlot
from app.store.keyslots import RECOVERY
from app.store.roles import Role, User
from app.store.store import Store
from ui.shell.day_text import day


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One key as a row of the table; `id` is its slot's."""

    id: str
    name: str
    kind: str
    key_file: str
    created: str
    made: str
    slot: KeySlot


@dataclass(frozen=True, slots=True)
class UserRow:
    """One person as a row of the table; `id` is the user name."""

    id: str
    roles: str
    key: str
    user: User


@dataclass(frozen=True, slots=True)
class KeysView:
    """All that both pages show. `notice`: the key file is older than the data; "" if it is not."""

    slots: tuple[SlotRow, ...]
    users: tuple[UserRow, ...]
    rehearsal: key_rehearsal.KeyRehearsal
    shared: str
    mine: frozenset[Role]
    everybody_all: bool
    notice: str


def read_keys(store: Store) -> KeysView:
    """Read both pages."""
    split = keys.split_in_force(store)
    shared = _("{needed} of {made} shares").format(needed=split.needed, made=split.made) if split else ""
    return KeysView(
        slots=tuple(_slot_row(slot, shared) for slot in keys.slots(store)),
        users=tuple(_user_row(user) for user in roles.users(store)),
        rehearsal=key_rehearsal.state(store),
        shared=shared,
        mine=roles.of(store),
        everybody_all=not roles.has_entries(store),
        notice=header_memory.older_header(store),
    )


def _slot_row(slot: KeySlot, shared: str) -> SlotRow:
    if slot.kind == RECOVERY:
        name, kind = _("Recovery key"), shared or _("on one page")
    else:
        name, kind = slot.label, _("passphrase")
        if slot.own:
            name = _("{name} (unlocked just now)").format(name=slot.label)
    file = _("yes") if slot.key_file else ""
    return SlotRow(slot.id, name, kind, file, slot.created, day(slot.created[:10]), slot)


def _user_row(user: User) -> UserRow:
    return UserRow(user.name, roles.in_words(user.roles), _("yes") if user.has_key else _("no"), user)
