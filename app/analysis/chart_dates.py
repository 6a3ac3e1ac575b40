"""When a subject of a chart was: the spans of days its own findings give it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from app.base.partial_date import bounds
from app.base.records import Finding, Subject, SubjectKind
from app.ontology.catalogue import ontology

Span = tuple[int, int]
"""First and last day as proleptic Gregorian ordinals (`datetime.date.toordinal`)."""

FIRST_DAY, LAST_DAY = dt.date.min.toordinal(), dt.date.max.toordinal()
HAPPENED = ("date", "found_on", "due", "outcome_date")
"""Properties that say on which day something was; the first that is stated counts."""
_BEGAN = frozenset({"birth_date", "founded", "trade_registered", "first_registration", "opened", "issued"})
_ENDED = frozenset({"death_date", "dissolved", "closed", "valid_until"})
_TELLING = frozenset(HAPPENED) | _BEGAN | _ENDED


def span(first: str, last: str) -> Span | None:
    """Return the days from partial date `first` to `last`; "" is open, None if both are or one is no date."""
    if not first and not last:
        return None
    try:
        begin = bounds(first)[0].toordinal() if first else FIRST_DAY
        end = bounds(last)[1].toordinal() if last else LAST_DAY
    except ValueError:
        return None
    return (begin, end) if begin <= end else (end, begin)


def meets(spans: Iterable[Span], wanted: Span) -> bool:
    """Tell whether one of these spans has a day in common with the wanted one."""
    return any(first <= wanted[1] and last >= wanted[0] for first, last in spans)


def validity(finding: Finding) -> Span | None:
    """Return the days a finding says that it holds for; None where it says nothing about that."""
    return span(finding.valid_from, finding.valid_to)


def spans_of(subject: Subject, findings: Sequence[Finding]) -> tuple[Span, ...]:
    """Return the days on which a subject was, by its current findings; none if they do not say.

    A link was while one of its findings holds, and on its date. A node was on the day it happened, from its
    founding, opening, issue or birth to its end, or - if every finding that names it says so - as long as
    its names hold. That some other detail of it held for a time does not end it.
    """
    if not any(f.valid_from or f.valid_to or f.property in _TELLING for f in findings):
        return ()
    own = [s for f in findings if f.property in HAPPENED and (s := span(f.value, f.value)) is not None]
    if subject.kind is SubjectKind.LINK:
        own += [s for f in findings if (s := validity(f)) is not None]
        return tuple(dict.fromkeys(own))
    lived = _lived(findings)
    own += [lived] if lived else []
    declared = ontology().nodes.get(subject.type)
    naming = [validity(f) for f in findings if declared and f.property in declared.caption]
    if naming and all(s is not None for s in naming):
        own += [s for s in naming if s is not None]
    return tuple(dict.fromkeys(own))


def _lived(findings: Sequence[Finding]) -> Span | None:
    begins = [s[0] for f in findings if f.property in _BEGAN and (s := span(f.value, f.value)) is not None]
    ends = [s[1] for f in findings if f.property in _ENDED and (s := span(f.value, f.value)) is not None]
    if not begins and not ends:
        return None
    first, last = min(begins, default=FIRST_DAY), max(ends, default=LAST_DAY)
    return (first, last) if first <= last else (last, first)
