"""The encrypted database as a SQLAlchemy engine.

Measured and decided in the store's design: raw 256-bit key, WAL with synchronous=FULL, a cache of 64
MiB, temporary data in memory, no trust in the schema. `QueuePool` on purpose: the default pool for a
creator function shares connections between threads and crashes.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from app.base.errors import ExitCode, UserError
from app.base.i18n import _

OperationalError = driver.OperationalError

_SETTINGS = (
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA synchronous = FULL",
)


def store_damaged(path: Path) -> UserError:
    """Return the refusal for a database that the right key does not open."""
    return UserError(
        "store.damaged",
        _("The store at {path} is damaged."),
        _("Restore it from a backup; nothing was changed."),
        exit_code=ExitCode.STORE_DAMAGED,
        path=path,
    )


def _refusal(path: Path, error: Exception) -> UserError:
    """Tell a place that cannot be written from a file that the right key does not open."""
    if any(words in str(error) for words in ("unable to open", "readonly", "read-only")):
        return UserError(
            "store.not_writable",
            _("{path} cannot be written."),
            _("Choose a folder you may write to."),
            exit_code=ExitCode.NOT_WRITABLE,
            path=path.parent,
        )
    return store_damaged(path)


def connector(path: Path, key: bytes) -> Callable[[], Any]:
    """Return a function that opens one keyed connection to the database file."""
    hexkey = key.hex()
    if len(hexkey) != 64:
        # 62 digits would silently become a passphrase.
        raise ValueError("the store key has 32 bytes")

    def connect() -> Any:
        try:
            connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        except driver.OperationalError as error:
            # The folder was renamed or has gone since the first connection.
            raise _refusal(path, error) from error
        # The key comes first and cannot be bound; nothing may trace before it.
        connection.execute(f"PRAGMA key = \"x'{hexkey}'\"")
        try:
            # Before the first page is read: else the driver writes a wrong key's errors onto the terminal.
            connection.execute("PRAGMA cipher_log = off")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if connection.execute("PRAGMA cipher_status").fetchone()[0] != "1":
                raise store_damaged(path)
            for setting in _SETTINGS:
                connection.execute(setting)
        except driver.DatabaseError as error:
            connection.close()
            raise _refusal(path, error) from error
        return connection

    return connect


def prepare_file(path: Path, key: bytes) -> None:
    """Create the database file with the settings that only work before the first table."""
    # Readable by its owner alone, also when it is copied out of its folder; -wal and -shm take it over.
    path.touch(mode=0o600)
    connection = connector(path, key)()
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def make_engine(path: Path, key: bytes) -> Engine:
    """Return an engine on the encrypted file; transactions begin when the caller begins them.

    Reading transactions use BEGIN; the unit of work marks its connection as writing and gets BEGIN
    IMMEDIATE, so that two writers wait for each other instead of failing half-way.
    """
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=connector(path, key),
        poolclass=QueuePool,
        pool_size=5,
        # No limit: with one, readers that never pause keep the one writer waiting for its turn.
        max_overflow=-1,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writing = connection.get_execution_options().get("rundblick_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
