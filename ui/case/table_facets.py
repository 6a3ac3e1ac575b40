"""What the tables of a case can be narrowed by. Free of Qt."""

import datetime as dt
from collections.abc import Callable
from typing import Generic

from app.base.clock import today
from app.base.i18n import _
from app.base.records import Standing
from app.base.words import classification_word
from app.ontology.catalogue import ontology
from ui.case.case_data import type_label
from ui.case.document_query import DocumentRow
from ui.case.finding_query import FindingRow
from ui.case.source_query import SourceRow
from ui.case.subject_query import SubjectRow
from ui.case.words import handling_words, standing_text
from ui.shell.day_text import day
from ui.widgets.column import Row
from ui.widgets.facet import Facet

Names = Callable[[str], str]
"""The name of an agency by its id."""
OVERDUE, IN_30, IN_90 = "overdue", "30", "90"
_YES, _NO, _NONE = "yes", "no", "none"


def finding_facets(agency: Names) -> tuple[Facet[FindingRow], ...]:
    """Return the filters of the table of findings."""
    return (
        Facet("type", lambda: _("Type"), lambda r: (r.type,), type_label),
        Facet("field", lambda: _("Field"), lambda r: (r.property,)),
        Facet("agency", lambda: _("Agency"), lambda r: (r.agency_id,), agency),
        Facet("standing", lambda: _("Standing"), lambda r: (r.standing_code,), _standing),
        Facet("grading", lambda: _("Grading"), lambda r: (r.grading,)),
        Facet("handling", lambda: _("Handling"), lambda r: (r.handling,), handling_words),
        Facet("date", lambda: _("Date"), lambda r: r.days, day, days=True),
        Facet("restricted", lambda: _("Restricted"), lambda r: (_flag(r.restricted),), _yes_no),
        Facet("exonerating", lambda: _("Exonerating"), lambda r: (_flag(r.exonerating),), _yes_no),
        Facet("review", lambda: _("Review"), _Review[FindingRow](lambda r: r.review_sort), _review),
    )


def subject_facets(agency: Names) -> tuple[Facet[SubjectRow], ...]:
    """Return the filters of the table of subjects."""
    return (
        Facet("kind", lambda: _("Nodes and links"), lambda r: (str(r.kind),), _kind),
        Facet("type", lambda: _("Type"), lambda r: (r.type,), type_label),
        Facet("agency", lambda: _("Agency"), lambda r: r.agency_ids, agency),
        Facet("standing", lambda: _("Standing"), lambda r: r.standings, _standing),
        Facet("role", lambda: _("Role"), lambda r: tuple(role or _NONE for role in r.roles), _role),
        Facet("disagreeing", lambda: _("Disagreeing"), lambda r: (_flag(r.disagreeing > 0),), _yes_no),
        Facet("restricted", lambda: _("Restricted"), lambda r: (_flag(r.restricted),), _yes_no),
        Facet("exonerating", lambda: _("Exonerating"), lambda r: (_flag(r.exonerating),), _yes_no),
        Facet("review", lambda: _("Review"), _Review[SubjectRow](lambda r: r.review_due), _review),
    )


def source_facets() -> tuple[Facet[SourceRow], ...]:
    """Return the filters of the tables of sources and of contributions."""
    return (
        Facet("agency", lambda: _("Agency"), lambda r: (r.agency,)),
        Facet("kind", lambda: _("Kind"), lambda r: (r.kind,) if r.kind else ()),
        Facet("reliability", lambda: _("Reliability"), lambda r: (r.reliability,) if r.reliability else ()),
        Facet("marking", lambda: _("Marking"), lambda r: (r.marking,), classification_word),
        Facet("provision", lambda: _("Provision"), lambda r: (r.provision or _NONE,), _or_none),
        Facet("date", lambda: _("Received"), lambda r: _days(r.received_sort), day, days=True),
    )


def document_facets() -> tuple[Facet[DocumentRow], ...]:
    """Return the filters of the table of documents."""
    return (
        Facet("agency", lambda: _("Agency"), lambda r: (r.agency,)),
        Facet("contribution", lambda: _("Contribution"), lambda r: (r.contribution,)),
        Facet("text", lambda: _("Text"), lambda r: (r.text,)),
        Facet("date", lambda: _("Received"), lambda r: _days(r.received_sort), day, days=True),
    )


def _days(date: str) -> tuple[str, ...]:
    return (date[:10], date[:10]) if date else ()


class _Review(Generic[Row]):
    """Tells for a row how near its review day is; days many rows share are compared once."""

    def __init__(self, day_of: Callable[[Row], str]) -> None:
        self._day_of = day_of
        self._known: dict[tuple[dt.date, str], tuple[str, ...]] = {}

    def __call__(self, row: Row) -> tuple[str, ...]:
        key = (today(), self._day_of(row))
        if key not in self._known:
            self._known[key] = _due(*key)
        return self._known[key]


def _due(now: dt.date, due: str) -> tuple[str, ...]:
    codes = []
    if due and due[:10] < now.isoformat():
        codes.append(OVERDUE)
    for code in (IN_30, IN_90):
        if due and due[:10] <= (now + dt.timedelta(days=int(code))).isoformat():
            codes.append(code)
    return tuple(codes)


def _review(code: str) -> str:
    return {
        OVERDUE: _("overdue"),
        IN_30: _("due within 30 days"),
        IN_90: _("due within 90 days"),
    }.get(code, code)


def _flag(holds: bool) -> str:
    return _YES if holds else _NO


def _yes_no(code: str) -> str:
    return _("yes") if code == _YES else _("no")


def _or_none(code: str) -> str:
    return _("none") if code == _NONE else code


def _standing(code: str) -> str:
    return standing_text(Standing(code))


def _kind(code: str) -> str:
    return _("links") if code == "link" else _("nodes")


def _role(code: str) -> str:
    words = {choice.id: choice.label for choice in ontology().property("person", "role").choices}
    return words.get(code, _("none stated") if code == _NONE else code)
