"""Opening and making stores for the unlock window; loaded late because the database engine is heavy."""

from pathlib import Path

from app.store.keyslots import KdfCost
from app.store.store import Store


def open_store(path: Path, secret: str, *, recovery: bool = False) -> Store:
    """Open a store with its passphrase, or with the recovery key from paper; `UserError` if that fails."""
    return Store.open_with_recovery_key(path, secret) if recovery else Store.open(path, secret)


def make_store(path: Path, passphrase: str, cost: KdfCost | None = None) -> tuple[Store, str]:
    """Make a store and return it open, with the text of its recovery key."""
    return Store.create(path, passphrase, cost=cost)
