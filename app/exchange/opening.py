"""Opening a sealed package: every check first, then the records."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyrage

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import CaseHeader, Conference, Delivery, Measure
from app.exchange.age_header import AgeHeader, cut_off, read_header
from app.exchange.closure import check_closed
from app.exchange.codec import CodecError
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.manifest import (
    MANIFEST_LIMIT,
    PACKAGE_LIMIT,
    SIGNATURE_LIMIT,
    CaseName,
    Manifest,
    malformed,
)
from app.exchange.payload import Payload, document_part, read_payload
from app.exchange.receiving import Receiving
from app.exchange.tar_stream import TarError, TarSink, tar_size

_READING_ROOM = MANIFEST_LIMIT + SIGNATURE_LIMIT + 64 * 2**20


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A package that passed every check. `provisions` maps a finding's id to its provision's id."""

    signer: PublicIdentity
    manifest: Manifest
    case: CaseHeader
    delivery: Delivery
    provisions: dict[str, str]
    conferences: tuple[Conference, ...]
    measures: tuple[Measure, ...]


def open_package(
    stream: BinaryIO,
    identity: Identity,
    trusted: Sequence[PublicIdentity],
    progress: Progress | None = None,
) -> OpenedPackage:
    """Open, check and read a package; nothing of it is kept when any check fails.

    `stream` is seekable. The signer must be one of `trusted`, and this workstation must be among the
    recipients whom the signer named. Progress counts the parts as they come; it may raise `Cancelled`.
    Every refusal is a `UserError` whose key begins with `package.`.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if size > PACKAGE_LIMIT + _READING_ROOM:
        raise UserError(
            "package.too_large",
            _("The file is larger than any sealed package may be."),
            _("Check that it is the right file; ask the sender for several smaller packages."),
        )
    header = read_header(stream)
    if header.file_size(0) > size:
        raise cut_off()
    receiving = Receiving(identity, trusted, progress)
    _decrypt(stream, receiving, header, size)
    return _opened(receiving)


def _decrypt(stream: BinaryIO, receiving: Receiving, header: AgeHeader, size: int) -> None:
    sink = TarSink(receiving.announce, receiving.receive)
    key = pyrage.x25519.Identity.from_str(receiving.identity.age_secret)
    try:
        pyrage.decrypt_io(stream, sink, [key])
        sink.finish()
    except pyrage.DecryptError as error:
        raise UserError(
            "package.not_for_us",
            _("The key of this workstation does not open the package: it was made for somebody else."),
            _("Check the file's origin, or ask the sender for a package made for this workstation."),
        ) from error
    except OSError as error:
        if receiving.cancelled is not None:
            raise receiving.cancelled from None
        raise _damaged(receiving, header, size) from error
    except TarError as error:
        raise malformed() from error
    if not receiving.complete:
        raise malformed()


def _damaged(receiving: Receiving, header: AgeHeader, size: int) -> UserError:
    """Tell a file whose end is missing from one that was changed, as far as the signed sizes allow."""
    if receiving.manifest is not None and size < header.file_size(tar_size(receiving.sizes)):
        return cut_off()
    return UserError(
        "package.damaged",
        _("The package is damaged or was changed on the way; nothing was taken from it."),
        _("Copy it again from the medium or ask the sender for it again."),
    )


def _opened(receiving: Receiving) -> OpenedPackage:
    manifest, signer = receiving.manifest, receiving.signer
    try:
        payload = read_payload(receiving.parts)
        check_closed(payload)
    except CodecError as error:
        raise malformed() from error
    documents = {d.id: receiving.parts.get(document_part(d), b"") for d in payload.documents}
    if manifest is None or signer is None or not _fits(payload, manifest, documents):
        raise malformed()
    return OpenedPackage(
        signer=signer,
        manifest=manifest,
        case=payload.case[0],
        delivery=_delivery(payload, documents),
        provisions={ground.finding: ground.provision for ground in payload.provisions},
        conferences=payload.conferences,
        measures=payload.measures,
    )


def _fits(payload: Payload, manifest: Manifest, documents: Mapping[str, bytes]) -> bool:
    case = payload.case[0]
    same_case = manifest.case == CaseName(case.id, case.reference)
    return same_case and all(
        len(documents[d.id]) == d.size and hashlib.sha256(documents[d.id]).hexdigest() == d.sha256
        for d in payload.documents
    )


def _delivery(payload: Payload, documents: dict[str, bytes]) -> Delivery:
    return Delivery(
        contributions=payload.contributions,
        sources=payload.sources,
        subjects=payload.subjects,
        findings=payload.findings,
        judgements=payload.judgements,
        documents=payload.documents,
        agencies=payload.agencies,
        contents=documents,
    )
