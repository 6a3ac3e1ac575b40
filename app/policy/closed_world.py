"""From the released findings to a world that is whole without the rest.

Only what a released finding needs is in it, and nothing in it points outside: no empty subjects, no
dangling references, numbers counted anew. What belongs to no finding (measures, conferences,
judgements, documents) has a rule of its own, and none of the rules looks at a withheld finding, so that
one more withheld finding changes nothing for this recipient.
"""

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Protocol

from app.base.method_records import Method
from app.base.records import (
    Agency,
    CaseRecords,
    Conference,
    Contribution,
    Document,
    Finding,
    Measure,
    Source,
)
from app.policy.method_release import released_methods
from app.policy.views import WorkingView


class Choices(Protocol):
    """What the request says beyond recipient and purpose."""

    @property
    def documents(self) -> frozenset[str]:
        """Documents a person chose to go along."""

    @property
    def disclosed(self) -> frozenset[str]:
        """Findings this recipient has had before."""


def closed_world(
    records: CaseRecords, recipient: Agency, as_of: str, released: Mapping[str, str], choices: Choices
) -> WorkingView:
    """Return the part of the case that stands on `released` (finding id -> provision id) alone."""
    # Most findings correct nothing and rest on nothing.
    findings = tuple(
        _trim(f, released, choices) if f.basis or f.supersedes is not None else f
        for f in records.findings
        if f.id in released
    )
    subjects = set(map(attrgetter("subject_id"), findings))
    source_ids = set(map(attrgetter("source_id"), findings))
    sources = [s for s in records.sources if s.id in source_ids]
    documents = _documents(records, sources, choices)
    kept = {d.id for d in documents}
    contribution_ids = {s.contribution_id for s in sources}
    contributions = tuple(c for c in records.contributions if c.id in contribution_ids)
    conferences = tuple(
        c for c in records.conferences if recipient.id in {p.agency_id for p in c.participants}
    )
    measures = _measures(records, recipient, released, {c.id for c in conferences})
    methods = released_methods(records.methods, released)
    return WorkingView(
        header=records.header,
        as_of=as_of,
        agencies=_agencies(records, recipient, findings, contributions, conferences, measures, methods),
        contributions=contributions,
        sources=tuple(_without_lost_document(s, kept) for s in sources),
        subjects=tuple(s for s in records.subjects if s.id in subjects),
        findings=findings,
        judgements=tuple(
            j for j in records.judgements if j.author_agency_id == recipient.id and {j.a, j.b} <= subjects
        ),
        documents=documents,
        conferences=conferences,
        measures=measures,
        provisions={finding: ground for finding, ground in released.items() if ground},
        methods=methods,
    )


def _trim(finding: Finding, released: Mapping[str, str], choices: Choices) -> Finding:
    known = finding.supersedes in choices.disclosed
    if (known or finding.supersedes is None) and released.keys() >= set(finding.basis):
        return finding
    return replace(
        finding,
        supersedes=finding.supersedes if known else None,
        basis=tuple(b for b in finding.basis if b in released),
    )


def _documents(records: CaseRecords, sources: list[Source], choices: Choices) -> tuple[Document, ...]:
    """Return the chosen documents that a released source stands on."""
    cited = {s.document_id for s in sources}
    return tuple(d for d in records.documents if d.id in choices.documents and d.id in cited)


def _without_lost_document(source: Source, kept: set[str]) -> Source:
    return source if source.document_id in kept else replace(source, document_id=None)


def _measures(
    records: CaseRecords, recipient: Agency, released: Mapping[str, str], conferences: set[str]
) -> tuple[Measure, ...]:
    """Return the recipient's own measures and those that rest on released findings alone, renumbered."""
    visible = [
        m
        for m in records.measures
        if m.agency_id == recipient.id or (m.cites and all(c in released for c in m.cites))
    ]
    ids = {m.id for m in visible}
    return tuple(
        replace(
            m,
            no=no,
            cites=tuple(c for c in m.cites if c in released),
            conference_id=m.conference_id if m.conference_id in conferences else None,
            depends_on=m.depends_on if m.depends_on in ids else None,
        )
        for no, m in enumerate(visible, start=1)
    )


def _agencies(
    records: CaseRecords,
    recipient: Agency,
    findings: tuple[Finding, ...],
    contributions: tuple[Contribution, ...],
    conferences: tuple[Conference, ...],
    measures: tuple[Measure, ...],
    methods: tuple[Method, ...],
) -> tuple[Agency, ...]:
    needed = {recipient.id}
    needed |= set(map(attrgetter("author_agency_id"), findings))
    needed |= {c.agency_id for c in contributions}
    needed |= {m.agency_id for m in measures}
    needed |= {p.agency_id for m in methods for p in m.parts}
    for conference in conferences:
        needed |= {conference.lead_agency_id, *(p.agency_id for p in conference.participants)}
    return tuple(a for a in records.agencies if a.id in needed)
