"""The assessments of a case, with what weakens them: grounds that are gone, corrected, single or old."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.clock import today
from app.base.records import CaseRecords, Finding, Standing
from app.casework.sentences import mixed_sentences
from app.store import remembered
from app.store.store import Store

MATTER = "matter"
KINDS = ("key_judgement", "conclusion", "statement")
"""The fields of a matter that can hold an assessment, in the order in which they are listed."""
CHANGE, ALTERNATIVE, GROUND = "what_would_change", "alternative", "confidence_basis"
NOTES = (CHANGE, ALTERNATIVE, GROUND)
OLD_DAYS = 180


class Doubt(StrEnum):
    """What weakens an assessment, gravest first."""

    NO_BASIS = "no_basis"
    ERASED = "erased"
    SUPERSEDED = "superseded"
    RESTRICTED = "restricted"
    SINGLE_SOURCE = "single_source"
    REVIEW = "review"
    OLD = "old"
    UNSTATED = "unstated"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment in force with its notes (by property) and what weakens it (how many of its grounds)."""

    finding: Finding
    notes: dict[str, Finding]
    doubts: dict[Doubt, int]
    sources: int


def of_records(
    records: CaseRecords, cited: Mapping[str, int] | None = None, *, on: dt.date | None = None
) -> tuple[Assessment, ...]:
    """Return the assessments in force of a case with what weakens them: key judgements first, newest first.

    `cited` tells how many findings an assessment rested on when it was written (`cited_counts`); without
    it nobody can tell that some were erased since. `on` is the day to judge from, default today.
    """
    known = {f.id: f for f in records.findings}
    newer = {f.supersedes: f.id for f in records.findings if f.supersedes}
    matters = {s.id for s in records.subjects if s.type == MATTER}
    current = [f for f in records.findings if f.id not in newer and f.subject_id in matters]
    found = [f for f in current if f.property in KINDS and f.standing is not Standing.FACT]
    day = on or today()
    by_matter: dict[str, list[Finding]] = {}
    for finding in records.findings:
        if finding.subject_id in matters:
            by_matter.setdefault(finding.subject_id, []).append(finding)
    result = []
    for finding in sorted(found, key=lambda f: (f.recorded_at, f.id), reverse=True):
        grounds = _grounds(finding, known)
        sources = len({g.source_id for g in grounds})
        doubts = _doubts(finding, known, newer, (cited or {}).get(finding.id, 0), sources, day)
        notes = notes_of(by_matter[finding.subject_id], finding.id)
        result.append(Assessment(finding, notes, doubts, sources))
    return tuple(sorted(result, key=lambda a: KINDS.index(a.finding.property)))


def cited_counts(store: Store, finding_ids: Iterable[str]) -> dict[str, int]:
    """Return how many findings each assessment rested on when it was written, where that is known."""
    with store.read() as connection:
        counts = {i: remembered.get(connection, basis_key(i)).get("count", 0) for i in finding_ids}
    return {finding_id: int(count) for finding_id, count in counts.items() if count}


def _doubts(
    finding: Finding,
    known: Mapping[str, Finding],
    newer: Mapping[str, str],
    written: int,
    sources: int,
    day: dt.date,
) -> dict[Doubt, int]:
    basis = [known[i] for i in finding.basis if i in known]
    degrees = bool(finding.likelihood and finding.confidence)
    age = (day - dt.date.fromisoformat(finding.recorded_at[:10])).days
    found = {
        Doubt.NO_BASIS: int(not basis),
        Doubt.ERASED: max(written - len(basis), 0) if basis else 0,
        Doubt.SUPERSEDED: sum(f.id in newer for f in basis),
        Doubt.RESTRICTED: sum(f.restricted for f in basis),
        Doubt.SINGLE_SOURCE: int(bool(basis) and sources == 1),
        Doubt.REVIEW: int(bool(finding.review_due) and finding.review_due <= day.isoformat()),
        Doubt.OLD: age if age >= OLD_DAYS else 0,
        Doubt.UNSTATED: int(finding.standing is Standing.ASSESSMENT and not degrees),
        Doubt.MIXED: len(mixed_sentences(finding.value)),
    }
    return {doubt: count for doubt, count in found.items() if count}


def _grounds(finding: Finding, known: Mapping[str, Finding]) -> list[Finding]:
    """Return the facts an assessment rests on in the end, through other assessments it cites."""
    seen, waiting, grounds = {finding.id}, list(finding.basis), list[Finding]()
    while waiting:
        current = known.get(waiting.pop())
        if current is None or current.id in seen:
            continue
        seen.add(current.id)
        if current.standing is Standing.FACT or not current.basis:
            grounds.append(current)
        else:
            waiting += current.basis
    return grounds


def notes_of(found: Iterable[Finding], finding_id: str) -> dict[str, Finding]:
    """Return the notes in force that rest on an assessment or on what it corrects, by property."""
    known = {f.id: f for f in found}
    chain, current = set[str](), known.get(finding_id)
    while current is not None and current.id not in chain:
        chain.add(current.id)
        current = known.get(current.supersedes or "")
    newer = {f.supersedes for f in known.values()}
    ordered = sorted(known.values(), key=lambda f: (f.recorded_at, f.id))
    notes = [f for f in ordered if f.property in NOTES and f.id not in newer and not f.restricted]
    return {f.property: f for f in notes if chain & set(f.basis)}


def basis_key(finding_id: str) -> str:
    """Return under which key the store remembers how many findings an assessment rested on."""
    return f"cited:{finding_id}"
