"""Refuses office files that unpack to far more than a document can hold."""

import io
import zipfile

from app.reading.pieces import Unreadable

_UNPACKED = 400 * 1024 * 1024
_ENTRIES = 20_000


def check_archive(data: bytes) -> None:
    """Raise `Unreadable` for an archive that is too large once unpacked, or that is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable("failed", "damaged") from error
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _UNPACKED:
        raise Unreadable("failed", "bomb")
