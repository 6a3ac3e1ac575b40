"""A person whose proceeding ends: what the tests of decisions on deletion start from."""

from dataclasses import dataclass

from app.base.records import Standing
from app.casework import cases, findings, outcome_decisions, subjects
from app.casework.findings import Statement
from app.store.change import Change
from tests.unit.casework.conftest import Desk


@dataclass(frozen=True)
class Trial:
    """Anna is accused in a proceeding and knows Bert, who is no party to it."""

    desk: Desk
    accused: str
    other: str
    proceeding: str
    party: str
    contact: str
    name: str

    def ends(self, outcome: str = "acquittal") -> str:
        """Record how the proceeding ended; return the id of the finding."""
        statement = Statement("outcome", outcome, self.desk.source_id)
        return findings.record(self.desk.store, self.desk.case_id, self.proceeding, statement).ids[0]


def trial(desk: Desk, capacity: str = "accused") -> Trial:
    """Set up the proceeding, still without an outcome."""
    store, case = desk.store, desk.case_id
    anna, bert = desk.person("Anna Muster"), desk.person("Bert Beispiel")
    proceeding = subjects.add_node(
        store, case, "proceeding", [Statement("file_number", "12 Js 34/26", desk.source_id)]
    ).ids[0]
    said = [Statement("exists", "yes", desk.source_id)]
    more = [Statement("capacity", capacity, desk.source_id)] if capacity else []
    party = subjects.add_link(store, case, "party_to", anna, proceeding, [*said, *more]).ids[0]
    contact = subjects.add_link(store, case, "contact", anna, bert, said).ids[0]
    held = cases.records(store, case).findings
    name = next(f.id for f in held if f.subject_id == anna)
    return Trial(desk, anna, bert, proceeding, party, contact, name)


def kept_after_trial(desk: Desk) -> Change:
    """A trial, its acquittal, and the decision to keep what is held."""
    made = trial(desk)
    made.ends()
    return outcome_decisions.keep(
        desk.store, desk.case_id, made.accused, outcome_decisions.NOT_CLEARED, "Zweifel"
    )


def resting_on(made: Trial, finding: str) -> Statement:
    """An assessment about somebody that rests on a finding."""
    return Statement(
        "statement", "hilft ihr", made.desk.source_id, Standing.ASSESSMENT,
        author_agency_id=made.desk.agency_id, basis=(finding,),
    )  # fmt: skip
