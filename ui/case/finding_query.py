"""Findings as rows of a table and as a timeline. Free of Qt."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.base.i18n import _
from app.base.partial_date import bounds
from app.base.records import Finding, Standing
from ui.case.case_data import CaseData, property_of, type_label, type_order
from ui.case.words import standing_text
from ui.shell.day_text import day, overdue
from ui.widgets.row_order import in_blocks
from ui.widgets.standing_sign import standing_icon


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in force; all texts are ready for people, `*_sort` is what to order by.

    What follows `flags` is what a table is narrowed by: codes, and the first and last ISO day it speaks of.
    """

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
    type: str = ""
    type_label: str = ""
    standing_code: str = ""
    agency_id: str = ""
    restricted: bool = False
    exonerating: bool = False
    days: tuple[str, ...] = ()
    standing_icon: str = ""


def finding_rows(data: CaseData) -> tuple[FindingRow, ...]:
    """Return the findings in force, by subject and property."""
    maker = _Maker(data)
    rows = [maker.row(f) for f in data.current]
    order = {t: type_order(t) for t in {row.type for row in rows}}
    keyed = [(order[r.type], r.subject, r.property, r.value, n) for n, r in enumerate(rows)]
    # In blocks: sorting 200,000 keys at once would hold up the window, whatever thread does it.
    return tuple(rows[key[-1]] for key in in_blocks(keyed))


class _Maker:
    """Makes rows of one case; what many findings share is worked out once."""

    def __init__(self, data: CaseData) -> None:
        self._data = data
        self._day = cache(day)
        self._overdue = cache(overdue)
        self._agency_of = cache(self._agency)
        self._label_of = cache(self._label)
        self._type_label = cache(type_label)
        self._icon = {standing: standing_icon(standing) for standing in Standing}
        self._standing = {standing: standing_text(standing) for standing in Standing}
        self._is_date = cache(self._says_a_date)

    def row(self, finding: Finding) -> FindingRow:
        data = self._data
        subject_type = data.subjects[finding.subject_id].type
        agency_id, agency = self._agency_of(finding.source_id)
        is_date = self._is_date(subject_type, finding.property)
        dates = (finding.value,) if is_date else (finding.valid_from, finding.valid_to)
        return FindingRow(
            finding.id,
            finding.subject_id,
            data.caption(finding.subject_id),
            self._label_of(subject_type, finding.property),
            data.value(finding),
            self._standing[finding.standing],
            data.grading(finding),
            agency,
            data.sources[finding.source_id].reference,
            period(finding) if finding.valid_from or finding.valid_to else "",
            finding.handling,
            self._day(finding.review_due),
            finding.review_due,
            ", ".join(_words(finding, self._overdue(finding.review_due))),
            subject_type,
            self._type_label(subject_type),
            str(finding.standing),
            agency_id,
            finding.restricted,
            finding.exonerating,
            days_of(dates),
            self._icon[finding.standing],
        )

    def _agency(self, source_id: str) -> tuple[str, str]:
        agency_id = self._data.contributions[self._data.sources[source_id].contribution_id].agency_id
        return agency_id, self._data.agency_name(agency_id)

    def _label(self, subject_type: str, name: str) -> str:
        declared = property_of(subject_type, name)
        return declared.label if declared else name.replace("_", " ")

    def _says_a_date(self, subject_type: str, name: str) -> bool:
        declared = property_of(subject_type, name)
        return declared is not None and declared.value_type == "partial_date"


def days_of(dates: Iterable[str]) -> tuple[str, ...]:
    """Return the first and the last ISO day that these partial dates can mean, () where none is stated."""
    found: list[dt.date] = []
    for date in dates:
        try:
            found += bounds(date) if date else ()
        except ValueError:
            continue
    return (min(found).isoformat(), max(found).isoformat()) if found else ()


def flags(finding: Finding) -> tuple[str, ...]:
    """Return the words that must be seen with a finding."""
    return _words(finding, overdue(finding.review_due))


def _words(finding: Finding, late: bool) -> tuple[str, ...]:
    return tuple(
        word
        for word, holds in (
            (_("exonerating"), finding.exonerating),
            (_("restricted"), finding.restricted),
            (_("review overdue"), late),
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
