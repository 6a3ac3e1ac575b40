"""The analyst of the stories: a store, two agencies, a case, and the steps of a day as short calls."""

import io
from dataclasses import dataclass

from app.base.records import CaseRecords, Finding, Label
from app.casework import agencies, cases, contributions, documents, findings, subjects
from app.casework.contributions import Arrival
from app.casework.findings import Statement
from app.policy.provisions import catalogue
from app.policy.release import ReleaseRequest
from app.policy.transmission_limits import limits
from app.store.change import Change
from app.store.keyslots import KdfCost
from app.store.store import Store

CHEAP = KdfCost(128 * 1024, 1, 1)
PASSPHRASE = "vier zufällige Wörter"
LABEL = Label("offen", "verdächtige Person", "§ 266a StGB", "Gewerbeamt Musterstadt", "§ 14 GewO")
EVERY_CONDITION = frozenset(
    (p.id, no) for p in catalogue().values() for no in range(1, len(p.conditions) + 1)
) | {(x.key, 1) for x in limits()}


@dataclass(slots=True)
class Analyst:
    """One analyst at the branch office with a case on the desk."""

    store: Store
    recovery_key: str
    trade: str
    police: str
    case_id: str
    contribution_id: str
    source: str

    def records(self) -> CaseRecords:
        """Return what stands in the case."""
        return cases.records(self.store, self.case_id)

    def finding(self, finding_id: str) -> Finding:
        """Return one finding."""
        return next(f for f in self.records().findings if f.id == finding_id)

    def arrival(self, title: str, reference: str, label: Label | None = LABEL) -> tuple[str, str]:
        """Take in what the police sent; return contribution and source."""
        made = contributions.take_in(
            self.store, self.case_id, Arrival(self.police, title, "Schreiben", reference, "B", label=label)
        )
        return made.ids[0], made.ids[1]

    def node(self, kind: str, *said: tuple[str, str], source: str = "") -> Change:
        """Add a node with its findings."""
        statements = [Statement(name, value, source or self.source) for name, value in said]
        return subjects.add_node(self.store, self.case_id, kind, statements)

    def person(self, name: str, *said: tuple[str, str]) -> str:
        """Add a person and return its id."""
        return self.node("person", ("name", name), *said).ids[0]

    def link(self, kind: str, start: str, end: str) -> str:
        """Add a link and return its id."""
        yes = Statement("exists", "yes", self.source)
        return subjects.add_link(self.store, self.case_id, kind, start, end, [yes]).ids[0]

    def say(self, subject_id: str, name: str, value: str, source: str = "") -> str:
        """Record one more finding and return its id."""
        statement = Statement(name, value, source or self.source)
        return findings.record(self.store, self.case_id, subject_id, statement).ids[0]

    def document(self, name: str, text: str) -> str:
        """Attach a text document to the contribution and return its id."""
        stream = io.BytesIO(text.encode())
        made = documents.attach(self.store, self.case_id, self.contribution_id, name, "text/plain", stream)
        return made.ids[0]

    def request(self, **more: object) -> ReleaseRequest:
        """Ask for what may go to the police."""
        recipient = agencies.find(self.store, "Polizei Musterstadt")
        base = {"as_of": "2026-06-01", "confirmed": EVERY_CONDITION, **more}
        return ReleaseRequest(recipient, "Prüfung", "Fallkonferenz 1", **base)  # type: ignore[arg-type]
