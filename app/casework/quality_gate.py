"""The quality gate before a briefing leaves: a checklist that the program fills from the case.

Shown, never enforced: whoever signs the briefing decides. Each check says what it looked for, so that an
empty line means "looked and found nothing", not "not looked".
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.clock import today
from app.base.method_records import EXONERATING, Method, MethodKind, PartKind
from app.base.records import CaseRecords, Finding, Source, Standing
from app.casework import assessment_list, cases, method_persons
from app.casework.assessment_list import ALTERNATIVE, Assessment, Doubt
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.store.store import Store

OLD_SOURCE_DAYS = 365
"""From which age on a source is called old: a proposal of this program, like every bound here."""
_LONGEST = 90


class Check(StrEnum):
    """What is looked for, in the order in which it is shown."""

    UNCITED = "uncited"
    SINGLE_SOURCE = "single_source"
    OLD_SOURCE = "old_source"
    UNGRADED = "ungraded"
    NO_ALTERNATIVE = "no_alternative"
    NO_EXONERATING_SEARCH = "no_exonerating_search"
    OVERDUE = "overdue"
    METHOD_STALE = "method_stale"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing found; `finding_id` and `subject_id` tell where to look, `method_id` in which method."""

    text: str
    finding_id: str = ""
    subject_id: str = ""
    method_id: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found; none means that it looked and found nothing."""

    check: Check
    hints: tuple[Hint, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.hints


@dataclass(frozen=True, slots=True)
class _Material:
    """The case as the checks need it: findings in force, captions, sources, ages of deliveries."""

    records: CaseRecords
    day: str
    current: tuple[Finding, ...]
    newer: frozenset[str]
    names: Mapping[str, str]
    sources: Mapping[str, Source]
    received: Mapping[str, str]
    assessments: tuple[Assessment, ...]

    def hint(self, finding: Finding, told: str = "") -> Hint:
        """Return a finding as a line, with what is to be said about it."""
        subject = next(s for s in self.records.subjects if s.id == finding.subject_id)
        name = self.names[subject.id]
        if finding.property == "exists":
            said = name
        else:
            value = display_for(ontology().property(subject.type, finding.property), finding.value)
            said = value if subject.type == assessment_list.MATTER else f"{name}: {value}"
        line = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
        return Hint(f"{line} – {told}" if told else line, finding.id, finding.subject_id)


def of_case(store: Store, case_id: str, day: str = "") -> tuple[Result, ...]:
    """Return the whole checklist of a case on a day (ISO, default today)."""
    records = cases.records(store, case_id)
    cited = assessment_list.cited_counts(store, (f.id for f in records.findings if f.basis))
    return of_records(records, day or today().isoformat(), cited)


def of_records(records: CaseRecords, day: str, cited: Mapping[str, int] | None = None) -> tuple[Result, ...]:
    """Return the whole checklist for what a case holds; `cited` as for `assessment_list.of_records`."""
    material = _material(records, day, cited)
    return tuple(Result(check, tuple(_CHECKS[check](material))) for check in Check)


def open_count(results: Iterable[Result]) -> int:
    """Return how many checks found something."""
    return sum(not result.passed for result in results)


def _material(records: CaseRecords, day: str, cited: Mapping[str, int] | None) -> _Material:
    newer = frozenset(f.supersedes for f in records.findings if f.supersedes)
    current = tuple(f for f in records.findings if f.id not in newer and not f.restricted)
    arrived = {c.id: c.received for c in records.contributions}
    return _Material(
        records,
        day,
        current,
        newer,
        captions(records.subjects, records.findings),
        {s.id: s for s in records.sources},
        {s.id: arrived.get(s.contribution_id, "") for s in records.sources},
        assessment_list.of_records(records, cited),
    )


def _uncited(material: _Material) -> Iterable[Hint]:
    lost = {Doubt.NO_BASIS, Doubt.ERASED}
    from_list = {a.finding.id for a in material.assessments if lost & a.doubts.keys()}
    known = {f.id for f in material.records.findings}
    for finding in material.current:
        if finding.standing is Standing.FACT:
            continue
        if finding.id in from_list or not known.intersection(finding.basis):
            yield material.hint(finding)


def _single_source(material: _Material) -> Iterable[Hint]:
    return (material.hint(a.finding) for a in material.assessments if Doubt.SINGLE_SOURCE in a.doubts)


def _old_sources(material: _Material) -> Iterable[Hint]:
    bound = _days_before(material.day, OLD_SOURCE_DAYS)
    counts: dict[str, int] = {}
    first: dict[str, Finding] = {}
    for finding in material.current:
        if finding.standing is Standing.FACT and "" < material.received.get(finding.source_id, "") < bound:
            counts[finding.source_id] = counts.get(finding.source_id, 0) + 1
            first.setdefault(finding.source_id, finding)
    for source_id, count in counts.items():
        text = f"{material.sources[source_id].reference} ({material.received[source_id]}): {count}"
        yield Hint(text, first[source_id].id, first[source_id].subject_id)


def _ungraded(material: _Material) -> Iterable[Hint]:
    for finding in material.current:
        source = material.sources.get(finding.source_id)
        known = source is not None and source.reliability in ("A", "B", "C")
        if finding.standing is Standing.FACT and not known and finding.credibility not in ("1", "2", "3"):
            yield material.hint(finding)


def _no_alternative(material: _Material) -> Iterable[Hint]:
    # What a comparison sets against others has its alternatives there.
    compared = {c for m in material.records.methods for h in m.of(PartKind.HYPOTHESIS) for c in h.cites}
    for assessment in material.assessments:
        finding = assessment.finding
        if ALTERNATIVE not in assessment.notes and finding.id not in compared:
            if finding.standing is Standing.HYPOTHESIS or finding.property == "key_judgement":
                yield material.hint(finding)


def _no_exonerating_search(material: _Material) -> Iterable[Hint]:
    if any(f.exonerating for f in material.current):
        return
    for method in material.records.methods:
        exonerating = {h.id for h in method.of(PartKind.HYPOTHESIS) if h.role == EXONERATING}
        rated = {r.hypothesis_id for e in method.of(PartKind.EVIDENCE) for r in e.ratings}
        if exonerating & rated:
            return
    yield Hint(material.records.header.reference)


def _overdue(material: _Material) -> Iterable[Hint]:
    for finding in material.current:
        if "" < finding.review_due < material.day:
            yield material.hint(finding, finding.review_due)


def _stale_methods(material: _Material) -> Iterable[Hint]:
    for method in material.records.methods:
        lost = sum(p.lost for p in method.parts) + _corrected(method, material.newer)
        unrated = method.kind is MethodKind.HYPOTHESES and not any(
            e.ratings for e in method.of(PartKind.EVIDENCE)
        )
        if lost or unrated:
            yield Hint(method.title, method_id=method.id)
        yield from _placed_persons(material, method)


def _placed_persons(material: _Material, method: Method) -> Iterable[Hint]:
    """A person recorded after a barrier model was written may stand in it by name."""
    if method.kind is not MethodKind.BARRIERS:
        return
    texts = (t for part in method.parts for t in method_persons.texts_of(part))
    named = method_persons.persons_in(
        material.records.subjects, material.current, (method.title, method.question, *texts)
    )
    for name in sorted(named):
        yield Hint(f"{method.title}: {name}", method_id=method.id)


def _corrected(method: Method, newer: frozenset[str]) -> int:
    return sum(c in newer for p in method.parts for c in p.cites)


def _days_before(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


_CHECKS: dict[Check, Callable[[_Material], Iterable[Hint]]] = {
    Check.UNCITED: _uncited,
    Check.SINGLE_SOURCE: _single_source,
    Check.OLD_SOURCE: _old_sources,
    Check.UNGRADED: _ungraded,
    Check.NO_ALTERNATIVE: _no_alternative,
    Check.NO_EXONERATING_SEARCH: _no_exonerating_search,
    Check.OVERDUE: _overdue,
    Check.METHOD_STALE: _stale_methods,
}
