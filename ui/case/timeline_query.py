"""The dated findings of a case for the timeline, and what they can be narrowed by. Free of Qt."""

import datetime as dt

from app.analysis.time_events import Dated, Grouping, Narrowing, Undated, dated_findings, narrowed
from app.base.i18n import _
from app.base.records import Standing
from ui.case.case_data import CaseData, type_label
from ui.case.words import standing_text
from ui.shell.day_text import day
from ui.widgets.facet import Facet, RowFilter

TYPE, STANDING, AGENCY, DAYS = "type", "standing", "agency", "days"


def timeline_of(data: CaseData) -> tuple[tuple[Dated, ...], tuple[Undated, ...]]:
    """Return the dated findings in force, earliest first, and those without a date."""
    r = data.records
    return dated_findings(r.subjects, r.findings, r.sources, r.contributions)


def lane_titles(data: CaseData, grouping: Grouping) -> dict[str, str]:
    """Return what lanes are called."""
    if grouping is Grouping.SUBJECT:
        return data.captions
    if grouping is Grouping.AGENCY:
        return {agency_id: data.agency_name(agency_id) for agency_id in data.agencies}
    return {kind: type_label(kind) for kind in {subject.type for subject in data.subjects.values()}}


def timeline_facets(data: CaseData) -> tuple[Facet[Dated], ...]:
    """Return what the timeline can be narrowed by."""
    return (
        Facet(TYPE, lambda: _("Type"), lambda e: (e.subject_type,), type_label),
        Facet(
            STANDING,
            lambda: _("Standing"),
            lambda e: (e.standing.value,),
            lambda code: standing_text(Standing(code)),
        ),
        Facet(AGENCY, lambda: _("Agency"), lambda e: (e.agency_id,), data.agency_name),
        Facet(DAYS, lambda: _("Time"), _days, day, days=True),
    )


def _days(event: Dated) -> tuple[str, ...]:
    first = dt.date.fromordinal(int(event.extent.first))
    return (first.isoformat(), dt.date.fromordinal(max(int(event.extent.last) - 1, 1)).isoformat())


def narrowing_of(shown: RowFilter) -> Narrowing:
    """Return what a filter means for the timeline."""
    begin, end = (*shown.codes(DAYS), "", "")[:2]
    return Narrowing(
        types=frozenset(shown.codes(TYPE)),
        standings=frozenset(Standing(code) for code in shown.codes(STANDING)),
        agencies=frozenset(shown.codes(AGENCY)),
        start=begin,
        end=end,
    )


def counts_of(events: tuple[Dated, ...], shown: RowFilter, facet: Facet[Dated]) -> dict[str, int]:
    """Return how many events each code of a facet holds for, under what else is chosen."""
    counts: dict[str, int] = {}
    for event in narrowed(events, narrowing_of(shown.with_codes(facet.key, ()))):
        for code in facet.values(event):
            counts[code] = counts.get(code, 0) + 1
    return counts


def grouping_choices() -> tuple[tuple[str, str], ...]:
    """Return what lanes can stand for."""
    return (
        (Grouping.SUBJECT.value, _("Lanes by subject")),
        (Grouping.AGENCY.value, _("Lanes by agency")),
        (Grouping.TYPE.value, _("Lanes by type")),
    )
