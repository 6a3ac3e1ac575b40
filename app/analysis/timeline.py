"""Dated findings in the order of time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.analysis.network import current
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.partial_date import bounds, parts
from app.base.records import Finding, Subject
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.model import PropertyType
from app.ontology.values import display_for

_DATE = "partial_date"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a finding dates.

    `begin` and `end` are the first and last day it can mean (ISO text; empty where an interval is open
    on that side). `precision` is minute, day, month, year or interval: how exactly the finding says it.
    `subject` is the caption of `subject_id`, `text` says what was found, in the language in force.
    """

    begin: str
    end: str
    precision: str
    subject_id: str
    subject: str
    text: str
    finding_id: str


def events(
    subjects: Sequence[Subject], findings: Sequence[Finding], start: str = "", end: str = ""
) -> tuple[Event, ...]:
    """Return the events of all current findings that carry a date, the earliest first.

    A finding is dated by the time it holds for, or by its value where that is a date. `start` and `end`
    are partial dates; what cannot touch the span between them is left out. Raises `UserError` where one
    of them is no date.
    """
    first = _limit(start)[0] if start else dt.date.min
    last = _limit(end)[1] if end else dt.date.max
    labels = captions(subjects, findings)
    types = {subject.id: subject.type for subject in subjects}
    dated = []
    for finding in current(findings):
        when = _when(finding, types.get(finding.subject_id, ""))
        if when and finding.subject_id in types:
            begin, finish = bounds(when)
            if begin <= last and finish >= first:
                event = _event(finding, when, types[finding.subject_id], labels[finding.subject_id])
                dated.append((begin, finish, event.subject, event.text, finding.id, event))
    return tuple(entry[-1] for entry in sorted(dated, key=lambda entry: entry[:-1]))


def _limit(text: str) -> tuple[dt.date, dt.date]:
    try:
        return bounds(text)
    except ValueError as error:
        raise UserError(
            "timeline.date",
            _("“{text}” is no date: {reason}"),
            _("Write it as 2021, 2021-04 or 2021-04-05."),
            exit_code=ExitCode.USAGE,
            text=text,
            reason=error,
        ) from error


def _when(finding: Finding, subject_type: str) -> str:
    if finding.valid_from and finding.valid_to and finding.valid_from != finding.valid_to:
        return _span(finding.valid_from, finding.valid_to)
    stated = finding.valid_from or (f"../{finding.valid_to}" if finding.valid_to else "")
    known = _property(finding, subject_type)
    return finding.value if not stated and known and known.value_type == _DATE else stated


def _span(begin: str, finish: str) -> str:
    """The interval between two partial dates, which may be intervals themselves."""
    return f"{begin.partition('/')[0]}/{finish.rpartition('/')[2]}"


def _property(finding: Finding, subject_type: str) -> PropertyType | None:
    """The declaration of what is said; None for what this ontology does not know."""
    try:
        return ontology().property(subject_type, finding.property)
    except KeyError:
        return None


def _event(finding: Finding, when: str, subject_type: str, subject: str) -> Event:
    begin, finish = bounds(when)
    known = _property(finding, subject_type)
    label = known.label if known else finding.property
    value = display_for(known, finding.value) if known else finding.value
    return Event(
        begin="" if begin == dt.date.min else begin.isoformat(),
        end="" if finish == dt.date.max else finish.isoformat(),
        precision=_precision(when),
        subject_id=finding.subject_id,
        subject=subject,
        text=label if finding.property == "exists" else f"{label}: {value}",
        finding_id=finding.id,
    )


def _precision(when: str) -> str:
    known = parts(when)
    if known is None:
        return "interval"
    for name, precision in (("minute", "minute"), ("day", "day"), ("month", "month")):
        if known[name]:
            return precision
    return "year"
