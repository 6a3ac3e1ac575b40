"""What findings date of one person, in lanes: offences, proceedings, measures, life events, interventions.

Nothing here predicts, scores or compares persons. A lane shows what was recorded, not what happened: it shows
where authorities looked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.money_flows import span_of, usable
from app.base.partial_date import bounds
from app.base.records import Finding, Subject, SubjectKind

POSSIBLE = "possible"
"""The state of a measure that nobody took, but that the analyst says could have been taken."""
CONCERNS = "concerns"
"""The link from a measure to whom it concerns."""


class Lane(StrEnum):
    """The lanes, from above."""

    OFFENCES = "offences"
    PROCEEDINGS = "proceedings"
    MEASURES = "measures"
    LIFE = "life"
    INTERVENTIONS = "interventions"


@dataclass(frozen=True, slots=True)
class CareerEvent:
    """One thing on a lane: what `subject_id` stands for, at `when` (a partial date or interval).

    `findings` are what it rests on, the dated one first; `what` is the property that dates it.
    """

    lane: Lane
    subject_id: str
    when: str
    what: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Career:
    """The lanes of one person, earliest first; `undated` are events on no day."""

    person_id: str
    events: tuple[CareerEvent, ...]
    undated: tuple[CareerEvent, ...]
    birth: str = ""
    death: str = ""


class Order(StrEnum):
    """What is wrong with the order of dates."""

    BEFORE_BIRTH = "before_birth"
    AFTER_DEATH = "after_death"
    ENDS_BEFORE_BEGINNING = "ends_before_beginning"
    DEATH_BEFORE_BIRTH = "death_before_birth"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Disorder:
    """One date that cannot be right beside another one; `first` and `second` are the dates as found."""

    order: Order
    subject_id: str
    first: str
    second: str
    finding_ids: tuple[str, ...]


# What links a person with what stands on a lane. Contacts and kinship are other people's lives: not here.
_LINKED = frozenset({"party_to", "seen_at", CONCERNS})
_LIFE_LINKS = frozenset(
    {"employed_by", "manages", "member_of", "registered_at", "tenant_of", "holds_permit", "owns", "keeper_of"}
)
_LANE_OF = {"proceeding": Lane.PROCEEDINGS, "measure": Lane.MEASURES}
_OFFENCE_KINDS = frozenset({"offence", "complaint"})
_MEASURE_KINDS = frozenset({"inspection", "joint_operation", "search", "traffic_stop", "hearing", "seizure"})
_DATES: Mapping[Lane, tuple[str, ...]] = {
    Lane.OFFENCES: ("date",),
    Lane.PROCEEDINGS: ("opened", "closed", "outcome_date"),
    Lane.MEASURES: ("date", "due"),
    Lane.LIFE: ("date",),
    Lane.INTERVENTIONS: ("due",),
}


def career(subjects: Sequence[Subject], findings: Iterable[Finding], person_id: str) -> Career:
    """Return the lanes of one person from the findings in force that are given."""
    said: dict[str, list[Finding]] = defaultdict(list)
    for finding in usable(findings):
        said[finding.subject_id].append(finding)
    known = {s.id: s for s in subjects}
    made = [*_life_of(person_id, said[person_id])]
    for link in _links(subjects, said, person_id):
        other = known[link.end or ""] if link.start == person_id else known[link.start or ""]
        if link.type in _LINKED:
            made += _happened(other, said[other.id], said[link.id])
        elif link.type in _LIFE_LINKS:
            made += _spanned(link, said[link.id])
    dated = sorted((e for e in made if e.when), key=_order)
    undated = sorted((e for e in made if not e.when), key=lambda e: (e.lane, e.subject_id))
    return Career(
        person_id,
        tuple(dict.fromkeys(dated)),
        tuple(dict.fromkeys(undated)),
        _stated(said[person_id], "birth_date"),
        _stated(said[person_id], "death_date"),
    )


def _links(
    subjects: Sequence[Subject], said: Mapping[str, Sequence[Finding]], person_id: str
) -> list[Subject]:
    known = {s.id for s in subjects}
    return [
        s
        for s in subjects
        if s.kind is SubjectKind.LINK
        and person_id in (s.start, s.end)
        and said.get(s.id)
        and {s.start, s.end} <= known
    ]


def _life_of(person_id: str, said: Sequence[Finding]) -> list[CareerEvent]:
    dates = [f for f in said if f.property in ("birth_date", "death_date")]
    others = [f for f in said if f not in dates and span_of(f)]
    return [
        *(CareerEvent(Lane.LIFE, person_id, f.value, f.property, (f,)) for f in dates),
        *(CareerEvent(Lane.LIFE, person_id, span_of(f), f.property, (f,)) for f in others),
    ]


def _happened(node: Subject, of_node: Sequence[Finding], of_link: Sequence[Finding]) -> list[CareerEvent]:
    lane = _lane(node, of_node)
    if lane is Lane.PROCEEDINGS:
        return [_proceeding(node, of_node, of_link)]
    dates = [f for f in (*of_node, *of_link) if f.property in _DATES[lane]]
    spans = [f for f in (*of_node, *of_link) if span_of(f)]
    if dates:
        return [_event(lane, node, f.value, f, of_node, of_link) for f in _distinct(dates)]
    if spans:
        return [_event(lane, node, span_of(spans[0]), spans[0], of_node, of_link)]
    return [CareerEvent(lane, node.id, "", "", (*of_node, *of_link))]


def _lane(node: Subject, said: Sequence[Finding]) -> Lane:
    if node.type == "measure" and any(f.property == "status" and f.value == POSSIBLE for f in said):
        return Lane.INTERVENTIONS
    if node.type in _LANE_OF:
        return _LANE_OF[node.type]
    kinds = {f.value for f in said if f.property == "kind"}
    if kinds & _OFFENCE_KINDS or any(f.property == "offence" for f in said):
        return Lane.OFFENCES
    return Lane.MEASURES if kinds & _MEASURE_KINDS else Lane.LIFE


def _event(
    lane: Lane,
    node: Subject,
    when: str,
    dated: Finding,
    of_node: Sequence[Finding],
    of_link: Sequence[Finding],
) -> CareerEvent:
    rest = tuple(f for f in (*of_node, *of_link) if f.id != dated.id)
    return CareerEvent(lane, node.id, when, dated.property, (dated, *rest))


def _proceeding(node: Subject, of_node: Sequence[Finding], of_link: Sequence[Finding]) -> CareerEvent:
    """A proceeding runs from its opening to its end; either may be unknown."""
    opened = _stated(of_node, "opened")
    ended = _stated(of_node, "closed") or _stated(of_node, "outcome_date")
    when = f"{opened}/{ended}" if opened and ended and "/" not in opened + ended else opened or ended
    dates = [f for f in of_node if f.property in _DATES[Lane.PROCEEDINGS]]
    rest = [f for f in (*of_node, *of_link) if f not in dates]
    if not when:
        when = next((span_of(f) for f in rest if span_of(f)), "")
    return CareerEvent(Lane.PROCEEDINGS, node.id, when, "opened" if opened else "closed", (*dates, *rest))


def _spanned(link: Subject, said: Sequence[Finding]) -> list[CareerEvent]:
    spans = [f for f in said if span_of(f)]
    if not spans:
        return [CareerEvent(Lane.LIFE, link.id, "", "", tuple(said))]
    return [CareerEvent(Lane.LIFE, link.id, span_of(f), f.property, (f,)) for f in _distinct(spans)]


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each date: two sources that say the same make one mark."""
    kept: dict[str, Finding] = {}
    for finding in findings:
        kept.setdefault(finding.value if finding.property in ("date", "due") else span_of(finding), finding)
    return list(kept.values())


def _stated(said: Iterable[Finding], name: str) -> str:
    return next((f.value for f in said if f.property == name), "")


def _order(event: CareerEvent) -> tuple[str, str, str]:
    span = _span(event.when)
    return (span[0] if span else event.when, event.lane, event.subject_id)


def _span(when: str) -> tuple[str, str] | None:
    try:
        first, last = bounds(when)
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def disorders(found: Career) -> tuple[Disorder, ...]:
    """Return what cannot be right in the order of dates; a date known in part is given its widest reading."""
    wrong: list[Disorder] = []
    birth, death = _span(found.birth), _span(found.death)
    if birth and death and death[1] < birth[0]:
        wrong.append(Disorder(Order.DEATH_BEFORE_BIRTH, found.person_id, found.death, found.birth, ()))
    for event in found.events:
        span = _span(event.when)
        ids = tuple(f.id for f in event.findings[:2])
        if span is None:
            begin, _slash, end = event.when.partition("/")
            both = _span(begin) and _span(end)
            order = Order.ENDS_BEFORE_BEGINNING if both else Order.NO_DATE
            wrong.append(Disorder(order, event.subject_id, end if both else event.when, begin, ids))
        elif birth and event.what != "birth_date" and span[1] < birth[0]:
            wrong.append(Disorder(Order.BEFORE_BIRTH, event.subject_id, event.when, found.birth, ids))
        elif death and event.what != "death_date" and span[0] > death[1]:
            if event.lane in (Lane.OFFENCES, Lane.LIFE):
                wrong.append(Disorder(Order.AFTER_DEATH, event.subject_id, event.when, found.death, ids))
    return tuple(wrong)
