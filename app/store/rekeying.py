"""Putting a store under a new data key, so that a kill at any moment leaves one key that opens it.

1. Nobody else may have the store open; the write-ahead log is written back.
2. The header is written with slots for the new key, which also hold the old one ("previous").
3. `PRAGMA rekey` re-encrypts every page in one transaction.
4. The header is written without the old key.

A kill before 2 leaves the old store. After 2 the header opens both keys: the one that fits the pages is
found by trying, and the next opening goes on from there (`settle`).
"""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import engine, keyfile, keyslots
from app.store.keyslots import Header

DATABASE = "store.db"
_PURPOSE = "rundblick sqlcipher v1"
_BUSY_MS = 2000


def database_key(data_key: bytes) -> bytes:
    """Return the key of the encrypted database."""
    return keyslots.derive(data_key, _PURPOSE)


def busy() -> UserError:
    """Return the refusal when somebody else has the store open."""
    return UserError(
        "store.in_use",
        _("The store is open elsewhere."),
        _("Close it in every other window and program, then try again."),
        exit_code=ExitCode.NOT_WRITABLE,
    )


def _connect(folder: Path, data_key: bytes) -> Any:
    try:
        return engine.connector(folder / DATABASE, database_key(data_key))()
    except UserError as error:
        if isinstance(error.__cause__, engine.OperationalError) and "locked" in str(error.__cause__):
            raise busy() from error
        raise


def opens(folder: Path, data_key: bytes) -> bool:
    """Tell whether a data key fits the pages of the database."""
    try:
        _connect(folder, data_key).close()
    except UserError as error:
        if error.key == "store.damaged":
            return False
        raise
    return True


def _change_key(folder: Path, old: bytes, new: bytes, announce: Callable[[], object]) -> None:
    """Re-encrypt all pages; `announce` is called when nobody else can come in any more."""
    connection = _connect(folder, old)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            # Leaving the log needs the file for oneself and keeps it in this locking mode.
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except engine.OperationalError as error:
            raise busy() from error
        if mode != "delete":
            raise busy()
        announce()
        connection.execute(f"PRAGMA rekey = \"x'{database_key(new).hex()}'\"")
    finally:
        connection.close()


def _finished(header: Header) -> Header:
    return {k: v for k, v in header.items() if k != "previous"}


def _finish(folder: Path, header: Header, data_key: bytes) -> None:
    """Go back to the write-ahead log and forget the old key."""
    connection = _connect(folder, data_key)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    keyfile.write(folder, _finished(header), data_key)


def rekey(folder: Path, header: Header, old: bytes, new: bytes) -> None:
    """Put the store under the key `new`, whose slots are in `header`.

    Raises `UserError` (exit 6) if the store is open elsewhere or the disk is full; then it is as before.
    """
    before = keyfile.read(folder)
    pending = {**keyslots.with_previous(header, new, old), "sequence": before["sequence"]}
    failure: Exception | None = None
    try:
        _change_key(folder, old, new, lambda: keyfile.write(folder, pending, new))
    except (engine.OperationalError, OSError) as error:
        failure = error
    if not opens(folder, new):
        with contextlib.suppress(OSError):
            # If not even this can be written, the header opens both keys, and the next opening goes on.
            _put_back(folder, before, old)
        raise _failed() from failure
    with contextlib.suppress(OSError, engine.OperationalError):
        # The store is under its new key already; the next opening finishes what could not be written now.
        _finish(folder, keyfile.read(folder), new)


def _put_back(folder: Path, before: Header, old: bytes) -> None:
    now = keyfile.read(folder)
    if now.get("previous") is not None:
        keyfile.write(folder, {**before, "sequence": now["sequence"]}, old)


def _failed() -> UserError:
    return UserError(
        "keys.rekey_failed",
        _("The store could not be encrypted anew; it keeps its old key."),
        _("Free as much space on the disk as the store takes, then try again."),
        exit_code=ExitCode.NOT_WRITABLE,
    )


def settle(folder: Path, header: Header, data_key: bytes) -> bool:
    """Finish an interrupted re-key and tell whether there was one; `UserError` (exit 6) if it cannot."""
    old = keyslots.previous_key(header, data_key)
    if old is None:
        return False
    try:
        # The old key first: it rolls back what a kill left half-written.
        if opens(folder, old):
            _change_key(folder, old, data_key, lambda: None)
        _finish(folder, header, data_key)
    except (engine.OperationalError, OSError) as error:
        raise _failed() from error
    return True
