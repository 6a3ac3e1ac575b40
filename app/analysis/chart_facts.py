"""What the findings of a case say about each subject that a chart filters, formats and labels by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.analysis.chart_dates import HAPPENED, Span, span, spans_of
from app.analysis.network import current
from app.base.records import Contribution, Finding, Source, Standing, Subject, SubjectKind

LETTERS = "ABCX"
DIGITS = "1234"
_STRENGTH = (Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)
_STANDINGS = tuple(
    frozenset(s for place, s in enumerate(_STRENGTH) if bits >> place & 1)
    for bits in range(1 << len(_STRENGTH))
)
"""Every set of standings, by the bits of their places in `_STRENGTH`."""


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """What the current findings say about one subject.

    `standing` is the strongest among them (of a link: among those that say it exists). `gradings` are pairs
    such as "B2" (reliability of the source, credibility of the finding), best first; what is not graded
    counts as "X4". `sources` counts different sources. `spans` are the days on which it was (see
    `app.analysis.chart_dates`), none if no finding says so; `valid_from` and `valid_to` are the first and the
    last partial dates it is stated to hold for. `properties` are the stated values by property.
    """

    type: str
    is_link: bool
    agencies: frozenset[str]
    standings: frozenset[Standing]
    standing: Standing
    gradings: tuple[str, ...]
    handlings: frozenset[str]
    sources: int
    valid_from: str
    valid_to: str
    spans: tuple[Span, ...]
    properties: Mapping[str, tuple[str, ...]]

    @property
    def grading(self) -> str:
        """The best grading among the findings."""
        return self.gradings[0]


@dataclass(frozen=True)
class ChartFacts:
    """The facts of every subject with a current finding, by its id.

    `kept` belongs to `app.analysis.chart_columns`: the arrays of the network that was asked about last.
    """

    of: Mapping[str, SubjectFacts]
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def undated(self) -> frozenset[str]:
        """The subjects of which no finding says when they were."""
        return frozenset(i for i, facts in self.of.items() if not facts.spans)


def chart_facts(
    subjects: Sequence[Subject],
    findings: Sequence[Finding],
    sources: Sequence[Source],
    contributions: Sequence[Contribution],
) -> ChartFacts:
    """Gather the facts of these subjects from their current findings.

    The agency of a finding is the one that contributed its source; of an assessment also its author. For
    what a recipient would see pass the records of the released view and nothing else.
    """
    by_subject: dict[str, list[Finding]] = {}
    for finding in current(findings):
        by_subject.setdefault(finding.subject_id, []).append(finding)
    agency = {c.id: c.agency_id for c in contributions}
    known = {s.id: (s.reliability, agency.get(s.contribution_id, "")) for s in sources}
    sets: dict[frozenset[str], frozenset[str]] = {}
    return ChartFacts(
        {s.id: _facts(s, by_subject[s.id], known, sets) for s in subjects if s.id in by_subject}
    )


def happenings(facts: ChartFacts) -> dict[str, str]:
    """Return by subject the partial date on which it happened: of events, documents, calls.

    A link also happened where a finding says from when it holds; who or what lasts has no date here.
    """
    dates: dict[str, str] = {}
    for subject_id, said in facts.of.items():
        stated = next((v for name in HAPPENED for v in said.properties.get(name, ()) if span(v, v)), "")
        when = stated or (said.valid_from if said.is_link else "")
        if when and span(when, when):
            dates[subject_id] = when
    return dates


def grading_rank(grading: str) -> tuple[int, int]:
    """Return how a grading such as "B2" compares: the smaller the better; letter and digit weigh alike."""
    letter, digit = LETTERS.index(grading[0]), DIGITS.index(grading[1])
    return letter + digit, letter


def as_good_as(grading: str, lowest: str) -> bool:
    """Tell whether neither letter nor digit of a grading is worse than those of `lowest`."""
    return LETTERS.index(grading[0]) <= LETTERS.index(lowest[0]) and grading[1] <= lowest[1]


def is_grading(text: str) -> bool:
    """Tell whether this is a letter of reliability and a digit of credibility, such as "B2"."""
    return len(text) == 2 and text[0] in LETTERS and text[1] in DIGITS


def _facts(
    subject: Subject,
    findings: Sequence[Finding],
    known: Mapping[str, tuple[str, str]],
    sets: dict[frozenset[str], frozenset[str]],
) -> SubjectFacts:
    """The facts of one subject; equal sets are one object (`sets`), for there are few of them."""
    is_link = subject.kind is SubjectKind.LINK
    values: dict[str, list[str]] = {}
    graded, agencies, handlings, sources = set[str](), {""}, set[str](), set[str]()
    since, until = [], []
    standings = bearing = 0
    for finding in findings:  # one loop: a case has tens of thousands of subjects
        values.setdefault(finding.property, []).append(finding.value)
        reliability, agency = known.get(finding.source_id, ("", ""))
        graded.add(_grading(reliability, finding.credibility))
        agencies.update((agency, finding.author_agency_id))
        handlings.add(finding.handling)
        sources.add(finding.source_id)
        bit = 1 << _STRENGTH.index(finding.standing)
        standings |= bit
        bearing |= bit if finding.property == "exists" else 0
        if finding.valid_from:
            since.append(finding.valid_from)
        if finding.valid_to:
            until.append(finding.valid_to)
    counting = bearing if is_link and bearing else standings
    return SubjectFacts(
        subject.type,
        is_link,
        _once(frozenset(agencies - {""}), sets),
        _STANDINGS[standings],
        _STRENGTH[(counting & -counting).bit_length() - 1],
        tuple(graded) if len(graded) == 1 else tuple(sorted(graded, key=grading_rank)),
        _once(frozenset(handlings), sets),
        len(sources),
        min(since, default=""),
        max(until, default=""),
        spans_of(subject, findings),
        {name: tuple(dict.fromkeys(said)) for name, said in values.items()},
    )


def _once(some: frozenset[str], sets: dict[frozenset[str], frozenset[str]]) -> frozenset[str]:
    return sets.setdefault(some, some)


def _grading(reliability: str, credibility: str) -> str:
    letter = reliability if reliability and reliability in LETTERS else LETTERS[-1]
    digit = credibility if credibility and credibility in DIGITS else DIGITS[-1]
    return letter + digit
