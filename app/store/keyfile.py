"""The key header on disk, and key files.

The header has two copies, replaced one after the other, so that one is always whole.
"""

import hashlib
import json
import os
from pathlib import Path

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store.keyslots import FORMAT, Header, canonical, header_damaged, sealed

COPIES = ("schluessel.1", "schluessel.2")
_SIZE_LIMIT = 1_000_000
_KEY_FILE_LEAST = 32
_KEY_FILE_MADE = 64


def sync_folder(folder: Path) -> None:
    """Make a file's name durable; on Windows a folder cannot be synced and the second copy has to do."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".neu")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    sync_folder(path.parent)


def write(folder: Path, header: Header, data_key: bytes) -> Header:
    """Write the header with the next sequence number, first copy 1, then copy 2; returns it."""
    final = sealed({**header, "sequence": header["sequence"] + 1}, data_key)
    data = json.dumps(final, ensure_ascii=False, indent=1).encode()
    for name in COPIES:
        _replace(folder / name, data)
    return final


def _read_copy(path: Path) -> Header | None:
    try:
        with path.open("rb") as file:
            header = json.loads(file.read(_SIZE_LIMIT))
        body = {k: v for k, v in header.items() if k != "checksum"}
        if header["checksum"] != hashlib.sha256(canonical(body)).hexdigest():
            return None
        if type(header["sequence"]) is not int or not isinstance(header["slots"], list):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # An unreadable copy is expected after a crash; the other copy decides.
        return None
    return header if isinstance(header, dict) else None


def digest_of(key_file: Path) -> bytes:
    """Return the SHA-256 of a key file; `UserError` if it cannot be read or is no good as one (exit 3)."""
    try:
        with key_file.open("rb") as file:
            data = file.read(_SIZE_LIMIT + 1)
    except OSError as error:
        raise UserError(
            "keys.key_file",
            _("The key file {path} cannot be read."),
            _("Check the path and the rights."),
            exit_code=ExitCode.CANNOT_UNLOCK,
            path=key_file,
        ) from error
    if not _KEY_FILE_LEAST <= len(data) <= _SIZE_LIMIT:
        raise UserError(
            "keys.key_file_size",
            _("The key file {path} has fewer than 32 bytes or more than a million."),
            _("Use a file of random bytes that nobody else has and that never changes."),
            exit_code=ExitCode.CANNOT_UNLOCK,
            path=key_file,
        )
    return hashlib.sha256(data).digest()


def make(key_file: Path) -> Path:
    """Write a new key file of random bytes; `UserError` (exit 6) if it exists or cannot be written."""
    try:
        with open(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(_KEY_FILE_MADE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UserError(
            "keys.key_file_new",
            _("The key file {path} cannot be made: it exists, or the folder cannot be written."),
            _("Choose another place, best on a stick."),
            exit_code=ExitCode.NOT_WRITABLE,
            path=key_file,
        ) from error
    return key_file


def readable(path: Path) -> bool:
    """Tell whether one copy of the header is whole."""
    return _read_copy(path) is not None


def read(folder: Path) -> Header:
    """Return the newest readable copy of the header; raises `UserError` if there is none."""
    if not any((folder / name).exists() for name in COPIES):
        raise UserError(
            "store.not_found",
            _("There is no store at {path}."),
            _("Check the path, or create one with “init” or “demo”."),
            exit_code=ExitCode.CANNOT_UNLOCK,
            path=folder,
        )
    copies = [c for c in (_read_copy(folder / name) for name in COPIES) if c is not None]
    if not copies:
        raise header_damaged()
    header = max(copies, key=lambda c: c["sequence"])
    if header.get("format") != FORMAT:
        raise UserError(
            "keys.newer",
            _("This store was made by a newer version of Rundblick."),
            _("Open it with that version."),
            exit_code=ExitCode.STORE_DAMAGED,
        )
    return header
