"""What the store remembers of its backups: where they go, when the last was made, when one was rehearsed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from app.base.clock import moment_of, now, now_text
from app.base.errors import UserError
from app.base.i18n import _
from app.store import remembered, tables
from app.store.audit import Action
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_ENTRY = "backup"
BACKUP_DAYS, REHEARSAL_DAYS, KEEP = 7, 180, 7


@dataclass(frozen=True, slots=True)
class BackupState:
    """Folder and number of backups kept, days after which a reminder comes (0: never), and what was done.

    `last_*` tell of the newest backup, `rehearsed_*` of the last rehearsal that went well; moments are
    "" for never.
    """

    folder: str = ""
    keep: int = KEEP
    remind_days: int = BACKUP_DAYS
    last_at: str = ""
    last_file: str = ""
    last_head: str = ""
    last_entries: int = 0
    rehearsed_at: str = ""
    rehearsed_file: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is late: `kind` is backup or rehearsal, `since` the moment of the last one ("" for never)."""

    kind: str
    since: str
    days: int


def read(connection: Connection) -> BackupState:
    """Return what is remembered; unknown fields of a newer version are left out."""
    known = remembered.get(connection, _ENTRY)
    return BackupState(**{k: v for k, v in known.items() if k in BackupState.__slots__})


def state(store: Store) -> BackupState:
    """Return what is remembered of an open store."""
    with store.read() as connection:
        return read(connection)


def note(work: UnitOfWork, change: Callable[[BackupState], BackupState]) -> None:
    """Remember what was done within the caller's unit of work."""
    remembered.put(work, _ENTRY, asdict(change(read(work.connection))))


def note_backup(work: UnitOfWork, file: Path, head: str, entries: int) -> None:
    """Remember the newest backup."""
    at, where = now_text(), str(file.resolve())
    note(work, lambda s: replace(s, last_at=at, last_file=where, last_head=head, last_entries=entries))


def choose(store: Store, folder: str, keep: int, remind_days: int) -> BackupState:
    """Set where backups go, how many are kept (>= 1) and after how many days one is reminded (0: never)."""
    if folder and not Path(folder).is_dir():
        raise UserError(
            "backup.folder",
            _("There is no folder {path}."),
            _("Choose a folder that exists, best on another disk."),
            path=folder,
        )
    if keep < 1 or remind_days < 0:
        raise UserError(
            "backup.numbers",
            _("At least one backup is kept, and days are counted from 0."),
            _("Correct the numbers."),
        )
    store.claim()
    with store.write(_("Backup settings changed"), Action.ADMINISTRATION, history=False) as work:
        note(work, lambda s: replace(s, folder=folder, keep=keep, remind_days=remind_days))
    return state(store)


def reminders(store: Store) -> tuple[Reminder, ...]:
    """Return what is late. A store that is younger than the limit needs no reminder yet."""
    with store.read() as connection:
        known = read(connection)
        first = connection.execute(select(tables.audit.c.at).order_by(tables.audit.c.seq).limit(1)).scalar()
    if not known.remind_days:
        return ()
    limits = (
        ("backup", known.last_at, known.remind_days),
        ("rehearsal", known.rehearsed_at, REHEARSAL_DAYS),
    )
    return tuple(
        Reminder(kind, at, _days_since(at or first))
        for kind, at, days in limits
        if _days_since(at or first) > days
    )


def _days_since(moment: str | None) -> int:
    return (now() - moment_of(moment)) // dt.timedelta(days=1) if moment else 0
