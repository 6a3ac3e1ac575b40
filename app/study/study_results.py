"""The results of a study: aggregates alone, each over at least ten careers or hidden; none of one career.

A figure that rests on fewer than ten careers is None and shown as hidden, as is a count whose remainder would
tell of fewer (`app.study.hiding`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.study import career_parameters as of
from app.study.career_records import Career
from app.study.hiding import FEWEST, counted
from app.study.matching import Pair
from app.study.outcomes import CRIME_MIX, DESISTANCE, NEXT_OFFENCE, PARAMETERS, REACTIONS
from app.study.paired_tests import bootstrap_interval, sign_permutation, wilcoxon
from app.study.study_definition import Definition
from app.study.study_survival import ReactionResult, SurvivalResult, after_reaction, desistance, next_offence

OTHER = ""
"""The name under which chapters that fewer than ten careers of a group know are counted together."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The mean difference a - b within pairs: its bootstrap interval and two tests, over `pairs` pairs."""

    pairs: int
    difference: float
    low: float
    high: float
    wilcoxon_p: float
    permutation_p: float


@dataclass(frozen=True, slots=True)
class ParameterResult:
    """A parameter in both groups: how many careers have a value, their median, and the comparison.

    A median without its number: at least ten careers have a value, but few have none.
    """

    id: str
    n: tuple[int | None, int | None]
    medians: tuple[float | None, float | None]
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class MixResult:
    """The mean share of a chapter in the careers of each group; `OTHER` holds the rare ones together."""

    chapter: str
    shares: tuple[float, float]


@dataclass(frozen=True, slots=True)
class StudyResults:
    """All that may be shown of a study; what its definition does not look at is empty."""

    pairs: int
    parameters: tuple[ParameterResult, ...]
    next_offence: SurvivalResult | None
    desistance: tuple[SurvivalResult, ...]
    mix: tuple[MixResult, ...]
    reactions: tuple[ReactionResult, ...]

    @property
    def careers(self) -> int:
        """How many careers the study follows."""
        return 2 * self.pairs


def results(pairs: Sequence[Pair], definition: Definition, progress: Progress | None = None) -> StudyResults:
    """Compute the outcomes of a definition; UserError if there are fewer than ten pairs.

    Progress counts outcomes; `Cancelled` leaves nothing behind.
    """
    if len(pairs) < FEWEST:
        raise UserError(
            "study.too_few",
            _("{count} pairs are too few: below {fewest} careers in a group nothing is shown."),
            _("Bring in more careers and match again."),
            count=len(pairs),
            fewest=FEWEST,
        )
    wanted = definition.outcomes
    parameters = []
    for no, name in enumerate(wanted):
        if progress is not None:
            progress.step(no, len(wanted))
        if name in PARAMETERS:
            parameters.append(_parameter(name, PARAMETERS[name], pairs, definition))
    return StudyResults(
        len(pairs),
        tuple(parameters),
        next_offence(pairs) if NEXT_OFFENCE in wanted else None,
        tuple(desistance(pairs, years) for years in definition.desistance if DESISTANCE in wanted),
        _mix(pairs) if CRIME_MIX in wanted else (),
        tuple(after_reaction(pairs, kind) for kind in _kinds(pairs) if REACTIONS in wanted),
    )


def _parameter(
    name: str, value: Callable[[Career], float | None], pairs: Sequence[Pair], definition: Definition
) -> ParameterResult:
    both = [(value(pair.a), value(pair.b)) for pair in pairs]
    groups = [[v for v in side if v is not None] for side in zip(*both, strict=True)]
    shown = [len(group) >= FEWEST for group in groups]
    whole = [a - b for a, b in both if a is not None and b is not None]
    return ParameterResult(
        name,
        (counted(len(groups[0]), len(pairs)), counted(len(groups[1]), len(pairs))),
        (_median(groups[0]) if shown[0] else None, _median(groups[1]) if shown[1] else None),
        _compared(whole, definition) if len(whole) >= FEWEST else None,
    )


def _median(values: Sequence[float]) -> float:
    return float(np.median(values))


def _compared(differences: Sequence[float], definition: Definition) -> Comparison:
    low, high = bootstrap_interval(
        differences,
        confidence=definition.confidence,
        seed=definition.seed,
        resamples=definition.resamples,
    )
    return Comparison(
        len(differences),
        float(np.mean(differences)),
        low,
        high,
        wilcoxon(differences).p,
        sign_permutation(differences, definition.seed, definition.resamples).p,
    )


def _mix(pairs: Sequence[Pair]) -> tuple[MixResult, ...]:
    """Return the chapters that at least ten careers of either group know, and all others together.

    Shares add up to one: a rest that few careers stand behind could be told by subtraction, so it takes the
    rarest of the others in.
    """
    groups = [[of.crime_mix(pair.a) for pair in pairs], [of.crime_mix(pair.b) for pair in pairs]]
    known = {chapter for group in groups for mix in group for chapter in mix}
    carriers = {c: min(sum(c in mix for mix in group) for group in groups) for c in known}
    own = sorted((c for c in known if carriers[c] >= FEWEST), key=lambda c: (-carriers[c], c))
    while own and any(0 < _behind(group, own) < FEWEST for group in groups):
        own.pop()
    shares = [{c: sum(mix.get(c, 0.0) for mix in group) / len(group) for c in own} for group in groups]
    rows = [MixResult(c, (shares[0][c], shares[1][c])) for c in sorted(own)]
    rest = [max(1 - sum(share.values()), 0.0) for share in shares]
    return (*rows, MixResult(OTHER, (rest[0], rest[1])))


def _behind(group: Sequence[dict[str, float]], own: Sequence[str]) -> int:
    return sum(bool(set(mix) - set(own)) for mix in group)


def _kinds(pairs: Sequence[Pair]) -> list[str]:
    return sorted({r.kind for pair in pairs for career in (pair.a, pair.b) for r in career.reactions})
