"""Pairs of careers from two groups, alike in what was fixed before any outcome is looked at.

Matched by birth year (at most one apart), sex, onset age band, and as near as possible in the severity of the
first offence: the assignment with the smallest sum of distances (Kuhn 1955, by scipy).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from app.base.errors import UserError
from app.base.i18n import _
from app.study.career_checks import check, check_groups
from app.study.career_parameters import onset
from app.study.career_records import Career

YEARS_APART = 1
BANDS = (14.0, 18.0, 21.0, 25.0)
_FORBIDDEN = 1e6


@dataclass(frozen=True, slots=True)
class Pair:
    """Two careers that are compared; `distance` is how far their first offences lie apart in severity."""

    a: Career
    b: Career
    distance: float


def band_of(career: Career, bands: Sequence[float] = BANDS) -> int:
    """Return the number of the age band in which the career began: below 14, 14-17, 18-20, 21-24, 25 on."""
    age = onset(career)
    return sum(age >= bound for bound in bands)


def match(
    careers: Sequence[Career], *, years_apart: int = YEARS_APART, bands: Sequence[float] = BANDS
) -> tuple[Pair, ...]:
    """Return pairs of all careers, in the order of their codes; outcomes have no part in it.

    `years_apart` is how far birth years of a pair may differ, `bands` the ages of onset between which it must
    lie in both. UserError names the careers that no partner can be found for.
    """
    check(careers)
    check_groups(careers)
    first = sorted((c for c in careers if c.group == "a"), key=lambda c: c.code)
    second = sorted((c for c in careers if c.group == "b"), key=lambda c: c.code)
    costs = np.array([[_distance(a, b, years_apart, bands) for b in second] for a in first])
    rows, columns = linear_sum_assignment(costs)
    alone = [
        first[row].code for row, column in zip(rows, columns, strict=True) if costs[row, column] >= _FORBIDDEN
    ]
    if alone:
        raise UserError(
            "study.unmatched",
            _("For {codes} there is no career of the other group with like birth year, sex and onset."),
            _("Widen the groups, or leave these careers and as many of the other group out."),
            codes=", ".join(alone),
        )
    return tuple(
        Pair(first[row], second[column], float(costs[row, column]))
        for row, column in zip(rows, columns, strict=True)
    )


def _distance(a: Career, b: Career, years_apart: int, bands: Sequence[float]) -> float:
    near = abs(a.birth_year - b.birth_year) <= years_apart
    alike = near and a.sex == b.sex and band_of(a, bands) == band_of(b, bands)
    apart = abs(a.offences[0].severity - b.offences[0].severity)
    return apart if alike else _FORBIDDEN
