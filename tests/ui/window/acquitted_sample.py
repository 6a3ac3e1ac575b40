"""A person of the sample whose proceeding ended with an acquittal."""

from sample_case import LABEL, Sample

from app.casework import contributions, findings, outcome_decisions, subjects
from app.casework.findings import Statement
from app.store.store import Store


def acquit(store: Store, sample: Sample) -> str:
    """Add an accused person who knows the sample's person, and the acquittal; return the person's id."""
    waiting = outcome_decisions.pending(store, sample.case_id)
    if waiting:
        return waiting[0].person
    case_id = sample.case_id
    came = contributions.register(store, case_id, sample.trade, "Mitteilung des Gerichts", label=LABEL).ids[0]
    source = contributions.add_source(store, case_id, came, "Akte", "Blatt 7", "A").ids[0]
    said = [Statement("exists", "yes", source)]
    accused = subjects.add_node(
        store, case_id, "person", [Statement("name", "Frieda Freimuster", source)]
    ).ids[0]
    trial = subjects.add_node(
        store, case_id, "proceeding", [Statement("file_number", "12 Js 34/26", source)]
    ).ids[0]
    part = [*said, Statement("capacity", "accused", source)]
    subjects.add_link(store, case_id, "party_to", accused, trial, part)
    subjects.add_link(store, case_id, "contact", accused, sample.person, said)
    findings.record(store, case_id, trial, Statement("outcome", "acquittal", source))
    return accused
