"""Copies of the stores that earlier versions wrote; tests/data/stores/README.md says what they hold."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store.store import Store

STORES = Path(__file__).resolve().parents[1] / "data" / "stores"


def copied(version: str, folder: Path) -> tuple[Path, str]:
    """Return a copy of the store of a schema, as it was written, and its recovery key."""
    path = folder / "muster.rundblick"
    shutil.copytree(STORES / f"schema-{version}", path)
    return path, (STORES / f"schema-{version}.key.txt").read_text(encoding="utf-8")


@contextmanager
def opened(version: str, folder: Path) -> Iterator[Store]:
    """Give a copy of the store of a schema, opened by today's program."""
    store = Store.open_with_recovery_key(*copied(version, folder), "muster")
    try:
        yield store
    finally:
        store.close()
