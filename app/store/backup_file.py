"""The form of a backup file: a plain tar archive of what a store needs, and one line that seals it.

    manifest.json     format, store id, moment, head and number of the audit entries, counts, SHA-256s
    schluessel        the key header: the passphrases of that day open the backup
    store.db          the encrypted database, written in one consistent piece
    (after the archive's end)  "rundblick-backup/1 sha256 <hex>": SHA-256 of all bytes before the line

The archive can be unpacked by hand with any tar. The line finds a file that was cut off or altered by
accident; what was altered on purpose is found by the encryption and by the audit chain. Nothing in it
is plaintext except the manifest, which holds numbers and hashes.
"""

import errno
import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from app.base.errors import ExitCode, UserError
from app.base.i18n import _

FORMAT = "rundblick-backup/1"
MANIFEST, KEYS, DATABASE = "manifest.json", "schluessel", "store.db"
_TRAILER_LENGTH = len(FORMAT) + len(" sha256 ") + 64 + 1
_SMALL = 1_000_000
_PIECE = 1024 * 1024

Told = Callable[[int], object]


def nobody(_bytes: int) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself; `head` and `entries` are the audit chain's, `sha256` per member."""

    store: str
    created: str
    schema: str
    head: str
    entries: int
    counts: dict[str, int]
    sha256: dict[str, str] = field(default_factory=dict)
    format: str = FORMAT


def not_a_backup(path: Path) -> UserError:
    """Return the refusal for a file that is no whole, unaltered backup (exit 4)."""
    return UserError(
        "backup.damaged",
        _("{path} is no backup, or was cut off or altered."),
        _("Choose another backup file; nothing was changed."),
        exit_code=ExitCode.INPUT_REFUSED,
        path=path,
    )


def require(path: Path) -> None:
    """Refuse a file that is not there (exit 4), before anybody is asked for a passphrase."""
    if not path.exists():
        raise _missing(path)


def _missing(path: Path) -> UserError:
    return UserError(
        "backup.missing",
        _("The backup {path} is not there."),
        _("Check the name, and whether the drive with the backups is connected."),
        exit_code=ExitCode.INPUT_REFUSED,
        path=path,
    )


def not_writable(path: Path, error: OSError) -> UserError:
    """Return the refusal for a place that cannot be written, or a full disk (exit 6)."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return UserError(
        "backup.disk_full" if full else "backup.not_writable",
        _("The disk is full: {path}.") if full else _("{path} cannot be written."),
        _("Free some space.") if full else _("Choose a folder that exists and that you may write to."),
        exit_code=ExitCode.NOT_WRITABLE,
        path=path,
    )


def sha256_of(path: Path, told: Told = nobody) -> str:
    """Return SHA-256 (hex) of a file; `told` learns how many bytes were read with each piece."""
    code = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            code.update(piece)
            told(len(piece))
    return code.hexdigest()


class _Counted(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, told: Told) -> None:
        super().__init__()
        self._file, self._told = file, told

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._told(len(piece))
        return piece


def write(out: BinaryIO, manifest: Manifest, keys: bytes, database: Path, told: Told = nobody) -> None:
    """Write a whole backup into an empty file that can be read back.

    `told` learns of every piece of the database: when it is written, and when it is read back.
    """
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in ((MANIFEST, text), (KEYS, keys)):
            archive.addfile(_member(name, len(content)), io.BytesIO(content))
        with database.open("rb") as file:
            archive.addfile(_member(DATABASE, os.fstat(file.fileno()).st_size), _Counted(file, told))
    length = out.seek(0, os.SEEK_END)
    code = _sha256_of_first(out, length, told)
    out.seek(length)
    out.write(f"{FORMAT} sha256 {code}\n".encode())


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _sha256_of_first(file: BinaryIO, length: int, told: Told = nobody) -> str:
    code, left = hashlib.sha256(), length
    file.seek(0)
    while left and (piece := file.read(min(_PIECE, left))):
        code.update(piece)
        left -= len(piece)
        told(len(piece))
    return code.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """Open a backup whose every byte is as it was written; anything else, or no file, is refused (exit 4)."""
    try:
        with path.open("rb") as file:
            length = os.fstat(file.fileno()).st_size - _TRAILER_LENGTH
            if length <= 0:
                raise not_a_backup(path)
            expected = f"{FORMAT} sha256 {_sha256_of_first(file, length)}\n".encode()
            if file.read(_TRAILER_LENGTH + 1) != expected:
                raise not_a_backup(path)
            file.seek(0)
            with tarfile.open(fileobj=file, mode="r:") as archive:
                yield _manifest(path, archive), archive
    except tarfile.TarError as error:
        raise not_a_backup(path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        if error.filename is not None and Path(error.filename) != path:
            raise
        raise _missing(path) from error
    except OSError as error:
        if error.filename is not None and Path(error.filename) != path:
            raise
        raise not_a_backup(path) from error


def _manifest(path: Path, archive: tarfile.TarFile) -> Manifest:
    members = [archive.next() for _no in range(4)]
    names = [m.name for m in members if m is not None and m.isreg() and not m.issparse()]
    if names != [MANIFEST, KEYS, DATABASE]:
        raise not_a_backup(path)
    try:
        content: dict[str, Any] = json.loads(small(archive, MANIFEST))
        made = Manifest(**content)
        int(made.entries)
        sound = made.format == FORMAT and set(made.sha256) == {KEYS, DATABASE}
    except (ValueError, TypeError) as error:
        raise not_a_backup(path) from error
    if not sound:
        raise not_a_backup(path)
    return made


def small(archive: tarfile.TarFile, name: str) -> bytes:
    """Return the content of a small member; raises `tarfile.ReadError` if it is not small."""
    file = archive.extractfile(name)
    content = file.read(_SMALL + 1) if file is not None else b""
    if not content or len(content) > _SMALL:
        raise tarfile.ReadError(name)
    return content


def unpack(archive: tarfile.TarFile, manifest: Manifest, folder: Path) -> bool:
    """Put database and both copies of the key header into a folder; False if a SHA-256 is another."""
    keys = small(archive, KEYS)
    for name in ("schluessel.1", "schluessel.2"):
        with _new_file(folder / name) as out:
            out.write(keys)
    source = archive.extractfile(DATABASE)
    if source is None:
        return False
    with source, _new_file(folder / DATABASE) as out:
        shutil.copyfileobj(source, out, _PIECE)
    return {KEYS: hashlib.sha256(keys).hexdigest(), DATABASE: sha256_of(folder / DATABASE)} == manifest.sha256


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
