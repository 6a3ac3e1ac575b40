"""Who works in a store: one process at a time, by a lock of the operating system on the file `sperre`.

Two kinds of use. *Working* - a window for as long as it is open, a command from its first change on -
needs the claim, and one process alone can hold it. *Looking* - reading commands, `verify`, `backup` and
the entries they leave in the log - needs none: SQLite keeps single transactions apart, and a reader sees
one moment. So a backup can be made from a script while somebody works in the window.

The lock ends with its process, however that ends: what a dead process left in the file never blocks. The
text inside (user, computer, process, since when) only tells people who it is; the file goes when the claim
is given back. Several stores and windows of one process share its claim.
"""

import contextlib
import getpass
import json
import os
import platform
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from app.base.clock import moment_of, now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "sperre"
_SIZE_LIMIT = 4096
# Far behind the text: Windows keeps others from reading the bytes that are locked.
_LOCKED_BYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works in a store; `since` is a moment as `clock.now_text` writes it, `process` its number."""

    user: str
    computer: str
    process: int
    since: str


@dataclass(slots=True)
class _Claim:
    handle: int
    count: int


# What this process holds, by the resolved path of the store's folder.
_claims: dict[Path, _Claim] = {}
_guard = threading.Lock()


def claim(folder: Path) -> None:
    """Claim a store for this process until `release`, as often as it was claimed.

    `UserError` (exit 6) names the one who works in it, or says that the folder cannot be written.
    """
    key = folder.resolve()
    with _guard:
        held = _claims.get(key)
        if held is not None:
            held.count += 1
            return
        handle = _locked(folder)
        _claims[key] = _Claim(handle, 1)
        _write(handle, Holder(_user(), platform.node(), os.getpid(), now_text()))


def release(folder: Path) -> None:
    """Give back one claim; with the last one the store is free."""
    key = folder.resolve()
    with _guard:
        held = _claims[key]
        held.count -= 1
        if not held.count:
            del _claims[key]
            if sys.platform != "win32":
                _remove(folder)
            _unlock(held.handle)
            os.close(held.handle)
            if sys.platform == "win32":
                # Only now: an open file cannot be removed there, also not one that the next has opened.
                _remove(folder)


def holder(folder: Path) -> Holder | None:
    """Return who the file says works in a store, None if it says nothing; it may be a dead process."""
    try:
        with (folder / NAME).open("rb") as file:
            said = json.loads(file.read(_SIZE_LIMIT))
        found = Holder(str(said["user"]), str(said["computer"]), int(said["process"]), str(said["since"]))
        moment_of(found.since)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # Empty, cut off or edited: the lock counts, not the text.
        return None
    return found


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A user number without a name.
        return "?"


def _locked(folder: Path) -> int:
    """Open the lock file and take its lock; the refusal names who has it."""
    while True:
        handle = _open(folder)
        if not _lock(handle):
            os.close(handle)
            raise _in_use(holder(folder))
        if _is_still(folder, handle):
            return handle
        # Its last owner removed it between our opening and our lock.
        os.close(handle)


def _is_still(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(folder / NAME))
    except FileNotFoundError:
        return False


def _remove(folder: Path) -> None:
    # A folder that does not let go of it keeps a file that nobody holds: it blocks nobody.
    with contextlib.suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)


def _open(folder: Path) -> int:
    try:
        return os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UserError(
            "store.not_writable",
            _("{path} cannot be written."),
            _("Choose a folder you may write to."),
            exit_code=ExitCode.NOT_WRITABLE,
            path=folder,
        ) from error


def _write(handle: int, who: Holder) -> None:
    # A full disk takes no text; the lock holds without it, and the refusal then names nobody.
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(asdict(who), ensure_ascii=False).encode())


def _in_use(who: Holder | None) -> UserError:
    remedy = _(
        "Work in that window, or lock or close it first; reading, “verify” and “backup” work at any time."
    )
    if who is None:
        return UserError(
            "store.in_use",
            _("Another program works in this store."),
            remedy,
            exit_code=ExitCode.NOT_WRITABLE,
        )
    return UserError(
        "store.in_use",
        _("{user} works in this store on {computer} (process {process}, since {since})."),
        remedy,
        exit_code=ExitCode.NOT_WRITABLE,
        user=who.user,
        computer=who.computer,
        process=who.process,
        since=f"{moment_of(who.since).astimezone():%Y-%m-%d %H:%M}",
    )


def _lock(handle: int) -> bool:
    """Take the lock without waiting; False if another process has it."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _forget_after_fork() -> None:
    """A forked process has not claimed anything; letting go of its copies leaves the claim to its parent."""
    for held in _claims.values():
        os.close(held.handle)
    _claims.clear()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget_after_fork)
