"""Rows for records: how findings, sources, subjects and documents get into a unit of work."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from app.base.progress import Progress
from app.base.records import Contribution, Document, Finding, Judgement, Source, Subject
from app.casework.digest import digest
from app.casework.rows import label_text
from app.store import tables
from app.store.unit_of_work import UnitOfWork

# A million findings pass here: their values are taken in one go instead of by a dictionary each. The driver
# takes texts and numbers as they are; for a truth value or None it first looks for somebody to translate it.
_TRANSLATED = ("basis", "standing", "exonerating", "restricted", "supersedes")
_AS_THEY_ARE = tuple(field.name for field in fields(Finding) if field.name not in _TRANSLATED)
_FINDING = attrgetter(*_AS_THEY_ARE)
_COLUMNS = (*_AS_THEY_ARE, "standing", "exonerating", "restricted", "digest")


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
    columns = ("id", "case_id", "kind", "type")
    nodes = ((s.id, case_id, str(s.kind), s.type) for s in subjects if s.start is None)
    work.insert_all(tables.subject, columns, nodes)
    links = ((s.id, case_id, str(s.kind), s.type, s.start, s.end) for s in subjects if s.start is not None)
    work.insert_all(tables.subject, (*columns, "start", "end"), links)


def write_findings(work: UnitOfWork, findings: Sequence[Finding], progress: Progress | None = None) -> None:
    """Insert findings in an order in which what is superseded comes first, and what they rest on."""
    ordered = (progress or Progress()).each(_oldest_first(findings))
    if any(f.supersedes for f in findings):
        rows = ((*_row(f), f.supersedes) for f in ordered)
        work.insert_all(tables.finding, (*_COLUMNS, "supersedes"), rows)
    else:
        work.insert_all(tables.finding, _COLUMNS, map(_row, ordered))
    pairs = [{"finding_id": f.id, "basis_id": b} for f in findings for b in f.basis]
    work.insert_many(tables.finding_basis, pairs)


def _row(finding: Finding) -> tuple[Any, ...]:
    flags = int(finding.exonerating), int(finding.restricted)
    return (*_FINDING(finding), str(finding.standing), *flags, digest(finding))


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
