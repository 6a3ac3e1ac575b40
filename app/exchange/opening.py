"""Opening a sealed package: every check first, then the records.

The file is read from its beginning to its end once before anything is believed; documents pass by and are not
kept. Whoever wants them reads it a second time (`pass_documents`), into a store that takes all of them or
none.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from app.base.chart_records import ChartDocument
from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.provision_records import DataMark
from app.base.recall_records import RecallNotice
from app.base.records import CaseHeader, Conference, Delivery, Measure
from app.base.sent_records import SentMethod, SentProvision
from app.exchange.age_header import AgeHeader, cut_off, read_header
from app.exchange.closure import check_closed
from app.exchange.codec import CodecError
from app.exchange.decrypting import damaged, decrypt
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.manifest import (
    MANIFEST_LIMIT,
    PACKAGE_LIMIT,
    SIGNATURE_LIMIT,
    CaseName,
    Manifest,
    Part,
    malformed,
)
from app.exchange.payload import ClosedPoint, Ground, Payload, document_part, read_payload
from app.exchange.receiving import DocumentKeeper, Receiving
from app.exchange.tar_stream import TarSink, tar_size

_READING_ROOM = MANIFEST_LIMIT + SIGNATURE_LIMIT + 64 * 2**20


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A package that passed every check; the bytes of its documents are not in it (`pass_documents`).

    `provisions` maps a finding's id to its provision's id, `grounds` say it with the confirmed conditions.
    """

    signer: PublicIdentity
    manifest: Manifest
    case: CaseHeader
    delivery: Delivery
    grounds: tuple[Ground, ...]
    conferences: tuple[Conference, ...]
    measures: tuple[Measure, ...]
    charts: tuple[ChartDocument, ...] = ()
    points: tuple[ClosedPoint, ...] = ()
    recalls: tuple[RecallNotice, ...] = ()
    methods: tuple[SentMethod, ...] = ()
    marks: tuple[DataMark, ...] = ()
    own_words: tuple[SentProvision, ...] = ()

    @property
    def provisions(self) -> dict[str, str]:
        """The provision of each finding that has one, by id."""
        return {finding: ground.provision for ground in self.grounds for finding in ground.findings}


def open_package(
    stream: IO[bytes],
    identities: Sequence[Identity],
    trusted: Sequence[PublicIdentity],
    progress: Progress | None = None,
) -> OpenedPackage:
    """Open, check and read a package; nothing of it is kept when any check fails.

    `stream` is seekable. The signer must be one of `trusted`, and one of `identities`, this workstation's
    keys, must be among the recipients whom the signer named. Progress counts the parts as they come; it may
    raise `Cancelled`. Every refusal is a `UserError` whose key begins with `package.`.
    """
    receiving = Receiving(identities, trusted, progress)
    _read_through(stream, receiving)
    return _opened(receiving)


def pass_documents(
    stream: IO[bytes],
    opened: OpenedPackage,
    identities: Sequence[Identity],
    keeper: DocumentKeeper,
    progress: Progress | None = None,
) -> None:
    """Read a package again that was opened before, and hand the bytes of its documents to `keeper`.

    Raises `UserError` as `open_package`, also if the file was exchanged since; then what the keeper took is
    to be thrown away. An exception of the keeper passes.
    """
    receiving = Receiving(identities, [opened.signer], progress, keeper)
    _read_through(stream, receiving)
    if receiving.manifest != opened.manifest:
        raise malformed()


def _read_through(stream: IO[bytes], receiving: Receiving) -> None:
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
    _decrypt(stream, receiving, header, size)


def _decrypt(stream: IO[bytes], receiving: Receiving, header: AgeHeader, size: int) -> None:
    sink = TarSink(receiving.announce, receiving.take, receiving.complete)

    def broken(_error: OSError) -> Exception:
        return receiving.cancelled or receiving.failure or _damaged(receiving, header, size)

    decrypt(stream, receiving.identities, sink, broken)
    if not receiving.finished:
        raise malformed()


def _damaged(receiving: Receiving, header: AgeHeader, size: int) -> UserError:
    """Tell a file whose end is missing from one that was changed, as far as the signed sizes allow."""
    if receiving.manifest is not None and size < header.file_size(tar_size(receiving.sizes)):
        return cut_off()
    return damaged()


def _opened(receiving: Receiving) -> OpenedPackage:
    manifest, signer = receiving.manifest, receiving.signer
    if manifest is None or signer is None:
        raise malformed()
    try:
        payload = read_payload(receiving.parts, manifest.version)
        check_closed(payload)
    except CodecError as error:
        raise malformed() from error
    if not _fits(payload, manifest):
        raise malformed()
    return OpenedPackage(
        signer=signer,
        manifest=manifest,
        case=payload.case[0],
        delivery=_delivery(payload),
        grounds=payload.provisions,
        conferences=payload.conferences,
        measures=payload.measures,
        charts=payload.charts,
        points=payload.points,
        recalls=payload.recalls,
        methods=payload.methods,
        marks=payload.marks,
        own_words=payload.own_words,
    )


def _fits(payload: Payload, manifest: Manifest) -> bool:
    """Whether the case is the one of the manifest, and every document a part that was signed and hashed."""
    case, parts = payload.case[0], set(manifest.parts)
    same_case = manifest.case == CaseName(case.id, case.reference)
    return same_case and all(Part(document_part(d), d.size, d.sha256) in parts for d in payload.documents)


def _delivery(payload: Payload) -> Delivery:
    return Delivery(
        contributions=payload.contributions,
        sources=payload.sources,
        subjects=payload.subjects,
        findings=payload.findings,
        judgements=payload.judgements,
        documents=payload.documents,
        agencies=payload.agencies,
    )
