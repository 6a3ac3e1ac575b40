"""A view with a thing of every type, a link of every type, every property, every grading: for round trips."""

from itertools import cycle

from app.base.records import (
    Agency,
    CaseHeader,
    CaseRecords,
    Conference,
    ConferenceState,
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
from app.exchange.import_context import ImportContext
from app.ontology.catalogue import ontology
from app.policy.release import working_view
from app.policy.views import WorkingView

CASE = "c" * 32
AGENCY = Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt")
LABEL = Label("offen", "Verdächtige", "Betrug", "Polizei Musterstadt", "§ 22b")
CONTEXT = ImportContext(
    CASE,
    AGENCY,
    "P001",
    "check",
    "2026-11-20",
    None,
    "PolG NRW",
    "muster",
    "2026-11-22T12:00:00Z",
    "2027-12-31",
)
AWKWARD = "Müller & Söhne <GmbH> „Süd“ 'x' \"y\" ]]> \\n"
_GRADES = (("A", "1", "H0"), ("B", "2", "H1"), ("C", "3", "H2"), ("X", "4", "H3"))


def whole_view() -> WorkingView:
    """Everything the ontology knows, once; the first person has an awkward name and two aliases."""
    return working_view(_records(), "2026-11-23")


def _records() -> CaseRecords:
    header = CaseHeader(
        CASE, "360-2026-001", "Musterfall & Co", "Wer?", "Prüfung", "§ 24", "PolG NRW", "Polizei Musterstadt",
        "open", "", "", "OPEN", "2026-01-02", "2027-12-31",
    )  # fmt: skip
    contribution = Contribution(
        "b" * 32, CASE, AGENCY.id, "Lieferung", "2026-11-20", "P001", "check", "PolG NRW", "OPEN", LABEL
    )
    sources = {
        g[0]: Source(g[0].lower().encode().hex() * 16, "b" * 32, "data_file", f"Az. 1/{g[0]}", g[0], None)
        for g in _GRADES
    }
    maker = _Maker(sources)
    nodes = {kind: maker.subject(SubjectKind.NODE, kind) for kind in ontology().nodes}
    other = maker.subject(SubjectKind.NODE, "person")
    maker.say(other, "name", AWKWARD)
    maker.say(other, "alias", "Muster, Max")
    maker.say(other, "alias", "Max M.")
    maker.say(other, "note", "Zeile eins\nZeile zwei")
    for kind, node in nodes.items():
        maker.say_all(node, kind)
    for kind, declared in ontology().links.items():
        start = nodes[declared.start[0]]
        end = nodes[declared.end[0]]
        maker.link(kind, start, other if start == end else end)
    conference = Conference(
        "d" * 32, CASE, 1, "2026-12-01", "Musterstadt", "Muster", AGENCY.id, ConferenceState.PLANNED
    )
    measure = Measure("e" * 32, CASE, 1, "Kontrolle", AGENCY.id, "§ 29 GewO", "2026-12-24", MeasureState.OPEN)
    return CaseRecords(
        header,
        (AGENCY,),
        (contribution,),
        tuple(sources.values()),
        tuple(maker.subjects),
        tuple(maker.findings),
        conferences=(conference,),
        measures=(measure,),
    )


class _Maker:
    def __init__(self, sources: dict[str, Source]) -> None:
        self.subjects: list[Subject] = []
        self.findings: list[Finding] = []
        self._sources = sources
        self._grades = cycle(_GRADES)

    def subject(self, kind: SubjectKind, type_id: str, start: str = "", end: str = "") -> str:
        subject = Subject(f"{len(self.subjects) + 1:032x}", kind, type_id, start or None, end or None)
        self.subjects.append(subject)
        return subject.id

    def link(self, kind: str, start: str, end: str) -> None:
        declared = ontology().links[kind]
        link = self.subject(SubjectKind.LINK, kind, start, end)
        standing = Standing.ASSESSMENT if declared.assessment_only else Standing.FACT
        self.say(link, "exists", "yes", standing, "2021-04", "2023-05-06")
        self.say_all(link, kind)

    def say_all(self, subject: str, kind: str) -> None:
        standings = cycle(Standing)
        for declared in ontology().subject_type(kind).properties:
            if declared.id != "exists":
                value = (
                    declared.choices[0].id
                    if declared.choices
                    else ontology().values[declared.value_type].example
                )
                self.say(subject, declared.id, value, next(standings))

    def say(
        self,
        subject: str,
        name: str,
        value: str,
        standing: Standing = Standing.FACT,
        since: str = "",
        until: str = "",
    ) -> None:
        reliability, credibility, handling = next(self._grades)
        self.findings.append(
            Finding(
                f"{0xF0000 + len(self.findings):032x}",
                CASE,
                subject,
                self._sources[reliability].id,
                name,
                value,
                standing,
                credibility,
                "muster",
                "2026-11-22T12:00:00Z",
                "2027-12-31",
                since,
                until,
                f"Blatt {len(self.findings)}",
                "" if standing is Standing.FACT else AGENCY.id,
                handling,
                "nur nach Rücksprache" if handling == "H3" else "",
                exonerating=len(self.findings) % 7 == 0,
            )
        )


def statements(subjects, findings, sources) -> list[tuple[object, ...]]:
    """What findings say, free of ids: type of subject, property, value, standing, gradings, days."""
    types = {s.id: s.type for s in subjects}
    reliability = {s.id: s.reliability for s in sources}
    return sorted(
        (
            types[f.subject_id],
            f.property,
            f.value,
            f.standing.value,
            reliability[f.source_id],
            f.credibility,
            f.handling,
            f.valid_from,
            f.valid_to,
            f.handling_note,
            f.exonerating,
        )
        for f in findings
    )
