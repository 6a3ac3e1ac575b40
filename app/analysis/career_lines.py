"""A career in lines to read: each event with its words, each intervention with what was known then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.analysis.career_drawing import lane_word
from app.analysis.career_lanes import Career, CareerEvent, Lane, disorders
from app.analysis.career_pseudonyms import Pseudonyms
from app.analysis.career_words import disorder_sentence
from app.analysis.findings_asof import known_on
from app.base.partial_date import bounds
from app.base.records import Contribution, Finding, Source, Subject, SubjectKind
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.model import PropertyType
from app.ontology.values import display, display_for

_SILENT = frozenset({"exists", "identifier"})


@dataclass(frozen=True, slots=True)
class CareerLine:
    """One event; `number` counts from 1 as in the picture, 0 for what has no day.

    `finding_ids` are the findings that the line tells: with pseudonyms names are none of them.
    """

    number: int
    subject_id: str
    lane: str
    when: str
    text: str
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterventionLine:
    """One point; `day` is the last ISO day it can mean. `known` and `received` are (finding id, words)."""

    number: int
    subject_id: str
    text: str
    when: str
    day: str
    agency: str
    provision: str
    why: str
    known: tuple[tuple[str, str], ...]
    received: tuple[tuple[str, str], ...]


def career_lines(
    found: Career, subjects: Sequence[Subject], findings: Sequence[Finding], masks: Pseudonyms | None
) -> tuple[CareerLine, ...]:
    """Return the events in order, then those on no day; with `masks` nobody is named."""
    words = _Words(subjects, findings, masks)
    numbered = [*enumerate(found.events, 1), *((0, e) for e in found.undated)]
    return tuple(
        CareerLine(
            number,
            event.subject_id,
            lane_word(event.lane),
            words.when(event),
            words.event(event, found.person_id),
            tuple(f.id for f in event.findings if words.tells(f)),
        )
        for number, event in numbered
    )


def disorder_sentences(
    found: Career, subjects: Sequence[Subject], findings: Sequence[Finding], masks: Pseudonyms | None
) -> tuple[str, ...]:
    """Return one sentence for each date that cannot be right."""
    words = _Words(subjects, findings, masks)
    return tuple(
        disorder_sentence(d.order, words.caption(d.subject_id), _shown(d.first), _shown(d.second))
        for d in disorders(found)
    )


def interventions(
    found: Career,
    subjects: Sequence[Subject],
    findings: Sequence[Finding],
    everything: Sequence[Finding],
    sources: Iterable[Source],
    contributions: Iterable[Contribution],
    masks: Pseudonyms | None,
) -> tuple[InterventionLine, ...]:
    """Return the points of possible intervention with what the case file held of the person on that day.

    `everything` are also findings corrected since: what was known then is what stood then. Only findings near
    the person count: of the person, of links of the person, and of what these lead to.
    """
    words = _Words(subjects, findings, masks)
    near = _near(found.person_id, subjects)
    known_sources, known_contributions = tuple(sources), tuple(contributions)
    points = []
    for number, event in enumerate(found.events, 1):
        if event.lane is not Lane.INTERVENTIONS:
            continue
        day = _last_day(event.when)
        asof = known_on(everything, known_sources, known_contributions, day)
        said = {f.property: f.value for f in event.findings}
        points.append(
            InterventionLine(
                number,
                event.subject_id,
                words.masked(said.get("title", "")),
                words.when(event),
                day,
                words.masked(said.get("agency", "")),
                said.get("legal_basis", ""),
                words.masked(said.get("note", "")),
                _told(asof.recorded, near, words),
                _told(asof.received, near, words),
            )
        )
    return tuple(points)


def _told(found: Iterable[Finding], near: frozenset[str], words: "_Words") -> tuple[tuple[str, str], ...]:
    return tuple((f.id, words.finding(f)) for f in found if f.subject_id in near and words.tells(f))


def _near(person_id: str, subjects: Sequence[Subject]) -> frozenset[str]:
    links = [s for s in subjects if s.kind is SubjectKind.LINK and person_id in (s.start, s.end)]
    persons = {s.id for s in subjects if s.type == "person"}
    ends = {e for s in links for e in (s.start, s.end) if e}
    return frozenset({person_id} | {s.id for s in links} | (ends - persons))


def _last_day(when: str) -> str:
    return bounds(when)[1].isoformat()


def _shown(when: str) -> str:
    return display("partial_date", when)


class _Words:
    """Captions and statements, with or without names."""

    def __init__(
        self, subjects: Sequence[Subject], findings: Sequence[Finding], masks: Pseudonyms | None
    ) -> None:
        self._subjects: Mapping[str, Subject] = {s.id: s for s in subjects}
        self._captions = captions(subjects, findings)
        self._masks = masks

    def masked(self, text: str) -> str:
        return self._masks.masked(text) if self._masks is not None else text

    def caption(self, subject_id: str) -> str:
        subject = self._subjects[subject_id]
        if self._masks is None:
            return self._captions[subject_id]
        if subject.kind is SubjectKind.LINK:
            kind = ontology().links.get(subject.type)
            label = kind.label if kind else subject.type
            return f"{self._masks.of(subject.start or '')} – {label} – {self._masks.of(subject.end or '')}"
        return self._masks.of(subject_id)

    def when(self, event: CareerEvent) -> str:
        if self._masks is not None and event.what == "birth_date":
            return event.when[:4]
        return _shown(event.when) if event.when else ""

    def event(self, event: CareerEvent, person_id: str) -> str:
        head = "" if event.subject_id == person_id else self.caption(event.subject_id)
        says = [self._says(f) for f in sorted(event.findings, key=self._place)]
        kept = [text for text in dict.fromkeys(says) if text and text not in head]
        return ": ".join(filter(None, (head, "; ".join(kept))))

    def _place(self, finding: Finding) -> int:
        """The order of the properties as declared: what it was comes before how it went on."""
        subject = self._subjects[finding.subject_id]
        kind = ontology().nodes.get(subject.type) or ontology().links.get(subject.type)
        names = [p.id for p in kind.properties] if kind else []
        return names.index(finding.property) if finding.property in names else len(names)

    def finding(self, finding: Finding) -> str:
        return ": ".join(filter(None, (self.caption(finding.subject_id), self._says(finding))))

    def tells(self, finding: Finding) -> bool:
        """Whether anything is left to say of a finding: a name that is not shown tells nothing."""
        return finding.property == "exists" or bool(self._says(finding))

    def _says(self, finding: Finding) -> str:
        declared = self._declared(finding)
        if finding.property in _SILENT or declared is None:
            return ""
        if self._masks is not None and declared.identifying:
            # A date of birth is needed for the order of things: its year is enough.
            return f"{declared.label}: {finding.value[:4]}" if declared.value_type == "partial_date" else ""
        return self.masked(f"{declared.label}: {display_for(declared, finding.value)}")

    def _declared(self, finding: Finding) -> PropertyType | None:
        subject = self._subjects.get(finding.subject_id)
        try:
            return ontology().property(subject.type, finding.property) if subject else None
        except KeyError:
            return None
