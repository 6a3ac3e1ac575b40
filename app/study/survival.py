"""Times to an event, some of them censored: Kaplan-Meier, log-rank, log-rank within pairs.

Kaplan and Meier 1958; variance after Greenwood 1926 with the log-log limits of Kalbfleisch and Prentice;
log-rank after Mantel 1966; within pairs the expectations and variances are added over the pairs as strata.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from scipy import stats


@dataclass(frozen=True, slots=True)
class Time:
    """How long something lasted; `event` False: it had not happened when the observation ended."""

    length: float
    event: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The survival function just after a time: estimate, 95 % limits, numbers at risk and of events."""

    time: float
    survival: float
    low: float
    high: float
    at_risk: int
    events: int


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test statistic with its p value; `note` says what it rests on."""

    statistic: float
    p: float
    note: str = ""


def kaplan_meier(times: Sequence[Time], confidence: float = 0.95) -> tuple[Step, ...]:
    """Return the steps of the product-limit estimate, one for each time with an event."""
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    survival, spread = 1.0, 0.0
    steps = []
    for moment in sorted({t.length for t in times if t.event}):
        at_risk = sum(t.length >= moment for t in times)
        events = sum(t.event and t.length == moment for t in times)
        survival *= 1 - events / at_risk
        if events < at_risk:
            spread += events / (at_risk * (at_risk - events))
        low, high = _limits(survival, spread, z)
        steps.append(Step(moment, survival, low, high, at_risk, events))
    return tuple(steps)


def _limits(survival: float, spread: float, z: float) -> tuple[float, float]:
    if not 0 < survival < 1:
        return survival, survival
    middle, width = log(-log(survival)), z * sqrt(spread) / abs(log(survival))
    return exp(-exp(middle + width)), exp(-exp(middle - width))


def median(steps: Sequence[Step]) -> float | None:
    """Return the first time at which at most half are left; None if it never comes to that."""
    return next((step.time for step in steps if step.survival <= 0.5), None)


def log_rank(strata: Sequence[tuple[Sequence[Time], Sequence[Time]]]) -> TestResult:
    """Compare two groups within strata (one stratum: the plain test; pairs: a stratum each).

    Chi-squared with one degree of freedom. Without any event at which both groups are at risk nothing can
    be said: statistic 0, p 1.
    """
    gap, variance = 0.0, 0.0
    for first, second in strata:
        observed, expected, spread = _log_rank_terms(first, second)
        gap += observed - expected
        variance += spread
    if variance == 0:
        return TestResult(0.0, 1.0)
    statistic = gap**2 / variance
    return TestResult(statistic, float(stats.chi2.sf(statistic, 1)))


def _log_rank_terms(first: Sequence[Time], second: Sequence[Time]) -> tuple[float, float, float]:
    observed, expected, variance = 0.0, 0.0, 0.0
    for moment in sorted({t.length for t in (*first, *second) if t.event}):
        one = sum(t.length >= moment for t in first)
        both = one + sum(t.length >= moment for t in second)
        hit = sum(t.event and t.length == moment for t in first)
        all_hits = hit + sum(t.event and t.length == moment for t in second)
        observed += hit
        expected += all_hits * one / both
        if both > 1:
            share = one / both
            variance += all_hits * share * (1 - share) * (both - all_hits) / (both - 1)
    return observed, expected, variance
