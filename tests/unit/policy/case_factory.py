"""Small case records with invented agencies, for tests of release."""

from dataclasses import replace

from app.base.records import (
    Agency,
    CaseHeader,
    CaseRecords,
    Contribution,
    Finding,
    Label,
    Measure,
    MeasureState,
    Source,
    Standing,
    Subject,
    SubjectKind,
)
from app.policy.provisions import catalogue
from app.policy.release import ReleaseRequest
from app.policy.transmission_limits import limits

AGENCIES = tuple(
    Agency(f"agency-{code}", code, f"Musterstelle {code}", f"Sample body {code}")
    for code in ("A01", "A02", "A03", "A04", "A05", "A06", "A09", "A12", "OFFICE", "X01")
)
LABEL = Label("open", "suspect", "§ 266a StGB", "Musterstelle", "§ 163 StPO")
HEADER = CaseHeader(
    "case", "360-2026-900", "Musterfall", "Frage?", "Zweck", "Grundlage", "polg_nrw", "", "running", "", "",
    "OPEN", "2026-01-01", "2027-01-01",
)  # fmt: skip
AS_OF = "2026-06-01"
ALL_CONDITIONS = frozenset(
    (p.id, no) for p in catalogue().values() for no in range(1, len(p.conditions) + 1)
) | {(x.key, 1) for x in limits()}


def agency(code: str) -> Agency:
    return next(a for a in AGENCIES if a.class_code == code)


def contribution(code: str, **changes: object) -> Contribution:
    made = Contribution(
        f"contribution-{code}", "case", f"agency-{code}", "Auszug", "2026-01-02", "", "", "", "OPEN", LABEL
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def source(code: str) -> Source:
    return Source(f"source-{code}", f"contribution-{code}", "register", "Blatt 1", "A", None)


def node(name: str, kind: str = "person") -> Subject:
    return Subject(name, SubjectKind.NODE, kind)


def link(name: str, start: str, end: str, kind: str = "contact") -> Subject:
    return Subject(name, SubjectKind.LINK, kind, start, end)


def finding(name: str, subject: str, code: str = "A09", **changes: object) -> Finding:
    made = Finding(
        name, "case", subject, f"source-{code}", "name", f"Wert {name}", Standing.FACT, "1", "muster",
        "2026-01-03T00:00:00Z", "2027-01-01",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def measure(name: str, no: int, code: str, *cites: str) -> Measure:
    return Measure(
        name, "case", no, f"Maßnahme {name}", f"agency-{code}", "§ 35 GewO", "2026-07-01", MeasureState.OPEN,
        cites=cites,
    )  # fmt: skip


def records(
    subjects: list[Subject],
    findings: list[Finding],
    measures: tuple[Measure, ...] = (),
    **contributions: Contribution,
) -> CaseRecords:
    made = {a.class_code: contribution(a.class_code) for a in AGENCIES} | contributions
    return CaseRecords(
        HEADER,
        AGENCIES,
        tuple(made.values()),
        tuple(source(a.class_code) for a in AGENCIES),
        tuple(subjects),
        tuple(findings),
        measures=measures,
    )


def request(code: str, **changes: object) -> ReleaseRequest:
    made = ReleaseRequest(agency(code), "Zweck", "Fallkonferenz 1", AS_OF, confirmed=ALL_CONDITIONS)
    return replace(made, **changes)  # type: ignore[arg-type]
