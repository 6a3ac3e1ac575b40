"""Who can open the store: list, add, remove, change, a new recovery key, and a new data key.

Every operation is logged before the header is written, so that none happens unlogged; the log names
people and slots, never a secret. Taking a slot away keeps its owner out of this copy of the store; who
kept an old copy of the key file still knows the data key, and only `rekey` takes that away. Keys of
others are for those whom `app.store.roles` offers them; one's own passphrase is one's own.
"""

import copy
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import audit, header_memory, keyfile, keyslots, recovery_key, recovery_shares, roles
from app.store.keyslots import PASSPHRASE, RECOVERY, Header, KdfCost, Slot
from app.store.recovery_shares import Split
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_LONGEST_LABEL = 100
_ON_ONE_PAGE = "paper"


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One way into the store. `kind` is "passphrase" or "recovery"; `own`: it opened the store now."""

    id: str
    label: str
    kind: str
    created: str
    key_file: bool
    own: bool


def _shown(store: Store, slot: Slot) -> KeySlot:
    return KeySlot(
        slot["id"],
        slot["label"],
        slot["kind"],
        slot["created"],
        slot.get("key_file") is True,
        slot["id"] == store.slot_id,
    )


def _header(store: Store) -> Header:
    header = keyfile.read(store.path)
    try:
        keyslots.check_mac(header, store.data_key)
    except (KeyError, TypeError, ValueError) as error:
        raise keyslots.header_damaged() from error
    return header


def slots(store: Store) -> tuple[KeySlot, ...]:
    """Return the slots in the order of their making; `UserError` (exit 5) if the header was altered."""
    return tuple(_shown(store, slot) for slot in _header(store)["slots"])


def _nothing_else(_work: UnitOfWork) -> None:
    """Write nothing besides the entry of the log."""


def _log(store: Store, label: str, *ids: str, also: Callable[[UnitOfWork], object] = _nothing_else) -> None:
    with store.write(label, audit.Action.ADMINISTRATION, history=False) as work:
        work.about(*ids)
        also(work)


def _put(
    store: Store,
    label: str,
    ids: tuple[str, ...],
    edit: Callable[[Header], object],
    also: Callable[[UnitOfWork], object] = _nothing_else,
) -> None:
    """Log an edit of the header and write it; `edit` refuses what must not be, before anything is done.

    `also` is written with the entry of the log.
    """
    store.claim()
    edit(copy.deepcopy(_header(store)))
    _log(store, label, *ids, also=also)
    header = _header(store)
    edit(header)
    # Beside a header that was put back the numbers go on from the last one, so that none is given twice.
    header["sequence"] = max(header["sequence"], header_memory.remembered(store))
    try:
        keyfile.write(store.path, header, store.data_key)
    except OSError as error:
        _log(store, _("The key file could not be written"), *ids)
        raise UserError(
            "keys.not_writable",
            _("The key file of this store cannot be written."),
            _("Free some space and check the rights; the keys are as before."),
            exit_code=ExitCode.NOT_WRITABLE,
        ) from error
    header_memory.remember(store)


def _usage(key: str, sentence: str, remedy: str, *, name: str = "") -> UserError:
    return UserError(key, sentence, remedy, exit_code=ExitCode.USAGE, name=name)


def _checked_label(label: str) -> str:
    plain = unicodedata.normalize("NFC", label).strip()
    if not plain or len(plain) > _LONGEST_LABEL or not plain.isprintable():
        raise _usage(
            "keys.label",
            _("This is no user name: it is empty, too long or not printable."),
            _("Use the name the person logs in with."),
        )
    return plain


def _wrapped(
    header: Header, data_key: bytes, label: str, passphrase: str, key_file: Path | None, cost: KdfCost | None
) -> Slot:
    """Return a new passphrase slot, made outside the header."""
    keyslots.check_passphrase(passphrase, label)
    digest = keyfile.digest_of(key_file) if key_file else b""
    cost = cost or keyslots.strongest_cost(header)
    aside: Header = {**header, "slots": []}
    secret = keyslots.passphrase_bytes(passphrase)
    return keyslots.add_slot(aside, data_key, PASSPHRASE, label, secret, cost, key_file=digest)


def _named(header: Header, label: str) -> Slot | None:
    wanted = label.casefold()
    people = (slot for slot in header["slots"] if slot["kind"] == PASSPHRASE)
    return next((slot for slot in people if slot["label"].casefold() == wanted), None)


def add(
    store: Store, label: str, passphrase: str, *, key_file: Path | None = None, cost: KdfCost | None = None
) -> KeySlot:
    """Let one more person in, under a user name of their own and with a key file if one is named.

    Where roles were given, the new person is an analyst until somebody says otherwise.
    """
    roles.require(store, Act.MANAGE_KEYS)
    label = _checked_label(label)

    def refuse_or_append(header: Header) -> None:
        if _named(header, label) is not None:
            raise _usage(
                "keys.taken",
                _("{name} has a passphrase already."),
                _("Change it, or choose another user name."),
                name=label,
            )
        if len(header["slots"]) >= keyslots.MOST_SLOTS:
            raise _usage("keys.full", _("The store has 32 keys already."), _("Remove one first."))
        header["slots"].append(slot)

    slot: Slot = {}
    refuse_or_append(copy.deepcopy(_header(store)))
    slot = _wrapped(_header(store), store.data_key, label, passphrase, key_file, cost)

    def first_role(work: UnitOfWork) -> None:
        if begun:
            roles.forget(work, label)
            roles.give(work, label, [roles.Role.ANALYST])

    begun = roles.has_entries(store)
    _put(store, _("Key added: {name}").format(name=label), (slot["id"],), refuse_or_append, first_role)
    return _shown(store, slot)


def change(
    store: Store,
    passphrase: str,
    *,
    label: str = "",
    key_file: Path | None = None,
    cost: KdfCost | None = None,
) -> KeySlot:
    """Give the person who opened the store another passphrase; the data stay as they are.

    Opened with the recovery key, it sets the passphrase of `label`. Without `key_file` the new passphrase
    opens the store alone.
    """
    header = _header(store)
    own = next((s for s in header["slots"] if s["id"] == store.slot_id and s["kind"] == PASSPHRASE), None)
    label = own["label"] if own else _checked_label(label or store.user)
    slot = _wrapped(header, store.data_key, label, passphrase, key_file, cost)

    def replace(found: Header) -> None:
        old = _named(found, label)
        found["slots"] = [s for s in found["slots"] if s is not old] + [slot]

    _put(store, _("Passphrase changed: {name}").format(name=label), (slot["id"],), replace)
    if own:
        store.slot_id = slot["id"]
    return _shown(store, slot)


def find(store: Store, text: str) -> KeySlot:
    """Return the slot with this id or user name; `UserError` (exit 1) if there is none."""
    wanted = unicodedata.normalize("NFC", text).strip()
    known = slots(store)
    for slot in known:
        if slot.id == wanted:
            return slot
    for slot in known:
        if slot.label.casefold() == wanted.casefold():
            return slot
    raise UserError(
        "keys.unknown_slot",
        _("There is no key called {name}."),
        _("“keys list” shows all keys."),
        exit_code=ExitCode.ANSWER_IS_NO,
        name=text,
    )


def _without(header: Header, slot: KeySlot) -> list[Slot]:
    """Return the slots that are left; refuses if nobody could come in with a passphrase."""
    left: list[Slot] = [s for s in header["slots"] if s["id"] != slot.id]
    if not any(s["kind"] == PASSPHRASE for s in left):
        raise _usage(
            "keys.last",
            _("This is your own passphrase, and there is no other.")
            if slot.own
            else _("This is the last passphrase of the store."),
            _("Add another one first."),
        )
    return left


def remove(store: Store, slot: KeySlot) -> None:
    """Take a slot away; the last passphrase is refused, and the last head of office."""
    roles.require(store, Act.MANAGE_KEYS)
    _without(_header(store), slot)
    if slot.kind == PASSPHRASE:
        roles.refuse_without_head(store, slot.label)

    def drop(header: Header) -> None:
        header["slots"] = _without(header, slot)

    def drop_roles(work: UnitOfWork) -> None:
        if slot.kind == PASSPHRASE:
            roles.forget(work, slot.label)

    _put(store, _("Key removed: {name}").format(name=slot.label), (slot.id,), drop, drop_roles)
    if slot.own:
        store.slot_id = ""


def new_recovery(store: Store, split: Split | None = None) -> str:
    """Replace the recovery key and return the text of the new one, which is shown only now.

    With `split` nobody holds it alone: the text is the shares, one per line.
    """
    roles.require(store, Act.MANAGE_KEYS)
    secret = recovery_key.new_recovery_key()
    aside: Header = {**_header(store), "slots": []}
    label = split.label if split else _ON_ONE_PAGE
    slot = keyslots.add_slot(aside, store.data_key, RECOVERY, label, secret, KdfCost())

    def replace(header: Header) -> None:
        header["slots"] = [s for s in header["slots"] if s["kind"] != RECOVERY] + [slot]

    _put(store, _("Recovery key replaced"), (slot["id"],), replace)
    return recovery_key.written(secret, split)


def split_in_force(store: Store) -> Split | None:
    """Return how the recovery key is shared, None if it stands on one page."""
    labels = [slot["label"] for slot in _header(store)["slots"] if slot["kind"] == RECOVERY]
    return recovery_shares.split_of(labels[0]) if labels else None


def _staying(header: Header, removed: KeySlot | None) -> list[Slot]:
    """Return the people's slots that a new data key can be sealed to; refuses if there are others."""
    slots = _without(header, removed) if removed else list(header["slots"])
    people = [slot for slot in slots if slot["kind"] == PASSPHRASE]
    unable = [slot["label"] for slot in people if "public" not in slot]
    if unable:
        raise _usage(
            "keys.old_slots",
            _("The store cannot be encrypted anew yet: an earlier version made the key of {name}."),
            _("{name}: open the store and change the passphrase once; or remove this key first."),
            name=", ".join(unable),
        )
    return people


def rekey(store: Store, removed: KeySlot | None = None) -> str:
    """Encrypt the whole store with a new data key, without the slot `removed`; returns a new recovery key.

    The people who stay keep their passphrases. The recovery key is replaced, because whoever leaves may
    have seen the printed page; one that was shared is shared again. Backups and copies made before keep the
    old key.
    Raises `UserError` (exit 6) if the store is open elsewhere or the disk is full; then it is as before.
    """
    roles.require(store, Act.MANAGE_KEYS)
    header, split = _header(store), split_in_force(store)
    staying = _staying(header, removed)
    if removed and removed.kind == PASSPHRASE:
        roles.refuse_without_head(store, removed.label)
    data_key, secret = os.urandom(32), recovery_key.new_recovery_key()
    fresh: Header = {**header, "slots": []}
    fresh["slots"] = [keyslots.resealed(fresh, slot, data_key) for slot in staying]
    keyslots.add_slot(fresh, data_key, RECOVERY, split.label if split else _ON_ONE_PAGE, secret, KdfCost())
    ids = (removed.id,) if removed else ()
    if removed:
        _log(store, _("Key revoked: {name}; the store is encrypted anew").format(name=removed.label), *ids)
    else:
        _log(store, _("The store is encrypted anew"))
    try:
        store.rekey(fresh, data_key)
    except UserError:
        _log(store, _("The store was not encrypted anew"), *ids)
        raise
    if store.slot_id not in {slot["id"] for slot in fresh["slots"]}:
        store.slot_id = ""
    _rekeyed(store, removed)
    return recovery_key.written(secret, split)


def _rekeyed(store: Store, removed: KeySlot | None) -> None:
    """Remember the new header, and forget the roles of whoever left."""
    number = keyfile.read(store.path)["sequence"]
    label = _("Key file no. {number} is in force").format(number=number)
    with store.write(label, audit.Action.ADMINISTRATION, history=False) as work:
        header_memory.note(work, number)
        if removed and removed.kind == PASSPHRASE:
            roles.forget(work, removed.label)
