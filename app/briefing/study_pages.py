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
    Line,
    NewPage,
    Table,
    Title,
)
from app.briefing.letters import field, paper, said
from app.briefing.parts.kit import row
from app.briefing.study_annex import annex
from app.briefing.study_curves import curves
from app.briefing.wording import day
from app.study.study_definition import Definition
from app.study.study_history import DesignRecord, StudyHistory
from app.study.study_results import MixResult, ParameterResult, StudyResults
from app.study.study_survival import ReactionResult
from app.study.study_words import chapter_word, limits, number, p_value, parameter_word, reaction_word


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
            *_reactions(found, language),
            *annex(history, found, language),
        ]
        report = paper(_("study-report"), language, as_of, blocks, marking=_("exploratory · aggregates only"))
        return replace(report, furniture=replace(report.furniture, notice=_short_limits(found)))


def _short_limits(found: StudyResults) -> str:
    """Return the limits as the foot of a page has room for them."""
    return _("n = {count}, exploratory: police attention, not behaviour; no individual prediction.").format(
        count=found.careers
    )


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
        rows += _defined(history.definition.definition, language)
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


def _defined(found: Definition, language: str) -> list[tuple[str, Line]]:
    bands = ", ".join(number(b, language, 0) for b in found.bands)
    return [
        field(_("Group a"), found.group_a),
        field(_("Group b"), found.group_b),
        field(
            _("Matching"),
            _("birth year (at most {years} apart), sex, age band of onset (bounds {bands}), severity").format(
                years=found.years_apart, bands=bands
            ),
        ),
    ]


def _parameters(found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("2 Parameters of the careers"))
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
    rows = tuple(row(*_parameter(one, language)) for one in found.parameters)
    caption = _("Parameters of the criminal-career paradigm.")
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)


def _parameter(one: ParameterResult, language: str) -> Iterator[str]:
    yield parameter_word(one.id)
    yield " / ".join(_count(n, median) for n, median in zip(one.n, one.medians, strict=True))
    yield from (number(median, language) for median in one.medians)
    c = one.comparison
    if c is None:
        yield from ("–",) * 4
        return
    yield f"{number(c.difference, language)} ({c.pairs})"
    yield _("{low} to {high}").format(low=number(c.low, language), high=number(c.high, language))
    yield p_value(c.wilcoxon_p, language)
    yield p_value(c.permutation_p, language)


def _count(n: int | None, median: float | None) -> str:
    """Return a number of careers; at least ten are there where a median is shown."""
    return str(n) if n is not None else "≥ 10" if median is not None else "–"


def _mix(found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("5 Crime mix"))
    columns = (Column(_("Chapter"), 3), Column(_("Mean share a"), 1.4), Column(_("Mean share b"), 1.4))
    rows = tuple(row(*_share(one, language)) for one in found.mix)
    caption = _(
        "Mean share of the chapters in a career; own rows have chapters that at least ten careers of each "
        "group know."
    )
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)


def _share(one: MixResult, language: str) -> tuple[str, ...]:
    return chapter_word(one.chapter), *(f"{number(100 * s, language, 0)} %" for s in one.shares)


def _reactions(found: StudyResults, language: str) -> Iterator[Block]:
    yield Heading(_("6 Reactions of the state"))
    if not found.reactions:
        yield said(_("No reactions are recorded."))
        return
    columns = (Column(_("First reaction of this kind"), 2.6), Column(_("Careers a / b"), 1.4),
               Column(_("Median a (years)"), 1.5), Column(_("Median b (years)"), 1.5))  # fmt: skip
    rows = tuple(row(*_reaction(one, language)) for one in found.reactions)
    caption = _("From the first reaction of a kind to the next recorded offence, in years at risk.")
    yield Table(f"{caption} {limits(found.careers)}", columns, rows)
    yield said(_("What follows a reaction is not caused by it: who receives one was chosen for a reason."))


def _reaction(one: ReactionResult, language: str) -> tuple[str, ...]:
    counts = " / ".join(_count(n, m) for n, m in zip(one.n, one.medians, strict=True))
    return reaction_word(one.kind), counts, *(number(m, language, 1) for m in one.medians)
