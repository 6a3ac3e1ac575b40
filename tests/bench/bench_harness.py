"""How benchmarks are measured: ours and a bare baseline in turns, in one run; only the ratio is claimed."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchResult:
    """`value` and `baseline` in `unit`; `ratio` is value / baseline, so below 1 is faster than bare."""

    name: str
    value: float
    unit: str
    baseline: float
    ratio: float


def compare(
    name: str, ours: Callable[[], object], bare: Callable[[], object], repeats: int = 3
) -> BenchResult:
    """Run both `repeats` times alternately and compare the medians of their CPU seconds."""
    mine, theirs = [], []
    ours()
    for _round in range(repeats):
        mine.append(_seconds(ours))
        theirs.append(_seconds(bare))
    value, baseline = statistics.median(mine), statistics.median(theirs)
    return BenchResult(name, value, "s", baseline, value / max(baseline, 1e-9))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
