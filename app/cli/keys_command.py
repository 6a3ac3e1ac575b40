"""`keys`: who can open the store."""

import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from app.base.errors import UserError
from app.base.i18n import _
from app.cli import recovery_paper
from app.cli.session import Session, common, tell
from app.handover.key_paper import save_key_page
from app.store import key_rehearsal, recovery_shares, roles
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


def _paper_secret(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name a recovery key."""
    command = click.option("--recovery-key-file", type=_FILE, default=None, help="Holds the recovery key.")(
        command
    )
    return click.option(
        "--recovery-shares-file", type=_FILE, default=None, help="Holds its shares, one per line."
    )(command)


def _page(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option of a page to print."""
    return click.option(
        "--page", type=_FILE, default=None, help="Write a page to print (PDF), or one for each share."
    )(command)


def _new_passphrase(session: Session, file: Path | None) -> str:
    tell(_("Now the new passphrase."))
    return replace(session, passphrase_file=file).passphrase(fresh=True)


def _document(slots: tuple[KeySlot, ...], rehearsed: key_rehearsal.KeyRehearsal) -> dict[str, Any]:
    return {
        "slots": [{"id": s.id, "label": s.label, "kind": s.kind, "created": s.created} for s in slots],
        "rehearsal": asdict(rehearsed),
    }


def _line(slot: KeySlot) -> str:
    kind = _("recovery key") if slot.kind == RECOVERY else _("passphrase")
    if slot.key_file:
        kind = _("passphrase and key file")
    own = _("unlocked just now") if slot.own else ""
    return "  ".join(part for part in (slot.id, slot.created[:10], slot.label, kind, own) if part)


def _answer(session: Session, store: Store, recovery: str = "", page: Path | None = None) -> None:
    """Give the slots and, once, a new recovery key; shares that have their pages are not shown.

    The old key is gone already: if the page cannot be written after all, the new one is shown first.
    """
    slots, rehearsed = store_keys.slots(store), key_rehearsal.state(store)
    document = _document(slots, rehearsed)
    lines = [*(_line(slot) for slot in slots), key_rehearsal.in_words(rehearsed)]
    failure: UserError | None = None
    if recovery:
        tell(_("Write the recovery key down and lock it away; it is shown only now."))
        failure = _print(store, recovery, page, document)
        shared = recovery_shares.looks_like_shares(recovery)
        if shared and ("page" not in document):
            document["recovery_shares"] = recovery.splitlines()
        elif not shared:
            document["recovery_key"] = recovery
        if not shared or "page" not in document:
            lines += recovery.splitlines()
    session.answer(document, *lines)
    if failure is not None:
        raise failure
    if recovery:
        recovery_paper.rehearse_new(session, store)


def _print(store: Store, recovery: str, page: Path | None, document: dict[str, Any]) -> UserError | None:
    """Write the page if one is wanted and enter it in the answer; returns what was in the way."""
    if page is None:
        return None
    try:
        save_key_page(store, recovery, page)
    except UserError as error:
        return error
    document["page"] = str(page)
    tell(_("The page to print is {file}. Delete the file when it is printed.").format(file=page))
    return None


@keys.command("list")
@common
def list_(session: Session) -> None:
    """Show all keys of the store."""
    with session.open() as store:
        _answer(session, store)


@keys.command()
@click.argument("name")
@click.option("--role", "wanted", multiple=True, help="A role of the person; see “users set”.")
@_new_secret
@common
def add(
    session: Session,
    name: str,
    wanted: tuple[str, ...],
    new_passphrase_file: Path | None,
    new_key_file: Path | None,
) -> None:
    """Let one more person in, with a passphrase of their own."""
    with session.open() as store:
        roles.check(wanted)
        roles.require(store, roles.Act.MANAGE_KEYS)
        fresh = _new_passphrase(session, new_passphrase_file)
        slot = store_keys.add(store, name, fresh, key_file=new_key_file)
        if wanted:
            roles.assign(store, slot.label, wanted)
        _answer(session, store)


@keys.command()
@_paper_secret
@_new_secret
@common
def change(
    session: Session,
    recovery_key_file: Path | None,
    recovery_shares_file: Path | None,
    new_passphrase_file: Path | None,
    new_key_file: Path | None,
) -> None:
    """Change your own passphrase; with the recovery key, the one of --user."""
    if recovery_key_file is not None or recovery_shares_file is not None:
        text = recovery_paper.recovery_text(session, recovery_key_file, recovery_shares_file)
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
@_page
@common
def remove(session: Session, slot: str, rekey: bool, page: Path | None) -> None:
    """Take away a key, named by its user name or id."""
    recovery_paper.refuse_bad_place(session, page)
    with session.open() as store:
        found = store_keys.find(store, slot)
        if rekey or page is not None or _wants_rekey(session, found):
            _answer(session, store, store_keys.rekey(store, found), page)
            tell(_("Backups and copies made before this keep the old key."))
            return
        store_keys.remove(store, found)
        tell(_("Who kept an old copy of the key file can still read the store; --rekey takes that away too."))
        _answer(session, store)


@keys.command()
@click.option("--split", default="", metavar="MofN", help="Share it: M of N shares open the store (2of3).")
@_page
@common
def recovery(session: Session, split: str, page: Path | None) -> None:
    """Replace the recovery key and print the new one, once."""
    shared = recovery_shares.parse_split(split) if split else None
    recovery_paper.refuse_bad_place(session, page)
    with session.open() as store:
        _answer(session, store, store_keys.new_recovery(store, shared), page)


@keys.command()
@_paper_secret
@common
def rehearse(session: Session, recovery_key_file: Path | None, recovery_shares_file: Path | None) -> None:
    """Check that the recovery key on paper, or its shares, can be read and opens the store."""
    with session.open() as store:
        text = recovery_paper.recovery_text(session, recovery_key_file, recovery_shares_file)
        done = key_rehearsal.rehearse(store, text)
        session.answer({"rehearsal": asdict(done)}, key_rehearsal.in_words(done))
