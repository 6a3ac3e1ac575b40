"""Sealed packages: made through the release check, looked into, united with a case."""

import contextlib
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select

from app.base.clock import now_text
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.progress import Cancelled, Progress
from app.base.records import CaseHeader, Document
from app.casework import cases, document_texts, documents, intake, quarantine
from app.conference.receiving import receive
from app.exchange.keys import PublicIdentity
from app.exchange.opening import OpenedPackage, open_package
from app.exchange.sealing import SealResult, seal
from app.handover import identities
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.handover.releasing import release_case
from app.policy import ledger
from app.policy.release import ReleaseRequest
from app.store import roles, tables
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """What `seal_case` wrote and entered."""

    path: Path
    result: SealResult
    withheld: dict[str, int]
    ledger_id: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a package holds and what uniting it with the case of the same reference would do."""

    package: OpenedPackage
    intake: intake.Intake
    seen_before: bool


def seal_case(
    store: Store,
    case_id: str,
    request: ReleaseRequest,
    recipients: Sequence[PublicIdentity],
    out: Path,
    *,
    progress: Progress | None = None,
) -> SealedPackage:
    """Release a case for one agency, seal it for its keys, write it and enter it in the ledger.

    Raises `Cancelled`; then there is no entry, no file, and one of that name is what it was.
    """
    roles.require(store, Act.RELEASE)
    told = progress or Progress()
    told.step(0, 10)
    release = release_case(store, case_id, request)
    identity = identities.own(store)
    with store.read() as connection:
        reading = told.stretch(1, 4, 10).each(release.view.documents)
        contents = {d.id: documents.content(connection, d.sha256) for d in reading}
    with (
        taken_back_on_failure([out]),
        store.write(
            _("Package handed over"),
            Action.DISCLOSURE,
            case_id=case_id,
            reason=f"{request.purpose}; {request.occasion}",
            recipient=request.recipient.id,
            history=False,
        ) as work,
    ):
        number = identities.next_sequence(work)
        with whole_file(out) as file:
            sealing = told.stretch(4, 10, 10)
            result = seal(release.view, contents, identity, recipients, number, file, sealing)
            told.step(10, 10)
        entry = ledger.enter(work, release.view, ledger.Artefact("package", out.name, sha256_of(out)))
    return SealedPackage(out, result, release.withheld(), entry)


def open_file(store: Store, path: Path, progress: Progress | None = None) -> OpenedPackage:
    """Open a package for this workstation; every refusal is a `UserError`. Progress counts its parts."""
    trusted = [p.keys for p in identities.partners(store)]
    try:
        with path.open("rb") as file:
            return open_package(file, identities.own(store), trusted, progress)
    except OSError as error:
        raise UserError(
            "package.unreadable",
            _("{path} cannot be read."),
            _("Check that the file exists and that you may read it."),
            path=path,
        ) from error


def inspect(store: Store, path: Path, progress: Progress | None = None) -> Inspection:
    """Tell what a package holds and what merging it would change; changes nothing."""
    package = open_file(store, path, progress)
    store.consult("", _("Package looked into"))
    with store.read() as connection:
        seen = select(tables.package_seen.c.id).where(tables.package_seen.c.package_id == package.manifest.id)
        return Inspection(
            package,
            intake.foresee(connection, package.delivery),
            connection.execute(seen).first() is not None,
        )


def merge(
    store: Store, path: Path, case_text: str, *, progress: Progress | None = None
) -> tuple[str, intake.Intake]:
    """Unite a package with a case (reference or id, or "new"); returns the case's id and what happened.

    What lacks its label goes into quarantine (PolG NRW section 22b(2)). The same package again adds nothing.
    Everything is one unit of work: all of it or nothing. Raises `Cancelled` before it is committed;
    afterwards cancelling only leaves texts of documents to be read.
    """
    told = progress or Progress()
    package = open_file(store, path, told.stretch(0, 4, 10))
    header = None if case_text == "new" else cases.find(store, case_text)
    if header is None:
        _refuse_double(store, package.case)
    case_id = header.id if header else new_id()
    label, reason = _("Package merged"), f"{package.manifest.id}; {package.signer.name}"
    with store.write(label, Action.COMBINATION, case_id=case_id, reason=reason, undoable=False) as work:
        if header is None:
            work.insert(tables.case_file, _case_row(package.case, case_id))
        brought = [c.id for c in package.delivery.contributions]
        known = intake.existing(work.connection, tables.contribution, brought)
        result = intake.unite(work, case_id, package.delivery, told.stretch(4, 8, 10))
        for contribution in package.delivery.contributions:
            if contribution.id not in known:
                quarantine.hold_unlabelled(work, dataclasses.replace(contribution, case_id=case_id))
        receive(work, case_id, package.conferences, package.measures)
        work.connection.execute(
            insert(tables.package_seen),
            {
                "id": new_id(),
                "package_id": package.manifest.id,
                "signer": package.signer.name,
                "sha256": sha256_of(path),
                "merged_at": now_text(),
                "case_id": case_id,
            },
        )
        told.step(8, 10)
    with contextlib.suppress(Cancelled):
        document_texts.read_texts(store, case_id, progress=told.stretch(8, 10, 10))
    return case_id, result


def _refuse_double(store: Store, case: CaseHeader) -> None:
    if any(c.header.reference == case.reference for c in cases.list_cases(store)):
        raise UserError(
            "merge.case_exists",
            _("There is a case {reference} already."),
            _("Merge into it with “--case {reference}”."),
            reference=case.reference,
        )


def _case_row(case: CaseHeader, case_id: str) -> dict[str, object]:
    return {**dataclasses.asdict(case), "id": case_id}


def documents_of(store: Store, case_id: str) -> tuple[Document, ...]:
    """Return the documents of a case, to choose from when sealing."""
    return cases.records(store, case_id).documents
