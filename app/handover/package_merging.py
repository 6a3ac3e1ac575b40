"""A package on its way into a case: looked at without changing anything, united, taken out again."""

import contextlib
import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.base.clock import now_text
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.progress import Cancelled, Progress
from app.base.records import CaseHeader, CaseRecords
from app.casework import (
    cases,
    document_texts,
    duplicates,
    merge_documents,
    merge_methods,
    merge_union,
    method_rows,
    withdrawal,
)
from app.casework import rows as case_rows
from app.casework.duplicates import Duplicate
from app.casework.erasure_remains import drop_lost_pieces
from app.casework.intake import Intake
from app.casework.merge_disagreements import Disagreement, disagreements
from app.casework.merge_records import Merged
from app.conference.receiving import receive
from app.exchange.collection_pause import collected_later
from app.exchange.opening import OpenedPackage, pass_documents
from app.handover import identities, package_arrivals
from app.handover.artefact_file import sha256_of
from app.handover.package_opening import Opened, SealedFile, incoming_of, opened, sealed_file
from app.store import quarantined, role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_COMPARED_UP_TO = 3_000


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a package holds and what uniting it with a case would do.

    `case_id` is that case, "" for a new one. `last_sequence` is the highest number merged from this sender
    before. `proposals` are pairs of a node that comes and one that is here which may be the same; None where
    there are too many nodes to compare them all at once.
    """

    package: OpenedPackage
    merged: Merged
    seen_before: bool
    case_id: str
    last_sequence: int
    wrapped: bool
    disagreements: tuple[Disagreement, ...]
    proposals: tuple[Duplicate, ...] | None
    agency_names: dict[str, tuple[str, str]]

    @property
    def intake(self) -> Intake:
        """The findings that are new, known, forged or erased."""
        return self.merged.intake


class _OnlyLooking(Exception):
    """Takes back what was tried, and says what it would have done."""

    def __init__(self, merged: Merged, records: CaseRecords) -> None:
        super().__init__("only looking")
        self.merged = merged
        self.records = records


def inspect(store: Store, path: Path, progress: Progress | None = None, *, case_text: str = "") -> Inspection:
    """Tell what a package holds and what merging it would change, by trying it and taking it back.

    Into the case named, or that of the package's reference, or a new one ("new"). Changes nothing.
    """
    told = progress or Progress()
    with sealed_file(path) as file:
        found = opened(store, file, told.stretch(0, 5, 10))
    known = {c.header.reference: c.header.id for c in cases.list_cases(store)}
    case_id = "" if case_text == "new" else known.get(found.package.case.reference, "")
    if case_text not in ("", "new"):
        case_id = cases.find(store, case_text).id
    merged, records = _tried(store, found, case_id, told.stretch(5, 9, 10))
    told.step(9, 10)
    store.consult("", _("Package looked into"))
    new = set(merged.intake.new)
    return Inspection(
        package=found.package,
        merged=merged,
        seen_before=_seen(store, found.package.manifest.id),
        case_id=case_id,
        last_sequence=found.partner.last_sequence,
        wrapped=found.wrapped,
        disagreements=disagreements(records, findings=new),
        proposals=_proposals(records, new, found.package),
        agency_names={a.id: (a.name_de, a.name_en) for a in records.agencies},
    )


def _tried(store: Store, found: Opened, case_id: str, told: Progress) -> tuple[Merged, CaseRecords]:
    try:
        with (
            role_acts.under(None),
            store.write(_("Package looked into"), Action.COMBINATION, case_id=case_id, history=False) as work,
        ):
            target = case_id or _free_id(store, found.package.case.id)
            if not case_id:
                work.insert(tables.case_file, _case_row(_renamed(found.package.case), target))
            merged = merge_union.unite(work, target, incoming_of(found), told)
            raise _OnlyLooking(merged, case_rows.case_records(work.connection, target))
    except _OnlyLooking as seen:
        return seen.merged, seen.records


def _renamed(case: CaseHeader) -> CaseHeader:
    """A case of this reference may be here; a new one is only tried."""
    return dataclasses.replace(case, reference=f"{case.reference} {new_id()}")


def _seen(store: Store, package_id: str) -> bool:
    t = tables.package_seen
    with store.read() as connection:
        return connection.execute(select(t.c.id).where(t.c.package_id == package_id)).first() is not None


def _proposals(records: CaseRecords, new: set[str], package: OpenedPackage) -> tuple[Duplicate, ...] | None:
    if len(records.subjects) > _COMPARED_UP_TO:
        return None
    before = {f.subject_id for f in records.findings if f.id not in new}
    judged = {frozenset((j.a, j.b)) for j in package.delivery.judgements}

    def joins(duplicate: Duplicate) -> bool:
        pair = duplicate.candidate.a, duplicate.candidate.b
        return frozenset(pair) in judged or len(before.intersection(pair)) == 1

    return tuple(d for d in duplicates.of_records(records, decided=True) if joins(d))


@collected_later()
def merge(
    store: Store, path: Path, case_text: str, *, progress: Progress | None = None
) -> tuple[str, Merged]:
    """Unite a package with a case (reference or id, or "new"); returns the case's id and what happened.

    What lacks its label goes into quarantine (PolG NRW section 22b(2)). The same package again adds nothing.
    Everything is one unit of work: all of it or nothing. Raises `Cancelled` before it is committed;
    afterwards cancelling only leaves texts of documents to be read.
    """
    told = progress or Progress()
    with sealed_file(path) as file:
        found = opened(store, file, told.stretch(0, 4, 10))
        header = None if case_text == "new" else cases.find(store, case_text)
        if header is None:
            _refuse_double(store, found.package.case)
        case_id = header.id if header else _free_id(store, found.package.case.id)
        reason = f"{found.package.manifest.id}; {found.package.signer.name}"
        with store.write(
            _("Package merged"), Action.COMBINATION, case_id=case_id, reason=reason, undoable=False
        ) as work:
            if header is None:
                work.insert(tables.case_file, _case_row(found.package.case, case_id))
            result = _united(work, store, case_id, found, file, told.stretch(4, 8, 10))
            _enter(work, case_id, found, sha256_of(path))
            told.step(8, 10)
    with contextlib.suppress(Cancelled):
        document_texts.read_texts(store, case_id, progress=told.stretch(8, 10, 10))
    return case_id, result


def _united(
    work: UnitOfWork, store: Store, case_id: str, found: Opened, file: SealedFile, told: Progress
) -> Merged:
    package = found.package
    wanted = merge_documents.missing(work.connection, package.delivery.documents)
    if wanted:
        keeper = merge_documents.PieceKeeper(work.connection, wanted)
        pass_documents(file.stream, package, identities.all_own(store), keeper, told.stretch(0, 5, 10))
    result = merge_union.unite(work, case_id, incoming_of(found), told.stretch(5, 9, 10))
    if result.intake.erased:
        drop_lost_pieces(work.connection)
    receive(work, case_id, package.conferences, package.measures)
    package_arrivals.receive_points(work, package.points)
    package_arrivals.receive_charts(work, case_id, package)
    return result


def _enter(work: UnitOfWork, case_id: str, found: Opened, sha256: str) -> None:
    """Remember the package, once, and the highest number of its sender."""
    t, package = tables.package_seen, found.package
    known = select(t.c.id).where(t.c.package_id == package.manifest.id, t.c.case_id == case_id)
    if work.connection.execute(known).first() is None:
        row = {"package_id": package.manifest.id, "signer": package.signer.name, "sha256": sha256}
        work.insert(t, {**row, "merged_at": now_text(), "case_id": case_id})
    if found.package.manifest.sequence > found.partner.last_sequence:
        work.update(tables.partner_key, found.partner.id, last_sequence=package.manifest.sequence)


@dataclass(frozen=True, slots=True)
class MergedPackage:
    """A package that was merged: whose, its number, when, and which of its contributions are left."""

    package_id: str
    case_id: str
    signer: str
    sequence: int
    created: str
    merged_at: str
    contributions: tuple[str, ...]
    removed_at: str


def merged_packages(store: Store, case_id: str = "") -> tuple[MergedPackage, ...]:
    """Return the packages that were merged, into one case or any, the newest merge first."""
    f, s, c = tables.package_frame, tables.package_seen, tables.contribution
    query = select(f, s.c.signer, s.c.merged_at).join(
        s, (s.c.package_id == f.c.package_id) & (s.c.case_id == f.c.case_id)
    )
    if case_id:
        query = query.where(f.c.case_id == case_id)
    with store.read() as connection:
        here = set(connection.execute(select(c.c.id)).scalars())
        found = [
            MergedPackage(
                row.package_id,
                row.case_id,
                row.signer,
                row.sequence,
                row.created,
                row.merged_at,
                tuple(i for i in json.loads(row.added) if i in here),
                row.removed_at,
            )
            for row in connection.execute(query)
        ]
    return tuple(sorted(found, key=lambda p: (p.merged_at, p.package_id), reverse=True))


def take_out(store: Store, package_id: str, reason: str, case_id: str = "") -> Change:
    """Take out the contributions that first came with a package, in one step that can be taken back.

    With them goes all that stands on nothing else, also what a later package added to the same contributions,
    and the methods of which it was the last to tell; whoever was given any of it is to be told. What the
    package took back or restricted stays so. Raises `UserError` without a reason, and if nothing of the
    package is left.
    """
    if not reason.strip():
        raise UserError("merge.reason", _("The reason is missing."), _("It goes into the log."))
    found = [
        p
        for p in merged_packages(store, case_id)
        if p.package_id == package_id and p.contributions and not p.removed_at
    ]
    if not found:
        raise UserError(
            "merge.nothing_left",
            _("No contribution is left that came with this package."),
            _("Take the package from the list of those merged."),
        )
    package = found[0]
    label = _("Package taken out again")
    with store.write(label, Action.ERASURE, case_id=package.case_id, reason=reason.strip()) as work:
        _take_out_methods(work, package)
        for contribution_id in package.contributions:
            withdrawal.take_out(work, contribution_id)
        t = tables.package_frame
        frame = select(t.c.id).where(t.c.package_id == package_id, t.c.case_id == package.case_id)
        work.update(t, str(work.connection.execute(frame).scalar_one()), removed_at=now_text())
        work.about(*package.contributions)
    return work.done


def _take_out_methods(work: UnitOfWork, package: MergedPackage) -> None:
    """Take out the methods on which the package has the last word; others let go of what leaves."""
    for method_id in merge_methods.of_package(work.connection, package.case_id, package.package_id):
        method_rows.drop(work, method_id)
        work.delete(tables.package_version, method_id)
    leaving = quarantined.reach(work.connection, package.contributions).findings
    merge_methods.let_wait(work, package.case_id, sorted(leaving))


def _free_id(store: Store, wanted: str) -> str:
    """Return the sender's id for a case that is new here, so that both call it the same; else a fresh one."""
    t = tables.case_file
    with store.read() as connection:
        taken = connection.execute(select(t.c.id).where(t.c.id == wanted)).first() is not None
    return new_id() if taken else wanted


def _refuse_double(store: Store, case: CaseHeader) -> None:
    if any(c.header.reference == case.reference for c in cases.list_cases(store)):
        raise UserError(
            "merge.case_exists",
            _("There is a case {reference} already."),
            _("Merge into it with “--case {reference}”."),
            reference=case.reference,
        )


def _case_row(case: CaseHeader, case_id: str) -> dict[str, object]:
    # What the sender calls the case may have stayed there; it needs a name here.
    return {**dataclasses.asdict(case), "id": case_id, "title": case.title or case.reference}
