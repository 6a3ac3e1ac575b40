"""How often the intervals and tests of a study keep what they say: by simulation with a known truth.

`MEASURED` holds what a long run gave (`docs/STUDY.md` says how to repeat it); the report prints it.
"""

import math
from dataclasses import dataclass

import numpy as np

from app.study.paired_tests import bootstrap_interval, sign_permutation, wilcoxon
from app.study.survival import Time, kaplan_meier, log_rank

PAIRS = 15
_CENSORED = 4.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of `runs` samples of `PAIRS` pairs; those of tests are of true null hypotheses at 5 %."""

    runs: int
    bootstrap_normal: float
    bootstrap_skewed: float
    kaplan_meier: float
    wilcoxon: float
    permutation: float
    log_rank: float


MEASURED = Coverage(2_000, 0.9195, 0.863, 0.9365, 0.0515, 0.054, 0.0395)


def simulated(runs: int, resamples: int = 1_000, seed: int = 1) -> Coverage:
    """Draw samples with a known truth and count how often it is covered, or a true null is rejected.

    Differences are normal, or skewed (lognormal less its mean); times are exponential and censored.
    """
    draw = np.random.default_rng(seed)
    hits = np.zeros(6)
    for run in range(runs):
        normal = draw.normal(0.0, 1.0, PAIRS)
        skewed = draw.lognormal(0.0, 0.75, PAIRS) - math.exp(0.75**2 / 2)
        a, b = _times(draw), _times(draw)
        # Half of an exponential with mean 2 is left after 2 ln 2.
        half = [s for s in kaplan_meier(a) if s.time <= 2 * math.log(2)]
        hits += (
            _covers(list(normal), run, resamples),
            _covers(list(skewed), run, resamples),
            bool(half) and half[-1].low <= 0.5 <= half[-1].high,
            wilcoxon(list(normal)).p < 0.05,
            sign_permutation(list(normal)).p < 0.05,
            log_rank([([x], [y]) for x, y in zip(a, b, strict=True)]).p < 0.05,
        )
    return Coverage(runs, *(float(share) for share in hits / runs))


def _covers(values: list[float], seed: int, resamples: int) -> bool:
    low, high = bootstrap_interval(values, seed=seed, resamples=resamples)
    return low <= 0.0 <= high


def _times(draw: np.random.Generator) -> list[Time]:
    return [Time(float(min(t, _CENSORED)), bool(t < _CENSORED)) for t in draw.exponential(2.0, PAIRS)]
