"""Opening and making stores for the unlock window; loaded late because the database engine is heavy."""

import os
from pathlib import Path

from app.store import head_memory
from app.store.keyslots import KdfCost
from app.store.store import Store


def open_store(path: Path, secret: str, *, recovery: bool = False) -> Store:
    """Open a store with its passphrase, or with the recovery key from paper; `UserError` if that fails.

    Whose passphrase it is, and the key file that goes with it, are named as on the command line:
    RUNDBLICK_USER and RUNDBLICK_KEY_FILE.
    """
    if recovery:
        return Store.open_with_recovery_key(path, secret)
    key_file = os.environ.get("RUNDBLICK_KEY_FILE")
    user = os.environ.get("RUNDBLICK_USER", "")
    return Store.open(path, secret, user, key_file=Path(key_file) if key_file else None)


def close_store(store: Store) -> None:
    """Close a store; its log's head is remembered outside, so that a rolled-back one is noticed."""
    head_memory.remember(store)
    store.close()


def make_store(path: Path, passphrase: str, cost: KdfCost | None = None) -> tuple[Store, str]:
    """Make a store and return it open, with the text of its recovery key."""
    return Store.create(path, passphrase, cost=cost)
