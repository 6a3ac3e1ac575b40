"""Making a sealed package out of a released view."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

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
from app.exchange.payload import Extras, document_part, payload_of, write_payload
from app.exchange.signing import sign
from app.exchange.tar_stream import TarPart, TarReader
from app.policy.views import ReleasedView

Contents = Callable[[Document], Iterable[bytes]]
"""Gives the bytes of a document, piece by piece."""
_NOTHING = Extras()


@dataclass(frozen=True, slots=True)
class SealResult:
    """What was written: `sha256` (hex) and `size` (bytes) of the whole file, names of the recipients.

    `recalled` counts the findings that the package takes back or restricts at the recipient.
    """

    id: str
    sha256: str
    size: int
    recipients: tuple[str, ...]
    findings: int
    documents: int
    signer: str
    sequence: int = 0
    charts: int = 0
    judgements: int = 0
    points: int = 0
    recalled: int = 0
    methods: int = 0


def seal(
    view: ReleasedView,
    contents: Contents,
    identity: Identity,
    recipients: Sequence[PublicIdentity],
    sequence: int,
    out: IO[bytes],
    progress: Progress | None = None,
    extras: Extras = _NOTHING,
) -> SealResult:
    """Write the package of `view` to `out`; `contents` gives the bytes of a document.

    Documents pass by piece by piece: they may be larger than the memory. `sequence` counts this
    workstation's packages; progress counts the parts. Raises `UserError`:
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
    payload = payload_of(view, extras)
    check_closed(payload)
    records = write_payload(payload)
    files = {document_part(d): d for d in payload.documents}
    manifest = _manifest(view, records, files, identity, recipients, sequence)
    raw = manifest.to_bytes()
    signature = sign(raw, identity, f"{manifest.format} {manifest.id}")
    ready = {MANIFEST_NAME: raw, SIGNATURE_NAME: signature, **records}
    tap = _Tap(out)
    parts = _told(_parts(ready, files, contents), len(ready) + len(files), progress or Progress())
    _encrypt(TarReader(parts), tap, manifest.recipients)
    return SealResult(
        id=manifest.id,
        sha256=tap.digest.hexdigest(),
        size=tap.size,
        recipients=tuple(r.name for r in recipients),
        findings=len(payload.findings),
        documents=len(payload.documents),
        signer=identity.name,
        sequence=sequence,
        charts=len(payload.charts),
        judgements=len(payload.judgements),
        points=len(payload.points),
        recalled=len({i for recall in payload.recalls for i in recall.finding_ids}),
        methods=len(payload.methods),
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


def _parts(
    ready: Mapping[str, bytes], files: Mapping[str, Document], contents: Contents
) -> Iterator[TarPart]:
    for name, data in ready.items():
        yield TarPart(name, len(data), (data,))
    for name, document in files.items():
        yield TarPart(name, document.size, _checked(document, contents(document)))


def _checked(document: Document, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass on the bytes of a document, but for the last of one that is not what it was."""
    code, size = hashlib.sha256(), 0
    held = b""
    for piece in pieces:
        code.update(piece)
        size += len(piece)
        if held:
            yield held
        held = piece
    if size != document.size or code.hexdigest() != document.sha256:
        raise UserError(
            "package.document_damaged",
            _("The document {name} in the store is not what it was when it was filed."),
            _("Run the check of the store before handing anything over."),
            exit_code=ExitCode.STORE_DAMAGED,
            name=document.name,
        )
    yield held


def _told(parts: Iterator[TarPart], count: int, progress: Progress) -> Iterator[TarPart]:
    """Count the parts, and within a large one let somebody stop it at every piece."""
    for no, part in enumerate(parts):
        progress.step(no, count)
        yield part._replace(pieces=_stoppable(part.pieces, no, count, progress))


def _stoppable(pieces: Iterable[bytes], no: int, count: int, progress: Progress) -> Iterator[bytes]:
    for piece in pieces:
        progress.step(no, count)
        yield piece


class _Tap:
    """Passes bytes on, knows their number and SHA-256, and why writing failed if it did."""

    def __init__(self, out: IO[bytes]) -> None:
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
