"""Uniting a delivery with a case: what an import or a sealed package brings.

Findings are immutable and uniquely named, so uniting is a union: what is new is added, what is known
stays, and the same id with other content is refused as forged. What was erased does not come back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, Table

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.progress import Progress
from app.base.records import Agency, Contribution, Delivery, Document, Finding, Judgement, Source, Subject
from app.casework import notices, review_days, writing
from app.casework.digest import digest
from app.casework.documents import store_bytes
from app.casework.erasure import without_erased
from app.store import tables
from app.store.audit import Action
from app.store.bare_rows import rows_among
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_BLOCK = 5_000
_Named = TypeVar("_Named", Agency, Contribution, Source, Subject, Finding, Judgement, Document)


@dataclass(frozen=True, slots=True)
class Intake:
    """What uniting a delivery with a case does: the findings that are new, known, forged or erased."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    conflicting: tuple[str, ...]
    erased: tuple[str, ...]


def existing(connection: Connection, table: Table, ids: Sequence[str], column: str = "id") -> set[str]:
    """Return which of these ids the table holds."""
    query = f"SELECT {column} FROM {table.name} WHERE {column} IN"
    return {row[0] for row in rows_among(connection, query, ids)}


def foresee(connection: Connection, delivery: Delivery) -> Intake:
    """Tell what uniting would do; changes nothing."""
    ids = [f.id for f in delivery.findings]
    erased = existing(connection, tables.tombstone, ids, "finding_id")
    rows = rows_among(connection, "SELECT id, digest FROM finding WHERE id IN", ids)
    digests: dict[str, str] = {row[0]: row[1] for row in rows}
    if not digests and not erased:
        return Intake(new=tuple(ids), known=(), conflicting=(), erased=())
    known = tuple(i for i in ids if i in digests)
    return Intake(
        new=tuple(i for i in ids if i not in digests and i not in erased),
        known=known,
        conflicting=tuple(f.id for f in delivery.findings if f.id in digests and digests[f.id] != digest(f)),
        erased=tuple(i for i in ids if i in erased),
    )


def apply(
    store: Store, case_id: str, delivery: Delivery, label: str, action: Action = Action.COLLECTION
) -> tuple[Intake, Change]:
    """Unite a delivery with a case in one unit of work; it closes the undo history of the case.

    Raises `UserError` and changes nothing if a finding with a known id says something else.
    """
    with store.write(label, action, case_id=case_id, undoable=False) as work:
        intake = unite(work, case_id, delivery)
    return intake, work.done


def unite(work: UnitOfWork, case_id: str, delivery: Delivery, progress: Progress | None = None) -> Intake:
    """Unite a delivery with a case within the caller's unit of work; progress counts documents, findings."""
    told = progress or Progress()
    told.step(0, 10)
    intake = foresee(work.connection, delivery)
    if intake.erased:
        delivery = without_erased(work.connection, delivery)
    if intake.conflicting:
        raise UserError(
            "merge.forged",
            ngettext(
                "{count} finding carries a known id but says something else.",
                "{count} findings carry a known id but say something else.",
                len(intake.conflicting),
            ),
            _("Ask the sender; nothing was taken over."),
            count=len(intake.conflicting),
        )
    fresh = _write_frame(work, case_id, delivery, told.stretch(1, 4, 10))
    written = _without_dangling(work.connection, _new_to(case_id, delivery, intake))
    writing.write_findings(work, written, told.stretch(4, 8, 10))
    told.step(8, 10)
    if written:
        review_days.settle_new(work, written, imported=True, fresh=fresh)
        notices.open_for(work, notices.CORRECTED, [f.supersedes for f in written if f.supersedes])
    writing.write_judgements(
        work, [replace(j, case_id=case_id) for j in _unknown(work, tables.judgement, delivery.judgements)]
    )
    work.about(*(c.id for c in delivery.contributions))
    told.step(10, 10)
    return intake


def _new_to(case_id: str, delivery: Delivery, intake: Intake) -> list[Finding]:
    new = set(intake.new)
    return [
        f if f.case_id == case_id else replace(f, case_id=case_id) for f in delivery.findings if f.id in new
    ]


def _write_frame(work: UnitOfWork, case_id: str, delivery: Delivery, told: Progress) -> frozenset[str]:
    """Write what findings hang on: agencies, contributions, documents, sources, subjects.

    Return the ids of the subjects that were not here before.
    """
    work.insert_many(
        tables.agency,
        [
            {"id": a.id, "class_code": a.class_code, "name_de": a.name_de, "name_en": a.name_en}
            for a in _unknown(work, tables.agency, delivery.agencies)
        ],
    )
    contributions = _unknown(work, tables.contribution, delivery.contributions)
    writing.write_contributions(work, [replace(c, case_id=case_id) for c in contributions])
    documents = _unknown(work, tables.document, delivery.documents)
    for document in told.each(documents):
        # A package brings contents of any size on a way of their own (`app.casework.merge_documents`).
        if document.id in delivery.contents:
            store_bytes(work.connection, document.sha256, delivery.contents[document.id])
    writing.write_documents(work, documents)
    writing.write_sources(work, _unknown(work, tables.source, delivery.sources))
    subjects = _unknown(work, tables.subject, delivery.subjects)
    writing.write_subjects(work, case_id, subjects)
    return frozenset(s.id for s in subjects)


def _unknown(work: UnitOfWork, table: Table, records: Iterable[_Named]) -> list[_Named]:
    offered = list(records)
    known = existing(work.connection, table, [r.id for r in offered])
    return [r for r in offered if r.id not in known]


def _without_dangling(connection: Connection, findings: list[Finding]) -> list[Finding]:
    """Let go of references to findings that are neither here nor in the delivery."""
    wanted = {f.supersedes for f in findings if f.supersedes} | {b for f in findings for b in f.basis}
    if not wanted:
        return findings
    here = existing(connection, tables.finding, sorted(wanted)) | {f.id for f in findings}
    return [
        replace(
            f,
            supersedes=f.supersedes if f.supersedes in here else None,
            basis=tuple(b for b in f.basis if b in here),
        )
        if f.supersedes or f.basis
        else f
        for f in findings
    ]
