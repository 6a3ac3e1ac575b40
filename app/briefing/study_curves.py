"""The survival curves of a study as blocks: to the next offence, and to desistance for each k tried."""

from collections.abc import Iterator

from app.base.i18n import _
from app.briefing.content import Block, Column, Heading, Table
from app.briefing.letters import said
from app.briefing.parts.kit import row
from app.briefing.survival_drawing import survival_drawing
from app.study.results_table import survival_cells
from app.study.study_results import StudyResults
from app.study.study_survival import SurvivalResult
from app.study.study_words import limits


def curves(found: StudyResults, language: str) -> Iterator[Block]:
    """Yield both sections with their figures, tables and limits."""
    yield Heading(_("3 Time to the next offence"))
    if found.next_offence is None:
        yield said(_("The definition does not look at this outcome."))
    else:
        yield from _section(found.next_offence, found.careers, language)
    yield Heading(_("4 Desistance"))
    if not found.desistance:
        yield said(_("The definition does not look at this outcome."))
        return
    yield said(
        _(
            "Desistance is always right-censored: that nothing was recorded for k years is no proof that "
            "nothing will be. The results are shown for each k that was fixed before."
        )
    )
    for one in found.desistance:
        if one.test is not None:
            yield survival_drawing(one, found.careers, language)
    columns = (
        Column(_("Years without an offence (k)"), 2), Column(_("Careers that desisted"), 1.6),
        Column(_("Median a"), 1), Column(_("Median b"), 1), Column(_("χ² (1)"), 1), Column("p", 1),
    )  # fmt: skip
    caption = _("Sensitivity of desistance to k: log-rank test within pairs.")
    rows = tuple(row(str(one.years), *survival_cells(one, language)) for one in found.desistance)
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)


def _section(one: SurvivalResult, careers: int, language: str) -> Iterator[Block]:
    if one.test is None:
        yield said(_("Too few events: fewer than ten careers had one, so nothing is shown."))
        return
    yield survival_drawing(one, careers, language)
    columns = (
        Column(_("Careers with an event"), 2), Column(_("Median a"), 1), Column(_("Median b"), 1),
        Column(_("χ² (1)"), 1), Column("p", 1),
    )  # fmt: skip
    told = _("Log-rank test within pairs; medians in years, read at half-years.")
    yield Table(f"{told} {limits(careers)}", columns, (row(*survival_cells(one, language)),))
