"""A study in lines for people: what is fixed, how the groups compare, and the results in aggregates."""

from collections.abc import Iterator, Sequence

from app.base.i18n import _
from app.study.definition_lines import definition_lines
from app.study.study_history import StudyHistory
from app.study.study_overview import GroupOverview
from app.study.study_results import ParameterResult, StudyResults
from app.study.study_survival import SurvivalResult
from app.study.study_words import limits, number, p_value, parameter_word


def overview_lines(told: StudyHistory, groups: Sequence[GroupOverview], language: str) -> Iterator[str]:
    """Yield the definitions and, of each group, only what pairs are formed by."""
    for record in told.designs:
        yield f"{record.at}  {record.by}  {record.sha256[:16]}  {record.reason}".rstrip()
    if told.definition is not None:
        for name, value in definition_lines(told.definition.definition, language):
            yield f"{name}: {value}"
    else:
        yield _("No definition is recorded.")
    for group in groups:
        yield _(
            "Group {group}: {careers} careers; medians: birth year {year}, onset {onset}, first "
            "severity {severity}"
        ).format(
            group=group.group,
            careers=group.careers,
            year=number(group.birth_year, language, 0),
            onset=number(group.onset, language, 1),
            severity=number(group.first_severity, language, 1),
        )


def result_lines(told: StudyHistory, found: StudyResults, language: str) -> Iterator[str]:
    """Yield the limits first, then a line for each result."""
    yield limits(found.careers)
    if told.changed_late:
        yield _("The definition was changed after results had been seen")
    for one in found.parameters:
        yield _parameter(one, language)
    if found.next_offence is not None:
        following = _("Time to the next offence")
        yield f"{following}: {_survival(found.next_offence, language)}"
    for desisted in found.desistance:
        said = _("Desistance, k = {years}").format(years=desisted.years)
        yield f"{said}: {_survival(desisted, language)}"


def _parameter(one: ParameterResult, language: str) -> str:
    medians = " / ".join(number(m, language) for m in one.medians)
    c = one.comparison
    if c is None:
        return f"{parameter_word(one.id)}: {medians}"
    said = _("{medians}; difference {difference} [{low}; {high}], p {wilcoxon} / {permutation}").format(
        medians=medians,
        difference=number(c.difference, language),
        low=number(c.low, language),
        high=number(c.high, language),
        wilcoxon=p_value(c.wilcoxon_p, language),
        permutation=p_value(c.permutation_p, language),
    )
    return f"{parameter_word(one.id)}: {said}"


def _survival(one: SurvivalResult, language: str) -> str:
    if one.test is None:
        return _("Too few events: fewer than ten careers had one, so nothing is shown.")
    medians = " / ".join(number(m, language, 1) for m in one.medians)
    return f"{medians}; χ² {number(one.test.statistic, language)}, p {p_value(one.test.p, language)}"
