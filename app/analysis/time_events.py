"""The dated findings of a case as a timeline shows them, and the ones that carry no date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.network import current
from app.analysis.time_extent import Extent, extent
from app.base.i18n import _
from app.base.partial_date import bounds
from app.base.records import Contribution, Finding, Source, Standing, Subject, SubjectKind
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.model import PropertyType
from app.ontology.values import display, display_for

_DATE = "partial_date"
_EVENT = "event"


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated finding, with its words in the language in force.

    `bearers` are the nodes in whose lanes it stands: of a link both ends, of an event the nodes linked
    with it, else the subject itself. `when` is the date as people write it, `text` what was found.
    """

    finding_id: str
    subject_id: str
    subject: str
    subject_type: str
    text: str
    when: str
    extent: Extent
    standing: Standing
    agency_id: str
    bearers: tuple[str, ...]
    restricted: bool = False
    names_itself: bool = False
    """Whether the caption of the subject says it all: a link that exists, an event on its day."""


@dataclass(frozen=True, slots=True)
class Undated:
    """A finding in force that says nothing about time."""

    finding_id: str
    subject_id: str
    subject: str
    text: str


class Grouping(StrEnum):
    """What a lane of the timeline stands for."""

    SUBJECT = "subject"
    AGENCY = "agency"
    TYPE = "type"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which dated findings to show; an empty part narrows nothing. `start` and `end` are partial dates."""

    types: frozenset[str] = frozenset()
    standings: frozenset[Standing] = frozenset()
    agencies: frozenset[str] = frozenset()
    start: str = ""
    end: str = ""


def dated_findings(
    subjects: Sequence[Subject],
    findings: Sequence[Finding],
    sources: Sequence[Source],
    contributions: Sequence[Contribution],
) -> tuple[tuple[Dated, ...], tuple[Undated, ...]]:
    """Return the dated findings in force, earliest first, and those without a date.

    A finding is dated by its value where that is a date, else by the time it holds for.
    """
    agencies = agencies_of(findings, sources, contributions)
    labels = captions(subjects, findings)
    known = {subject.id: subject for subject in subjects}
    now = current(findings)
    bearers = _bearers(subjects, {finding.subject_id for finding in now})
    dated: list[Dated] = []
    undated: list[Undated] = []
    for finding in now:
        subject = known.get(finding.subject_id)
        if subject is None:
            continue
        declared = _declared(subject.type, finding.property)
        when = _stated(finding, declared)
        text = _text(subject, finding, declared)
        try:
            reach = extent(when) if when else None
        except ValueError:
            reach = None
        if reach is None:
            undated.append(Undated(finding.id, subject.id, labels[subject.id], text))
            continue
        dated.append(
            Dated(
                finding.id,
                subject.id,
                labels[subject.id],
                subject.type,
                text,
                display(_DATE, when),
                reach,
                finding.standing,
                agencies.get(finding.source_id, ""),
                bearers[subject.id],
                finding.restricted,
                finding.property == "exists" or (subject.type == _EVENT and finding.value == when),
            )
        )
    dated.sort(key=lambda d: (d.extent.first, d.extent.last, d.subject, d.text, d.finding_id))
    return tuple(dated), tuple(undated)


def narrowed(events: Iterable[Dated], wanted: Narrowing) -> tuple[Dated, ...]:
    """Return the events that `wanted` asks for, in their order; ValueError if a limit is no date."""
    first = float(bounds(wanted.start)[0].toordinal()) if wanted.start else float("-inf")
    last = float(bounds(wanted.end)[1].toordinal() + 1) if wanted.end else float("inf")
    return tuple(
        e
        for e in events
        if (not wanted.types or e.subject_type in wanted.types)
        and (not wanted.standings or e.standing in wanted.standings)
        and (not wanted.agencies or e.agency_id in wanted.agencies)
        and (e.extent.first < last or e.extent.open_start)
        and (e.extent.last >= first or e.extent.open_end)
    )


def words_of(event: Dated, grouping: Grouping) -> str:
    """Return what stands beside an event's mark; what the name of its lane says already is left out."""
    own_lane = grouping is Grouping.SUBJECT and event.bearers == (event.subject_id,)
    if own_lane:
        words = event.text
    else:
        words = event.subject if event.names_itself else f"{event.text} · {event.subject}"
    return words + " (" + _("restricted") + ")" if event.restricted else words


def spoken(event: Dated) -> str:
    """Return an event in one line: when, what, of whom, and what it claims to be."""
    standings = {
        Standing.FACT: _("fact"),
        Standing.ASSESSMENT: _("assessment"),
        Standing.HYPOTHESIS: _("hypothesis"),
    }
    what = event.subject if event.names_itself else f"{event.text}, {event.subject}"
    words = _("{when}: {what} ({standing})").format(
        when=event.when, what=what, standing=standings[event.standing]
    )
    return words + " – " + _("restricted") if event.restricted else words


def _stated(finding: Finding, declared: PropertyType | None) -> str:
    if declared is not None and declared.value_type == _DATE:
        return finding.value
    begin, end = finding.valid_from, finding.valid_to
    if begin and end:
        return begin if begin == end else f"{begin.partition('/')[0]}/{end.rpartition('/')[2]}"
    if begin:
        return begin if "/" in begin else f"{begin}/.."
    return f"../{end}" if end and "/" not in end else end


def _text(subject: Subject, finding: Finding, declared: PropertyType | None) -> str:
    if finding.property == "exists":
        kind = ontology().links.get(subject.type)
        return kind.label if kind else subject.type
    label = declared.label if declared else finding.property.replace("_", " ")
    if declared is not None and declared.value_type == _DATE:
        return label
    return f"{label}: {display_for(declared, finding.value) if declared else finding.value}"


def _declared(subject_type: str, property_id: str) -> PropertyType | None:
    try:
        return ontology().property(subject_type, property_id)
    except KeyError:
        return None


def _bearers(subjects: Sequence[Subject], standing: set[str]) -> dict[str, tuple[str, ...]]:
    """The nodes in whose lanes a subject's findings stand; `standing` are subjects with a finding."""
    types = {subject.id: subject.type for subject in subjects}
    linked: dict[str, dict[str, None]] = {}
    for link in subjects:
        if link.kind is SubjectKind.LINK and link.id in standing:
            for here, there in ((link.start, link.end), (link.end, link.start)):
                if here in standing and there in standing and types.get(there or "") != _EVENT:
                    linked.setdefault(here or "", {})[there or ""] = None
    found: dict[str, tuple[str, ...]] = {}
    for subject in subjects:
        ends = [end for end in dict.fromkeys((subject.start, subject.end)) if end in standing and end]
        if subject.kind is SubjectKind.LINK and ends:
            found[subject.id] = tuple(ends)
        elif subject.type == _EVENT and linked.get(subject.id):
            found[subject.id] = tuple(linked[subject.id])
        else:
            found[subject.id] = (subject.id,)
    return found


def agencies_of(
    findings: Iterable[Finding], sources: Iterable[Source], contributions: Iterable[Contribution]
) -> Mapping[str, str]:
    """Return for each source that `findings` name the id of the agency that gave it."""
    of_contribution = {c.id: c.agency_id for c in contributions}
    of_source = {s.id: of_contribution.get(s.contribution_id, "") for s in sources}
    return {f.source_id: of_source.get(f.source_id, "") for f in findings}
