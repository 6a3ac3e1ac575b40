"""A case with an agency, a labelled contribution and a source, ready to record findings."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.base import clock
from app.base.records import Label
from app.casework import agencies, cases, contributions, subjects
from app.casework.findings import Statement
from app.store.store import Store

LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")


@dataclass(frozen=True)
class Desk:
    store: Store
    case_id: str
    agency_id: str
    contribution_id: str
    source_id: str

    def person(self, name: str) -> str:
        statement = Statement("name", name, self.source_id)
        return subjects.add_node(self.store, self.case_id, "person", [statement]).ids[0]


@pytest.fixture
def desk(store: Store) -> Desk:
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
    agency_id = agencies.add(store, "A09", "Gewerbeamt Musterstadt").ids[0]
    delivered = contributions.register(
        store, case_id, agency_id, "Auszug", provision="GewO-14-6", label=LABEL
    )
    source = contributions.add_source(store, case_id, delivered.ids[0], "register", "Blatt 3", "A")
    return Desk(store, case_id, agency_id, delivered.ids[0], source.ids[0])


def at(day: str) -> None:
    """Let the clock stand at noon of a day (UTC)."""
    moment = dt.datetime.fromisoformat(day).replace(hour=12, tzinfo=dt.UTC)
    clock.set_source(lambda: moment)


@pytest.fixture
def calendar() -> Iterator[None]:
    """The clock stands on one day until `at` moves it; afterwards it goes again."""
    at("2026-03-05")
    yield
    clock.set_source(None)
