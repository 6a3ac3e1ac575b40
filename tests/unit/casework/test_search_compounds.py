"""Search inside compounds, links by what they join, and an index that is the same however it came about."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base import i18n
from app.casework import cases, erasure, findings, subjects
from app.casework.findings import Statement
from app.casework.search import search
from app.store import searchindex, undo
from app.store.audit import Action
from app.store.store import Store
from tests.unit.casework.conftest import Desk


def ids(desk: Desk, query: str) -> list[str]:
    return [hit.id for hit in search(desk.store, query).hits]


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Mietwagen", ["wagen", "miet", "WAGEN", "wagen*", "mietw", "etwage"]),
        ("Drogenhandel", ["handel", "drogen", "Handel"]),
        ("Drogenhandelsring", ["handel", "ring", "handelsring"]),
        ("Schifffahrtsbüro", ["fahrt", "buero", "büro", "Schifffahrt"]),
        ("Musterstraße", ["strasse", "straße", "STRASSE"]),
        ("Bauelement", ["element"]),
        ("Gaststättengewerbe", ["stätten", "staetten", "gewerbe"]),
        ("Ölpreisbindung", ["preis", "bindung"]),
    ],
)
def test_what_stands_inside_a_word_is_found(desk: Desk, recorded: str, typed: list[str]) -> None:
    person = desk.person("Erika")
    findings.record(
        desk.store, desk.case_id, person, Statement("note", f"Es ging um {recorded}.", desk.source_id)
    )
    desk.person("Piet Voorbeeld")
    for query in typed:
        assert ids(desk, query) == [person], query
        assert ids(desk, f"art:person erika {query}") == [person], query


@pytest.mark.parametrize("typed", ["gen", "ens", "agenx", '"wagen"', "12agen", "wagenmiet"])
def test_short_pieces_phrases_and_other_words_are_not_looked_for_inside(desk: Desk, typed: str) -> None:
    desk.person("Mietwagen")
    assert search(desk.store, typed).total == 0


def test_the_word_itself_comes_first_then_its_beginning_then_what_holds_it(desk: Desk) -> None:
    inside = [desk.person("Mietwagen"), desk.person("Leihwagen")]
    begun = desk.person("Wagenhalle")
    noted = desk.person("Erika")
    findings.record(
        desk.store, desk.case_id, noted, Statement("note", "stieg in den Wagen ein", desk.source_id)
    )
    found = ids(desk, "wagen")
    assert found[:2] == [noted, begun]
    assert set(found[2:]) == set(inside)
    assert search(desk.store, "wagen").total == 4
    assert search(desk.store, "wagen", limit=3).total == 4


def test_the_match_inside_is_marked(desk: Desk) -> None:
    person = desk.person("Erika")
    note = Statement("note", "hielt nachts mit einem Mietwagen vor dem Lager", desk.source_id)
    findings.record(desk.store, desk.case_id, person, note)
    (hit,) = search(desk.store, "wagen").hits
    assert hit.snippet == "Note: hielt nachts mit einem [Mietwagen] vor dem Lager"


def test_many_different_compounds_are_all_found(desk: Desk) -> None:
    people = [desk.person(f"{first}{second}wagen") for first in ("Muster", "Probe", "Miet", "Bau", "Last")
              for second in ("bei", "neu", "alt", "gross", "klein", "rot")]  # fmt: skip
    result = search(desk.store, "wagen", limit=100)
    assert {hit.id for hit in result.hits} == set(people)
    assert result.total == len(people)
    desk.person("Wagen Anton")
    assert search(desk.store, "wagen", limit=1).hits[0].title == "Wagen Anton"


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "Erika Muster – Eigentum – Musterbau GmbH"), ("en", "Erika Muster – owns – Musterbau GmbH")],
)
def test_a_link_is_found_by_its_ends_and_its_type(desk: Desk, language: str, title: str) -> None:
    i18n.set_language(language)
    person = desk.person("Erika Muster")
    firm = subjects.add_node(
        desk.store, desk.case_id, "organisation", [Statement("name", "Musterbau GmbH", desk.source_id)]
    ).ids[0]
    link = subjects.add_link(
        desk.store, desk.case_id, "owns", person, firm, [Statement("exists", "yes", desk.source_id)]
    ).ids[0]
    for query in ("erika musterbau", "eigentum erika", "owns musterbau", "art:owns erika", "art:link erika"):
        (hit,) = search(desk.store, query).hits
        assert (hit.id, hit.title) == (link, title), query
    assert search(desk.store, "erika musterbau").hits[0].snippet == title.replace("Erika", "[Erika]").replace(
        "Musterbau", "[Musterbau]"
    )
    assert ids(desk, "erika")[0] == person, "the node before its links"


def test_a_link_follows_the_names_of_its_ends(desk: Desk) -> None:
    a, b = desk.person("Erika Altname"), desk.person("Berta")
    link = subjects.add_link(
        desk.store, desk.case_id, "contact", a, b, [Statement("exists", "yes", desk.source_id)]
    ).ids[0]
    old = next(f for f in cases.records(desk.store, desk.case_id).findings if f.value == "Erika Altname")
    new = findings.correct(desk.store, desk.case_id, old.id, "Erika Neuname").ids[0]
    assert ids(desk, "altname") == []
    assert set(ids(desk, "neuname")) == {a, link}
    findings.restrict(desk.store, desk.case_id, new, "Richtigkeit bestritten")
    assert ids(desk, "neuname") == []
    assert ids(desk, "art:contact berta") == [link]
    assert search(desk.store, "art:contact berta").hits[0].title == "Person – contact (evidenced) – Berta"
    findings.restrict(desk.store, desk.case_id, new, "geklärt", restricted=False)
    assert set(ids(desk, "neuname")) == {a, link}


def words_kept(store: Store) -> set[str]:
    with store.read() as connection:
        return {row[0] for row in connection.exec_driver_sql("SELECT word FROM search_word")}


def test_a_word_that_nothing_says_any_more_is_not_kept(desk: Desk) -> None:
    person = desk.person("Mietwagen")
    other = desk.person("Mietwagen")
    first = next(f for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == person)
    second = next(f for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == other)
    erasure.erase(desk.store, desk.case_id, [first.id], "Frist abgelaufen")
    assert "mietwagen" in words_kept(desk.store)
    erasure.erase(desk.store, desk.case_id, [second.id], "Frist abgelaufen")
    assert "mietwagen" not in words_kept(desk.store)


def index_of(store: Store) -> tuple[set[tuple[str, ...]], set[str]]:
    with store.read() as connection:
        columns = "kind, ref_id, case_id, type, due, title, body, title_form, body_form, source_form, facets"
        rows = connection.exec_driver_sql(f"SELECT {columns} FROM search_text").fetchall()
        return {tuple(row) for row in rows}, words_kept(store)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["person", "link", "correct", "restrict", "erase", "undo"]), st.integers(0, 50)
    ),
    min_size=3,
    max_size=14,
)
_NAMES = ("Mietwagenverleih", "Drogenhandel", "Erika Muster", "Schifffahrt", "Mietwagen")


@settings(max_examples=12)
@given(steps=STEPS)
def test_the_index_kept_in_step_is_the_index_made_anew(desk: Desk, steps: list[tuple[str, int]]) -> None:
    numbers = itertools.count()
    desk.person("Anker")
    for kind, choice in steps:
        step(desk, kind, choice, f"{_NAMES[choice % len(_NAMES)]} {next(numbers)}")
    kept = index_of(desk.store)
    with desk.store.write("", Action.ADMINISTRATION, history=False) as work:
        searchindex.rebuild(work.connection)
    assert index_of(desk.store) == kept


def step(desk: Desk, kind: str, choice: int, name: str) -> None:
    records = cases.records(desk.store, desk.case_id)
    superseded = {f.supersedes for f in records.findings}
    named = [f for f in records.findings if f.property == "name" and f.id not in superseded]
    chosen = sorted(named, key=lambda f: f.value)[choice % len(named)]
    if kind == "person":
        desk.person(name)
    elif kind == "link" and len(named) > 1:
        other = next(f for f in named if f.subject_id != chosen.subject_id)
        evidence = [Statement("exists", "yes", desk.source_id)]
        subjects.add_link(desk.store, desk.case_id, "contact", chosen.subject_id, other.subject_id, evidence)
    elif kind == "correct":
        findings.correct(desk.store, desk.case_id, chosen.id, name)
    elif kind == "restrict":
        findings.restrict(desk.store, desk.case_id, chosen.id, "Grund", restricted=bool(choice % 2))
    elif kind == "erase" and len(named) > 1:
        erasure.erase(desk.store, desk.case_id, [chosen.id], "Frist abgelaufen")
    elif kind == "undo":
        steps = [s for s in undo.history(desk.store, desk.case_id) if s.state == "done"]
        if len(steps) > 3:
            undo.undo(desk.store, desk.case_id)
