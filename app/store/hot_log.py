"""A write-ahead log that a crash left behind, looked at before anything is written.

SQLite takes such a log for the database's own by its checksums alone, and closing the connection copies it
into the database file - even when the connection could not read a page. A log of another store, or of another
day's copy of this one, would destroy the database this way. So the two are read together first, through a
connection that cannot write.
"""

from pathlib import Path

import sqlcipher3.dbapi2 as driver

from app.store import engine

# Bytes: up to here the whole structure is looked at, which takes below a second.
_SMALL = 32 * 1024 * 1024


def refuse_foreign(database: Path, key: bytes) -> None:
    """Raise `UserError` (exit 5) if a log lies beside the database that does not fit it under this key.

    Nothing is changed. Without a log, or with an empty one, nothing is read. Call it before the first
    ordinary connection, while nobody else has the store open.
    """
    log = database.with_name(f"{database.name}-wal")
    if not log.exists() or not log.stat().st_size:
        return
    connection = driver.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log = off")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        small = database.stat().st_size + log.stat().st_size < _SMALL
        # Every change writes an audit entry: in a large store this table stands for the others.
        found = connection.execute(f"PRAGMA quick_check({1 if small else 'audit'})").fetchall()
    except driver.OperationalError as error:
        # A folder that cannot be written has its own refusal, which the ordinary connection gives.
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise engine.store_damaged(database) from error
    except driver.DatabaseError as error:
        raise engine.store_damaged(database) from error
    else:
        if found != [("ok",)]:
            raise engine.store_damaged(database)
    finally:
        connection.close()
