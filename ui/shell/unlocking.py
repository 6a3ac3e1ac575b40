"""What the unlock window and the page of keys do with a store; loaded late, it brings the database engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import UserError
from app.briefing.qr_code import qr_rows
from app.handover.key_paper import key_pages_of, save_key_page
from app.store import founding, head_memory, header_memory, key_rehearsal, keyfile, recovery_shares
from app.store.keyslots import PASSPHRASE, KdfCost
from app.store.store import Store
from ui.shell.late_import import load_late

Rows = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose passphrase opens a store; `key_file`: a key file is needed besides it."""

    name: str
    key_file: bool


def people(path: Path) -> tuple[Person, ...]:
    """Return whose passphrases open the store, from its key header; empty where there is none to read.

    The header is not authenticated before it was unlocked: the names are offered, not believed.
    """
    try:
        slots = keyfile.read(path)["slots"]
        return tuple(
            Person(str(slot["label"]), slot.get("key_file") is True)
            for slot in slots
            if slot["kind"] == PASSPHRASE
        )
    except (UserError, KeyError, TypeError, AttributeError):
        # What is wrong with it is said when the store is to be opened.
        return ()


def open_store(path: Path, secret: str, user: str, key_file: str, recovery: bool) -> tuple[Store, str]:
    """Open a store; also returns what has to be said of a key header or a store put back, "" if nothing."""
    if recovery:
        store = Store.open_with_recovery_key(path, secret, user)
    else:
        store = Store.open(path, secret, user, key_file=Path(key_file) if key_file else None)
    notices = (header_memory.older_header(store), head_memory.older_state(store))
    return store, "\n\n".join(notice for notice in notices if notice)


def make_store(
    path: Path, passphrase: str, cost: KdfCost | None = None, study: Mapping[str, str] | None = None
) -> tuple[Store, str, Rows]:
    """Make a store; returns it open, with the text of its recovery key and the QR code of that.

    With `study`, what a study is and rests on, it is the workspace of one; where that cannot be, no store is
    made.
    """
    book = load_late("app.office.study_book") if study is not None else None
    if book is not None and study is not None:
        book.checked_frame(**study)
    store, text = Store.create(path, passphrase, cost=cost)
    founding.begin(store)
    if book is not None and study is not None:
        book.found(store, **study)
    return store, text, code_of(text)


def code_of(text: str) -> Rows:
    """Return the QR code of a recovery key; shares have theirs on their pages only."""
    return () if recovery_shares.looks_like_shares(text) else qr_rows(text)


def save_page(store: Store, text: str, file: Path) -> Path:
    """Write the page to print, or one for each share."""
    return save_key_page(store, text, file)


def page_for_printer(store: Store, text: str) -> bytes:
    """Return these pages for a printer; no file is written."""
    return key_pages_of(store, text)


def rehearse(store: Store, text: str) -> key_rehearsal.KeyRehearsal:
    """Check and log that the key on paper opens the store."""
    return key_rehearsal.rehearse(store, text)


def postpone(store: Store, reason: str) -> key_rehearsal.KeyRehearsal:
    """Put the rehearsal off, for a reason."""
    return key_rehearsal.postpone(store, reason)
