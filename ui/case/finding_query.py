"""Findings as rows of a table and as a timeline. Free of Qt."""

import datetime as dt
from dataclasses import dataclass

from app.base.i18n import _
from app.base.partial_date import bounds
from app.base.records import Finding
from ui.case.case_data import CaseData, type_order
from ui.case.words import standing_icon, standing_text
from ui.shell.day_text import day, overdue


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in force; all texts are ready for people, `*_sort` is what to order by."""

    id: str
    subject_id: str
    subject: str
    property: str
    value: str
    standing: str
    grading: str
    agency: str
    source: str
    valid: str
    handling: str
    review: str
    review_sort: str
    flags: str
    standing_icon: str = ""


def finding_rows(data: CaseData) -> tuple[FindingRow, ...]:
    """Return the findings in force, by subject and property."""
    types = {s.id: s.type for s in data.records.subjects}
    order = {t: type_order(t) for t in types.values()}
    rows = [_row(data, f) for f in data.current]
    return tuple(sorted(rows, key=lambda r: (order[types[r.subject_id]], r.subject, r.property, r.value)))


def _row(data: CaseData, finding: Finding) -> FindingRow:
    return FindingRow(
        finding.id,
        finding.subject_id,
        data.caption(finding.subject_id),
        data.property_label(finding),
        data.value(finding),
        standing_text(finding.standing),
        data.grading(finding),
        data.agency_of(finding),
        data.sources[finding.source_id].reference,
        period(finding),
        finding.handling,
        day(finding.review_due),
        finding.review_due,
        ", ".join(flags(finding)),
        standing_icon(finding.standing),
    )


def flags(finding: Finding) -> tuple[str, ...]:
    """Return the words that must be seen with a finding."""
    return tuple(
        word
        for word, holds in (
            (_("exonerating"), finding.exonerating),
            (_("restricted"), finding.restricted),
            (_("review overdue"), overdue(finding.review_due)),
        )
        if holds
    )


def period(finding: Finding) -> str:
    """Return since when and until when a finding holds, "" if nobody said."""
    begin, end = day(finding.valid_from), day(finding.valid_to)
    if begin and end:
        return begin if begin == end else _("{begin} to {end}").format(begin=begin, end=end)
    if begin:
        return _("from {begin}").format(begin=begin)
    return _("until {end}").format(end=end) if end else ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that has a date; `first` is the earliest day it can mean."""

    id: str
    subject_id: str
    first: dt.date
    when: str
    what: str
    subject: str
    agency: str
    grading: str
    standing: str
    standing_icon: str = ""


def timeline_rows(data: CaseData) -> tuple[TimelineRow, ...]:
    """Return everything dated, oldest first: values that are dates, and findings that hold from a day on."""
    rows = []
    for finding in data.current:
        declared = data.property(finding)
        is_date = declared is not None and declared.value_type == "partial_date"
        date = finding.value if is_date else finding.valid_from
        if not date:
            continue
        try:
            first = bounds(date)[0]
        except ValueError:
            continue
        label = data.property_label(finding)
        what = label if is_date else _what(data, finding, label)
        when = day(date) if is_date else period(finding)
        rows.append(
            TimelineRow(
                finding.id,
                finding.subject_id,
                first,
                when,
                what,
                data.caption(finding.subject_id),
                data.agency_of(finding),
                data.grading(finding),
                standing_text(finding.standing),
                standing_icon(finding.standing),
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.first, r.subject, r.what)))


def _what(data: CaseData, finding: Finding, label: str) -> str:
    if finding.property == "exists":
        return data.type_label(finding.subject_id)
    return f"{label}: {data.value(finding)}"
