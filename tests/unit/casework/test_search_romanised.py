"""Romanisations of one name find each other, whoever wrote them; German words are left alone."""

import pytest

from app.casework import cases, erasure, findings, subjects
from app.casework.findings import Statement
from app.casework.search import search
from app.store import schema, search_names, searchindex
from app.store.audit import Action
from app.store.store import Store
from tests.unit.casework.conftest import Desk

SPELLINGS = [
    "Gaddafi Kadhafi Qaddafi Qadhdhafi Khadafi Gheddafi al-Qaḏḏāfī القذافي",
    "Husseini Hussaini Hosseini al-Ḥusaynī Al-Husseini الحسيني",
    "Yusuf Youssef Jussuf يوسف",
    "Khalid Chalid Khaled Ḫālid خالد",
    "Dschamal Jamal Gamal Djamal Ǧamāl Cemal جمال",
    "Sheikh Scheich Cheikh Şeyh شيخ",
    "Abdurrahman Abdelrahman Abdulrahman Abderrahmane Abd-al-Rahman عبدالرحمن",
    "Mohammed Muhammad Mohamad Mouhamed محمد",
    "Raschid Rashid Rachid رشيد",
    "Faisal Faysal Feisal Fajsal فيصل",
    "Marwan Marouane مروان",
    "Qasim Kassem Kasim قاسم",
    "Wassim Ouassim Wasim وسيم",
    "Uthman Osman Othman عثمان",
    "Zawahiri Sawahiri az-Zawahiri الظواهري",
]


def ids(store: Store, query: str) -> list[str]:
    return [hit.id for hit in search(store, query).hits]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda line: line.split()[0])
def test_romanisations_of_one_name_find_each_other(desk: Desk, spellings: str) -> None:
    people = {desk.person(f"{spelling} Testmann") for spelling in spellings.split()}
    desk.person("Piet Voorbeeld")
    for typed in spellings.split():
        assert set(ids(desk.store, typed)) == people, typed


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Abū Bakr al-Ḥusaynī", ["Abu Bakr al Husseini", "Abou Bakr Hussaini", "abu bakr", "Husseini Abou"]),
        ("Abd al-Rahman Fiktiv", ["Abdurrahman", "abdelrahman fiktiv", "Abd ar-Rahman", "Abd el Rahmane"]),
        ("Abdulrahman Fiktiv", ["Abd al-Rahman", "Abd ar Rahman", "عبد الرحمن", "abderrahman"]),
        ("عبد الرحمن القذافي", ["Abdurrahman Gaddafi", "abd al-rahman al-kadhafi", "Kadhafi"]),
        ("Isma’il al-Musterî", ["Ismail", "Ismaïl", "Ismael"]),
        ("Bin Khalid", ["Ben Chalid", "ibn Khaled"]),
    ],
)
def test_names_of_several_words_are_one_however_they_are_joined(
    desk: Desk, recorded: str, typed: list[str]
) -> None:
    person = desk.person(recorded)
    desk.person("Piet Voorbeeld")
    for query in typed:
        assert ids(desk.store, query) == [person], query


@pytest.mark.parametrize(
    ("recorded", "typed"),
    [
        ("Müller", ["Möller", "Mahler", "Miller", "Maler"]),
        ("Schmidt", ["Schmied", "Schmad"]),
        ("Becker", ["Bekar", "Bacher"]),
        ("Jamal", ["Jamil", "Kamal", "Jamila Y"]),
        ("Hassan", ["Hussein", "Hasna Z"]),
        ("Husseini", ["Hassan"]),
        ("Khalid", ["Khuld", "Kaldi"]),
    ],
)
def test_other_names_are_not_found(desk: Desk, recorded: str, typed: list[str]) -> None:
    desk.person(recorded)
    for query in typed:
        assert ids(desk.store, query) == [], query


def test_the_name_as_typed_comes_before_those_heard_like_it(desk: Desk) -> None:
    heard = [desk.person("Qadhafi"), desk.person("Kaddafi")]
    typed = desk.person("Gaddafi")
    assert ids(desk.store, "gaddafi")[0] == typed
    result = search(desk.store, "gaddafi")
    assert ({hit.id for hit in result.hits[1:]}, result.total) == (set(heard), 3)
    assert result.hits[1].snippet in ("Name: [Qadhafi]", "Name: [Kaddafi]")


def test_free_text_is_not_heard_but_what_names_a_link_is(desk: Desk) -> None:
    person, other = desk.person("Anna Gaddafi"), desk.person("Piet Voorbeeld")
    findings.record(desk.store, desk.case_id, other, Statement("note", "war in Dschamal", desk.source_id))
    evidence = [Statement("exists", "yes", desk.source_id)]
    link = subjects.add_link(desk.store, desk.case_id, "contact", person, other, evidence).ids[0]
    assert ids(desk.store, "Jamal") == []
    assert set(ids(desk.store, "Kadhafi")) == {person, link}
    assert ids(desk.store, "art:contact Kadhafi Voorbeeld") == [link]


def kept(store: Store) -> set[tuple[str, ...]]:
    with store.read() as connection:
        return {tuple(row) for row in connection.exec_driver_sql("SELECT * FROM search_name")}


def test_what_was_corrected_or_erased_is_not_heard_any_more(desk: Desk) -> None:
    before = kept(desk.store)
    desk.person("Abd al-Qadhafi")
    (found,) = cases.records(desk.store, desk.case_id).findings
    findings.correct(desk.store, desk.case_id, found.id, "Chalid")
    assert ids(desk.store, "Gaddafi") == []
    assert not any("qadhafi" in row[2] for row in kept(desk.store))
    every = [each.id for each in cases.records(desk.store, desk.case_id).findings]
    erasure.erase(desk.store, desk.case_id, every, "Frist abgelaufen")
    assert kept(desk.store) == before


def test_a_store_of_the_version_before_gets_its_names_heard(desk: Desk) -> None:
    person = desk.person("Abū Bakr al-Ḥusaynī")
    rows = kept(desk.store)
    with desk.store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.exec_driver_sql("DELETE FROM search_name")
        search_names.fill(work.connection)
    assert kept(desk.store) == rows != set()
    assert "0009" in schema.VERSIONS
    assert ids(desk.store, "Husseini") == [person]


def test_the_table_kept_in_step_has_what_one_made_anew_has(desk: Desk) -> None:
    people = [desk.person(name) for name in ("Chalid Muster", "Abd al-Qadhafi", "Khaled Jamal")]
    for person in people[:2]:
        found = next(f for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == person)
        findings.correct(desk.store, desk.case_id, found.id, f"{found.value} Dschamal")
    before = kept(desk.store)
    with desk.store.write("", Action.ADMINISTRATION, history=False) as work:
        searchindex.rebuild(work.connection)
    assert kept(desk.store) == before != set()


def test_wenn_eine_liste_namen_als_kennung_bringt_dann_werden_auch_diese_gehoert(desk: Desk) -> None:
    said = [Statement("identifier", "Abū Bakr al-Ḥusaynī", desk.source_id)]
    person = subjects.add_node(desk.store, desk.case_id, "person", said).ids[0]
    assert [hit.id for hit in search(desk.store, "Husseini").hits] == [person]
