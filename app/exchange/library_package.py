"""An area of the knowledge library as a sealed package: the container of packages with a manifest of its own.

Outside age (X25519), inside a tar of `manifest.json`, `manifest.json.minisig`, the records and the attached
files; the same tools open and check it as a package of a case. Its format is another one, so that a package
of a case is never taken for an area nor the other way round. It holds no personal data by its purpose and no
release: the library is not about cases.
"""

import hashlib
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO

import pyrage

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.library_records import AreaDelivery
from app.exchange.age_header import read_header
from app.exchange.codec import CodecError, decode, encode
from app.exchange.decrypting import decrypt
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.manifest import (
    MANIFEST_LIMIT,
    MANIFEST_NAME,
    SIGNATURE_LIMIT,
    SIGNATURE_NAME,
    Part,
    Sender,
    malformed,
)
from app.exchange.ndjson import LINE_LIMIT, from_json, to_json
from app.exchange.signing import sign, signer_of
from app.exchange.tar_stream import TarPart, TarReader, TarSink

LIBRARY_FORMAT = "rundblick-bibliothek"
LIBRARY_VERSION = 1
LIBRARY_SUFFIX = ".rundblick-bibliothek"
RECORDS_NAME = "library.json"
FILE_FOLDER = "files/"
SIZE_LIMIT = 256 * 2**20
_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class LibraryManifest:
    """Everything the signature covers, directly or by hash; `recipients` are age public keys, sorted."""

    format: str
    id: str
    created: str
    sender: Sender
    recipients: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class OpenedArea:
    """An area that passed every check; `files` are attached files by SHA-256."""

    signer: PublicIdentity
    manifest: LibraryManifest
    delivery: AreaDelivery
    files: Mapping[str, bytes]


def seal_area(
    delivery: AreaDelivery,
    files: Mapping[str, bytes],
    identity: Identity,
    recipients: Sequence[PublicIdentity],
    out: BinaryIO,
) -> LibraryManifest:
    """Write an area to `out`, signed and encrypted for these recipients; `files` by SHA-256 (hex).

    Raises `UserError` (`package.no_recipient`, `library.too_large`); after any exception what stands in
    `out` is to be thrown away.
    """
    if not recipients:
        raise UserError(
            "package.no_recipient",
            _("A package needs at least one recipient's key."),
            _("Import the partner's key and name it as recipient."),
            exit_code=ExitCode.USAGE,
        )
    content = {RECORDS_NAME: to_json(encode(delivery))}
    content |= {f"{FILE_FOLDER}{sha256}": data for sha256, data in sorted(files.items())}
    records = len(content[RECORDS_NAME])
    if records > LINE_LIMIT or sum(map(len, content.values())) > SIZE_LIMIT or len(content) > _PARTS:
        raise _too_large()
    manifest = LibraryManifest(
        format=f"{LIBRARY_FORMAT}/{LIBRARY_VERSION}",
        id=new_id(),
        created=now_text(),
        sender=Sender(identity.name, identity.age_public, identity.sign_public),
        recipients=tuple(sorted({r.age_public for r in recipients})),
        parts=tuple(Part(n, len(d), hashlib.sha256(d).hexdigest()) for n, d in content.items()),
    )
    raw = to_json(encode(manifest))
    signature = sign(raw, identity, f"{manifest.format} {manifest.id}")
    ready = {MANIFEST_NAME: raw, SIGNATURE_NAME: signature, **content}
    reader = TarReader([TarPart(name, len(data), (data,)) for name, data in ready.items()])
    keys = [pyrage.x25519.Recipient.from_str(r) for r in manifest.recipients]
    pyrage.encrypt_io(reader, out, keys)
    return manifest


def open_area(
    stream: IO[bytes], identities: Sequence[Identity], trusted: Sequence[PublicIdentity]
) -> OpenedArea:
    """Open, check and read the package of an area; nothing is kept when any check fails.

    The signer must be one of `trusted`, one of `identities` among the recipients whom the signer named.
    Every refusal is a `UserError` whose key begins with `package.` or `library.`.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size > SIZE_LIMIT + 2**24:
        raise _too_large()
    read_header(stream)
    gathered = _Gathered()
    _decrypt(stream, identities, gathered)
    return _judged(gathered.parts, identities, trusted)


class _Gathered:
    """The parts of the tar, held in memory up to a bound."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self._name = ""
        self._held = io.BytesIO()
        self._total = 0

    def announce(self, name: str, size: int) -> None:
        self._total += size
        fitting = len(self.parts) < _PARTS + 2 and self._total <= SIZE_LIMIT + MANIFEST_LIMIT
        if name in self.parts or not fitting:
            raise malformed()
        self._name, self._held = name, io.BytesIO()

    def take(self, data: bytes) -> None:
        self._held.write(data)

    def complete(self) -> None:
        self.parts[self._name] = self._held.getvalue()


def _decrypt(stream: IO[bytes], identities: Sequence[Identity], gathered: _Gathered) -> None:
    decrypt(stream, identities, TarSink(gathered.announce, gathered.take, gathered.complete))


def _judged(
    parts: Mapping[str, bytes], identities: Sequence[Identity], trusted: Sequence[PublicIdentity]
) -> OpenedArea:
    raw, signature = parts.get(MANIFEST_NAME, b""), parts.get(SIGNATURE_NAME, b"")
    if not raw or not signature or len(signature) > SIGNATURE_LIMIT:
        raise malformed()
    signer = signer_of(raw, signature, trusted)
    manifest = _manifest(raw)
    if manifest.sender.minisign != signer.sign_public:
        raise malformed()
    if not {i.age_public for i in identities} & set(manifest.recipients):
        raise UserError(
            "package.forwarded",
            _("{sender} made this package for somebody else; it was passed on to this workstation."),
            _("Ask {sender} for a package made for this workstation."),
            sender=signer.name,
        )
    content = {name: data for name, data in parts.items() if name not in (MANIFEST_NAME, SIGNATURE_NAME)}
    told = [Part(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in content.items()]
    if sorted(told, key=lambda p: p.name) != sorted(manifest.parts, key=lambda p: p.name):
        raise malformed()
    return _opened(signer, manifest, content)


def _manifest(raw: bytes) -> LibraryManifest:
    try:
        data = from_json(raw)
        found = str(data.get("format", "")) if isinstance(data, dict) else ""
        kind, _slash, version = found.partition("/")
        if kind != LIBRARY_FORMAT or not version.isdecimal():
            raise UserError(
                "library.other_package",
                _("This package is no area of the library."),
                _("Packages of cases are opened at “Exchange”."),
            )
        if int(version) > LIBRARY_VERSION:
            raise UserError(
                "package.newer",
                _("The package was made by a newer version of the program (format {version})."),
                _("Update this workstation, or ask the sender for a package in format {known}."),
                version=version,
                known=LIBRARY_VERSION,
            )
        return decode(LibraryManifest, data)
    except CodecError as error:
        raise malformed() from error


def _opened(signer: PublicIdentity, manifest: LibraryManifest, content: Mapping[str, bytes]) -> OpenedArea:
    try:
        delivery = decode(AreaDelivery, from_json(content.get(RECORDS_NAME, b"")))
    except CodecError as error:
        raise malformed() from error
    files = {n.removeprefix(FILE_FOLDER): d for n, d in content.items() if n.startswith(FILE_FOLDER)}
    whole = all(hashlib.sha256(data).hexdigest() == sha256 for sha256, data in files.items())
    wanted = {v.sha256: v.size for d in delivery.documents for v in d.versions if v.sha256}
    ids = [v.id for d in delivery.documents for v in d.versions] + [d.id for d in delivery.documents]
    there = wanted == {sha256: len(data) for sha256, data in files.items()}
    if not (whole and there and len(set(ids)) == len(ids) and all(d.versions for d in delivery.documents)):
        raise malformed()
    return OpenedArea(signer, manifest, delivery, files)


def _too_large() -> UserError:
    return UserError(
        "library.too_large",
        _("The area is larger than {limit} MiB."),
        _("Send its documents in several packages."),
        limit=SIZE_LIMIT // 2**20,
    )
