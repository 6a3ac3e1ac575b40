"""Making a sealed package out of a released view."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyrage

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.progress import Progress
from app.base.records import Document
from app.exchange.closure import check_closed
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.manifest import (
    MANIFEST_NAME,
    PACKAGE_FORMAT,
    PACKAGE_VERSION,
    SIGNATURE_NAME,
    CaseName,
    Manifest,
    Part,
    Release,
    Sender,
)
from app.exchange.payload import document_part, payload_of, read_payload, write_payload
from app.exchange.signing import sign
from app.exchange.tar_stream import TarReader
from app.policy.views import ReleasedView


@dataclass(frozen=True, slots=True)
class SealResult:
    """What was written: `sha256` (hex) and `size` (bytes) of the whole file, names of the recipients."""

    id: str
    sha256: str
    size: int
    recipients: tuple[str, ...]
    findings: int
    documents: int
    signer: str


def seal(
    view: ReleasedView,
    contents: Mapping[str, bytes],
    identity: Identity,
    recipients: Sequence[PublicIdentity],
    sequence: int,
    out: BinaryIO,
    progress: Progress | None = None,
) -> SealResult:
    """Write the package of `view` to `out`; `contents` maps every document's id to its bytes.

    `sequence` counts this workstation's packages; progress counts the parts. Raises `UserError`:
    `package.no_recipient`, `package.document_damaged`; an `OSError` of `out` as it is; `Cancelled`. After
    any exception what stands in `out` is to be thrown away.
    """
    if not recipients:
        raise UserError(
            "package.no_recipient",
            _("A package needs at least one recipient's key."),
            _("Import the partner's key and name it as recipient."),
            exit_code=ExitCode.USAGE,
        )
    payload = payload_of(view)
    records = write_payload(payload)
    check_closed(read_payload(records))
    files = {document_part(d): d for d in payload.documents}
    manifest = _manifest(view, records, files, identity, recipients, sequence)
    raw = manifest.to_bytes()
    signature = sign(raw, identity, f"{manifest.format} {manifest.id}")
    head = {MANIFEST_NAME: raw, SIGNATURE_NAME: signature}
    tap = _Tap(out)
    ready = {**head, **records}
    parts = _told(_with_documents(ready, files, contents), len(ready) + len(files), progress or Progress())
    reader = TarReader(parts)
    _encrypt(reader, tap, manifest.recipients)
    return SealResult(
        id=manifest.id,
        sha256=tap.digest.hexdigest(),
        size=tap.size,
        recipients=tuple(r.name for r in recipients),
        findings=len(payload.findings),
        documents=len(payload.documents),
        signer=identity.name,
    )


def _manifest(
    view: ReleasedView,
    records: Mapping[str, bytes],
    files: Mapping[str, Document],
    identity: Identity,
    recipients: Sequence[PublicIdentity],
    sequence: int,
) -> Manifest:
    parts = [Part(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in records.items()]
    parts += [Part(name, document.size, document.sha256) for name, document in files.items()]
    return Manifest(
        format=f"{PACKAGE_FORMAT}/{PACKAGE_VERSION}",
        id=new_id(),
        created=now_text(),
        sequence=sequence,
        sender=Sender(identity.name, identity.age_public, identity.sign_public),
        recipients=tuple(sorted({r.age_public for r in recipients})),
        case=CaseName(view.header.id, view.header.reference),
        release=Release(view.recipient, view.purpose, view.occasion, view.as_of),
        parts=tuple(parts),
    )


def _with_documents(
    ready: Mapping[str, bytes], files: Mapping[str, Document], contents: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    yield from ready.items()
    for name, document in files.items():
        data = contents[document.id]
        if len(data) != document.size or hashlib.sha256(data).hexdigest() != document.sha256:
            raise UserError(
                "package.document_damaged",
                _("The document {name} in the store is not what it was when it was filed."),
                _("Run the check of the store before handing anything over."),
                exit_code=ExitCode.STORE_DAMAGED,
                name=document.name,
            )
        yield name, data


def _told(parts: Iterator[tuple[str, bytes]], count: int, progress: Progress) -> Iterator[tuple[str, bytes]]:
    for no, part in enumerate(parts):
        progress.step(no, count)
        yield part


class _Tap:
    """Passes bytes on, knows their number and SHA-256, and why writing failed if it did."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.digest = hashlib.sha256()
        self.size = 0
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            self._out.write(data)
        except OSError as error:
            self.failure = error
            raise
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def _encrypt(reader: TarReader, tap: _Tap, recipients: Sequence[str]) -> None:
    keys = [pyrage.x25519.Recipient.from_str(r) for r in recipients]
    try:
        pyrage.encrypt_io(reader, tap, keys)
    except pyrage.EncryptError as error:
        raise reader.failure or tap.failure or error from None
