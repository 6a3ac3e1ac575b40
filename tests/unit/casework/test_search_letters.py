"""Beginnings of one and two letters stand in the index: what is found is the same as without them."""

import random

import pytest
from sqlalchemy import Connection

from app.casework import findings, subjects
from app.casework.findings import Statement
from app.store import searchindex
from app.store.audit import Action
from app.store.searchindex import FoundAll, search
from tests.unit.casework.conftest import Desk

_SYLLABLES = ("mu", "ster", "bei", "spiel", "fik", "tiv", "ö", "ß", "ab", "e", "x", "er", "konto", "kh", "al")
_BEGINNINGS = ", prefix='1 2'"


def _texts(rng: random.Random, count: int) -> list[str]:
    def word() -> str:
        return "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 3)))

    return [f"{word()} {word().capitalize()} {rng.randint(0, 99)}" for _n in range(count)]


def _typed(texts: list[str], rng: random.Random) -> list[str]:
    """Every beginning of every word, and some of two words or with a filter as they come while one types."""
    words = sorted({word for text in texts for word in text.split()})
    begun = [word[: n + 1] for word in words for n in range(len(word))]
    return [
        *begun,
        *(f"{rng.choice(words)} {rng.choice(begun)}" for _n in range(60)),
        *(f"{rng.choice(begun)} {rng.choice(begun)} art:person" for _n in range(30)),
        *(f"frist:überfällig {rng.choice(begun)}" for _n in range(5)),
        *("k", "t", "a", "ex", "pe", "0", "0k", "art:person", '"m"'),
    ]


def _filled(desk: Desk, texts: list[str]) -> None:
    people = [desk.person(text) for text in texts[:25]]
    for person, text in zip(people, texts[25:], strict=False):
        findings.record(desk.store, desk.case_id, person, Statement("note", text, desk.source_id))
    for one, other in zip(people, people[5:10], strict=False):
        said = [Statement("exists", "yes", desk.source_id)]
        subjects.add_link(desk.store, desk.case_id, "contact", one, other, said)


def _answers(connection: Connection, asked: list[str]) -> dict[tuple[str, bool], FoundAll]:
    return {
        (q, count): search(connection, q, limit=7, count_all=count) for q in asked for count in (True, False)
    }


@pytest.mark.parametrize("most", [searchindex.RANKED_UP_TO, 4])
def test_every_letter_finds_the_same_as_in_an_index_without_beginnings(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(searchindex, "RANKED_UP_TO", most)
    rng = random.Random(12)
    texts = _texts(rng, 40)
    _filled(desk, texts)
    asked = _typed(texts, rng)
    with desk.store.read() as connection:
        found = _answers(connection, asked)
        made = "SELECT sql FROM sqlite_master WHERE name = 'search_index'"
        definition = str(connection.exec_driver_sql(made).scalar_one())
    assert _BEGINNINGS in definition
    with desk.store.write("", Action.ADMINISTRATION, history=False) as work:
        work.connection.exec_driver_sql("DROP TABLE search_index")
        work.connection.exec_driver_sql(definition.replace(_BEGINNINGS, ""))
        work.connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    with desk.store.read() as connection:
        assert _answers(connection, asked) == found
    assert sum(1 for answer in found.values() if answer.found) > len(found) / 2
    assert {answer.ranked for answer in found.values()} == (
        {True} if most > len(texts) * 2 else {True, False}
    )
