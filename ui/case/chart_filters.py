"""The filter of a chart as chips, and in words what it leaves out. Free of Qt."""

from collections.abc import Callable, Iterable, Mapping

from app.analysis.chart_facts import ChartFacts, SubjectFacts, grading_rank, is_grading
from app.analysis.chart_filtering import REASONS
from app.base.chart_records import ChartFilter
from app.base.i18n import _, ngettext
from app.base.partial_date import bounds
from app.base.records import Standing
from ui.case.case_data import OFFICE_CLASS, CaseData, type_label
from ui.case.chart_query import ChartPicture
from ui.case.words import handling_words, standing_text
from ui.shell.day_text import day
from ui.widgets.facet import Facet, RowFilter

TYPE, LAYER, AGENCY, STANDING, GRADING, HANDLING, DAYS, RECIPIENT = (
    "type",
    "layer",
    "agency",
    "standing",
    "grading",
    "handling",
    "days",
    "recipient",
)
_LISTS = {
    TYPE: "types",
    LAYER: "layers",
    AGENCY: "agencies",
    STANDING: "standings",
    HANDLING: "handlings",
}


def chart_facets(data: CaseData) -> tuple[Facet[SubjectFacts], ...]:
    """Return what a chart can be narrowed by."""

    def nothing(_facts: SubjectFacts) -> tuple[str, ...]:
        return ()

    def standing(code: str) -> str:
        return standing_text(Standing(code)) if code in set(Standing) else code

    return (
        Facet(TYPE, lambda: _("Type"), lambda f: () if f.is_link else (f.type,), type_label),
        Facet(LAYER, lambda: _("Type of link"), lambda f: (f.type,) if f.is_link else (), type_label),
        Facet(AGENCY, lambda: _("Agency"), lambda f: tuple(f.agencies), data.agency_name),
        Facet(STANDING, lambda: _("Standing"), lambda f: tuple(f.standings), standing),
        Facet(GRADING, lambda: _("Graded at least"), lambda f: tuple(set(f.gradings))),
        Facet(HANDLING, lambda: _("Handling"), lambda f: tuple(f.handlings), handling_words),
        Facet(DAYS, lambda: _("Time"), nothing, day, days=True),
        Facet(RECIPIENT, lambda: _("As seen by"), nothing, data.agency_name),
    )


def counts_for(data: CaseData, facts: Callable[[], ChartFacts]) -> Callable[[str], dict[str, int]]:
    """Return what tells how many subjects each code of a facet holds for."""
    by_key = {facet.key: facet for facet in chart_facets(data)}

    def counts(key: str) -> dict[str, int]:
        if key == RECIPIENT:
            return recipients(data)
        found: dict[str, int] = {}
        for said in facts().of.values():
            for code in by_key[key].values(said):
                found[code] = found.get(code, 0) + 1
        return found

    return counts


def recipients(data: CaseData) -> dict[str, int]:
    """Return the agencies that a case may be looked at as, each with the number of its contributions."""
    sent: dict[str, int] = {}
    for contribution in data.records.contributions:
        sent[contribution.agency_id] = sent.get(contribution.agency_id, 0) + 1
    return {a.id: sent.get(a.id, 0) for a in data.agencies.values() if a.class_code != OFFICE_CLASS}


def row_filter(wanted: ChartFilter) -> RowFilter:
    """Return the filter of a chart as chips show it."""
    chosen = [(key, tuple(getattr(wanted, name))) for key, name in _LISTS.items()]
    chosen += [
        (GRADING, wanted.gradings),
        (DAYS, (wanted.since, wanted.until) if wanted.since or wanted.until else ()),
        (RECIPIENT, (wanted.recipient,) if wanted.recipient else ()),
    ]
    return RowFilter(wanted.words, tuple((key, codes) for key, codes in chosen if codes))


def chart_filter(shown: RowFilter) -> ChartFilter:
    """Return what chips mean for a chart; of gradings and recipients the one chosen last counts."""
    since, until = (*shown.codes(DAYS), "", "")[:2]
    lists = {name: shown.codes(key) for key, name in _LISTS.items()}
    return ChartFilter(
        **lists,
        gradings=tuple(g for g in shown.codes(GRADING)[-1:] if is_grading(g)),
        since=since,
        until=until,
        recipient=next(iter(shown.codes(RECIPIENT)[-1:]), ""),
        words=" ".join(shown.text.split()),
    )


def time_extent(facts: ChartFacts) -> tuple[int, int] | None:
    """Return first and last day (ordinals) of the links, else of everything; open ends do not count."""
    ties = [said for said in facts.of.values() if said.is_link]
    days = _days(ties) or _days(facts.of.values())
    return (min(days), max(days)) if days and min(days) < max(days) else None


def _days(some: Iterable[SubjectFacts]) -> list[int]:
    days: list[int] = []
    for said in some:
        days += [bounds(said.valid_from)[0].toordinal()] if said.valid_from else []
        days += [bounds(said.valid_to)[1].toordinal()] if said.valid_to else []
        days += [d for span in said.spans for d in span if _MIN < d < _MAX]
    return days


_MIN, _MAX = 500_000, 1_000_000


def left_out_text(picture: ChartPicture) -> str:
    """Return in one line how much is out of sight and why, "" if nothing is."""
    counts = picture.content.left_out
    total = sum(counts.values())
    said = [_counted(reason, counts[reason]) for reason in REASONS if counts.get(reason)]
    text = ""
    if total:
        head = ngettext("{count} left out", "{count} left out", total).format(count=total)
        text = f"{head}: {', '.join(said)}"
    if picture.undated:
        undated = ngettext("{count} undated is shown", "{count} undated are shown", picture.undated)
        text = " · ".join(filter(None, (text, undated.format(count=picture.undated))))
    return text


def banner_text(data: CaseData, picture: ChartPicture) -> str:
    """Return what says through whose eyes the chart is seen, "" for the office's own."""
    if not picture.recipient:
        return ""
    name = data.agency_name(picture.recipient)
    if picture.confirmed:
        return _(
            "As {agency} would see it: only what the release put together under “Release” gives them, laid "
            "out anew where something is missing. Nothing is handed over here."
        ).format(agency=name)
    return _(
        "As {agency} would see it if no condition were confirmed: only findings that could be given to them, "
        "laid out anew where something is missing. Nothing is handed over here."
    ).format(agency=name)


def _counted(reason: str, count: int) -> str:
    return f"{_words()[reason]} {count}"


def _words() -> Mapping[str, str]:
    return {
        "not_chosen": _("not on this chart"),
        "hidden": _("hidden"),
        "recipient": _("not for the recipient"),
        "type": _("type"),
        "layer": _("type of link"),
        "agency": _("agency"),
        "standing": _("standing"),
        "grading": _("grading"),
        "handling": _("handling"),
        "date": _("time"),
        "words": _("words"),
        "end": _("end missing"),
    }


def gradings_of(facts: ChartFacts) -> tuple[str, ...]:
    """Return the gradings that occur, best first."""
    return tuple(sorted({g for said in facts.of.values() for g in said.gradings}, key=grading_rank))
