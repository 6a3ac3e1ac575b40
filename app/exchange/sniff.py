"""What a file is, told from its content; its ending is never believed."""

import gzip
import io
import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.base.errors import UserError
from app.base.i18n import _, mark
from app.exchange.limits import FILE_BYTES, too_many_bytes, xml_entities
from app.exchange.readers.archive import bomb, broken_archive, open_archive, read_member
from app.exchange.readers.reader_kind import Head, Reader
from app.exchange.readers.reader_registry import CSV, all_readers, recognise
from app.exchange.readers.text_decoding import decode_text, head_text


class Format(StrEnum):
    """The formats that the program's own parts speak of; all that `import` reads are in the registry."""

    CSV = "csv"
    XLSX = "xlsx"
    GRAPHML = "graphml"
    GML = "gml"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's format and its bytes; unpacked if the file was a zip of one file, then `inner` names that."""

    format: str
    data: bytes
    inner: str = ""

    @property
    def reader(self) -> Reader:
        """The reader of the format."""
        return all_readers()[self.format]


_BINARY = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", mark("program")),
    (b"MZ", mark("program")),
)
_BLANK = b"\0 \t\r\n"
_GZIP = b"\x1f\x8b"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_ROOT = re.compile(r"<(?![?!])(?:([\w.-]+):)?([\w.-]+)([^>]*)")
_HEAD = 64_000
_SMALL = 64_000
_TEXT_FORMATS = (
    (re.compile(r"\s*[{\[]\s*(?:[{\[\"\]}]|-?\d)"), "JSON"),
    (re.compile(r"\s*\*(?:vertices|network)\b", re.IGNORECASE), "Pajek"),
    (re.compile(r"\s*dl\s+n\s*=", re.IGNORECASE), "UCINET DL"),
    (re.compile(r"\s*(?:strict\s+)?(?:di)?graph\b[^{\n]*\{"), "Graphviz"),
    (re.compile(r"\s*0\s+HEAD\b"), "GEDCOM"),
    (re.compile(r"\s*BEGIN:V[A-Z]+"), "iCalendar / vCard"),
)


def sniff(path: Path) -> Sniffed:
    """Read a file and tell what it is; raises `UserError` if it is too large, empty, or nothing we read."""
    return sniff_data(read_bounded(path))


def sniff_data(data: bytes, *, packed: bool = True) -> Sniffed:
    """Tell what `data` are; `packed` allows a zip with exactly one file in it, or a packed stream."""
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):
        raise UserError(
            "import.empty", _("The file is empty."), _("Check that the export went through and try again.")
        )
    if data.startswith(b"PK"):
        return _sniff_zip(data, packed)
    if data.startswith(_GZIP) and packed:
        return sniff_data(_unzipped(data), packed=False)
    own = recognise(Head(data))
    if own is not None:
        return Sniffed(own.id, data)
    _refuse_binary(data)
    text = head_text(data)[:_HEAD].lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _sniff_xml(text, data)
    reader = recognise(Head(data, text))
    if reader is not None:
        return Sniffed(reader.id, data)
    for pattern, name in _TEXT_FORMATS:
        if pattern.match(text):
            raise _unknown(name)
    _refuse_no_text(data)
    return Sniffed(CSV.id, data)


def read_bounded(path: Path) -> bytes:
    """The bytes of a file; raises `UserError` if it is not there or larger than one import takes."""
    try:
        if not path.is_file():
            raise _unreadable(path)
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise too_many_bytes(size, FILE_BYTES)
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> UserError:
    return UserError(
        "import.unreadable",
        _("The file {file} is not there or cannot be read."),
        _("Check the name, the medium and your permission to read it."),
        file=path.name,
    )


def _unzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            plain = stream.read(FILE_BYTES + 1)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise broken_archive() from error
    if len(plain) > FILE_BYTES:
        raise bomb()
    return plain


def _refuse_no_text(data: bytes) -> None:
    """Text is decoded whole by the reader alone; what cannot be any is refused as such at once."""
    if len(data) <= _SMALL:
        decode_text(data)


def _refuse_binary(data: bytes) -> None:
    if data.startswith(_PACKAGE):
        raise UserError(
            "import.is_package",
            _("This is an encrypted package, not a table or a graph."),
            _("Use “inspect” and “merge” for sealed packages."),
        )
    if data.startswith(_OLE):
        raise UserError(
            "import.old_workbook",
            _("This is an old or password-protected Office file."),
            _("Open it in the office program and save it as .xlsx without a password."),
        )
    if data[257:262] == b"ustar":
        raise _unknown("tar")
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise _unknown(_(name))


def _sniff_zip(data: bytes, packed: bool) -> Sniffed:
    with open_archive(data) as archive:
        names = archive.namelist()
        reader = recognise(Head(data, members=frozenset(names)))
        if reader is not None:
            return Sniffed(reader.id, data)
        if "xl/workbook.bin" in names:
            raise _unknown("XLSB")
        if "mimetype" in names:
            raise _unknown("OpenDocument")
        files = [name for name in names if not name.endswith("/")]
        if len(files) != 1 or not packed:
            raise UserError(
                "import.archive_content",
                _("The packed file holds {count} files; exactly one table or graph can be read from it."),
                _("Unpack it and import the files one by one."),
                count=len(files),
            )
        inner = sniff_data(read_member(archive, files[0]), packed=False)
    return Sniffed(inner.format, inner.data, files[0])


def _sniff_xml(start: str, data: bytes) -> Sniffed:
    # A DOCTYPE may stand before the root; its declarations begin with "<!" and are stepped over here,
    # the parser of the format refuses every entity among them.
    if "<!ENTITY" in start:
        raise xml_entities()
    found = _ROOT.search(start)
    prefix, root, rest = (found[1] or "", found[2], found[3]) if found else ("", "", "")
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    space = re.search(rf"\s{re.escape(name)}\s*=\s*[\"']([^\"']*)[\"']", rest)
    reader = recognise(Head(data, start, root or "?", space[1] if space else ""))
    if reader is None:
        raise _unknown(f"XML <{root[:40]}>")
    return Sniffed(reader.id, data)


def _unknown(name: str) -> UserError:
    known = ", ".join(_(reader.name) for reader in all_readers().values())
    return UserError(
        "import.unknown_format",
        _("The content of the file is “{format}”; import reads {known}."),
        _("Save or export the data in one of these formats."),
        format=name,
        known=known,
    )
