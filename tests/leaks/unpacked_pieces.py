"""Everything inside a file: what is packed, compressed or encrypted in it is taken out, part by part."""

import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pyrage

from app.exchange.keys import Identity
from tests.leaks.marker_words import Markers
from tests.pdf_text import pages_of

_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_DEPTH = 40
Piece = tuple[str, bytes]


@dataclass(frozen=True)
class Openers:
    """What opens the encrypted files: the recipient's keys, and the passphrase of a locked PDF."""

    identity: Identity
    passphrase: str


def pieces(name: str, data: bytes, openers: Openers) -> Iterator[Piece]:
    """Yield the place and the content of a file and of everything in it."""
    yield name, data
    if data.startswith(b"%PDF"):
        yield from _of_pdf(name, data, openers)
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield f"{name}!comment", packed.comment
            for info in packed.infolist():
                place = f"{name}!{info.filename}"
                yield f"{place}!head", info.filename.encode() + info.comment + info.extra
                yield from pieces(place, packed.read(info), openers)
    elif data.startswith(b"age-encryption.org"):
        secret = pyrage.x25519.Identity.from_str(openers.identity.age_secret)
        yield from _of_tar(name, pyrage.decrypt(data, [secret]), openers)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        for no, content in enumerate(_inflated(data)):
            yield f"{name}!{no}", content
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield f"{name}!utf-16", data.decode("utf-16").encode()


def of_folder(folder: Path, openers: Openers) -> Iterator[Piece]:
    """Yield everything in all files of a folder and below it, and their names."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        yield f"{place}!name", place.encode()
        if path.is_file():
            yield from pieces(place, path.read_bytes(), openers)


def found(markers: Markers, told: Iterable[Piece]) -> dict[str, set[str]]:
    """Return by marker the places in which it stands."""
    hits: dict[str, set[str]] = {}
    for place, data in told:
        for marker in markers.found_in(data):
            hits.setdefault(marker, set()).add(place)
    return hits


def _of_tar(name: str, data: bytes, openers: Openers) -> Iterator[Piece]:
    with tarfile.open(fileobj=io.BytesIO(data)) as packed:
        for member in packed:
            yield f"{name}!{member.name}!head", repr(member.get_info()).encode()
            content = packed.extractfile(member)
            if content is not None:
                yield from pieces(f"{name}!{member.name}", content.read(), openers)


def _of_pdf(name: str, data: bytes, openers: Openers) -> Iterator[Piece]:
    plain = _decrypted(data, openers.passphrase)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        texts = list(_strings(pdf.trailer, 0))
        for no, thing in enumerate(pdf.objects):
            texts += _strings(thing, 0)
            if isinstance(thing, pikepdf.Stream):
                yield f"{name}!stream {no}", _content(thing)
        yield f"{name}!strings", "\n".join(texts).encode(errors="surrogatepass")
        for title, kept in pdf.attachments.items():
            yield from pieces(f"{name}!attached {title}", kept.get_file().read_bytes(), openers)
    pages = pages_of(plain)
    yield f"{name}!text", "\n".join(pages).encode(errors="surrogatepass")
    # A line breaks anywhere, also within a word: what was broken must still be found.
    joined = "".join("".join(pages).replace("\ufffe", "").replace("\u00ad", "").split())
    yield f"{name}!joined", joined.replace("-", "").encode(errors="surrogatepass")


def _decrypted(data: bytes, passphrase: str) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(data)):
            return data
    except pikepdf.PasswordError:
        with pikepdf.open(io.BytesIO(data), password=passphrase) as locked:
            plain = io.BytesIO()
            locked.save(plain, encryption=False, deterministic_id=True)
            return plain.getvalue()


def _content(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()  # a picture in a code that is none of PDF's filters


def _strings(thing: pikepdf.Object, depth: int) -> Iterator[str]:
    """Yield every text and name in an object, but not what it merely refers to: that comes by itself."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < _DEPTH:
        for key, value in thing.items():
            yield str(key)
            yield from _strings_within(value, depth)
    elif isinstance(thing, pikepdf.Array) and depth < _DEPTH:
        for value in thing:
            yield from _strings_within(value, depth)


def _strings_within(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        yield from _strings(value, depth + 1)


def _inflated(data: bytes) -> Iterator[bytes]:
    for start in _ZLIB.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[start.start() :])
        except zlib.error:
            continue  # two bytes that only look like the beginning of a compressed stream
