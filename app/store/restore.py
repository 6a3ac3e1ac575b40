"""A store from a backup: into a new folder, and verified before it takes its name."""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlcipher3.dbapi2 import DatabaseError as DriverError

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import audit, backup, backup_file, head_memory, keyfile
from app.store.backup_file import Manifest
from app.store.head_memory import Head
from app.store.store import Store
from app.store.verify import Check, examine

OpenStore = Callable[[Path], Store]
_NEWER = ("store.newer", "keys.newer")


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that was restored; `newer` is what was seen of it later than the backup, None if nothing."""

    path: Path
    manifest: Manifest
    checks: tuple[Check, ...]
    newer: Head | None


def restore(file: Path, folder: Path, open_store: OpenStore) -> Restored:
    """Restore a backup into a new or empty folder; `open_store` unlocks the store at a path.

    Every byte, the keys, the pages, the audit chain up to the head the backup names, references, search
    index and documents are checked first. Raises `UserError` if the folder is not empty (exit 2), the
    file is no whole backup (exit 4), the passphrase is wrong (exit 3), the backup comes from a newer
    version (exit 5) or the place cannot be written (exit 6); then nothing is left behind.
    """
    _check_empty(folder)
    with backup_file.opened(file) as (manifest, archive):
        work = _work_folder(folder)
        try:
            if not backup_file.unpack(archive, manifest, work):
                raise backup_file.not_a_backup(file)
            checks, head = _examined(file, work, manifest, open_store)
            _take_name(work, folder)
        except (DatabaseError, DriverError) as error:
            raise backup_file.not_a_backup(file) from error
        except OSError as error:
            raise backup_file.not_writable(folder, error) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
    seen = head_memory.newest(manifest.store)
    head_memory.remember_head(manifest.store, folder, head)
    # The first entry after the backup is the backup's own.
    newer = seen if seen is not None and seen.seq > manifest.entries + 1 else None
    return Restored(folder, manifest, checks, newer)


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            "store.exists",
            _("{path} is not empty."),
            _("Choose a new folder name for the store."),
            exit_code=ExitCode.USAGE,
            path=folder,
        )


def _work_folder(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    except OSError as error:
        raise backup_file.not_writable(folder, error) from error


def _examined(
    file: Path, work: Path, manifest: Manifest, open_store: OpenStore
) -> tuple[tuple[Check, ...], Head]:
    """Open and verify what was unpacked, note the restoring in its log; returns its head after that."""
    try:
        store = open_store(work)
    except UserError as error:
        if error.exit_code == ExitCode.STORE_DAMAGED and error.key not in _NEWER:
            raise backup_file.not_a_backup(file) from error
        raise
    try:
        checks = check_unpacked(file, store, manifest)
        # VACUUM INTO leaves the journal mode behind; the store works with a write-ahead log.
        with store.read() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        with store.write(_("Store restored from a backup"), audit.Action.ADMINISTRATION, history=False):
            pass
        return checks, head_memory.head_of(store)
    finally:
        store.close()


def check_unpacked(file: Path, store: Store, manifest: Manifest) -> tuple[Check, ...]:
    """Verify an unpacked store deep and hold it against its manifest; a difference is refused (exit 4)."""
    head = head_memory.head_of(store)
    checks = examine(store, deep=True)
    said = (manifest.store, manifest.head, manifest.entries)
    same = (head_memory.store_id(store.path), head.hash, head.seq) == said
    if not same or not all(check.ok for check in checks) or backup.counts_of(store) != manifest.counts:
        raise backup_file.not_a_backup(file)
    return checks


def _take_name(work: Path, folder: Path) -> None:
    work.chmod(0o700)
    with suppress(FileNotFoundError):
        folder.rmdir()
    os.replace(work, folder)
    keyfile.sync_folder(folder.parent)
