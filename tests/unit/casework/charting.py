"""A case with a few people, links and a chart of them."""

import itertools
from dataclasses import dataclass, replace
from typing import Any

from app.base.chart_records import ChartDocument, ChartRule, Look
from app.casework import chart_documents, subjects
from app.casework.chart_documents import read_document
from app.casework.findings import Statement
from app.store.store import Store
from tests.unit.casework.conftest import Desk

RED = Look(colour="red")


@dataclass(frozen=True)
class Table:
    """The desk with a chart; `people` stand in a row, 100 px apart, and each knows the next."""

    desk: Desk
    chart: str
    people: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def store(self) -> Store:
        return self.desk.store

    @property
    def at(self) -> tuple[Store, str]:
        """What every gesture is given first."""
        return self.store, self.chart

    @property
    def case(self) -> str:
        return self.desk.case_id

    def document(self) -> ChartDocument:
        return read_document(self.store, self.chart)


def tie(desk: Desk, start: str, end: str) -> str:
    evidence = [Statement("exists", "yes", desk.source_id)]
    return subjects.add_link(desk.store, desk.case_id, "contact", start, end, evidence).ids[0]


def lay_table(desk: Desk, count: int = 4) -> Table:
    people = tuple(desk.person(f"Muster {n}") for n in range(count))
    links = tuple(tie(desk, a, b) for a, b in itertools.pairwise(people))
    places = {p: (100.0 * n, 0.0) for n, p in enumerate(people)}
    made = chart_documents.create(desk.store, desk.case_id, "Übersicht", places=places)
    return Table(desk, made.ids[0], people, links)


def rule(field: str = "type", operator: str = "is", value: str = "person", **more: Any) -> ChartRule:
    return replace(ChartRule("", 0, "", field, "", operator, value, RED), **more)
