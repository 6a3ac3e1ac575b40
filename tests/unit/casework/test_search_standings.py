"""What a hit claims to be: what stands in its snippet is a fact, an assessment or a hypothesis."""

from app.base.records import Standing
from app.casework import cases, findings
from app.casework.findings import Statement
from app.casework.search import search
from app.casework.search_standings import standings
from tests.unit.casework.conftest import Desk


def told(desk: Desk, query: str) -> list[Standing | None]:
    hits = search(desk.store, query).hits
    found = standings(desk.store, [(hit.id, hit.snippet) for hit in hits])
    return [found.get(hit.id) for hit in hits]


def suppose(desk: Desk, person: str, words: str) -> None:
    """Record a hypothesis about a person that rests on the person's name."""
    name = next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == person)
    statement = Statement(
        "note",
        words,
        desk.source_id,
        Standing.HYPOTHESIS,
        author_agency_id=desk.agency_id,
        basis=(name,),
    )
    findings.record(desk.store, desk.case_id, person, statement)


def test_wenn_ich_suche_dann_sehe_ich_ob_der_treffer_tatsache_oder_hypothese_ist(desk: Desk) -> None:
    suppose(desk, desk.person("Erika Mustermann"), "Lagerhalle am Hafen")
    assert told(desk, "Lagerhalle") == [Standing.HYPOTHESIS]
    assert told(desk, "Mustermann") == [Standing.FACT]


def test_wenn_mehrere_dasselbe_sagen_dann_gilt_das_staerkste(desk: Desk) -> None:
    person = desk.person("Erika Mustermann")
    suppose(desk, person, "Lagerhalle")
    findings.record(desk.store, desk.case_id, person, Statement("note", "Lagerhalle", desk.source_id))
    assert told(desk, "Lagerhalle") == [Standing.FACT]


def test_ein_treffer_ohne_erkenntnis_behauptet_nichts(desk: Desk) -> None:
    assert standings(desk.store, [("nobody", "Lagerhalle")]) == {}
    assert standings(desk.store, []) == {}
