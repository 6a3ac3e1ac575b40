"""Writing an artefact so that it is whole or not there, together with its entry in the ledger."""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from app.base.errors import ExitCode, UserError
from app.base.i18n import _


def not_writable(path: Path, error: OSError) -> UserError:
    """Return the refusal for a place that cannot be written, or a full disk (exit 6)."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "file.disk_full",
            _("The disk is full: {path}."),
            _("Free some space; nothing was handed over."),
            exit_code=ExitCode.NOT_WRITABLE,
            path=path,
        )
    return UserError(
        "file.not_writable",
        _("{path} cannot be written."),
        _("Choose a folder that exists and that you may write to."),
        exit_code=ExitCode.NOT_WRITABLE,
        path=path,
    )


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write; it takes its name only when the block ends well, and is gone if it does not."""
    fresh = path.with_name(f".{path.name}.neu")
    try:
        with open(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError as error:
        raise not_writable(path, error) from error
    finally:
        fresh.unlink(missing_ok=True)


def of_copies(out: Path, copies: int) -> list[Path]:
    """Return the files of numbered copies, each with its number and their count; of one copy `out` itself."""
    if copies == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{no}-{copies}{out.suffix}") for no in range(1, copies + 1)]


def sha256_of(path: Path) -> str:
    """Return SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of_open(file: IO[bytes]) -> str:
    """Return SHA-256 (hex) of all that was written to an open file, once it is on the disk."""
    file.flush()
    os.fsync(file.fileno())
    file.seek(0)
    code = hashlib.sha256()
    while piece := file.read(1024 * 1024):
        code.update(piece)
    return code.hexdigest()


@contextlib.contextmanager
def taken_back_on_failure(paths: list[Path]) -> Iterator[None]:
    """Remove files written in this block if it fails: what is not in the ledger must not lie about.

    A file that stood there before and was not replaced stays.
    """
    before = {path: _which(path) for path in paths}
    try:
        yield
    except BaseException:
        for path in paths:
            if _which(path) != before[path]:
                path.unlink(missing_ok=True)
        raise


def _which(path: Path) -> tuple[int, int, int] | None:
    """Tell files of one name apart; None if there is none, or none that can be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
