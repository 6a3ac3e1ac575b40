"""What became of a site over the years: the same factors from survey to survey, with what chance can do.

A change is stated between the first and the latest survey that asked for a factor, and only if neither cell
is hidden; no sum and no mean is formed that a hidden cell could be calculated from.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from app.office.ctc_cells import Cell, cells_of
from app.office.ctc_profile import Factor, catalogue, factor_labels, priorities_of
from app.store.store import Store

_Z = 1.959963984540054
"""The normal quantile of 95 % limits."""


class Course(StrEnum):
    """How a factor went: what chance alone explains is no change."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Shift:
    """A change between two surveys in percentage points, with its 95 % limits."""

    begin: str
    end: str
    points: float
    low: float
    high: float
    course: Course


@dataclass(frozen=True, slots=True)
class FactorCourse:
    """One factor over the surveys; a cell is None where it was not asked, `shift` where none may be told."""

    factor: Factor
    label: str
    priority: bool
    cells: tuple[Cell | None, ...]
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The surveys of a site, the oldest first, and its factors over them."""

    site: str
    surveys: tuple[str, ...]
    courses: tuple[FactorCourse, ...]


def evaluation(store: Store, site: str) -> Evaluation:
    """Return the factors of a site over its surveys, in the order of the catalogue."""
    cells, chosen, labels = cells_of(store, site), priorities_of(store, site), factor_labels()
    surveys = tuple(sorted({cell.survey for cell in cells}))
    by_key = {(cell.factor, cell.survey): cell for cell in cells}
    courses = []
    for factor in catalogue().values():
        over = tuple(by_key.get((factor.id, survey)) for survey in surveys)
        asked = [cell for cell in over if cell is not None]
        if asked:
            told = shift(factor, asked[0], asked[-1])
            courses.append(FactorCourse(factor, labels[factor.id], factor.id in chosen, over, told))
    return Evaluation(site, surveys, tuple(courses))


def shift(factor: Factor, before: Cell, after: Cell) -> Shift | None:
    """Return the change between two cells of a factor; None for one survey, or if one of them is hidden.

    Limits by the hybrid score method for independent proportions (Newcombe, Statistics in Medicine 17, 1998,
    873-890, method 10). The pupils of two surveys are different ones.
    """
    if before.survey == after.survey or before.share is None or after.share is None:
        return None
    first, second = before.share / 100, after.share / 100
    low1, high1 = _wilson(first, before.respondents or 0)
    low2, high2 = _wilson(second, after.respondents or 0)
    gap = second - first
    low = gap - math.hypot(second - low2, high1 - first)
    high = gap + math.hypot(high2 - second, first - low1)
    course = Course.UNCLEAR
    if low > 0 or high < 0:
        course = Course.BETTER if (gap > 0) == factor.protective else Course.WORSE
    return Shift(before.survey, after.survey, 100 * gap, 100 * low, 100 * high, course)


def _wilson(share: float, count: int) -> tuple[float, float]:
    """Return the score limits of a proportion (Wilson 1927)."""
    middle = 2 * count * share + _Z**2
    reach = _Z * math.sqrt(_Z**2 + 4 * count * share * (1 - share))
    return (middle - reach) / (2 * (count + _Z**2)), (middle + reach) / (2 * (count + _Z**2))
