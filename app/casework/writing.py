"""Rows for records: how findings, sources, subjects and documents get into a unit of work."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from operator import attrgetter

from app.base.progress import Progress
from app.base.records import Contribution, Document, Finding, Judgement, Source, Subject
from app.casework.digest import digest
from app.casework.rows import label_text
from app.store import tables
from app.store.unit_of_work import UnitOfWork

# A million findings pass here: their values are taken in one go instead of by a dictionary each.
_AS_THEY_ARE = tuple(field.name for field in fields(Finding) if field.name not in ("basis", "standing"))
_FINDING = attrgetter(*_AS_THEY_ARE)


def write_contributions(work: UnitOfWork, contributions: Iterable[Contribution]) -> None:
    """Insert contributions."""
    work.insert_many(
        tables.contribution, [{**asdict(c), "label": label_text(c.label)} for c in contributions]
    )


def write_documents(work: UnitOfWork, documents: Iterable[Document]) -> None:
    """Insert the rows of documents whose content is complete in the store."""
    work.insert_many(tables.document, [{**asdict(d), "state": "complete"} for d in documents])


def write_sources(work: UnitOfWork, sources: Iterable[Source]) -> None:
    """Insert sources."""
    work.insert_many(tables.source, [asdict(s) for s in sources])


def write_subjects(work: UnitOfWork, case_id: str, subjects: Sequence[Subject]) -> None:
    """Insert subjects of a case, nodes before the links between them."""
    ordered = [s for s in subjects if s.start is None] + [s for s in subjects if s.start is not None]
    rows = ((s.id, case_id, s.kind.value, s.type, s.start, s.end) for s in ordered)
    work.insert_all(tables.subject, ("id", "case_id", "kind", "type", "start", "end"), rows)


def write_findings(work: UnitOfWork, findings: Sequence[Finding], progress: Progress | None = None) -> None:
    """Insert findings in an order in which what is superseded comes first, and what they rest on."""
    ordered = (progress or Progress()).each(_oldest_first(findings))
    rows = ((*_FINDING(f), f.standing.value, digest(f)) for f in ordered)
    work.insert_all(tables.finding, (*_AS_THEY_ARE, "standing", "digest"), rows)
    pairs = [{"finding_id": f.id, "basis_id": b} for f in findings for b in f.basis]
    work.insert_many(tables.finding_basis, pairs)


def write_judgements(work: UnitOfWork, judgements: Iterable[Judgement]) -> None:
    """Insert judgements."""
    work.insert_many(tables.judgement, [asdict(j) for j in judgements])


def _oldest_first(findings: Sequence[Finding]) -> Sequence[Finding]:
    if not any(f.supersedes for f in findings):
        return findings
    by_id = {f.id: f for f in findings}
    done: dict[str, Finding] = {}
    for finding in findings:
        chain = [finding]
        while (older := chain[-1].supersedes) in by_id and older not in done:
            chain.append(by_id[str(older)])
        for f in reversed(chain):
            done[f.id] = f
    return list(done.values())
