"""Hidden work folders beside backups: locked while in use, and cleared away after a process that was killed.

What lies in them is encrypted like a store. A folder whose lock nobody holds belongs to a dead process.
"""

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from app.base.errors import UserError
from app.store import lock_file

_MARK = "rundblick-work"
_guard = threading.Lock()
_mine: set[Path] = set()


@contextlib.contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """Give an empty folder of one's own in `beside`; it is gone afterwards. Clears away dead ones first.

    Raises `OSError` where nothing can be written.
    """
    clear(beside)
    folder = Path(tempfile.mkdtemp(dir=beside, prefix=f".{_MARK}-"))
    with _guard:
        _mine.add(folder.resolve())
    try:
        # A disk that is too full for the lock is told by what is written next.
        with _claimed(folder):
            yield folder
    finally:
        with _guard:
            _mine.discard(folder.resolve())
        shutil.rmtree(folder, ignore_errors=True)


def clear(beside: Path) -> int:
    """Remove the work folders that killed processes left here; return how many. Never raises."""
    gone = 0
    with contextlib.suppress(OSError):
        for folder in beside.glob(f".{_MARK}-*"):
            if folder.is_dir() and not folder.is_symlink() and _is_dead(folder):
                shutil.rmtree(folder, ignore_errors=True)
                gone += not folder.exists()
    return gone


def _is_dead(folder: Path) -> bool:
    with _guard:
        if folder.resolve() in _mine:
            return False
    try:
        lock_file.claim(folder)
    except UserError:
        return False
    lock_file.release(folder)
    return True


@contextlib.contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    try:
        lock_file.claim(folder)
    except UserError as error:
        raise OSError(13, str(error)) from error
    try:
        yield
    finally:
        lock_file.release(folder)
