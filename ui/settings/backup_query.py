"""Backups as the window shows them. Free of Qt."""

from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.store import backup, backup_state, rehearsal
from app.store.backup import Backup
from app.store.backup_state import BackupState
from app.store.rehearsal import Rehearsal
from app.store.store import Store
from app.store.work_folder import clear
from ui.shell.backup_words import reminder_text
from ui.shell.day_text import moment

_HEAD = 16


@dataclass(frozen=True, slots=True)
class BackupLines:
    """What is known of the backups, in words; `late` are the reminders."""

    state: BackupState
    last: str
    head: str
    rehearsed: str
    late: tuple[str, ...]


def read_backups(store: Store) -> BackupLines:
    """Read what the store remembers; clears away what a killed backup left in the chosen folder."""
    state = backup_state.state(store)
    if state.folder:
        clear(Path(state.folder))
    last = _("Last backup: {moment}, {file}").format(moment=moment(state.last_at), file=state.last_file)
    head = _("Head of the log in it: {head} … (entry {entries})")
    rehearsed = _("Last rehearsal of a restore: {moment}").format(moment=moment(state.rehearsed_at))
    return BackupLines(
        state,
        last if state.last_at else _("No backup was made yet."),
        head.format(head=state.last_head[:_HEAD], entries=state.last_entries) if state.last_at else "",
        rehearsed if state.rehearsed_at else _("A restore was never rehearsed."),
        tuple(map(reminder_text, backup_state.reminders(store))),
    )


def back_up(store: Store, progress: Progress) -> Backup | None:
    """Make a backup in the chosen folder and drop the oldest; None if somebody stopped it."""
    state = backup_state.state(store)
    try:
        return backup.rotate(store, Path(state.folder), state.keep, progress)
    except Cancelled:
        return None


def rehearse(store: Store, progress: Progress) -> Rehearsal | None:
    """Rehearse the restore of the newest backup; None if somebody stopped it."""
    try:
        file = rehearsal.newest(store)
        return rehearsal.rehearse(file, rehearsal.with_keys_of(store), store=store, progress=progress)
    except Cancelled:
        return None
