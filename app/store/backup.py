"""Backups of an open store, while it is being written: one encrypted file, whole or not there.

The database is written by SQLite's VACUUM INTO: one consistent moment, under the store's own key, and
without the free pages in which erased rows could survive. The copy is checked before it takes its name.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3.dbapi2 import DatabaseError, OperationalError

from app.base.clock import now, now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import audit, backup_file, head_memory, keyfile, keyslots
from app.store.backup_file import DATABASE, KEYS, Manifest
from app.store.engine import store_damaged
from app.store.store import Store

SUFFIX = ".rbbackup"
COUNTED = {
    "cases": "case_file",
    "contributions": "contribution",
    "sources": "source",
    "subjects": "subject",
    "findings": "finding",
    "documents": "document",
    "audit entries": "audit",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written: its file, what it says about itself, SHA-256 and size in bytes of it."""

    file: Path
    manifest: Manifest
    sha256: str
    size: int


def write_backup(store: Store, file: Path, *, overwrite: bool = False) -> Backup:
    """Write a backup of the open store into one file and note it in the audit log.

    Others may read and write meanwhile; the backup holds one moment. Raises `UserError` if the file
    exists and may not be overwritten (exit 2), the place cannot be written or is full (exit 6), or the
    store itself is damaged (exit 5); in each case an older file of this name stays as it was.
    """
    try:
        if file.exists() and not overwrite:
            raise UserError(
                "backup.exists",
                _("{path} exists."),
                _("Choose another name, or replace it with --yes."),
                exit_code=ExitCode.USAGE,
                path=file,
            )
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}-") as work:
            manifest = _write(store, Path(work))
            code, size = backup_file.sha256_of(Path(work, "whole")), Path(work, "whole").stat().st_size
            os.replace(Path(work, "whole"), file)
        keyfile.sync_folder(file.parent)
    except OSError as error:
        raise backup_file.not_writable(file, error) from error
    _note(store)
    return Backup(file, manifest, code, size)


def _note(store: Store) -> None:
    """Enter the backup in the log; where the store's disk is full, the backup counts more than its entry."""
    try:
        with store.write(_("Backup written"), audit.Action.ADMINISTRATION, history=False):
            pass
    except UserError as error:
        if error.exit_code != ExitCode.NOT_WRITABLE:
            raise
    head_memory.remember(store)


def _write(store: Store, work: Path) -> Manifest:
    """Write the whole backup under a name of its own, durable."""
    said = _copy(store, work / DATABASE)
    # Read after the copy and held against its key: another program may have put new keys on the store.
    header = keyfile.read(store.path)
    keyslots.check_mac(header, store.data_key)
    keys = keyslots.canonical(header)
    Path(work, KEYS).write_bytes(keys)
    codes = {name: backup_file.sha256_of(work / name) for name in (KEYS, DATABASE)}
    manifest = Manifest(store=str(header["store"]), created=now_text(), sha256=codes, **said)
    with open(os.open(work / "whole", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
        backup_file.write(out, manifest, keys, work / DATABASE)
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _copy(store: Store, target: Path) -> dict[str, Any]:
    """Write the database as it is now into `target`, look whether the copy is whole, say what it holds."""
    try:
        with store.read() as connection:
            raw: Any = connection.connection.driver_connection
            # Outside of SQLAlchemy's transactions: VACUUM and ATTACH do not run within one.
            try:
                raw.execute("VACUUM INTO ?", (str(target),))
                with _attached(raw, target):
                    return _said(raw)
            finally:
                # A bad page poisons the connection that met it.
                connection.invalidate()
    except OperationalError as error:
        raise _not_copied(store, target, error) from error
    except DatabaseError as error:
        raise store_damaged(store.path) from error


@contextlib.contextmanager
def _attached(raw: Any, file: Path) -> Iterator[None]:
    raw.execute("ATTACH DATABASE ? AS written", (str(file),))
    try:
        yield
    finally:
        raw.execute("DETACH DATABASE written")


def _said(raw: Any) -> dict[str, Any]:
    faults = raw.execute("PRAGMA written.cipher_integrity_check").fetchall()
    if faults or raw.execute("PRAGMA written.quick_check(1)").fetchall() != [("ok",)]:
        raise DatabaseError("the copy is not whole")
    entries, head = raw.execute("SELECT seq, hash FROM written.audit ORDER BY seq DESC LIMIT 1").fetchone()
    counts = {
        name: raw.execute(f"SELECT count(*) FROM written.{table}").fetchone()[0]
        for name, table in COUNTED.items()
    }
    schema = raw.execute("SELECT version_num FROM written.alembic_version").fetchone()[0]
    return {"schema": schema, "head": head, "entries": entries, "counts": counts}


def _not_copied(store: Store, target: Path, error: OperationalError) -> UserError:
    """Tell by SQLite's own words for its result codes what kept the copy from being written."""
    if "full" in str(error):
        return backup_file.not_writable(target.parent.parent, OSError(28, str(error)))
    if "unable to open" in str(error) or "readonly" in str(error):
        return backup_file.not_writable(target.parent.parent, OSError(13, str(error)))
    return store_damaged(store.path)


def rotate(store: Store, folder: Path, keep: int = 7) -> Backup:
    """Write a backup named after the moment into a folder, then remove the oldest beyond `keep` (>= 1).

    Only whole backups of this very store are counted and removed, and only after the new one is there.
    """
    moment = now().strftime("%Y%m%d-%H%M%S")
    made = write_backup(store, _free_name(folder, f"{store.path.stem}-{moment}"))
    for old in own_backups(folder, made.manifest.store)[max(keep, 1) :]:
        old.unlink()
    return made


def own_backups(folder: Path, store_id: str) -> list[Path]:
    """Return the whole backups of a store in a folder, newest first."""
    found = []
    for file in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(UserError), backup_file.opened(file) as (manifest, _archive):
            if manifest.store == store_id:
                found.append((manifest.created, manifest.entries, file.name, file))
    return [entry[-1] for entry in sorted(found, reverse=True)]


def _free_name(folder: Path, stem: str) -> Path:
    names = (f"{stem}{f'-{no}' if no else ''}{SUFFIX}" for no in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())
