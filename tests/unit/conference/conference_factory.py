"""A case with two agencies, a conference of both, and a clock that the test moves."""

import datetime as dt
from dataclasses import dataclass, field

from app.base import clock
from app.base.records import Label
from app.casework import agencies, cases, contributions, findings, subjects, wordings
from app.casework.findings import Statement
from app.conference import agenda, grounds, planning, running, seats
from app.policy.provisions import grounds as provisions_for
from app.store.store import Store

LABEL = Label("open", "suspect", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")


@dataclass
class Meeting:
    """A conference with an office, a trade office that delivered, and the police and customs as guests."""

    store: Store
    case_id: str
    office: str
    trade: str
    police: str
    customs: str
    source: str
    conference_id: str = ""
    seats: dict[str, str] = field(default_factory=dict)
    points: list[str] = field(default_factory=list)
    at: dt.datetime = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)

    def tick(self, minutes: int = 1) -> None:
        self.at += dt.timedelta(minutes=minutes)
        at = self.at
        clock.set_source(lambda: at)

    def person(self, name: str) -> tuple[str, str]:
        """Return a new node and the finding that names it."""
        change = subjects.add_node(self.store, self.case_id, "person", [Statement("name", name, self.source)])
        node = change.ids[0]
        held = cases.records(self.store, self.case_id).findings
        return node, next(f.id for f in held if f.subject_id == node)

    def restrict_to_consent(self, finding_id: str) -> str:
        """Let a finding go nowhere without consent, and return it."""
        findings.set_handling(self.store, self.case_id, finding_id, "H2", "nur nach Zustimmung", "Wunsch")
        return finding_id

    def confirm(self, agency_id: str, code: str, consents: tuple[str, ...] = ()) -> None:
        """Confirm every condition under which the trade office may tell an agency of this class."""
        ticks = [(p.id, no) for p in provisions_for("A09", code) for no in range(1, len(p.conditions) + 1)]
        grounds.confirm(self.store, self.conference_id, agency_id, ticks, consents)

    def seat(self, agency_id: str, person: str, **more: str) -> str:
        values = {"agency_id": agency_id, "person": person, **more}
        self.seats[person] = seats.invite(self.store, self.conference_id, values).ids[0]
        return self.seats[person]

    def point(self, title: str, audience: tuple[str, ...] = (), **values: str) -> str:
        readers = agenda.Clearance(frozenset({self.police, self.customs, self.trade}))
        made = agenda.add(self.store, self.conference_id, {"title": title, **values}, audience, readers)
        self.points.append(made.ids[0])
        return made.ids[0]

    def begin(self, *people: str) -> None:
        self.tick()
        running.begin(self.store, self.conference_id)
        for person in people:
            self.tick()
            running.came(self.store, self.seats[person])


def make_meeting(store: Store) -> Meeting:
    case_id = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "Grundlage").ids[0]
    office = agencies.add(store, "OFFICE", "Geschäftsstelle Muster").ids[0]
    trade = agencies.add(store, "A09", "Gewerbeamt Musterstadt").ids[0]
    police = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    customs = agencies.add(store, "A05", "Zoll Musterstadt").ids[0]
    wordings.write(store, case_id, "purpose", "Zweck")
    delivered = contributions.register(store, case_id, trade, "Auszug", provision="GewO-14-6", label=LABEL)
    source = contributions.add_source(store, case_id, delivered.ids[0], "register", "Blatt 3", "A")
    made = Meeting(store, case_id, office, trade, police, customs, source.ids[0])
    values = {
        "held_on": "2026-11-23 10:00", "place": "Saal 1", "chair": "Frau Muster", "lead_agency_id": office,
    }  # fmt: skip
    made.conference_id = planning.call(store, case_id, values, ()).ids[0]
    made.seat(office, "Frau Muster", role="chair")
    made.seat(police, "Herr Wache")
    made.seat(customs, "Frau Zoll")
    return made
