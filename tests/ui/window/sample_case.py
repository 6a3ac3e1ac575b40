"""A small case with everything the window shows, in a store with a cheap key derivation."""

from dataclasses import dataclass
from pathlib import Path

from app.base.records import AgendaItem, Label, MeasureState, Standing
from app.casework import agencies, cases, contributions, findings, subjects
from app.casework.findings import Statement
from app.conference import conferences, measures
from app.store.keyslots import KdfCost
from app.store.store import Store

PASSPHRASE = "vier zufällige Wörter"
CHEAP = KdfCost(128 * 1024, 1, 1)
LABEL = Label("record", "suspects", "property", "Ordnungsamt Musterstadt", "GewO § 14")


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the sample lies and the ids that tests ask for."""

    path: Path
    recovery_key: str
    case_id: str
    person: str
    company: str
    vehicle: str
    link: str
    name_finding: str
    assessment: str
    office: str
    police: str
    trade: str


def build(path: Path, passphrase: str = PASSPHRASE) -> Sample:
    """Make the store at `path` and close it again."""
    store, recovery_key = Store.create(path, passphrase, user="muster", cost=CHEAP)
    try:
        return Sample(path, recovery_key, **_fill(store))
    finally:
        store.close()


def _fill(store: Store) -> dict[str, str]:
    trade = agencies.add(store, "A03", "Gewerbeamt Musterstadt", "Trade Office Musterstadt").ids[0]
    police = agencies.add(store, "A01", "Polizei Musterstadt", "Police Musterstadt").ids[0]
    office = agencies.add(store, "OFFICE", "Geschäftsstelle", "Branch office").ids[0]
    case_id = cases.create(
        store,
        "360-2026-001",
        "Mietwagen im Musterkreis",
        "Aufklärung von Vermögensdelikten",
        "§ 15 PolG NRW",
        question="Wer mietet die Fahrzeuge?",
        review_due="2020-01-01",
    ).ids[0]
    cases.create(
        store, "360-2026-002", "Barbershops", "Mindestlohn", "§ 2 SchwarzArbG", review_due="2099-01-01"
    )
    source = _source(store, case_id, trade, "Gewerberegister", "GR-2026/17", "A", LABEL)
    report = _source(store, case_id, police, "Streifenbericht", "ST 4711", "B", None)
    opinion = _source(store, case_id, office, "Auswertung", "Vermerk 1", "A", LABEL)
    return {
        "case_id": case_id,
        "office": office,
        "police": police,
        "trade": trade,
        **_subjects(store, case_id, source, report, opinion, office),
        **_meetings(store, case_id, trade, office),
    }


def _source(
    store: Store, case_id: str, agency: str, title: str, reference: str, reliability: str, label: Label | None
) -> str:
    contribution = contributions.register(
        store, case_id, agency, title, received="2026-02-03", provision="GewO-14-6", label=label
    ).ids[0]
    return contributions.add_source(store, case_id, contribution, "Akte", reference, reliability).ids[0]


def _subjects(
    store: Store, case_id: str, source: str, report: str, opinion: str, office: str
) -> dict[str, str]:
    person = subjects.add_node(
        store,
        case_id,
        "person",
        [
            Statement("name", "Erika Mustermann", source, credibility="1"),
            Statement("birth_date", "1980-05", source, credibility="2"),
            Statement("birth_date", "1981-05", report, credibility="3"),
            Statement("role", "suspect", source, credibility="2"),
        ],
    )
    company = subjects.add_node(
        store, case_id, "organisation", [Statement("name", "Muster Mietwagen GmbH", source, credibility="1")]
    )
    vehicle = subjects.add_node(
        store, case_id, "vehicle", [Statement("plate", "MU-ST 123", report, credibility="2")]
    )
    link = subjects.add_link(
        store, case_id, "manages", person.ids[0], company.ids[0],
        [Statement("exists", "yes", source, credibility="1", valid_from="2021-04")],
    )  # fmt: skip
    subjects.add_link(
        store, case_id, "owns", company.ids[0], vehicle.ids[0],
        [Statement("exists", "yes", report, credibility="2")],
    )  # fmt: skip
    assessment = findings.record(
        store,
        case_id,
        company.ids[0],
        Statement(
            "note",
            "Die Firma vermietet wohl ohne Erlaubnis.",
            opinion,
            standing=Standing.ASSESSMENT,
            author_agency_id=office,
            basis=(link.ids[1],),
        ),
    )
    return {
        "person": person.ids[0],
        "company": company.ids[0],
        "vehicle": vehicle.ids[0],
        "link": link.ids[0],
        "name_finding": person.ids[1],
        "assessment": assessment.ids[0],
    }


def _meetings(store: Store, case_id: str, trade: str, office: str) -> dict[str, str]:
    conferences.create(
        store, case_id, "2099-03-01", "Musterstadt", "Muster, Max", office, [AgendaItem(1, "Lage")]
    )
    measures.create(store, case_id, "Gewerbe prüfen", trade, "§ 35 GewO", "2020-03-01")
    measures.create(
        store, case_id, "Fahrzeuge sichten", trade, "§ 29 GewO", "2099-04-01", state=MeasureState.RUNNING
    )
    return {}
