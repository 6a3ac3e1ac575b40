"""The case that is handed over, the recipient, and what the planting knows of both."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from app.base import clock
from app.base.records import CaseRecords
from app.casework import agencies, cases, charts
from app.demo.artefacts import demo_request
from app.exchange.keys import Identity
from app.handover.releasing import release_case
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView
from app.store.store import Store

CASE, RECIPIENT, OTHER = "360-2026-001", "A12", "A01"
PARTNER = "Empfänger (Probe)"
BEFORE = "Vorher"
MOMENT = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
"""When everything here happens: the same run gives the same bytes."""


@dataclass(frozen=True)
class Scene:
    """An open store with the case; `nodes`, `people` and `organisation` are released ones."""

    store: Store
    case_id: str
    request: ReleaseRequest
    identity: Identity
    nodes: tuple[str, ...]
    people: tuple[str, ...]
    organisation: str
    chart: str

    @property
    def person(self) -> str:
        """A person whom the recipient is told of, with a name."""
        return self.people[0]

    @property
    def view(self) -> ReleasedView:
        """What the recipient is given at this moment."""
        return release_case(self.store, self.case_id, self.request).view

    @property
    def records(self) -> CaseRecords:
        """Everything the case holds."""
        return cases.records(self.store, self.case_id)

    def with_document(self, document: str) -> "Scene":
        """Return the scene with a document chosen to go along."""
        return replace(self, request=replace(self.request, documents=frozenset({document})))

    def agency(self, class_code: str) -> str:
        """Return the id of the one agency of a class."""
        return agencies.find(self.store, class_code).id


@contextmanager
def at_the_moment() -> Iterator[None]:
    """Stop the clock."""
    clock.set_source(lambda: MOMENT)
    try:
        yield
    finally:
        clock.set_source(None)


def half_confirmed(store: Store, case_id: str, class_code: str = RECIPIENT) -> ReleaseRequest:
    """Return a request with half of the conditions left open, so that a good part of the case stays."""
    asked = demo_request(store, case_id, class_code)
    return replace(asked, confirmed=frozenset(sorted(asked.confirmed)[::2]))


def scene_of(store: Store, identity: Identity) -> Scene:
    """Return the scene in a copy of the prepared store."""
    case_id = cases.find(store, CASE).id
    request = half_confirmed(store, case_id)
    view = release_case(store, case_id, request).view
    named = {f.subject_id for f in view.findings if f.property == "name"}
    nodes = tuple(sorted(s.id for s in view.subjects if s.start is None))
    people = tuple(sorted(s.id for s in view.subjects if s.type == "person" and s.id in named))
    organisation = min(s.id for s in view.subjects if s.type == "organisation" and s.id in named)
    (chart,) = [c.id for c in charts.list_charts(store, case_id) if c.name == BEFORE]
    return Scene(store, case_id, request, identity, nodes, people, organisation, chart)
