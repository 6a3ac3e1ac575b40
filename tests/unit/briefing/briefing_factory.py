"""An invented case for the briefing tests: recognisably made-up names in several spellings."""

import hashlib
from dataclasses import dataclass, field, replace

from app.base.records import (
    Agency,
    AgendaItem,
    CaseHeader,
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
from app.policy.views import ReleasedView, WorkingView, seal_view

PEOPLE = (
    "Ayşegül Müsteroğlu",
    "محمد المثال",
    "Nguyễn Thị Mẫu",
    "Łukasz Wzorcowski-Święty",
    "Jürgen Mustermann",
    "K̲hadīja Mustafā",
    "Zoë Van der Muster",
    "Müjde Örnek",
)
FIRMS = (
    "Muster Mobil Autovermietung GmbH",
    "Barbershop Musterschnitt UG (haftungsbeschränkt)",
    "Autohaus Probe & Söhne KG",
    "Musterbau Grundstücksverwaltungsgesellschaft mbH",
)
AGENCIES = (
    ("Polizeipräsidium Musterstadt", "Police of Musterstadt", "A01"),
    ("Hauptzollamt Musterstadt", "Main Customs Office Musterstadt", "A03"),
    ("Finanzamt Musterstadt-Nord", "Tax Office Musterstadt North", "A04"),
    ("Gewerbeamt der Stadt Musterstadt", "Trade Office of Musterstadt", "A09"),
)
LABEL = Label("offen", "suspect", "§ 266a StGB", "Muster", "PolG NRW § 22b")


def identifier(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@dataclass
class Maker:
    """Collects records; `finding` returns the record so that assessments can rest on it."""

    subjects: list[Subject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def node(self, kind: str, key: str) -> str:
        subject_id = identifier(f"node {kind} {key}")
        self.subjects.append(Subject(subject_id, SubjectKind.NODE, kind))
        return subject_id

    def link(self, kind: str, start: str, end: str, source: int, **more: object) -> str:
        subject_id = identifier(f"link {kind} {start} {end}")
        self.subjects.append(Subject(subject_id, SubjectKind.LINK, kind, start, end))
        self.say(subject_id, "exists", "yes", source, **more)
        return subject_id

    def say(self, subject: str, name: str, value: str, source: int, **more: object) -> Finding:
        made = Finding(
            id=identifier(f"finding {len(self.findings)}"),
            case_id=CASE.id,
            subject_id=subject,
            source_id=SOURCES[source % len(SOURCES)].id,
            property=name,
            value=value,
            standing=Standing.FACT,
            credibility=str(1 + len(self.findings) % 4),
            recorded_by="muster",
            recorded_at=f"2026-02-{1 + len(self.findings) % 27:02}T08:00:00Z",
            review_due="2028-12-31",
        )
        made = replace(made, **more)
        self.findings.append(made)
        return made


CASE = CaseHeader(
    id=identifier("case"),
    reference="360-2026-001",
    title="Autovermietung und Beschäftigung ohne Anmeldung",
    question="Werden Mietfahrzeuge und Friseurbetriebe gemeinsam gesteuert, und wer kann was dagegen tun?",
    purpose="Verhütung und Verfolgung von Leistungsbetrug und Schwarzarbeit",
    legal_basis="PolG NRW § 26, SchwarzArbG § 6",
    regime="PolG NRW, DSG NRW Teil 3",
    controller="Geschäftsstelle Musterstadt",
    status="open",
    topic="vehicle rental",
    pillar="360",
    classification="OPEN",
    opened="2026-01-12",
    review_due="2027-01-12",
)
BODIES = tuple(Agency(identifier(f"agency {de}"), code, de, en) for de, en, code in AGENCIES)
CONTRIBUTIONS = tuple(
    Contribution(
        identifier(f"contribution {a.id}"),
        CASE.id,
        a.id,
        f"Beitrag {n}",
        f"2026-01-{10 + n}",
        f"PROV-{n}",
        CASE.purpose,
        CASE.regime,
        "OPEN",
        LABEL,
    )
    for n, a in enumerate(BODIES, start=1)
)
SOURCES = tuple(
    Source(
        identifier(f"source {n} {c.id}"),
        c.id,
        "Registerauszug" if n else "Aktenvermerk",
        f"Az. 12/{n}-26",
        "ABCX"[(n + i) % 4],
        None,
    )
    for i, c in enumerate(CONTRIBUTIONS)
    for n in range(2)
)


def _world(make: Maker) -> tuple[list[str], list[str]]:
    people = [make.node("person", name) for name in PEOPLE]
    firms = [make.node("organisation", name) for name in FIRMS]
    for n, (subject, name) in enumerate(zip(people, PEOPLE, strict=True)):
        make.say(subject, "name", name, n)
        make.say(subject, "birth_date", f"198{n}-0{n + 1}-1{n}", n)
        make.say(subject, "role", ("suspect", "witness", "contact_companion")[n % 3], n)
    for n, (subject, name) in enumerate(zip(firms, FIRMS, strict=True)):
        make.say(subject, "name", name, n + 3)
        make.say(subject, "founded", f"201{n}-0{n + 1}", n + 3, valid_from=f"201{n}-0{n + 1}")
    return people, firms


def _ties(make: Maker, people: list[str], firms: list[str]) -> None:
    cars = [make.node("vehicle", f"car {n}") for n in range(4)]
    for n, car in enumerate(cars):
        make.say(car, "plate", f"MS-MU {100 + n}", n)
        make.link("keeper_of", firms[n], car, n, valid_from=f"2025-0{n + 2}", valid_to=f"2025-{n + 7:02}")
        make.link("uses", people[n], car, n + 2, valid_from=f"2025-0{n + 3}-1{n}")
    for n, person in enumerate(people):
        make.link(
            "manages" if n < 4 else "employed_by", person, firms[n % 4], n, valid_from=f"2024-{n + 2:02}"
        )
        doubt = Standing.ASSESSMENT if n % 2 else Standing.HYPOTHESIS
        if n:
            make.link("contact", person, people[n - 1], n, standing=doubt, author_agency_id=BODIES[0].id)


def _matters(make: Maker, basis: Finding) -> None:
    matter = make.node("matter", "matter")
    view = {"standing": Standing.ASSESSMENT, "author_agency_id": BODIES[0].id, "basis": (basis.id,)}
    make.say(
        matter,
        "conclusion",
        "Vier Betriebe nutzen dieselben Fahrzeuge. Für eine gemeinsame Steuerung sprechen die "
        "Geschäftsführung und die Zahlungen; ein Beleg für den wirtschaftlich Berechtigten fehlt.",
        0,
        **view,
    )
    for n, text in enumerate(
        (
            "Die Mietwagenfirma wird wahrscheinlich von denselben Personen geführt wie die Friseurbetriebe.",
            "Beschäftigte sind sehr wahrscheinlich nicht vollständig angemeldet.",
            "Eine Verlagerung in Nachbarstädte ist etwa gleich wahrscheinlich wie ein Verbleib.",
        )
    ):
        make.say(matter, "key_judgement", text, n, **view)
    make.say(matter, "open_question", "Wer trägt die Leasingraten?", 1)
    make.say(matter, "open_question", "Welche Konten dienen der Lohnzahlung?", 2)
    make.say(matter, "what_would_change", "Ein Mietvertrag mit einem fremden Dritten.", 3)


def _conference() -> Conference:
    return Conference(
        identifier("conference"),
        CASE.id,
        2,
        "2026-03-24",
        "Musterstadt, Raum 3",
        "Dr. Erika Mustermann",
        BODIES[0].id,
        ConferenceState.PLANNED,
        (
            AgendaItem(
                1, "Gemeinsame Kontrolle", "Soll im April gemeinsam kontrolliert werden?", "Ja, KW 16"
            ),
            AgendaItem(2, "Gewerbeuntersagung", "Reichen die Tatsachen?", "Nachlieferung abwarten"),
        ),
    )


def _measures(cites: Finding) -> tuple[Measure, ...]:
    def measure(no: int, title: str, due: str, state: MeasureState, **more: object) -> Measure:
        made = Measure(
            identifier(f"measure {no}"),
            CASE.id,
            no,
            title,
            BODIES[no % 4].id,
            "SchwarzArbG § 3",
            due,
            state,
            cites=(cites.id,),
        )
        return replace(made, **more)

    return (
        measure(1, "Prüfung der Lohnkonten", "2026-02-27", MeasureState.OPEN),
        measure(2, "Halterabfrage für vier Fahrzeuge", "2026-03-20", MeasureState.RUNNING),
        measure(
            3,
            "Gewerbeuntersagung vorbereiten",
            "2026-04-30",
            MeasureState.BLOCKED,
            depends_on=identifier("measure 1"),
        ),
        measure(4, "Hygienekontrolle", "2026-02-01", MeasureState.DONE, result="Zwei Mängel, behoben"),
        measure(5, "Befragung der Vermieterin", "2026-02-10", MeasureState.IMPOSSIBLE, result="verzogen"),
    )


def working_view() -> WorkingView:
    """The analyst's own view of the invented case."""
    make = Maker()
    people, firms = _world(make)
    _ties(make, people, firms)
    make.say(people[0], "statement", "Meldete die Beschäftigten rückwirkend an.", 5, exonerating=True)
    make.say(firms[1], "employees", "7", 6, handling="H1", handling_note="nicht vor Gericht")
    _matters(make, make.findings[0])
    return WorkingView(
        header=CASE,
        as_of="2026-03-11",
        agencies=BODIES,
        contributions=CONTRIBUTIONS,
        sources=SOURCES,
        subjects=tuple(make.subjects),
        findings=tuple(make.findings),
        judgements=(),
        documents=(),
        conferences=(_conference(),),
        measures=_measures(make.findings[0]),
        provisions={},
    )


def released(view: WorkingView) -> ReleasedView:
    """The same content released to the second agency, half of it on a provision."""
    provisions = {f.id: "SCHWARZARBG-6-1" for n, f in enumerate(view.findings) if n % 2}
    return seal_view(replace(view, provisions=provisions), BODIES[1], CASE.purpose, "Fallkonferenz 2")


def empty_view() -> WorkingView:
    """A case in which nothing is recorded yet."""
    view = working_view()
    nothing: dict[str, tuple[()]] = dict.fromkeys(
        ("agencies", "contributions", "sources", "subjects", "findings", "conferences", "measures"), ()
    )
    header = replace(CASE, title="", question="", review_due="", regime="", controller="")
    return replace(view, header=header, **nothing)


def with_values(values: list[str]) -> WorkingView:
    """A case whose findings say exactly these values, spread over names, notes and titles."""
    make = Maker()
    names = ("name", "statement", "occupation", "alias")
    for n, value in enumerate(values):
        person = make.node("person", f"value {n}")
        make.say(person, names[n % len(names)], value, n)
    return replace(working_view(), subjects=tuple(make.subjects), findings=tuple(make.findings), measures=())
