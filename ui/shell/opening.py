"""Taking up and leaving work in a store; loaded late because the database engine is heavy."""

from pathlib import Path

from app.casework import documents
from app.store import drafts, head_memory
from app.store.store import Store


def open_with_recovery_key(path: Path, text: str) -> Store:
    """Open a store with the recovery key and claim it; `UserError` if that fails."""
    store = Store.open_with_recovery_key(path, text)
    try:
        return begin_work(store)
    except BaseException:
        store.close()
        raise


def begin_work(store: Store) -> Store:
    """Claim an open store for this process, as a window does.

    Drafts that nobody came back to go, and so does what interrupted deliveries of documents left.
    `UserError` (exit 6) names who works in it.
    """
    store.claim()
    drafts.drop_old(store)
    documents.sweep(store)
    return store


def close_store(store: Store) -> None:
    """Close a store; its log's head is remembered outside, so that a rolled-back one is noticed."""
    head_memory.remember(store)
    store.close()
