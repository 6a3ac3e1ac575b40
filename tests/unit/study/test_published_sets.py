"""Survival statistics on data that ship with the library lifelines, against published values and scipy.

Which data, whose values: tests/data/lifelines/README.md.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from app.study.survival import Time, kaplan_meier, log_rank, median

DATA = Path(__file__).resolve().parents[2] / "data" / "lifelines"
Rows = list[dict[str, str]]
Groups = tuple[list[Time], list[Time]]


def rows(name: str) -> Rows:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def times(found: Rows, length: str, event: str) -> list[Time]:
    return [Time(float(row[length]), row[event] == "1") for row in found]


def two(name: str, length: str, event: str, by: str, values: tuple[str, str]) -> Groups:
    found = rows(name)
    first, second = (times([r for r in found if r[by] == value], length, event) for value in values)
    return first, second


WALTONS = ("waltons.csv", "T", "E", "group", ("control", "miR-137"))
LUNG = ("lung.csv", "time", "status", "sex", ("1", "2"))
LEUKEMIA = ("leukemia.csv", "t", "status", "Rx", ("0", "1"))
ROSSI = ("rossi.csv", "week", "arrest", "fin", ("0", "1"))
SETS = pytest.mark.parametrize("data", [WALTONS, LUNG, LEUKEMIA, ROSSI], ids=lambda data: data[0])


@pytest.mark.parametrize(
    ("data", "careers", "events", "medians", "whole"),
    [
        (WALTONS, (129, 34), (122, 34), (58, 26), 56),
        (LUNG, (138, 90), (112, 53), (270, 426), 310),
        (LEUKEMIA, (21, 21), (9, 21), (23, 8), 12),
        (ROSSI, (216, 216), (66, 48), (None, None), None),
    ],
    ids=["waltons", "lung", "leukemia", "rossi"],
)
def test_medians_are_the_published_ones(
    data: tuple[str, str, str, str, tuple[str, str]],
    careers: tuple[int, int],
    events: tuple[int, int],
    medians: tuple[float | None, float | None],
    whole: float | None,
) -> None:
    groups = two(*data)
    assert tuple(len(g) for g in groups) == careers
    assert tuple(sum(t.event for t in g) for g in groups) == events
    assert tuple(median(kaplan_meier(g)) for g in groups) == medians
    assert median(kaplan_meier([*groups[0], *groups[1]])) == whole


@pytest.mark.parametrize(
    ("data", "statistic", "close", "p", "p_close"),
    [
        (WALTONS, 122.25, 0.005, 2.036e-28, 1e-31),
        (LUNG, 10.3267, 0.00005, 0.00131116, 5e-9),
        (LEUKEMIA, 16.79, 0.005, 4.1688e-05, 1e-9),
        (ROSSI, 3.84, 0.005, 0.0501, 0.00005),
    ],
    ids=["waltons", "lung", "leukemia", "rossi"],
)
def test_log_rank_is_the_published_one(
    data: tuple[str, str, str, str, tuple[str, str]],
    statistic: float,
    close: float,
    p: float,
    p_close: float,
) -> None:
    found = log_rank([two(*data)])
    assert found.statistic == pytest.approx(statistic, abs=close)
    assert found.p == pytest.approx(p, abs=p_close)


def test_stratified_log_rank_is_the_published_one() -> None:
    """Treatment within three classes of the white blood count: logarithm up to 2.30, to 3.00, above."""
    found = rows("leukemia.csv")

    def stratum(low: float, high: float) -> Groups:
        inside = [r for r in found if low < float(r["logWBC"]) <= high]
        first, second = (times([r for r in inside if r["Rx"] == rx], "t", "status") for rx in "01")
        return first, second

    strata = [stratum(0, 2.30), stratum(2.30, 3.00), stratum(3.00, 99)]
    assert [(len(a), len(b)) for a, b in strata] == [(7, 4), (9, 5), (5, 12)]
    told = log_rank(strata)
    assert told.statistic == pytest.approx(10.14, abs=0.005)
    assert told.p == pytest.approx(0.0014, abs=0.00005)


@SETS
def test_kaplan_meier_and_log_rank_are_those_of_scipy(
    data: tuple[str, str, str, str, tuple[str, str]],
) -> None:
    groups = two(*data)
    censored = [_for_scipy(g) for g in groups]
    for group, same in zip(groups, censored, strict=True):
        curve = stats.ecdf(same).sf
        for step in kaplan_meier(group):
            assert curve.evaluate(step.time) == pytest.approx(step.survival, abs=1e-12)
    theirs = stats.logrank(*censored)
    ours = log_rank([groups])
    assert ours.statistic == pytest.approx(theirs.statistic**2, rel=1e-9)
    assert ours.p == pytest.approx(theirs.pvalue, rel=1e-6)


def test_the_limits_are_those_of_lifelines() -> None:
    """One year after entry, both sexes together: 0.4092 with log-log limits 0.3387 and 0.4784."""
    both = two(*LUNG)
    step = [s for s in kaplan_meier([*both[0], *both[1]]) if s.time <= 365][-1]
    assert (step.survival, step.low, step.high) == pytest.approx((0.409242, 0.338714, 0.478381), abs=1e-6)


def _for_scipy(group: Sequence[Time]) -> stats.CensoredData:
    return stats.CensoredData(
        uncensored=np.array([t.length for t in group if t.event]),
        right=np.array([t.length for t in group if not t.event]),
    )
