"""Pairs of careers from two groups, alike in what was fixed before any outcome is looked at.

Matched by birth year (at most one apart), sex, onset age band, and as near as possible in the severity of the
first offence: the assignment with the smallest sum of distances (Kuhn 1955, by scipy).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from app.base.errors import UserError
from app.base.i18n import _, ngettext
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


@dataclass(frozen=True, slots=True)
class Alone:
    """A career that no partner is left for, with the reason in the language in force."""

    career: Career
    reason: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the matching comes to: the pairs, and who is left without one."""

    pairs: tuple[Pair, ...]
    alone: tuple[Alone, ...]


def band_of(career: Career, bands: Sequence[float] = BANDS) -> int:
    """Return the number of the age band in which the career began: below 14, 14-17, 18-20, 21-24, 25 on."""
    age = onset(career)
    return sum(age >= bound for bound in bands)


def match(
    careers: Sequence[Career], *, years_apart: int = YEARS_APART, bands: Sequence[float] = BANDS
) -> tuple[Pair, ...]:
    """Return pairs of all careers, in the order of their codes; outcomes have no part in it.

    `years_apart` is how far birth years of a pair may differ, `bands` the ages of onset between which it must
    lie in both. UserError names the careers without a partner, a line with the reason for each.
    """
    check_groups(careers)
    found = tried(careers, years_apart=years_apart, bands=bands)
    if found.alone:
        raise UserError(
            "study.unmatched",
            _("For {codes} there is no career of the other group with like birth year, sex and onset."),
            _("Widen the groups, or leave these careers and as many of the other group out."),
            problems=tuple(f"{one.career.code}: {one.reason}" for one in found.alone),
            codes=", ".join(one.career.code for one in found.alone),
        )
    return found.pairs


def tried(
    careers: Sequence[Career], *, years_apart: int = YEARS_APART, bands: Sequence[float] = BANDS
) -> Trial:
    """Return the pairs that can be formed and who is left, also of groups that are not equal in number."""
    check(careers)
    first = sorted((c for c in careers if c.group == "a"), key=lambda c: c.code)
    second = sorted((c for c in careers if c.group == "b"), key=lambda c: c.code)
    pairs: list[Pair] = []
    if first and second:
        costs = np.array([[_distance(a, b, years_apart, bands) for b in second] for a in first])
        rows, columns = linear_sum_assignment(costs)
        pairs = [
            Pair(first[row], second[column], float(costs[row, column]))
            for row, column in zip(rows, columns, strict=True)
            if costs[row, column] < _FORBIDDEN
        ]
    paired = {c.code for pair in pairs for c in (pair.a, pair.b)}
    alone = [
        Alone(career, _reason(career, others, years_apart, bands))
        for group, others in ((first, second), (second, first))
        for career in group
        if career.code not in paired
    ]
    return Trial(tuple(pairs), tuple(alone))


def _reason(career: Career, others: Sequence[Career], years_apart: int, bands: Sequence[float]) -> str:
    """Return the first rule that nobody of the other group keeps, or that all who do have partners."""
    if not others:
        return _("the other group has no careers")
    alike = [o for o in others if o.sex == career.sex]
    if not alike:
        return _("nobody of like sex in the other group")
    alike = [o for o in alike if abs(o.birth_year - career.birth_year) <= years_apart]
    if not alike:
        said = ngettext(
            "nobody of like sex born at most {years} year apart",
            "nobody of like sex born at most {years} years apart",
            years_apart,
        )
        return said.format(years=years_apart)
    alike = [o for o in alike if band_of(o, bands) == band_of(career, bands)]
    if not alike:
        return _("nobody of like sex and birth year began in the same age band")
    said = ngettext(
        "the {count} career that would fit is paired with another",
        "the {count} careers that would fit are paired with others",
        len(alike),
    )
    return said.format(count=len(alike))


def _distance(a: Career, b: Career, years_apart: int, bands: Sequence[float]) -> float:
    near = abs(a.birth_year - b.birth_year) <= years_apart
    alike = near and a.sex == b.sex and band_of(a, bands) == band_of(b, bands)
    apart = abs(a.offences[0].severity - b.offences[0].severity)
    return apart if alike else _FORBIDDEN
