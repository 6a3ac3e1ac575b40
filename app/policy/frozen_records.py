"""A case without the records that are frozen: a decision on deletion is open (`CaseRecords.frozen`).

The analyst's own files are made of this. An agency's are made by the release, which withholds the same
findings with their own reason.
"""

from dataclasses import replace

from app.base.records import CaseRecords
from app.policy.method_release import methods_without


def documents_behind(records: CaseRecords) -> frozenset[str]:
    """Return the documents that frozen findings were taken from; they tell of the person."""
    if not records.frozen:
        return frozenset()
    sources = {f.source_id for f in records.findings if f.subject_id in records.frozen}
    return frozenset(s.document_id for s in records.sources if s.id in sources and s.document_id)


def without_frozen(records: CaseRecords) -> tuple[CaseRecords, int]:
    """Return the case without what is frozen and rests on it, and how many findings in force that leaves out.

    Also gone are nodes and sources that nothing else speaks of, links of such nodes, judgements on them,
    and documents behind frozen findings.
    """
    if not records.frozen:
        return records, 0
    subjects, findings = _gone(records)
    corrected = {f.supersedes for f in records.findings if f.supersedes}
    kept = tuple(f for f in records.findings if f.id not in findings)
    lost = {f.source_id for f in records.findings} - {f.source_id for f in kept}
    behind = documents_behind(records)
    left = replace(
        records,
        subjects=tuple(s for s in records.subjects if s.id not in subjects),
        findings=kept,
        sources=tuple(
            replace(s, document_id=None) if s.document_id in behind else s
            for s in records.sources
            if s.id not in lost
        ),
        documents=tuple(d for d in records.documents if d.id not in behind),
        judgements=tuple(j for j in records.judgements if not {j.a, j.b} & subjects),
        measures=tuple(
            replace(m, cites=tuple(c for c in m.cites if c not in findings)) for m in records.measures
        ),
        methods=methods_without(records.methods, findings),
    )
    return left, len(findings - corrected)


def _gone(records: CaseRecords) -> tuple[set[str], set[str]]:
    """Return the subjects and the findings that cannot be shown without what is frozen."""
    spoken_of = {f.subject_id for f in records.findings}
    subjects, findings = set(records.frozen), set[str]()
    while True:
        more = {
            f.id
            for f in records.findings
            if f.id not in findings and (f.subject_id in subjects or findings & set(f.basis))
        }
        findings |= more
        left = {f.subject_id for f in records.findings if f.id not in findings}
        hollow = {
            s.id
            for s in records.subjects
            if s.id not in subjects and (s.id in spoken_of - left or {s.start, s.end} & subjects)
        }
        subjects |= hollow
        if not more and not hollow:
            return subjects, findings
