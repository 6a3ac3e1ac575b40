"""Conferences and measures that arrive in a package: taken over as new, numbered in this case."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, Table, func, select

from app.base.records import Conference, Measure
from app.store import tables
from app.store.unit_of_work import UnitOfWork


def _last_number(connection: Connection, table: Table, case_id: str) -> int:
    query = select(func.max(table.c.no)).where(table.c.case_id == case_id)
    return int(connection.execute(query).scalar() or 0)


def receive(
    work: UnitOfWork, case_id: str, conferences: Iterable[Conference], measures: Iterable[Measure]
) -> None:
    """Add the conferences and measures that this store does not know yet."""
    for conference in conferences:
        if work.row(tables.conference, conference.id) is None:
            _add_conference(work, case_id, conference)
    # A measure comes after the one it depends on.
    for measure in sorted(measures, key=lambda m: m.depends_on is not None):
        if work.row(tables.measure, measure.id) is None:
            _add_measure(work, case_id, measure)


def _add_conference(work: UnitOfWork, case_id: str, conference: Conference) -> None:
    row = asdict(conference)
    hung = {"conference_id": conference.id}
    agenda, people = row.pop("agenda"), row.pop("participants")
    no = _last_number(work.connection, tables.conference, case_id) + 1
    work.insert(tables.conference, {**row, "case_id": case_id, "no": no})
    work.insert_many(tables.agenda_item, [{**item, **hung} for item in agenda])
    work.insert_many(tables.participant, [{**person, **hung} for person in people])


def _add_measure(work: UnitOfWork, case_id: str, measure: Measure) -> None:
    row = asdict(measure)
    cites = row.pop("cites")
    if measure.depends_on and work.row(tables.measure, measure.depends_on) is None:
        row["depends_on"] = None
    no = _last_number(work.connection, tables.measure, case_id) + 1
    work.insert(tables.measure, {**row, "case_id": case_id, "no": no})
    pairs = [{"measure_id": measure.id, "finding_id": f} for f in cites]
    work.insert_many(tables.measure_citation, pairs)
