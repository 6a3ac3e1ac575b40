"""The report of a study on its pages: what was fixed when, aggregated results, methods, limits."""

from collections.abc import Iterator
from dataclasses import replace

from app.base.i18n import _, speaking
from app.briefing.content import (
    Block,
    BoxedSummary,
    Briefing,
    Column,
    Contents,
    Fields,
    Heading,
    NewPage,
    Table,
    Title,
)
from app.briefing.letters import field, paper, said
from app.briefing.parts.kit import row
from app.briefing.study_annex import annex
from app.briefing.study_curves import curves
from app.briefing.wording import day
from app.study.definition_lines import definition_lines
from app.study.outcomes import REACTIONS
from app.study.results_table import mix_cells, parameter_cells, reaction_cells
from app.study.study_history import DesignRecord, StudyHistory
from app.study.study_results import StudyResults
from app.study.study_words import limits, short_limits


def compose_study(history: StudyHistory, found: StudyResults, as_of: str, language: str) -> Briefing:
    """Compose the report; `as_of` is the ISO day of it. The limits stand on every page, figure and table."""
    with speaking(language):
        blocks: list[Block] = [
            Title(
                history.frame.project, _("Study of criminal careers: report of {day}").format(day=day(as_of))
            ),
            BoxedSummary(_("What this report can say and what not"), tuple(map(said, _limits(found)))),
            *_changes(history),
            Contents(_("Contents")),
            NewPage(),
            *_frame(history, found, language),
            *_parameters(found, language),
            *curves(found, language),
            *_mix(found, language),
            *_reactions(history, found, language),
            *annex(history, found, language),
        ]
        report = paper(_("study-report"), language, as_of, blocks, marking=_("exploratory · aggregates only"))
        return replace(report, furniture=replace(report.furniture, notice=short_limits(found.careers)))


def _limits(found: StudyResults) -> tuple[str, ...]:
    return (
        limits(found.careers),
        _("Nothing is shown of a single career, and no count below ten; a dash stands for what is hidden."),
        _("All tests are exploratory and are not corrected for their number."),
    )


def _changes(history: StudyHistory) -> Iterator[Block]:
    """Yield what has to be seen first: that the definition changed after results were known."""
    if history.changed_late:
        told = tuple(said(_late(record)) for record in history.changed_late)
        yield BoxedSummary(_("The definition was changed after results had been seen"), told)


def _late(record: DesignRecord) -> str:
    return _("{moment}, {name}: {reason} (fingerprint {code})").format(
        moment=_moment(record.at), name=record.by, reason=record.reason, code=record.sha256[:16]
    )


def _moment(text: str) -> str:
    return f"{day(text[:10])}, {text[11:16]} UTC"


def _frame(history: StudyHistory, found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("1 Frame and design"))
    frame = history.frame
    rows = [
        field(_("Legal basis"), frame.legal_basis),
        field(_("Careers provided by"), frame.provider),
        field(_("End of the study"), day(frame.end)),
        field(_("Pairs"), str(found.pairs)),
    ]
    if history.definition is not None:
        fixed = definition_lines(history.definition.definition, language)
        rows += [field(name, value) for name, value in fixed]
    yield Fields(_("Frame and definition"), tuple(rows), share=0.34)
    yield said(
        _(
            "Definition and pairs were fixed before outcomes could be seen: the program shows only onset, "
            "birth year, sex and severity of the first offence until the pairs stand."
        )
    )
    columns = (Column(_("Fixed"), 2.4), Column(_("by"), 1.4), Column(_("Fingerprint (SHA-256)"), 2.6),
               Column(_("Reason of the change"), 2.6))  # fmt: skip
    rows_of = [
        row(_moment(d.at), d.by, d.sha256[:24], _marked(d.reason or "–", late=d.after_results))
        for d in history.designs
    ]
    if history.matching is not None:
        m = history.matching
        rows_of.append(row(_moment(m.at), m.by, m.sha256[:24], _("pairs formed")))
    yield Table(_("Order of what was fixed"), columns, tuple(rows_of))


def _marked(reason: str, *, late: bool) -> str:
    return _("AFTER results were seen: {reason}").format(reason=reason) if late else reason


def _parameters(found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("2 Parameters of the careers"))
    if not found.parameters:
        yield said(_("The definition does not look at this outcome."))
        return
    yield said(
        _(
            "Medians of both groups, and the mean difference within pairs (a − b) with its bootstrap "
            "interval and two paired tests."
        )
    )
    columns = (
        Column(_("Parameter"), 2.6), Column(_("n a / b"), 1.5), Column(_("Median a"), 1.0),
        Column(_("Median b"), 1.0), Column(_("Difference (pairs)"), 1.4), Column(_("95 % interval"), 1.6),
        Column(_("p Wilcoxon"), 1.1), Column(_("p permutation"), 1.3),
    )  # fmt: skip
    rows = tuple(row(*parameter_cells(one, language)) for one in found.parameters)
    caption = _("Parameters of the criminal-career paradigm.")
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)


def _mix(found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("5 Crime mix"))
    if not found.mix:
        yield said(_("The definition does not look at this outcome."))
        return
    columns = (Column(_("Chapter"), 3), Column(_("Mean share a"), 1.4), Column(_("Mean share b"), 1.4))
    rows = tuple(row(*mix_cells(one, language)) for one in found.mix)
    caption = _(
        "Mean share of the chapters in a career; own rows have chapters that at least ten careers of each "
        "group know."
    )
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)


def _reactions(history: StudyHistory, found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("6 Reactions of the state"))
    used = history.definition
    if not found.reactions:
        looked = used is None or REACTIONS in used.definition.outcomes
        nothing = _("No reactions are recorded.")
        yield said(nothing if looked else _("The definition does not look at this outcome."))
        return
    columns = (Column(_("First reaction of this kind"), 2.6), Column(_("Careers a / b"), 1.4),
               Column(_("Median a (years)"), 1.5), Column(_("Median b (years)"), 1.5))  # fmt: skip
    rows = tuple(row(*reaction_cells(one, language)) for one in found.reactions)
    caption = _("From the first reaction of a kind to the next recorded offence, in years at risk.")
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)
    yield said(_("What follows a reaction is not caused by it: who receives one was chosen for a reason."))
