"""Results of a study as cells of tables, the same for paper and window; a dash stands for what is hidden."""

from collections.abc import Iterator, Sequence

from app.base.i18n import _
from app.study.study_results import MixResult, ParameterResult
from app.study.study_survival import CurvePoint, ReactionResult, SurvivalResult
from app.study.study_words import chapter_word, number, p_value, parameter_word, reaction_word

HIDDEN = "–"


def parameter_cells(one: ParameterResult, language: str) -> Iterator[str]:
    """Yield name, numbers, two medians, difference with its pairs, interval and both p values."""
    yield parameter_word(one.id)
    yield counts(one.n, one.medians)
    yield from (number(median, language) for median in one.medians)
    c = one.comparison
    if c is None:
        yield from (HIDDEN,) * 4
        return
    yield f"{number(c.difference, language)} ({c.pairs})"
    yield _("{low} to {high}").format(low=number(c.low, language), high=number(c.high, language))
    yield p_value(c.wilcoxon_p, language)
    yield p_value(c.permutation_p, language)


def survival_cells(one: SurvivalResult, language: str) -> tuple[str, ...]:
    """Return careers with an event, two medians in years, the log-rank statistic and its p value."""
    if one.test is None:
        return (HIDDEN,) * 5
    shown = str(one.events) if one.events is not None else "≥ 10"
    medians = (number(m, language, 1) for m in one.medians)
    return shown, *medians, number(one.test.statistic, language), p_value(one.test.p, language)


def mix_cells(one: MixResult, language: str) -> tuple[str, ...]:
    """Return a chapter and its mean share in both groups."""
    return chapter_word(one.chapter), *(f"{number(100 * s, language, 0)} %" for s in one.shares)


def reaction_cells(one: ReactionResult, language: str) -> tuple[str, ...]:
    """Return a reaction, how many careers had one, and two medians in years."""
    return reaction_word(one.kind), counts(one.n, one.medians), *(number(m, language, 1) for m in one.medians)


def counts(numbers: Sequence[int | None], medians: Sequence[float | None]) -> str:
    """Return the numbers of careers of both groups; at least ten are there where a median is shown."""
    pairs = zip(numbers, medians, strict=True)
    return " / ".join(str(n) if n is not None else "≥ 10" if m is not None else HIDDEN for n, m in pairs)


def at_risk(point: CurvePoint) -> str:
    """Return how many careers are still followed: the number, that they are ten at least, or a dash."""
    return str(point.at_risk) if point.at_risk is not None else "≥ 10" if point.enough else HIDDEN
