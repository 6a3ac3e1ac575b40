"""A made-up office of any size for benchmarks: cases with nodes, links and findings, the same for a seed.

Per node there are three links and five findings: two about the node, one for each link's existence. An
office of a million findings has one case of 500 nodes, which is what is opened, and 100 of up to 2,000.
"""

import random
from collections.abc import Callable, Iterator

from app.base.records import Agency, Contribution, Delivery, Finding, Source, Standing, Subject, SubjectKind
from tests.bench import office_words as words

FINDINGS_PER_NODE = 5
NODES_PER_CASE = 2_000
NODES_OPENED = 500
SEED = 360
_AGENCY = Agency("0" * 31 + "a", "A09", "Gewerbeamt Musterstadt", "Trade office of Musterstadt")

_Maker = Callable[[random.Random], str]
_NODES: tuple[tuple[str, str, _Maker, str, _Maker], ...] = (
    ("person", "name", words.person, "note", words.sentence),
    (
        "person",
        "name",
        words.person,
        "birth_date",
        lambda r: f"{r.randint(1950, 2005)}-{r.randint(1, 12):02d}",
    ),
    ("organisation", "name", words.company, "address", words.address),
    ("vehicle", "plate", words.plate, "note", words.sentence),
    ("account", "iban", words.iban, "holder", words.person),
    ("communication", "phone", words.phone, "subscriber", words.person),
    ("place", "address", words.address, "note", words.sentence),
)
_LINKS = ("owns", "uses", "contact", "phoned", "seen_at", "pays", "keeper_of", "manages")


def sizes(findings: int) -> tuple[int, ...]:
    """Return the nodes of each case of an office with about so many findings; the first is the one opened."""
    nodes = max(findings // FINDINGS_PER_NODE, 4)
    opened = min(nodes, NODES_OPENED)
    full, rest = divmod(nodes - opened, NODES_PER_CASE)
    return (opened, *(NODES_PER_CASE,) * full, *((rest,) if rest else ()))


def deliveries(
    findings: int, new_case: Callable[[int], str], seed: int = SEED
) -> Iterator[tuple[str, Delivery]]:
    """Yield case and delivery for each case of an office with so many findings, one after the other."""
    for number, nodes in enumerate(sizes(findings)):
        case_id = new_case(number)
        yield case_id, delivery(nodes, seed + number, case_id)


def delivery(nodes: int, seed: int = SEED, case_id: str = "") -> Delivery:
    """Return a delivery of so many nodes, three times as many links and five times as many findings."""
    rng = random.Random(seed)

    def new_id() -> str:
        return f"{rng.getrandbits(128):032x}"

    contribution = Contribution(
        new_id(),
        "",
        _AGENCY.id,
        f"Auszug {seed}",
        "2026-05-04",
        "GewO-14-6",
        "Lagebild",
        "polg_nrw",
        "OPEN",
        None,
    )
    source = Source(new_id(), contribution.id, "register", f"Blatt {seed}", "A", None)
    subjects: list[Subject] = []
    findings: list[Finding] = []

    def say(subject: Subject, name: str, value: str) -> None:
        findings.append(
            Finding(
                id=new_id(),
                case_id=case_id,
                subject_id=subject.id,
                source_id=source.id,
                property=name,
                value=value,
                standing=Standing.FACT,
                credibility="2",
                recorded_by="muster",
                recorded_at="2026-05-04T08:00:00Z",
                review_due=f"2027-{rng.randint(1, 12):02d}-01" if rng.random() < 0.98 else "2026-01-01",
                place_in_source=f"Zeile {len(findings)}",
            )
        )

    for _n in range(nodes):
        kind, naming, make_name, telling, make_text = rng.choice(_NODES)
        node = Subject(new_id(), SubjectKind.NODE, kind)
        subjects.append(node)
        say(node, naming, make_name(rng))
        say(node, telling, make_text(rng))
    for _n in range(3 * nodes):
        # A few nodes have many links, as in real networks.
        start, end = int(nodes * rng.random() ** 3), rng.randrange(nodes)
        if start == end:
            end = (end + 1) % nodes
        ends = subjects[start].id, subjects[end].id
        link = Subject(new_id(), SubjectKind.LINK, rng.choice(_LINKS), *ends)
        subjects.append(link)
        say(link, "exists", "yes")
    return Delivery((contribution,), (source,), tuple(subjects), tuple(findings), agencies=(_AGENCY,))
