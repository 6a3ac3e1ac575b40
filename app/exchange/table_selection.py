"""The part of a view that one table shows: only what stands in its rows, and what their captions rest on."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol, TypeVar

from app.base.records import Finding, Source, Subject
from app.ontology.catalogue import ontology
from app.policy.views import View

_View = TypeVar("_View", bound=View)


class TableKind(StrEnum):
    """What the rows of a table are."""

    FINDINGS = "findings"
    SUBJECTS = "subjects"
    SOURCES = "sources"
    CONTRIBUTIONS = "contributions"
    DOCUMENTS = "documents"


class Evidence(Protocol):
    """What is asked which findings stand behind rows: a view, or the records of a case."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """See CaseRecords."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """See CaseRecords."""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """See CaseRecords."""


def findings_behind(evidence: Evidence, kind: TableKind, ids: Collection[str] | None) -> frozenset[str]:
    """Return the ids of the findings that the rows with these ids speak of; all rows with None."""
    wanted = None if ids is None else set(ids)
    if kind is TableKind.FINDINGS:
        return frozenset(f.id for f in evidence.findings if wanted is None or f.id in wanted)
    if kind is TableKind.SUBJECTS:
        return frozenset(f.id for f in evidence.findings if wanted is None or f.subject_id in wanted)
    keys = {s.id: _row_of(s, kind) for s in evidence.sources}
    held = {source for source, key in keys.items() if key and (wanted is None or key in wanted)}
    return frozenset(f.id for f in evidence.findings if f.source_id in held)


def _row_of(source: Source, kind: TableKind) -> str:
    """Return in which row of a table of sources, contributions or documents a source counts."""
    if kind is TableKind.SOURCES:
        return source.id
    return source.contribution_id if kind is TableKind.CONTRIBUTIONS else source.document_id or ""


def narrowed(view: _View, kind: TableKind, ids: Collection[str] | None) -> _View:
    """Return the view with nothing but what the rows with these ids say; it can only become smaller.

    Findings that a caption in these rows is made of stay in it: what the reader learns from a caption has
    been told.
    """
    kept = findings_behind(view, kind, ids)
    if kind in (TableKind.FINDINGS, TableKind.SUBJECTS):
        kept |= _captioning(view, kept)
    findings = tuple(
        replace(f, basis=tuple(b for b in f.basis if b in kept)) for f in view.findings if f.id in kept
    )
    sources = _used(view.sources, {f.source_id for f in findings})
    contributions = {s.contribution_id for s in sources}
    documents = {s.document_id for s in sources}
    about = {f.subject_id for f in findings}
    return replace(
        view,
        findings=findings,
        subjects=tuple(s for s in view.subjects if s.id in about),
        sources=sources,
        contributions=tuple(c for c in view.contributions if c.id in contributions),
        documents=tuple(d for d in view.documents if d.id in documents),
        judgements=(),
        conferences=(),
        measures=(),
        methods=(),
        provisions={finding: ground for finding, ground in view.provisions.items() if finding in kept},
    )


def _used(sources: Sequence[Source], ids: Collection[str]) -> tuple[Source, ...]:
    return tuple(s for s in sources if s.id in ids)


def _captioning(view: View, kept: Collection[str]) -> frozenset[str]:
    """Return the findings that the captions of what is spoken of, and of the ends of its links, rest on."""
    subjects = {s.id: s for s in view.subjects}
    told = {f.subject_id for f in view.findings if f.id in kept}
    named = told | {end for s in told for end in (subjects[s].start, subjects[s].end) if end}
    said: dict[str, dict[str, list[str]]] = {}
    for finding in view.findings:
        if finding.subject_id in named and finding.value and not finding.restricted:
            by_property = said.setdefault(finding.subject_id, {})
            by_property.setdefault(finding.property, []).append(finding.id)
    found: set[str] = set()
    for subject_id in named:
        node = ontology().nodes.get(subjects[subject_id].type)
        known = said.get(subject_id, {})
        first = next((p for p in node.caption if p in known), "") if node else ""
        # A node that nothing names still stands on what was said of it.
        found.update(known.get(first) or ([] if subject_id in told else _any(known)))
    return frozenset(found)


def _any(known: dict[str, list[str]]) -> list[str]:
    return next(iter(known.values()), [])[:1]
