"""`keys`: who can open the store."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.base.i18n import _
from app.cli.session import Session, common, tell
from app.store import keys as store_keys
from app.store.keys import KeySlot
from app.store.keyslots import RECOVERY
from app.store.store import Store

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def keys() -> None:
    """Who can open the store: passphrases and the recovery key."""


def _new_secret(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a new passphrase."""
    command = click.option(
        "--new-passphrase-file", type=_FILE, default=None, help="Holds the new passphrase; else it is asked."
    )(command)
    return click.option(
        "--new-key-file", type=_FILE, default=None, help="A file needed besides the new passphrase."
    )(command)


def _new_passphrase(session: Session, file: Path | None) -> str:
    tell(_("Now the new passphrase."))
    return replace(session, passphrase_file=file).passphrase(fresh=True)


def _document(slots: tuple[KeySlot, ...]) -> dict[str, Any]:
    return {
        "slots": [{"id": s.id, "label": s.label, "kind": s.kind, "created": s.created} for s in slots],
    }


def _line(slot: KeySlot) -> str:
    kind = _("recovery key") if slot.kind == RECOVERY else _("passphrase")
    if slot.key_file:
        kind = _("passphrase and key file")
    own = _("unlocked just now") if slot.own else ""
    return "  ".join(part for part in (slot.id, slot.created[:10], slot.label, kind, own) if part)


def _answer(session: Session, store: Store, recovery: str = "") -> None:
    slots = store_keys.slots(store)
    document = _document(slots)
    lines = [_line(slot) for slot in slots]
    if recovery:
        tell(_("Write the recovery key down and lock it away; it is shown only now."))
        document["recovery_key"] = recovery
        lines.append(recovery)
    session.answer(document, *lines)


@keys.command("list")
@common
def list_(session: Session) -> None:
    """Show all keys of the store."""
    with session.open() as store:
        _answer(session, store)


@keys.command()
@click.argument("name")
@_new_secret
@common
def add(
    session: Session,
    name: str,
    new_passphrase_file: Path | None,
    new_key_file: Path | None,
) -> None:
    """Let one more person in, with a passphrase of their own."""
    with session.open() as store:
        store_keys.add(store, name, _new_passphrase(session, new_passphrase_file), key_file=new_key_file)
        _answer(session, store)


@keys.command()
@click.option(
    "--recovery-key-file", type=_FILE, default=None, help="Unlock with the recovery key in this file."
)
@_new_secret
@common
def change(
    session: Session,
    recovery_key_file: Path | None,
    new_passphrase_file: Path | None,
    new_key_file: Path | None,
) -> None:
    """Change your own passphrase; with the recovery key, the one of --user."""
    if recovery_key_file is not None:
        text = replace(session, passphrase_file=recovery_key_file).passphrase()
        store = Store.open_with_recovery_key(session.store_path(), text, session.user)
    else:
        store = session.unlock(session.store_path())
    try:
        fresh = _new_passphrase(session, new_passphrase_file)
        store_keys.change(store, fresh, label=session.user, key_file=new_key_file)
        _answer(session, store)
    finally:
        store.close()


def _wants_rekey(session: Session, slot: KeySlot) -> bool:
    if session.yes or not sys.stdin.isatty():
        return False
    question = _("Encrypt the whole store anew, so that an old copy of the key file does not help {name}?")
    return click.confirm(question.format(name=slot.label), err=True)


@keys.command()
@click.argument("slot")
@click.option("--rekey", is_flag=True, help="Also encrypt the whole store anew, with a new recovery key.")
@common
def remove(session: Session, slot: str, rekey: bool) -> None:
    """Take away a key, named by its user name or id."""
    with session.open() as store:
        found = store_keys.find(store, slot)
        if rekey or _wants_rekey(session, found):
            _answer(session, store, store_keys.rekey(store, found))
            tell(_("Backups and copies made before this keep the old key."))
            return
        store_keys.remove(store, found)
        tell(_("Who kept an old copy of the key file can still read the store; --rekey takes that away too."))
        _answer(session, store)


@keys.command()
@common
def recovery(session: Session) -> None:
    """Replace the recovery key and print the new one, once."""
    with session.open() as store:
        _answer(session, store, store_keys.new_recovery(store))
