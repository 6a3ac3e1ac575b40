"""Rows for records: how findings, sources, subjects and documents get into a unit of work."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from app.base.records import Contribution, Document, Finding, Judgement, Source, Subject
from app.casework.digest import digest
from app.casework.rows import label_text
from app.store import tables
from app.store.unit_of_work import UnitOfWork


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
    ordered = sorted(subjects, key=lambda s: s.start is not None)
    work.insert_many(tables.subject, [{**asdict(s), "case_id": case_id} for s in ordered])


def write_findings(work: UnitOfWork, findings: Sequence[Finding]) -> None:
    """Insert findings in an order in which what is superseded comes first, and what they rest on."""
    work.insert_many(tables.finding, [_finding_row(f) for f in _oldest_first(findings)])
    pairs = [{"finding_id": f.id, "basis_id": b} for f in findings for b in f.basis]
    work.insert_many(tables.finding_basis, pairs)


def write_judgements(work: UnitOfWork, judgements: Iterable[Judgement]) -> None:
    """Insert judgements."""
    work.insert_many(tables.judgement, [asdict(j) for j in judgements])


def _finding_row(finding: Finding) -> dict[str, object]:
    row = asdict(finding)
    del row["basis"]
    return {**row, "digest": digest(finding)}


def _oldest_first(findings: Sequence[Finding]) -> list[Finding]:
    by_id = {f.id: f for f in findings}
    done: dict[str, Finding] = {}
    for finding in findings:
        chain = [finding]
        while (older := chain[-1].supersedes) in by_id and older not in done:
            chain.append(by_id[str(older)])
        for f in reversed(chain):
            done[f.id] = f
    return list(done.values())
