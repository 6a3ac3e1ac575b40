"""How far several people agree in rating the same evidence: Krippendorff's alpha for ordered categories.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011),
part D, with the ordinal difference function; the example given there is a test of ours. Alpha is 1 where all
agree, 0 where they agree as by chance, and negative where they disagree systematically. It needs neither the
same number of raters for each cell nor every cell rated.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.analysis.hypotheses import SCORES, verdicts
from app.base.method_records import Method, PartKind

ORDER = tuple(SCORES)
"""The verdicts from what fits best to what contradicts most; "not applicable" counts as not rated."""
FIRM, TENTATIVE = 0.8, 0.667
"""From which values on agreement is relied on, and on which conclusions are still drawn tentatively
(K. Krippendorff, "Content Analysis", chapter on reliability)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How raters of one method agree.

    `alpha` is None where it is not defined: no cell has two raters, or one verdict stands everywhere.
    `cells` counts cells that two or more rated, `same` those of them with one verdict; `apart` names those
    without, as (row, hypothesis).
    """

    raters: tuple[str, ...]
    alpha: float | None
    cells: int
    same: int
    apart: tuple[tuple[str, str], ...]


def agreement(method: Method) -> Agreement:
    """Return how far the raters of a method agree."""
    cells, same = 0, 0
    apart, units = list[tuple[str, str]](), list[list[int]]()
    for row in method.of(PartKind.EVIDENCE):
        for hypothesis in method.of(PartKind.HYPOTHESIS):
            said = [ORDER.index(v) for v in verdicts(row, hypothesis.id) if v in ORDER]
            units.append(said)
            if len(said) < 2:
                continue
            cells += 1
            if len(set(said)) == 1:
                same += 1
            else:
                apart.append((row.id, hypothesis.id))
    return Agreement(method.raters(), krippendorff_alpha(units), cells, same, tuple(apart))


def krippendorff_alpha(units: Sequence[Sequence[int]]) -> float | None:
    """Return alpha for units, each the ordered categories (numbers) its raters chose; None if undefined."""
    paired = [unit for unit in units if len(unit) > 1]
    totals = Counter(value for unit in paired for value in unit)
    count = totals.total()
    if len(totals) < 2:
        return None
    expected = sum(
        totals[a] * totals[b] * _difference(totals, a, b) for a in totals for b in totals if a != b
    )
    observed = sum(
        _difference(totals, a, b) / (len(unit) - 1)
        for unit in paired
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    )
    return 1.0 - (count - 1) * observed / expected


def _difference(totals: Mapping[int, int], a: int, b: int) -> float:
    """Return the squared ordinal difference of two categories: how many values lie between them."""
    low, high = min(a, b), max(a, b)
    if low == high:
        return 0.0
    between = sum(n for value, n in totals.items() if low <= value <= high)
    return float((between - (totals[low] + totals[high]) / 2) ** 2)
