"""Whether a package is a closed world: every id occurs once and every reference resolves inside it.

One reference may lead outside: a correction names the finding it supersedes, which the recipient has from
an earlier package.
"""

import re
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter

from app.base.records import Subject, SubjectKind
from app.exchange.closure_beside import check_marks, check_methods, check_words, ids_beside
from app.exchange.codec import CodecError
from app.exchange.payload import Payload

ID_LIMIT = 200
_ID = attrgetter("id")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def check_closed(payload: Payload) -> None:
    """Raise `CodecError` naming the first kind of record that repeats an id or points outside."""
    case = payload.case[0].id
    agencies = _unique("agencies", (a.id for a in payload.agencies))
    contributions = _unique("contributions", (c.id for c in payload.contributions))
    documents = _unique("documents", (d.id for d in payload.documents))
    sources = _unique("sources", (s.id for s in payload.sources))
    findings = _unique("findings", map(_ID, payload.findings))
    conferences = _unique("conferences", (c.id for c in payload.conferences))
    measures = _unique("measures", (m.id for m in payload.measures))
    _unique("judgements", (j.id for j in payload.judgements))
    for owned in (payload.contributions, payload.findings, payload.judgements, payload.conferences):
        _within("case", map(attrgetter("case_id"), owned), {case})
    _within("case", (m.case_id for m in payload.measures), {case})
    _within("contributions", (c.agency_id for c in payload.contributions), agencies)
    _within("sources", (s.contribution_id for s in payload.sources), contributions)
    _within("sources", (s.document_id for s in payload.sources if s.document_id is not None), documents)
    _within("documents", (d.contribution_id for d in payload.documents), contributions)
    nodes = _check_subjects(payload.subjects)
    _check_findings(payload, sources, findings)
    _within("judgements", (end for j in payload.judgements for end in (j.a, j.b)), nodes)
    _within(
        "provisions", _unique("provisions", (i for g in payload.provisions for i in g.findings)), findings
    )
    _check_work(payload, agencies, findings, conferences, measures)
    _check_extras(payload, agencies, {s.id for s in payload.subjects}, conferences)
    for kind, ids in ids_beside(payload):
        _unique(kind, ids)
    check_methods(payload, agencies, findings)
    check_marks(payload, findings, contributions)
    check_words(payload)
    if any(not _SHA256.match(d.sha256) or d.size < 0 for d in payload.documents):
        raise CodecError("documents")


def _check_subjects(subjects: tuple[Subject, ...]) -> set[str]:
    _unique("subjects", (s.id for s in subjects))
    nodes = {s.id for s in subjects if s.kind is SubjectKind.NODE}
    for subject in subjects:
        ends = (subject.start, subject.end)
        if subject.kind is SubjectKind.NODE and ends != (None, None):
            raise CodecError("subjects")
        if subject.kind is SubjectKind.LINK and not nodes.issuperset(ends):
            raise CodecError("subjects")
    return nodes


def _check_findings(payload: Payload, sources: set[str], findings: set[str]) -> None:
    subjects = {s.id for s in payload.subjects}
    agencies = {a.id for a in payload.agencies}
    _within("findings", map(attrgetter("subject_id"), payload.findings), subjects)
    _within("findings", map(attrgetter("source_id"), payload.findings), sources)
    _within("findings", map(attrgetter("author_agency_id"), payload.findings), {*agencies, ""})
    _within("findings", chain.from_iterable(map(attrgetter("basis"), payload.findings)), findings)
    _within("judgements", (j.author_agency_id for j in payload.judgements if j.author_agency_id), agencies)


def _check_work(
    payload: Payload, agencies: set[str], findings: set[str], conferences: set[str], measures: set[str]
) -> None:
    _within("conferences", (c.lead_agency_id for c in payload.conferences), agencies)
    _within("conferences", (p.agency_id for c in payload.conferences for p in c.participants), agencies)
    _within("measures", (m.agency_id for m in payload.measures), agencies)
    _within("measures", (c for m in payload.measures for c in m.cites), findings)
    _within("measures", (m.conference_id for m in payload.measures if m.conference_id), conferences)
    _within("measures", (m.depends_on for m in payload.measures if m.depends_on), measures)


def _check_extras(payload: Payload, agencies: set[str], subjects: set[str], conferences: set[str]) -> None:
    """Charts dress only what is in the package; recalls may name what the recipient had before."""
    _unique("charts", (c.id for c in payload.charts))
    _within(
        "charts",
        (i for c in payload.charts for i in (*c.items, *(t.subject_id for t in c.items.values()))),
        subjects,
    )
    _within("charts", (m for c in payload.charts for g in c.groups for m in g.members), subjects)
    _within("charts", (n.subject_id for c in payload.charts for n in c.notes if n.subject_id), subjects)
    pictures = (t.look.picture for c in payload.charts for t in c.items.values() if t.look.picture)
    _within("charts", pictures, {d.id for d in payload.documents})
    _unique("points", (p.id for p in payload.points))
    _within("points", (p.conference_id for p in payload.points), conferences)
    _within("points", (a for p in payload.points for a in p.audience), agencies)
    for recall in payload.recalls:
        _unique("recalls", recall.finding_ids)
        _unique("recalls", recall.successor_ids)


def _unique(kind: str, ids: Iterable[str]) -> set[str]:
    listed = list(ids)
    seen = set(listed)
    if len(seen) < len(listed) or "" in seen or max(map(len, listed), default=0) > ID_LIMIT:
        raise CodecError(kind)
    return seen


def _within(kind: str, ids: Iterable[str], known: set[str]) -> None:
    if not known.issuperset(ids):
        raise CodecError(kind)
