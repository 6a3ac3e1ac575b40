"""Times to an event in a study: to the next offence, to desistance, after a reaction of the state.

Curves are read at whole and half years, so that no step tells the day of a career, and end where fewer than
ten careers of both groups together are left. Each point rests on a whole group, the tests on exact times.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from app.study import career_parameters as of
from app.study.career_records import Career
from app.study.hiding import FEWEST, counted, parted
from app.study.matching import Pair
from app.study.survival import Step, TestResult, Time, kaplan_meier, log_rank, median

GRID = 0.5
"""Years between two points of a curve."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share without an event after so many years at risk, with its 95 % limits.

    `at_risk` is how many careers of the group are still followed, None where that number is hidden; `enough`
    tells whether they are at least ten.
    """

    years: float
    survival: float
    low: float
    high: float
    at_risk: int | None
    enough: bool


@dataclass(frozen=True, slots=True)
class SurvivalResult:
    """Both groups compared; `events` counts careers of both with an event, None where that is hidden.

    `curves` are empty and `test` None where too few careers had an event. `years` is the k of desistance,
    0 for the next offence.
    """

    years: int
    events: int | None
    medians: tuple[float | None, float | None]
    curves: tuple[tuple[CurvePoint, ...], tuple[CurvePoint, ...]]
    test: TestResult | None


@dataclass(frozen=True, slots=True)
class ReactionResult:
    """What followed the first reaction of a kind in each group: careers with one, median years to the next.

    No median: fewer than ten careers stand behind it, or fewer than half came to a next offence.
    """

    kind: str
    n: tuple[int | None, int | None]
    medians: tuple[float | None, float | None]


def next_offence(pairs: Sequence[Pair]) -> SurvivalResult:
    """From the first offence to the second, in years at risk."""
    return _compared(0, [(_next(p.a), _next(p.b)) for p in pairs])


def _next(career: Career) -> Time:
    return Time(*of.time_to_next(career, career.onset_day))


def desistance(pairs: Sequence[Pair], years: int) -> SurvivalResult:
    """From the first offence to the last, if nothing was recorded for `years` at risk after it.

    Who was not observed as long after the last offence is censored at the end of the observation.
    """
    return _compared(years, [(_ended(p.a, years), _ended(p.b, years)) for p in pairs])


def _ended(career: Career, years: int) -> Time:
    done = bool(of.desisted(career, years))
    end = career.offences[-1].day if done else career.observed_until
    return Time(of.years_at_risk(career, career.onset_day + 1, end), done)


def after_reaction(pairs: Sequence[Pair], kind: str) -> ReactionResult:
    """From the first reaction of a kind to the next offence, in years at risk."""
    groups = ([pair.a for pair in pairs], [pair.b for pair in pairs])
    found = [_after(group, kind) for group in groups]
    return ReactionResult(kind, (found[0][0], found[1][0]), (found[0][1], found[1][1]))


def _after(group: Sequence[Career], kind: str) -> tuple[int | None, float | None]:
    times = [
        Time(*of.time_to_next(career, min(r.day for r in career.reactions if r.kind == kind)))
        for career in group
        if any(r.kind == kind for r in career.reactions)
    ]
    if len(times) < FEWEST:
        return None, None
    return counted(len(times), len(group)), _rounded(median(kaplan_meier(times)))


def _rounded(years: float | None) -> float | None:
    """Return the point of the curve by which half were reached: the exact one is somebody's."""
    return None if years is None else ceil(years / GRID) * GRID


def _compared(years: int, times: Sequence[tuple[Time, Time]]) -> SurvivalResult:
    events = sum(a.event + b.event for a, b in times)
    if events < FEWEST:
        return SurvivalResult(years, None, (None, None), ((), ()), None)
    groups = ([a for a, _b in times], [b for _a, b in times])
    steps = [kaplan_meier(group) for group in groups]
    last = _last_point([t for pair in times for t in pair])
    return SurvivalResult(
        years,
        parted(events, 2 * len(times)),
        (_rounded(median(steps[0])), _rounded(median(steps[1]))),
        (_curve(groups[0], steps[0], last), _curve(groups[1], steps[1], last)),
        log_rank([([a], [b]) for a, b in times]),
    )


def _last_point(times: Sequence[Time]) -> float:
    """Return the last point of the grid at which ten careers of both groups together are still followed."""
    return floor(sorted((t.length for t in times), reverse=True)[FEWEST - 1] / GRID) * GRID


def _curve(times: Sequence[Time], steps: Sequence[Step], last: float) -> tuple[CurvePoint, ...]:
    points = [CurvePoint(0.0, 1.0, 1.0, 1.0, *_followed(times, 0.0))]
    for no in range(1, round(last / GRID) + 1):
        past = [s for s in steps if s.time <= no * GRID]
        held = past[-1] if past else None
        share = (held.survival, held.low, held.high) if held else (1.0, 1.0, 1.0)
        points.append(CurvePoint(no * GRID, *share, *_followed(times, no * GRID)))
    return tuple(points)


def _followed(times: Sequence[Time], years: float) -> tuple[int | None, bool]:
    """Return how many are still followed, None where they or those who left are too few, and if it is ten."""
    left = sum(time.length >= years for time in times)
    return counted(left, len(times)), left >= FEWEST
