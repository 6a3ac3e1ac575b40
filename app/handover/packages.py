"""Sealed packages: made through the release check, looked into, united with a case, taken out again."""

import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

from sqlalchemy import Connection

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import CaseRecords, Document
from app.casework import cases, documents, notices
from app.exchange import outer_layer
from app.exchange.collection_pause import collected_later
from app.exchange.keys import PublicIdentity
from app.exchange.payload import Extras
from app.exchange.sealing import SealResult, seal
from app.handover import identities, key_trust
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.ledger_entry import disclosing
from app.handover.package_extras import NOTHING, Choice, extras_of, texts_beside
from app.handover.package_merging import Inspection as Inspection
from app.handover.package_merging import inspect as inspect
from app.handover.package_merging import merge as merge
from app.handover.package_opening import open_file as open_file
from app.handover.releasing import decided
from app.policy import handing_on_check, ledger
from app.policy.document_check import refuse_documents
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView
from app.store import roles
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """What `seal_case` wrote and entered; `openers` are those whose keys open it."""

    path: Path
    result: SealResult
    withheld: dict[str, int]
    ledger_id: str
    openers: tuple[key_trust.Opener, ...] = ()


@dataclass(frozen=True, slots=True)
class OuterLayer:
    """For whose gpg keys the finished package is encrypted once more; `compliant`: in gpg's VS-NfD mode."""

    recipients: tuple[str, ...]
    compliant: bool = False


@collected_later()
def seal_case(
    store: Store,
    case_id: str,
    request: ReleaseRequest,
    recipients: Sequence[PublicIdentity],
    out: Path,
    *,
    choice: Choice = NOTHING,
    outer: OuterLayer | None = None,
    progress: Progress | None = None,
) -> SealedPackage:
    """Release a case for one agency, seal it for its keys, write it and enter it in the ledger.

    Refused (`seal.key`) for keys of another agency and keys that are not good any more. What the recipient
    has to be told of findings it was given before goes along, and counts as sent then. Raises `Cancelled`;
    then there is no entry, no file, and one of that name is what it was.
    """
    roles.require(store, Act.RELEASE)
    told = progress or Progress()
    told.step(0, 10)
    openers = key_trust.openers(store, request.recipient.id, recipients)
    key_trust.refuse_obstacles(openers)
    records, release = decided(store, case_id, request)
    refuse_documents(records, release)
    identity = identities.own(store)
    _refuse_expired(identity.valid_until)
    extras, owed = _extras(store, records, release.view, request, choice)
    with (
        taken_back_on_failure([out]),
        disclosing(store, _("Package handed over"), case_id, request) as work,
    ):
        number = identities.next_sequence(work)
        with whole_file(out) as file, _within(file, outer) as inner:
            sealing = told.stretch(2, 10, 10)
            content = partial(_pieces, work.connection)
            result = seal(release.view, content, identity, recipients, number, inner, sealing, extras)
            told.step(10, 10)
        if outer is not None:
            result = dataclasses.replace(result, sha256=sha256_of(out), size=out.stat().st_size)
        entry = ledger.enter(work, release.view, ledger.Artefact("package", out.name, result.sha256))
    for notice in owed:
        notices.mark_sent(store, notice.id, _("with package {name}").format(name=out.name))
    return SealedPackage(out, result, release.withheld(), entry, openers)


def _pieces(connection: Connection, document: Document) -> Iterator[bytes]:
    return documents.pieces(connection, document.sha256)


def _extras(
    store: Store, records: CaseRecords, view: ReleasedView, request: ReleaseRequest, choice: Choice
) -> tuple[Extras, list[notices.Notice]]:
    """Return what goes along, and the notices that count as sent with it."""
    to = view.header.id, request.recipient.id
    with store.read() as connection:
        before = ledger.disclosed_to(connection, request.recipient.id, view.header.id)
        known = dataclasses.replace(request, disclosed=request.disclosed | before)
        owed = [n for n in notices.unsettled(connection) if n.state == notices.OPEN]
        extras = extras_of(connection, view, known, choice)
    handing_on_check.refuse_named(records, view, texts_beside(extras))
    return extras, [n for n in owed if (n.case_id, n.agency_id) == to]


def _refuse_expired(valid_until: str) -> None:
    if valid_until and key_trust.is_past(valid_until):
        raise UserError(
            "identity.own_expired",
            _("The keys of this workstation were good until {day}."),
            _("Replace them (“identity replace”, or “Exchange”) and give partners the new ones."),
            day=valid_until,
        )


@contextlib.contextmanager
def _within(out: BinaryIO, outer: OuterLayer | None) -> Iterator[IO[bytes]]:
    """Give where the sealed package is written: the file itself, or a nameless one that gpg then wraps."""
    if outer is None:
        yield out
        return
    with tempfile.TemporaryFile() as inner:
        yield inner
        outer_layer.wrap(inner, outer.recipients, out, compliant=outer.compliant)


def documents_of(store: Store, case_id: str) -> tuple[Document, ...]:
    """Return the documents of a case, to choose from when sealing."""
    return cases.records(store, case_id).documents
