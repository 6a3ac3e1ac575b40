"""The rehearsal of a restore: a backup is unpacked, opened and verified, and leaves nothing behind.

Nothing in it is ever plaintext: what is unpacked beside the backup is encrypted as in the backup.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlcipher3.dbapi2 import DatabaseError as DriverError

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.store import backup, backup_file, backup_state, keyfile, keyslots, tables
from app.store.audit import Action
from app.store.backup_file import Manifest
from app.store.restore import OpenStore, check_unpacked
from app.store.store import Store
from app.store.verify import Check
from app.store.work_folder import work_folder

_NEWER = ("store.newer", "keys.newer")
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rehearsal that went well. `missing` is how much was added to the store since (counts now - then)."""

    file: Path
    manifest: Manifest
    checks: tuple[Check, ...]
    at: str
    missing: dict[str, int]


def newest(store: Store) -> Path:
    """Return the newest backup in the chosen folder; `UserError` (exit 1) if there is none."""
    known = backup_state.state(store)
    folder = Path(known.folder) if known.folder else Path(known.last_file).parent
    found = backup.own_backups(folder, str(keyfile.read(store.path)["store"])) if known.last_file else []
    if not found:
        raise UserError(
            "rehearsal.none",
            _("There is no backup of this store to rehearse with."),
            _("Make a backup first."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return found[0]


def with_keys_of(store: Store) -> OpenStore:
    """Return a way to open what was unpacked by the keys of the open store, without a passphrase."""

    def unlocked(path: Path) -> Store:
        try:
            keyslots.check_mac(keyfile.read(path), store.data_key)
        except UserError as error:
            raise UserError(
                "rehearsal.keys",
                _("This backup was made under other keys than the store has now."),
                _("Make a new backup, or rehearse with “backup --rehearse” and the passphrase of then."),
                exit_code=ExitCode.CANNOT_UNLOCK,
            ) from error
        return Store(path, store.data_key, store.user)

    return unlocked


def rehearse(
    file: Path, open_store: OpenStore, *, store: Store | None = None, progress: Progress | None = None
) -> Rehearsal:
    """Restore a backup for a try: every byte, deep verification, head and counts; then it is deleted.

    With the open `store` it came from, the head is looked up in its log as well, and the rehearsal is
    logged and remembered there. Raises `UserError` as `restore` does; `Cancelled` leaves nothing behind.
    """
    told = progress or Progress()
    told.step(0, _STEPS)
    with backup_file.opened(file) as (manifest, archive):
        told.step(1, _STEPS)
        try:
            with work_folder(file.parent) as work:
                place = work / "store"
                place.mkdir(mode=0o700)
                if not backup_file.unpack(archive, manifest, place):
                    raise backup_file.not_a_backup(file)
                told.step(2, _STEPS)
                checks = _opened(file, place, manifest, open_store)
        except (DatabaseError, DriverError) as error:
            raise backup_file.not_a_backup(file) from error
        except OSError as error:
            raise backup_file.not_writable(file.parent, error) from error
    told.step(3, _STEPS)
    missing = _compared(file, manifest, store) if store is not None else {}
    done = Rehearsal(file, manifest, checks, now_text(), missing)
    if store is not None:
        _note(store, done)
    return done


def _opened(file: Path, place: Path, manifest: Manifest, open_store: OpenStore) -> tuple[Check, ...]:
    try:
        copy = open_store(place)
    except UserError as error:
        if error.exit_code == ExitCode.STORE_DAMAGED and error.key not in _NEWER:
            raise backup_file.not_a_backup(file) from error
        raise
    try:
        return check_unpacked(file, copy, manifest)
    finally:
        copy.close()


def _compared(file: Path, manifest: Manifest, store: Store) -> dict[str, int]:
    """Hold the backup against the store it came from: same store, and its head stands in the log."""
    a = tables.audit
    with store.read() as connection:
        known = connection.execute(select(a.c.hash).where(a.c.seq == manifest.entries)).scalar()
        first = connection.execute(select(a.c.seq).order_by(a.c.seq).limit(1)).scalar() or 0
    other = str(keyfile.read(store.path)["store"]) != manifest.store
    # What was lawfully cut from the log cannot be compared any more.
    if other or (known != manifest.head and manifest.entries >= first):
        raise UserError(
            "rehearsal.other",
            _("{path} is no backup of this store, or the store was put back since."),
            _("Check the store with “verify”, and whether this is the right file."),
            exit_code=ExitCode.ANSWER_IS_NO,
            path=file,
        )
    now = backup.counts_of(store)
    return {name: now[name] - count for name, count in manifest.counts.items() if name in now}


def _note(store: Store, done: Rehearsal) -> None:
    with store.write(_("Restore rehearsed"), Action.ADMINISTRATION, history=False) as work:
        backup_state.note(work, lambda s: replace(s, rehearsed_at=done.at, rehearsed_file=str(done.file)))
