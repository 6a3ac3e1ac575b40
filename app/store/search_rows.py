"""What can be found, read from the tables: subjects, sources, cases, conferences and the rest."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, exists, select

from app.ontology.catalogue import ontology
from app.ontology.model import LinkType, NodeType
from app.ontology.values import display
from app.store import tables
from app.store.search_filters import facet
from app.store.search_registers import field_words

# Written another way than kept, in every language alike.
_GROUPED = ("iban", "tax_number")
_OVER = ("done", "impossible", "not_done")


@dataclass(slots=True)
class IndexRow:
    """One thing to be found. `body` has lines `property<TAB>value`, which are put into words when shown.

    `names` and `lines` are what it is found by, `sources` what `source:` finds it by, `due` the earliest
    day on which something of it is due.
    """

    ref_id: str
    case_id: str
    type: str = ""
    title: str = ""
    body: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)
    facets: dict[str, None] = field(default_factory=dict)
    due: str = ""

    def add(self, label: str, value: str | None) -> None:
        """Add a text under a label; none is left out."""
        if value:
            self.body.append(f"{label}\t{' '.join(value.split())}")
            self.lines.append(value)

    def earliest(self, due: str) -> None:
        """Take a due day into account."""
        self.due = min(filter(None, (self.due, due)), default="")


def _subject_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    finding, subject, source, contribution = (
        tables.finding,
        tables.subject,
        tables.source,
        tables.contribution,
    )
    later = finding.alias()
    query = (
        select(finding, subject.c.kind, subject.c.type, source.c.reference, contribution.c.agency_id)
        .join(subject, subject.c.id == finding.c.subject_id)
        .join(source, source.c.id == finding.c.source_id)
        .join(contribution, contribution.c.id == source.c.contribution_id)
        .where(finding.c.subject_id.in_(ids), finding.c.restricted.is_(False))
        .where(~exists().where(later.c.supersedes == finding.c.id))
        .order_by(finding.c.subject_id, finding.c.recorded_at, finding.c.id)
    )
    collected: dict[str, list[Row[Any]]] = {}
    for found in connection.execute(query):
        collected.setdefault(found.subject_id, []).append(found)
    for subject_id, found_all in collected.items():
        if any(found.property != "exists" for found in found_all):
            yield _subject_row(subject_id, found_all)


def _subject_row(subject_id: str, findings: list[Row[Any]]) -> IndexRow:
    first = findings[0]
    row = IndexRow(subject_id, first.case_id, first.type)
    row.facets |= {facet("k", first.kind): None, facet("t", first.type): None}
    subject_type = ontology().subject_type(first.type)
    captions = subject_type.caption if isinstance(subject_type, NodeType) else ()
    named: dict[str, str] = {}
    for found in findings:
        row.facets |= {facet("a", found.agency_id): None, "exyes" if found.exonerating else "exno": None}
        row.sources[found.reference] = None
        row.earliest(found.review_due)
        if found.property == "exists":
            continue
        row.body.append(f"{found.property}\t{' '.join(found.value.split())}")
        ways = _ways(subject_type, found.property, found.value)
        (row.names if found.property in captions else row.lines).extend(ways)
        named.setdefault(found.property, found.value)
    row.title = next((named[name] for name in captions if name in named), "")
    return row


def _ways(subject_type: NodeType | LinkType, name: str, value: str) -> list[str]:
    """Return a value in the ways in which people look for it: choices by their words, dates as written."""
    declared = next((p for p in subject_type.properties if p.id == name), None)
    if declared is None:
        return [value]
    choice = next((c for c in declared.choices if c.id == value), None)
    if choice is not None:
        return [choice.label_de, choice.label_en]
    if declared.value_type in _GROUPED:
        return [value, display(declared.value_type, value)]
    if declared.value_type == "partial_date":
        parts = value[:10].split("-")[::-1]
        return [value, ".".join(parts), ".".join(part.lstrip("0") for part in parts)]
    return [value]


def _source_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in _delivered(connection, tables.source.c.id.in_(ids), tables.source):
        row = IndexRow(found.id, found.case_id, title=found.reference, names=[found.reference])
        row.facets[facet("a", found.agency_id)] = None
        row.sources[found.reference] = None
        yield row


def _document_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in _delivered(connection, tables.document.c.id.in_(ids), tables.document):
        row = IndexRow(found.id, found.case_id, title=found.name, names=[found.name])
        row.facets[facet("a", found.agency_id)] = None
        yield row


def _delivered(connection: Connection, wanted: ColumnElement[bool], table: Table) -> Iterable[Row[Any]]:
    contribution = tables.contribution
    query = select(table, contribution.c.case_id, contribution.c.agency_id)
    joined = query.join(contribution, contribution.c.id == table.c.contribution_id)
    return connection.execute(joined.where(wanted))


def _contribution_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.contribution, ids)):
        row = IndexRow(found.id, found.case_id, title=found.title, names=[found.title])
        row.add("purpose", found.purpose)
        row.facets[facet("a", found.agency_id)] = None
        yield row


def _case_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.case_file, ids)):
        row = IndexRow(found.id, found.id, title=f"{found.reference} {found.title}", due=found.review_due)
        row.names = [found.reference, found.title]
        row.add("question", found.question)
        row.add("purpose", found.purpose)
        row.add("legal_basis", found.legal_basis)
        yield row


def _measure_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.measure, ids)):
        row = IndexRow(found.id, found.case_id, title=found.title, names=[found.title])
        row.add("legal_basis", found.legal_power)
        row.add("result", found.result)
        row.facets[facet("a", found.agency_id)] = None
        row.due = "" if found.state in _OVER else found.due
        yield row


def _conference_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.conference, ids)):
        title = " ".join(filter(None, (found.held_on[:10], found.place)))
        row = IndexRow(found.id, found.case_id, title=title or found.chair, names=[title])
        row.add("chair", found.chair)
        agenda, people = tables.agenda_item, tables.participant
        points = select(agenda).where(agenda.c.conference_id == found.id).order_by(agenda.c.no)
        for point in connection.execute(points).all():
            row.add("agenda", point.title)
            row.add("question", point.question)
            row.add("recommendation", point.recommendation)
            row.add("decision", point.decision)
        for person in connection.execute(select(people).where(people.c.conference_id == found.id)).all():
            row.add("participant", person.person)
            row.facets[facet("a", person.agency_id)] = None
        yield row


def _judgement_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.judgement, ids)):
        row = IndexRow(found.id, found.case_id, title=found.reason, names=[found.reason])
        row.facets[facet("a", found.author_agency_id)] = None
        yield row


def _register_rows(connection: Connection, ids: list[str]) -> Iterator[IndexRow]:
    for found in connection.execute(_by_id(tables.register_entry, ids)):
        values = {name: str(v) for name, v in json.loads(found.data).items() if v not in ("", None)}
        title = next(iter(values.values()), found.register)
        row = IndexRow(found.id, "", found.register, title, names=[title])
        for name, value in values.items():
            row.body.append(f"{name}\t{' '.join(value.split())}")
            known = field_words().get((found.register, name))
            row.lines.extend(known.ways(value) if known else [value])
        yield row


def _by_id(table: Table, ids: list[str]) -> Select[Any]:
    return select(table).where(table.c.id.in_(ids))


ROWS: dict[str, Callable[[Connection, list[str]], Iterator[IndexRow]]] = {
    "subject": _subject_rows,
    "source": _source_rows,
    "contribution": _contribution_rows,
    "document": _document_rows,
    "case_file": _case_rows,
    "measure": _measure_rows,
    "conference": _conference_rows,
    "judgement": _judgement_rows,
    "register_entry": _register_rows,
}
# Rows that are found as part of another thing, by the column that names it.
PARTS = {
    "finding": ("subject", "subject_id"),
    "agenda_item": ("conference", "conference_id"),
    "participant": ("conference", "conference_id"),
}
