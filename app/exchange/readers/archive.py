"""Zip files opened with care: no bombs, no paths that lead elsewhere, no locked or broken members."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import (
    SHEET_BYTES,
    ZIP_BYTES,
    ZIP_ENTRIES,
    ZIP_RATIO,
    ZIP_RATIO_FROM,
    too_large,
)

_LOCKED = 0x1
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PIECE = 2**20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip and judge its directory; raises `UserError` if a member is not safe to read.

    Nothing is unpacked yet; the sizes that the directory claims bound what reading a member can give.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as error:
        raise broken_archive() from error
    if len(members) > ZIP_ENTRIES:
        raise too_large(_("packed files"), ZIP_ENTRIES)
    if any(_leads_elsewhere(member.filename) for member in members):
        raise UserError(
            "import.archive_path",
            _("The file holds packed files whose names point outside of it; such a file is an attack."),
            _("Do not open it; report it to your data protection or IT security contact."),
        )
    if any(member.flag_bits & _LOCKED or member.compress_type not in _METHODS for member in members):
        raise UserError(
            "import.archive_locked",
            _("The file is locked with a password or packed in an unusual way."),
            _("Open it with the program that made it and save it without a password."),
        )
    sheets = [m for m in members if _SHEET.fullmatch(m.filename)]
    others = [m for m in members if not _SHEET.fullmatch(m.filename)]
    if any(_is_bomb(m.file_size, m.compress_size) for m in members):
        raise bomb()
    if _sum(others) > ZIP_BYTES or _sum(sheets) > SHEET_BYTES:
        raise bomb()
    return archive


def bomb() -> UserError:
    """The refusal of a packed file that unpacks to far more than it should."""
    return UserError(
        "import.archive_bomb",
        _("The file unpacks to far more than its size; it is refused as a possible attack."),
        _("Ask the sender for the data in another form."),
    )


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one member; raises `UserError` if it is cut off, damaged or too large to be held."""
    if archive.getinfo(name).file_size > ZIP_BYTES:
        raise bomb()
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
        raise broken_archive() from error


def member_pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The same piece by piece, for a member that may be larger than the memory it should take."""
    try:
        with archive.open(name) as member:
            while piece := member.read(_PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
        raise broken_archive() from error


def broken_archive() -> UserError:
    """The refusal of a zip that is cut off or damaged."""
    return UserError(
        "import.archive_broken",
        _("The file is cut off or damaged; it cannot be unpacked."),
        _("Copy it again from the medium or ask the sender for it again."),
    )


def _leads_elsewhere(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name


def _is_bomb(size: int, packed: int) -> bool:
    return size > ZIP_RATIO_FROM and size > packed * ZIP_RATIO


def _sum(members: list[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)
