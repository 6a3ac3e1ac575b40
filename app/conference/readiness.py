"""Whether a conference is ready: a pure check of the plan against what each agency may have.

Point by point and agency by agency: who may hear what is to be shown, and who would have to leave the room.
Then what is missing: consents, conditions nobody confirmed, declarations, and what is open from last time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.base.conference_records import Plan, Point
from app.base.records import Measure, MeasureState
from app.base.wording_records import Wording
from app.conference import reading
from app.conference.plan_checks import begin_of
from app.policy.release import Reason, Release

_OPEN = frozenset({MeasureState.PROPOSED, MeasureState.OPEN, MeasureState.RUNNING, MeasureState.BLOCKED})


class Lack(StrEnum):
    """What is missing."""

    NO_TIME = "no_time"
    NO_GUEST = "no_guest"
    NO_MINUTE_TAKER = "no_minute_taker"
    NO_DECLARATION = "no_declaration"
    NOT_BOUND = "not_bound"
    CONDITIONS = "conditions"
    CONSENT = "consent"
    TOO_LONG = "too_long"
    LOST_EXHIBIT = "lost_exhibit"
    NOT_CLEARED = "not_cleared"
    CHECKLIST = "checklist"
    MEASURE_OPEN = "measure_open"
    MEASURE_OVERDUE = "measure_overdue"
    MEASURE_ABSENT = "measure_absent"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: `agency_id`, `seat_id`, `measure_id` and `count` say whose and how much."""

    lack: Lack
    agency_id: str = ""
    seat_id: str = ""
    measure_id: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether one agency may hear a point, and how many of the findings to be shown it may have or not.

    `reasons` counts why not, by reason of the release check. While an agency with `withheld` is in the room,
    less is shown than planned.
    """

    agency_id: str
    open_to_it: bool
    shown: int
    withheld: int
    reasons: Mapping[str, int]

    @property
    def leaves(self) -> bool:
        """Whether the agency has to leave the room for this point."""
        return not self.open_to_it


@dataclass(frozen=True, slots=True)
class PointCheck:
    """One point with who may hear it."""

    point: Point
    hearings: tuple[Hearing, ...]

    @property
    def leaving(self) -> tuple[str, ...]:
        """The agencies that have to leave the room before this point."""
        return tuple(h.agency_id for h in self.hearings if h.leaves)

    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """The agencies in whose presence less is shown than planned."""
        return tuple(h.agency_id for h in self.hearings if h.open_to_it and h.withheld)


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answer: points in order, and what is missing."""

    points: tuple[PointCheck, ...]
    missing: tuple[Missing, ...]


def check(
    plan: Plan,
    releases: Mapping[str, Release],
    shown: Mapping[str, frozenset[str]],
    measures: Iterable[Measure],
    wordings: Iterable[Wording],
    as_of: str,
    open_points: int = 0,
) -> Readiness:
    """Check a plan on a day: `releases` by invited agency, `shown` by exhibit, the rest of the case.

    `open_points` is what the checklist before handing on (`app.casework.quality_gate`) found in the case.
    """
    points = tuple(
        PointCheck(
            point, tuple(_hearing(point, agency, releases[agency], shown) for agency in sorted(releases))
        )
        for point in plan.points
    )
    missing = (*_of_plan(plan, releases), *_of_people(plan), *_of_release(releases))
    lost = sum(e.id not in shown for p in plan.points for e in p.exhibits)
    lost_ones = (Missing(Lack.LOST_EXHIBIT, count=lost),) if lost else ()
    unread = _of_texts(plan, releases, wordings)
    listed = (Missing(Lack.CHECKLIST, count=open_points),) if open_points else ()
    return Readiness(points, (*missing, *unread, *lost_ones, *listed, *_of_measures(plan, measures, as_of)))


def _hearing(point: Point, agency: str, release: Release, shown: Mapping[str, frozenset[str]]) -> Hearing:
    wanted = frozenset[str]().union(*(shown.get(e.id, frozenset()) for e in point.exhibits))
    reasons: dict[str, int] = {}
    for decision in release.decisions:
        if decision.finding_id in wanted and decision.reason is not None:
            reasons[decision.reason] = reasons.get(decision.reason, 0) + 1
    withheld = sum(reasons.values())
    return Hearing(agency, point.open_to(agency), len(wanted) - withheld, withheld, reasons)


def _of_plan(plan: Plan, releases: Mapping[str, Release]) -> Iterable[Missing]:
    if begin_of(plan.held_on) is None:
        yield Missing(Lack.NO_TIME)
    if not releases:
        yield Missing(Lack.NO_GUEST)
    if not plan.minute_taker and not any(s.role == "minute_taker" for s in plan.seats):
        yield Missing(Lack.NO_MINUTE_TAKER)
    planned = sum(p.minutes for p in plan.points)
    if plan.minutes and planned > plan.minutes:
        yield Missing(Lack.TOO_LONG, count=planned - plan.minutes)


def _of_people(plan: Plan) -> Iterable[Missing]:
    for seat in plan.seats:
        if seat.attendance == "excused":
            continue
        if not seat.declared_on:
            yield Missing(Lack.NO_DECLARATION, seat.agency_id, seat.id)
        if not seat.official and not seat.bound_on:
            yield Missing(Lack.NOT_BOUND, seat.agency_id, seat.id)


def _of_release(releases: Mapping[str, Release]) -> Iterable[Missing]:
    for agency in sorted(releases):
        held = releases[agency].withheld()
        for reason, lack in ((Reason.CONDITIONS, Lack.CONDITIONS), (Reason.CONSENT, Lack.CONSENT)):
            if held.get(reason):
                yield Missing(lack, agency, count=held[reason])


def _of_texts(plan: Plan, releases: Mapping[str, Release], wordings: Iterable[Wording]) -> Iterable[Missing]:
    texts = Counter(text.agency_id for text in reading.unread(plan, wordings, sorted(releases)))
    for agency, count in texts.items():
        yield Missing(Lack.NOT_CLEARED, agency, count=count)


def _of_measures(plan: Plan, measures: Iterable[Measure], as_of: str) -> Iterable[Missing]:
    invited = {s.agency_id for s in plan.seats}
    for measure in measures:
        if measure.state not in _OPEN or measure.conference_id == plan.id:
            continue
        late = bool(measure.due) and measure.due[:10] < as_of
        lack = Lack.MEASURE_OVERDUE if late else Lack.MEASURE_OPEN
        yield Missing(lack, measure.agency_id, measure_id=measure.id)
        if measure.agency_id not in invited:
            yield Missing(Lack.MEASURE_ABSENT, measure.agency_id, measure_id=measure.id)
