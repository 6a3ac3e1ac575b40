"""The disclosure ledger: which finding went to whom, when, on which ground, in which artefact.

An entry is written in the unit of work that hands the artefact over, never before and never after.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.base.clock import now_text
from app.base.ids import new_ids
from app.policy.views import ReleasedView
from app.store import tables
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Artefact:
    """What was handed over: `kind` (briefing, package ...), file name and SHA-256 in hex."""

    kind: str
    name: str
    sha256: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One finding in one hand-over."""

    handover_id: str
    finding_id: str
    subject_id: str
    provision: str
    case_id: str
    agency_id: str
    kind: str
    purpose: str
    occasion: str
    artefact_name: str
    sha256: str
    made_at: str
    made_by: str


def enter(work: UnitOfWork, view: ReleasedView, artefact: Artefact) -> str:
    """Enter a hand-over of everything in the view and return its id."""
    handover_id = work.insert(
        tables.handover,
        {
            "case_id": view.header.id,
            "agency_id": view.recipient.id,
            "kind": artefact.kind,
            "purpose": view.purpose,
            "occasion": view.occasion,
            "artefact_name": artefact.name,
            "sha256": artefact.sha256,
            "made_at": now_text(),
            "made_by": work.actor,
            "copies": artefact.copies,
        },
    )
    grounds = view.provisions
    ids = new_ids(len(view.findings))
    rows = (
        (own, handover_id, f.id, f.subject_id, grounds.get(f.id, ""))
        for own, f in zip(ids, view.findings, strict=True)
    )
    work.insert_all(tables.disclosure, ("id", "handover_id", "finding_id", "subject_id", "provision"), rows)
    work.about(handover_id)
    return handover_id


def entries(
    connection: Connection,
    *,
    subject_id: str = "",
    agency_id: str = "",
    case_id: str = "",
    finding_id: str = "",
    newest: int = 0,
) -> tuple[LedgerEntry, ...]:
    """Return the ledger, oldest first, narrowed to a finding, a subject, a recipient or a case.

    With `newest` at most so many, newest first.
    """
    d, h = tables.disclosure, tables.handover
    query = (
        select(
            h.c.id.label("handover_id"),
            d.c.finding_id,
            d.c.subject_id,
            d.c.provision,
            h.c.case_id,
            h.c.agency_id,
            h.c.kind,
            h.c.purpose,
            h.c.occasion,
            h.c.artefact_name,
            h.c.sha256,
            h.c.made_at,
            h.c.made_by,
        )
        .join(h, h.c.id == d.c.handover_id)
        .order_by(h.c.made_at, h.c.id, d.c.finding_id)
    )
    if subject_id:
        query = query.where(d.c.subject_id == subject_id)
    if agency_id:
        query = query.where(h.c.agency_id == agency_id)
    if case_id:
        query = query.where(h.c.case_id == case_id)
    if finding_id:
        query = query.where(d.c.finding_id == finding_id)
    if newest:
        query = query.order_by(None).order_by(h.c.made_at.desc(), h.c.id, d.c.finding_id).limit(newest)
    return tuple(LedgerEntry(**row._asdict()) for row in connection.execute(query))


def hand_overs(connection: Connection) -> int:
    """Return how many hand-overs stand in the ledger."""
    return int(connection.execute(select(func.count()).select_from(tables.handover)).scalar_one())


def disclosed_to(connection: Connection, agency_id: str, case_id: str) -> frozenset[str]:
    """Return the findings of a case that an agency has had before."""
    return frozenset(e.finding_id for e in entries(connection, agency_id=agency_id, case_id=case_id))
