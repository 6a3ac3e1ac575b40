"""What an import is told from outside, and what it reports back."""

from dataclasses import dataclass

from app.base.records import Agency, Delivery, Label
from app.exchange.problems import Fault
from app.exchange.readers.neutral import Skipped


@dataclass(frozen=True, slots=True)
class ImportContext:
    """Who gave the file, on what ground, and who records it now.

    `received` and `review_due` are days, `recorded_at` a moment. `source_reference` is the agency's own
    reference (file number), `kinship_reason` the legal question for which ties of kinship are needed. A
    label wins over the profile's; empty gradings and an empty `standing` leave the profile's in force.
    """

    case_id: str
    agency: Agency
    provision: str
    purpose: str
    received: str
    label: Label | None
    regime: str
    recorded_by: str
    recorded_at: str
    review_due: str
    source_reference: str = ""
    classification: str = "OPEN"
    title: str = ""
    reliability: str = ""
    credibility: str = ""
    handling: str = ""
    kinship_reason: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one file holds and what became of it.

    `records` counts its rows (or nodes and edges), `nodes` and `links` the different ones it speaks of,
    `duplicates_of_known` those of them that the case knew already. `skipped` was left out, `merged` said
    the same pair or thing again; both as (place, reason), of very many the first, and all of them counted.
    """

    file: str
    format: str
    profile: str
    sha256: str
    records: int
    nodes: int
    links: int
    findings: int
    duplicates_of_known: int
    skipped: tuple[Skipped, ...]
    merged: tuple[Skipped, ...]
    notes: tuple[str, ...]
    skipped_count: int = 0
    merged_count: int = 0


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import would change, ready to be united with the case in one go.

    Of a large file, or where nobody wants them, the delivery holds no subjects and findings: they went
    into a sink. `faults` are the reasons against the file where the plan was made to show them.
    """

    delivery: Delivery
    report: ImportReport
    faults: tuple[Fault, ...] = ()
