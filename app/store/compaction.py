"""The store's file without the remains of erased rows.

Deleted rows are overwritten at once (secure_delete), free pages with them. But pages that were split keep
copies of rows that moved, and these go only when the whole file is rewritten. That takes time, about as
much memory as the store holds (temporary data never goes to disk) and, until the write-ahead log is
brought back, once more the size of the file on disk. So it is a step of its own: it can be cancelled, it
is remembered until it was done, and erasing does not depend on it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.store import engine, remembered
from app.store.audit import Action
from app.store.store import DATABASE, Store
from app.store.unit_of_work import UnitOfWork

_ENTRY = "compaction"
_STEPS = 20_000
"""Steps of SQLite's machine between two looks at whether somebody cancelled: about 5 ms."""
_FREE_PAGES = 256
_RESERVE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Compacted:
    """Whether the file was rewritten; if not, `why` is busy (somebody else uses it) or full."""

    done: bool
    why: str = ""
    needed: int = 0


def ask_for(work: UnitOfWork) -> None:
    """Remember within an erasure that the file still holds remains."""
    remembered.put(work, _ENTRY, {"since": now_text()})


def wanted_since(store: Store) -> str:
    """Return since when the file waits to be rewritten, "" if it does not."""
    with store.read() as connection:
        return str(remembered.get(connection, _ENTRY).get("since", ""))


def room_needed(store: Store) -> int:
    """Return how many bytes of disk the rewriting takes for a while."""
    return (store.path / DATABASE).stat().st_size + _RESERVE


def compact(store: Store, progress: Progress | None = None) -> Compacted:
    """Give free pages back, then rewrite the file. Raises `Cancelled`; then nothing is lost.

    Reading goes on meanwhile; writing waits. A disk without the room is told before anything begins.
    """
    told = progress or Progress()
    try:
        _give_back(store, told)
        needed = room_needed(store)
        if shutil.disk_usage(store.path).free < needed:
            return Compacted(False, "full", needed)
        _rewrite(store, told)
        store.write_back()
    except engine.OperationalError as error:
        if "interrupted" in str(error):
            raise Cancelled from error
        if "locked" in str(error) or "full" in str(error):
            return Compacted(False, "full" if "full" in str(error) else "busy", room_needed(store))
        raise
    if wanted_since(store):
        with store.write(_("Store file cleaned"), Action.ADMINISTRATION, history=False) as work:
            remembered.drop(work, _ENTRY)
    return Compacted(True)


def refusal(store: Store, outcome: Compacted) -> UserError:
    """Return the sentence for a file that was not rewritten (exit 6)."""
    if outcome.why == "full":
        return UserError(
            "compaction.full",
            _("The store file was not cleaned: {needed} MiB of free disk are needed at {path}."),
            _("What was erased is gone from lists and search; free some space and clean the file then."),
            exit_code=ExitCode.NOT_WRITABLE,
            needed=outcome.needed // 1024**2 + 1,
            path=store.path,
        )
    return UserError(
        "compaction.busy",
        _("The store file was not cleaned: somebody else is using it."),
        _("Clean it later; what was erased is gone from lists and search."),
        exit_code=ExitCode.NOT_WRITABLE,
    )


@contextmanager
def _raw(store: Store, told: Progress, total: int = 0) -> Iterator[Any]:
    """Give the driver's own connection; long statements on it can be cancelled and tell how far they are."""
    log = store.path / f"{DATABASE}-wal"

    def look() -> int:
        try:
            told.step(min(log.stat().st_size, total) if total and log.exists() else 0, total)
        except Cancelled:
            return 1
        return 0

    with store.read() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(look, _STEPS)
        try:
            yield driver
        finally:
            driver.set_progress_handler(None, 0)


def _give_back(store: Store, told: Progress) -> None:
    """Shorten the file by its free pages, some at a time, so that others may write in between."""
    with _raw(store, told) as driver:
        free = driver.execute("PRAGMA freelist_count").fetchone()[0]
        left = free
        while left:
            told.step(free - left, free)
            driver.execute(f"PRAGMA incremental_vacuum({_FREE_PAGES})").fetchall()
            now = driver.execute("PRAGMA freelist_count").fetchone()[0]
            if now >= left:
                return
            left = now


def _rewrite(store: Store, told: Progress) -> None:
    with _raw(store, told, (store.path / DATABASE).stat().st_size) as driver:
        # Keyed connections have it on; said here because erasure rests on it.
        driver.execute("PRAGMA secure_delete = ON").fetchall()
        driver.execute("VACUUM")
