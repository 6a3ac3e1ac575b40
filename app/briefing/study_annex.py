"""The annex of a study's report: formulas, methods, how well they keep what they say, fingerprints."""

from collections.abc import Iterator

from app.base.i18n import _
from app.briefing.content import Block, Bullets, Column, Fields, Heading, NewPage, Table
from app.briefing.letters import field, said
from app.briefing.parts.kit import row
from app.study.coverage_words import coverage_advice, coverage_note, coverage_rows
from app.study.outcomes import PARAMETERS
from app.study.study_history import StudyHistory
from app.study.study_results import StudyResults
from app.study.study_words import formula_word, limits, number, parameter_word, source_word, whole


def annex(history: StudyHistory, found: StudyResults, language: str) -> Iterator[Block]:
    """Yield the annex; it starts a page."""
    yield NewPage()
    yield Heading(_("7 Methods"))
    formulas = _("Formulas of the parameters.")
    yield Fields(
        f"{formulas} {limits(found.careers)}",
        tuple(
            field(parameter_word(name), f"{formula_word(name)} ({source_word(name)})") for name in PARAMETERS
        ),
        share=0.34,
    )
    yield Bullets(tuple(said(text) for text in _methods()))
    yield Heading(_("8 How well the methods keep what they say"))
    yield said(coverage_note(language))
    columns = (Column(_("Method"), 3.4), Column(_("Expected"), 1), Column(_("Measured"), 1))
    caption = _("Coverage and error by simulation.")
    rows = tuple(row(name, *_percent(wanted, share, language)) for name, wanted, share in coverage_rows())
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)
    yield said(coverage_advice())
    yield from _fingerprints(history, language)


def _methods() -> tuple[str, ...]:
    return (
        _("Parameters after Blumstein and others 1986 and Piquero, Farrington and Blumstein 2003."),
        _("Pairs with the smallest sum of distances in severity among those alike in all else (Kuhn 1955)."),
        _("Signed ranks after Wilcoxon 1945; permutation of signs after Fisher 1935, exact up to 20 pairs."),
        _("Percentile bootstrap over pairs (Efron 1979)."),
        _(
            "Kaplan and Meier 1958, limits on the log-log scale; log-rank after Mantel 1966, a stratum "
            "each pair."
        ),
        _("Time in custody is no time at risk. The end of observation censors; nothing is filled in."),
        _(
            "The estimates are checked against published values (Freireich 1963, Darwin's maize, and four "
            "data sets that ship with the library lifelines)."
        ),
    )


def _percent(wanted: float, share: float, language: str) -> tuple[str, str]:
    return f"{number(100 * wanted, language, 0)} %", f"{number(100 * share, language, 1)} %"


def _fingerprints(history: StudyHistory, language: str) -> Iterator[Block]:
    if history.definition is None or history.matching is None:
        return
    used = history.definition.definition
    yield Heading(_("9 To repeat it"))
    rows = (
        field(_("Seed"), str(used.seed)),
        field(_("Resamples"), whole(used.resamples, language)),
        field(_("Definition"), history.definition.sha256),
        field(_("Careers"), history.matching.careers),
        field(_("Pairs"), history.matching.sha256),
    )
    yield Fields(_("Seeds and fingerprints (SHA-256)"), rows, share=0.2)
