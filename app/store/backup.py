"""Backups of an open store, while it is being written: one encrypted file, whole or not there.

The database is written by SQLite's VACUUM INTO: one consistent moment, under the store's own key, and
without the free pages in which erased rows could survive. The copy is checked before it takes its name.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3.dbapi2 import DatabaseError, OperationalError

from app.base.clock import now, now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.store import audit, backup_file, backup_state, head_memory, keyfile, keyslots
from app.store.backup_file import DATABASE, KEYS, Manifest
from app.store.engine import store_damaged
from app.store.store import Store
from app.store.work_folder import work_folder

SUFFIX = ".rbbackup"
# Steps of SQLite's machine between two looks at whether somebody cancelled: about 5 ms.
_LOOK = 20_000
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


def write_backup(
    store: Store, file: Path, *, overwrite: bool = False, progress: Progress | None = None
) -> Backup:
    """Write a backup of the open store into one file and note it in the audit log.

    Others may read and write meanwhile; the backup holds one moment. What a killed backup left in this
    folder is cleared away first. Progress counts bytes, each of them four times: copied, read, written,
    read back; `Cancelled` leaves nothing behind. Raises `UserError` if the file
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
        with work_folder(file.parent) as work:
            manifest = _write(store, work, _Steps(store, progress or Progress()))
            code, size = backup_file.sha256_of(work / "whole"), (work / "whole").stat().st_size
            os.replace(work / "whole", file)
        keyfile.sync_folder(file.parent)
    except OSError as error:
        raise backup_file.not_writable(file, error) from error
    _note(store, file, manifest)
    return Backup(file, manifest, code, size)


class _Steps:
    """Counts bytes towards four times the size of the database, and asks whether somebody cancelled."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self._progress = progress
        self.size = (store.path / DATABASE).stat().st_size
        self._total, self._done = 4 * self.size, 0

    def add(self, count: int) -> None:
        self.at(self._done + count)

    def at(self, done: int) -> None:
        self._done = done
        self._progress.step(min(done, self._total), self._total)

    def watch(self, target: Path) -> int:
        """Say how far the copy is; 1 tells SQLite to stop."""
        try:
            self.at(min(target.stat().st_size if target.exists() else 0, self.size))
        except Cancelled:
            return 1
        return 0


def _note(store: Store, file: Path, manifest: Manifest) -> None:
    """Enter the backup in the log; where the store's disk is full, the backup counts more than its entry."""
    try:
        with store.write(_("Backup written"), audit.Action.ADMINISTRATION, history=False) as work:
            backup_state.note_backup(work, file, manifest.head, manifest.entries)
    except UserError as error:
        if error.exit_code != ExitCode.NOT_WRITABLE:
            raise
    head_memory.remember(store)


def _write(store: Store, work: Path, steps: _Steps) -> Manifest:
    """Write the whole backup under a name of its own, durable."""
    said = _copy(store, work / DATABASE, steps)
    steps.at(steps.size)
    # Read after the copy and held against its key: another program may have put new keys on the store.
    header = keyfile.read(store.path)
    keyslots.check_mac(header, store.data_key)
    keys = keyslots.canonical(header)
    Path(work, KEYS).write_bytes(keys)
    codes = {name: backup_file.sha256_of(work / name, steps.add) for name in (KEYS, DATABASE)}
    manifest = Manifest(store=str(header["store"]), created=now_text(), sha256=codes, **said)
    with open(os.open(work / "whole", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
        backup_file.write(out, manifest, keys, work / DATABASE, steps.add)
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _copy(store: Store, target: Path, steps: _Steps) -> dict[str, Any]:
    """Write the database as it is now into `target`, look whether the copy is whole, say what it holds."""
    try:
        with store.read() as connection:
            raw: Any = connection.connection.driver_connection
            # Outside of SQLAlchemy's transactions: VACUUM and ATTACH do not run within one.
            try:
                raw.set_progress_handler(lambda: steps.watch(target), _LOOK)
                raw.execute("VACUUM INTO ?", (str(target),))
                raw.set_progress_handler(None, 0)
                with _attached(raw, target):
                    return _said(raw)
            finally:
                # A bad page poisons the connection that met it.
                connection.invalidate()
    except OperationalError as error:
        if "interrupted" in str(error):
            raise Cancelled from error
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
    counts = _counts(raw, "written")
    schema = raw.execute("SELECT version_num FROM written.alembic_version").fetchone()[0]
    return {"schema": schema, "head": head, "entries": entries, "counts": counts}


def counts_of(store: Store) -> dict[str, int]:
    """Return how much an open store holds, counted as a backup's manifest counts."""
    with store.read() as connection:
        return _counts(connection.connection.driver_connection, "main")


def _counts(raw: Any, database: str) -> dict[str, int]:
    return {
        name: raw.execute(f"SELECT count(*) FROM {database}.{table}").fetchone()[0]
        for name, table in COUNTED.items()
    }


def _not_copied(store: Store, target: Path, error: OperationalError) -> UserError:
    """Tell by SQLite's own words for its result codes what kept the copy from being written."""
    if "full" in str(error):
        return backup_file.not_writable(target.parent.parent, OSError(28, str(error)))
    if "unable to open" in str(error) or "readonly" in str(error):
        return backup_file.not_writable(target.parent.parent, OSError(13, str(error)))
    return store_damaged(store.path)


def rotate(store: Store, folder: Path, keep: int = 7, progress: Progress | None = None) -> Backup:
    """Write a backup named after the moment into a folder, then remove the oldest beyond `keep` (>= 1).

    Only whole backups of this very store are counted and removed, and only after the new one is there.
    """
    moment = now().strftime("%Y%m%d-%H%M%S")
    made = write_backup(store, _free_name(folder, f"{store.path.stem}-{moment}"), progress=progress)
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
