"""Frozen records of a conference as it is planned and run, beyond what a view holds of it.

Moments and days are written as in `app.base.records`. None of these records is part of a view: what an agency
is given of a conference is worked out for that agency (`app.conference.editions`).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from app.base.records import ConferenceState, Measure


class ExhibitKind(StrEnum):
    """What can be put on the screen."""

    FINDING = "finding"
    SUBJECT = "subject"
    CHART = "chart"
    TIMELINE = "timeline"


class Attendance(StrEnum):
    """How somebody takes part."""

    INVITED = "invited"
    PRESENT = "present"
    EXCUSED = "excused"


CAME, LEFT = "came", "left"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something to be shown; `ref_id` is a finding, a subject or a chart, "" for the timeline."""

    id: str
    no: int
    kind: ExhibitKind
    ref_id: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda; `no` counts all points, `minutes` is how long it is planned for.

    `audience` names the agencies that may hear it, none: everybody invited. A point with an audience is
    closed: the agenda that other agencies are given has neither it nor a gap. `note` stays in the office.
    `id` is "" for a point of a conference that was recorded without a plan.
    """

    id: str
    no: int
    title: str
    question: str = ""
    recommendation: str = ""
    decision: str = ""
    minutes: int = 0
    kind: str = ""
    speaker_id: str = ""
    note: str = ""
    begun_at: str = ""
    ended_at: str = ""
    audience: frozenset[str] = frozenset()
    exhibits: tuple[Exhibit, ...] = ()

    def open_to(self, agency_id: str) -> bool:
        """Whether an agency may hear this point."""
        return not self.audience or agency_id in self.audience


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at the table; `declared_on` the day of the confidentiality declaration, "" for none.

    Who is no official (`official`) is formally bound (`bound_on` is the day, VerpflG section 1).
    """

    id: str
    agency_id: str
    person: str
    role: str
    attendance: str
    declared_on: str = ""
    official: bool = True
    bound_on: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody came in or left, and when."""

    id: str
    participant_id: str
    state: str
    at: str


@dataclass(frozen=True, slots=True)
class Ground:
    """On what one agency is told something here: conditions that a person confirmed, consents given."""

    agency_id: str
    confirmed: frozenset[tuple[str, int]] = frozenset()
    consents: frozenset[str] = frozenset()
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One showing as one agency heard it: findings with their provisions, and who of it was there."""

    point_id: str
    kind: ExhibitKind
    ref_id: str
    at: str
    agency_id: str
    handover_id: str
    people: tuple[str, ...]
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A conference with everything that is planned and was recorded about it; `minutes` is its length."""

    id: str
    case_id: str
    no: int
    held_on: str
    place: str
    chair: str
    lead_agency_id: str
    state: ConferenceState
    minutes: int = 0
    purpose: str = ""
    minute_taker: str = ""
    contact: str = ""
    begun_at: str = ""
    ended_at: str = ""
    next_on: str = ""
    points: tuple[Point, ...] = ()
    seats: tuple[Seat, ...] = ()
    passages: tuple[Passage, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def seat(self, seat_id: str) -> Seat:
        """Return the seat with this id; another is a defect."""
        return next(s for s in self.seats if s.id == seat_id)

    def point(self, point_id: str) -> Point:
        """Return the point with this id; another is a defect."""
        return next(p for p in self.points if p.id == point_id)

    def ground(self, agency_id: str) -> Ground:
        """Return on what an agency is told something; nothing confirmed where nobody said."""
        return next((g for g in self.grounds if g.agency_id == agency_id), Ground(agency_id))


@dataclass(frozen=True, slots=True)
class Step:
    """How a measure went on: `kind` is state, escalation or feedback; `told` whom it was escalated to."""

    id: str
    kind: str
    state: str
    text: str
    told: str
    at: str
    actor: str
    conference_id: str | None


@dataclass(frozen=True, slots=True)
class MeasureFrame:
    """What is known of a measure beyond its record; `contribution_id` is the result that came back.

    `reasons` are findings that a measure agreed under a closed point rests on; its record cites none.
    """

    measure_id: str
    person: str = ""
    provision: str = ""
    priority: str = ""
    evidence: str = ""
    point_id: str | None = None
    contribution_id: str = ""
    reasons: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Edition:
    """What one recipient is given of a conference in the minutes, numbered for that recipient alone.

    `times` tells of each seat when somebody was in the room, as (came, left). `frames` belong to `measures`.
    Of what was shown only that stands here which this recipient heard; the office's own edition has all.
    """

    plan: Plan
    times: dict[str, tuple[tuple[str, str], ...]]
    measures: tuple[Measure, ...]
    earlier: tuple[Measure, ...]
    frames: dict[str, MeasureFrame]
    heard: tuple[Heard, ...]
