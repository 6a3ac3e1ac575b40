"""How well intervals and tests keep what they say, in words: for the report's annex and the window."""

from app.base.i18n import _
from app.study.coverage import MEASURED, PAIRS
from app.study.study_words import whole


def coverage_rows() -> tuple[tuple[str, float, float], ...]:
    """Return method, expected and measured share of the simulated studies, in the language in force."""
    return (
        (_("Bootstrap interval, normal differences"), 0.95, MEASURED.bootstrap_normal),
        (_("Bootstrap interval, skewed differences"), 0.95, MEASURED.bootstrap_skewed),
        (_("Kaplan–Meier limits at the median"), 0.95, MEASURED.kaplan_meier),
        (_("Wilcoxon's test, true null"), 0.05, MEASURED.wilcoxon),
        (_("Permutation test, true null"), 0.05, MEASURED.permutation),
        (_("Log-rank within pairs, true null"), 0.05, MEASURED.log_rank),
    )


def coverage_note(language: str) -> str:
    """Return what was simulated and what it is compared with."""
    return _(
        "{runs} simulated studies of {pairs} pairs with a known truth. Intervals are to cover it in 95 % "
        "of them; tests are to reject a true null hypothesis in 5 %."
    ).format(runs=whole(MEASURED.runs, language), pairs=PAIRS)


def coverage_advice() -> str:
    """Return how the interval of few pairs is to be read."""
    return _(
        "The percentile interval of few pairs is somewhat too narrow, more so where values are skewed: "
        "read it as a range, not as a test."
    )
