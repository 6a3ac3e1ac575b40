"""The survival curves of a study as blocks: to the next offence, and to desistance for each k tried."""

from collections.abc import Iterator

from app.base.i18n import _
from app.briefing.content import Block, Column, Heading, Table
from app.briefing.letters import said
from app.briefing.parts.kit import row
from app.briefing.step_figure import StepFigure, StepLine
from app.study.study_results import StudyResults
from app.study.study_survival import CurvePoint, SurvivalResult
from app.study.study_words import limits, number, p_value


def curves(found: StudyResults, language: str) -> Iterator[Block]:
    """Yield both sections with their figures, tables and limits."""
    yield Heading(_("3 Time to the next offence"))
    yield from _section(
        found.next_offence,
        _("Kaplan–Meier curve from the first to the second recorded offence; share without one."),
        found.careers,
        language,
    )
    yield Heading(_("4 Desistance"))
    yield said(
        _(
            "Desistance is always right-censored: that nothing was recorded for k years is no proof that "
            "nothing will be. The results are shown for each k that was fixed before."
        )
    )
    for one in found.desistance:
        if one.test is not None:
            yield _figure(one, _desisted(one.years), found.careers, language)
    columns = (
        Column(_("Years without an offence (k)"), 2), Column(_("Careers that desisted"), 1.6),
        Column(_("Median a"), 1), Column(_("Median b"), 1), Column(_("χ² (1)"), 1), Column("p", 1),
    )  # fmt: skip
    caption = _("Sensitivity of desistance to k: log-rank test within pairs.")
    rows = tuple(row(str(one.years), *_cells(one, language)) for one in found.desistance)
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)


def _desisted(years: int) -> str:
    return _("Kaplan–Meier curve to desistance, k = {years} years; share that still goes on.").format(
        years=years
    )


def _section(one: SurvivalResult, caption: str, careers: int, language: str) -> Iterator[Block]:
    if one.test is None:
        yield said(_("Too few events: fewer than ten careers had one, so nothing is shown."))
        return
    yield _figure(one, caption, careers, language)
    columns = (
        Column(_("Careers with an event"), 2), Column(_("Median a"), 1), Column(_("Median b"), 1),
        Column(_("χ² (1)"), 1), Column("p", 1),
    )  # fmt: skip
    told = _("Log-rank test within pairs; medians in years, read at half-years.")
    yield Table(f"{told} {limits(careers)}", columns, (row(*_cells(one, language)),))


def _cells(one: SurvivalResult, language: str) -> tuple[str, ...]:
    if one.test is None:
        return ("–",) * 5
    shown = str(one.events) if one.events is not None else "≥ 10"
    medians = (number(m, language, 1) for m in one.medians)
    return shown, *medians, number(one.test.statistic, language), p_value(one.test.p, language)


def _figure(one: SurvivalResult, caption: str, careers: int, language: str) -> StepFigure:
    rule = _(
        "Thin lines: 95 % limits. Read at half-years; the curves end where fewer than ten careers of both "
        "are left."
    )
    names = (_("Group a"), _("Group b"))
    return StepFigure(
        tuple(StepLine(name, _points(curve)) for name, curve in zip(names, one.curves, strict=True)),
        _("Years at risk"),
        f"{caption} {rule} {limits(careers)}",
        " ".join([caption, *(_told(n, c, language) for n, c in zip(names, one.curves, strict=True))]),
    )


def _points(curve: tuple[CurvePoint, ...]) -> tuple[tuple[float, float, float, float], ...]:
    return tuple((p.years, p.survival, p.low, p.high) for p in curve)


def _told(name: str, curve: tuple[CurvePoint, ...], language: str) -> str:
    """Return every value of a curve in words, for who does not see the figure."""
    values = "; ".join(
        _("after {years} years {share} %").format(
            years=number(p.years, language, 1), share=number(100 * p.survival, language, 0)
        )
        for p in curve
    )
    return f"{name}: {values}."
