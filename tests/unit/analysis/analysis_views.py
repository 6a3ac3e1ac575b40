"""Views to draw: a mixed case with invented names, and a published network as a case."""

import random

from app.base.records import Agency, CaseHeader, Finding, Source, Standing, Subject, SubjectKind
from app.policy.views import WorkingView, seal_view

AGENCY = Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt")
SOURCE = Source("s" * 32, "b" * 32, "register", "Bl. 1", "A", None)
HEADER = CaseHeader(
    id="c" * 32,
    reference="360-2026-001",
    title="Muster",
    question="",
    purpose="",
    legal_basis="",
    regime="",
    controller="",
    status="open",
    topic="",
    pillar="",
    classification="VS-NfD",
    opened="2026-01-05",
    review_due="2027-01-05",
)


class Maker:
    """Collects subjects and findings with readable ids."""

    def __init__(self):
        self.subjects, self.findings = [], []

    def say(self, subject_id, prop, value, standing=Standing.FACT, **more):
        number = f"{len(self.findings):032x}"
        self.findings.append(
            Finding(
                id=number,
                case_id=HEADER.id,
                subject_id=subject_id,
                source_id=SOURCE.id,
                property=prop,
                value=value,
                standing=standing,
                credibility="1",
                recorded_by="muster",
                recorded_at="2026-02-01T08:00:00Z",
                review_due="2027-01-05",
                **more,
            )
        )
        return number

    def node(self, kind, prop, value, **more):
        node_id = f"n{len(self.subjects):031x}"
        self.subjects.append(Subject(node_id, SubjectKind.NODE, kind))
        self.say(node_id, prop, value, **more)
        return node_id

    def link(self, kind, start, end, standing=Standing.FACT, **more):
        link_id = f"l{len(self.subjects):031x}"
        self.subjects.append(Subject(link_id, SubjectKind.LINK, kind, start, end))
        self.say(link_id, "exists", "yes", standing, **more)
        return link_id

    def view(self):
        parts = (tuple(self.subjects), tuple(self.findings), (), (), (), ())
        return WorkingView(HEADER, "2026-03-01", (AGENCY,), (), (SOURCE,), *parts, {})


def released(view):
    """The same view as a recipient would get it."""
    return seal_view(view, AGENCY, "Gefahrenabwehr", "Fallkonferenz")


def edges_view(edges, kind="met"):
    """A view of persons from pairs of names; equal and reversed pairs are one link."""
    maker = Maker()
    names = dict.fromkeys(end for edge in edges for end in edge)
    ids = {name: maker.node("person", "name", f"Muster {name}") for name in names}
    for a, b in sorted({tuple(sorted(edge)) for edge in edges if edge[0] != edge[1]}):
        maker.link(kind, ids[a], ids[b])
    return maker.view()


_FIRST = ("Ayşe", "Jürgen", "Nguyễn", "Agnieszka", "Karim", "Sabine", "Hüseyin", "Zofia", "Lea", "Omar")


def mixed_view(persons=24, seed=5):
    """A case of sixty nodes of ten types with all standings, parallel links, arrows and a loop."""
    rng, maker = random.Random(seed), Maker()
    people = [maker.node("person", "name", f"{_FIRST[i % 10]} Mustermann-{i}") for i in range(persons - 1)]
    people.append(maker.node("person", "name", "محمد المثال"))
    firms = [
        maker.node("organisation", "name", name)
        for name in (
            "Muster Gastronomie und Beteiligungsgesellschaft mbH",
            "Barbershop Muster UG",
            "Autovermietung Beispiel GmbH & Co. KG",
            "Musterbau GmbH",
            "Beispiel Holding B.V.",
            "Verein Musterhilfe e. V.",
        )
    ]
    cars = [maker.node("vehicle", "plate", f"E MU {1000 + i}") for i in range(8)]
    places = [maker.node("place", "address", f"Musterstraße {i}, 45127 Essen") for i in range(7)]
    accounts = [maker.node("account", "iban", f"DE0{i}100000000000000{i:03}") for i in range(4)]
    phones = [maker.node("communication", "phone", f"+49 201 55500{i:02}") for i in range(4)]
    others = [maker.node("proceeding", "file_number", f"12 Js {i}/26") for i in range(3)]
    others += [
        maker.node("permit", "title", "Gaststättenerlaubnis"),
        maker.node("event", "title", "Kontrolle"),
    ]
    others += [maker.node("document", "title", "Mietvertrag"), maker.node("object", "title", "Kasse")]
    standings = (Standing.FACT, Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)

    def tie(kind, start, end):
        maker.link(kind, start, end, standings[rng.randrange(4)])

    for i, person in enumerate(people):
        tie("employed_by", person, firms[i % len(firms)])
        if i % 3 == 0:
            tie("keeper_of", person, cars[i % len(cars)])
        if i % 4 == 0:
            tie("uses", person, (phones + accounts)[i // 4 % 8])
        if i % 2:
            tie("registered_at", person, places[i % len(places)])
    for i in range(14):
        tie("contact", *rng.sample(people, 2))
        tie("seen_at", people[i], [*places, others[4]][i % 8])
    for i, firm in enumerate(firms):
        tie("registered_at", firm, places[i])
        tie("manages", people[i * 2], firm)
        tie("owns", people[i * 3], firm)
        tie("uses", people[i], cars[(i + 3) % 8])
    for i, other in enumerate(others[:3]):
        tie("party_to", people[i * 5], other)
    tie("holds_permit", firms[0], others[3])
    for kind in ("contact", "met", "phoned", "represents"):
        tie(kind, people[0], people[1])
    tie("pays", accounts[0], accounts[1])
    tie("pays", accounts[0], accounts[1])
    tie("pays", accounts[2], accounts[3])
    return maker.view()
