"""How names are heard: ways that agree, words that are no romanisation, and stores from before."""
# ruff: noqa: RUF001 - letters that look like others are what is tested here

from pathlib import Path

import pytest
from alembic import command
from hypothesis import given
from hypothesis import strategies as st

from app.base.romanisation import agree, hear, hear_rest
from app.store import engine, schema, search_names

KEY = b"7" * 32


def heard_alike(typed: str, kept: str) -> bool:
    ways = (*hear(kept), *hear_rest(kept))
    return any(a.bones == b.bones and agree(a.vowels, b.vowels) for a in hear(typed) for b in ways)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # DIN 31635, ISO 233-2, ALA-LC and UNGEGN of the same word, and the word itself.
        ("Ǧamāl", "Jamāl"),
        ("Ḫālid", "Khālid"),
        ("Šarīf", "Sharīf"),
        ("Ġazālī", "Ghazālī"),
        ("Ẓāfir", "الظافر"),
        ("Ṯābit", "Thābit"),
        ("Raḥmān", "الرحمن"),
        ("Qāsim", "Kassem"),
    ],
)
def test_the_tables_in_use_agree(one: str, other: str) -> None:
    assert heard_alike(one, other) or heard_alike(other, one)


@pytest.mark.parametrize(
    "word",
    ["Müller", "Schmidt", "Schneider", "Becker", "Hartmann", "Öztürk", "Koch", "Popper", "Franz", "", "7"],
)
def test_most_german_words_are_not_heard(word: str) -> None:
    assert hear(word) == ()


@given(st.text(max_size=24))
def test_any_text_may_be_a_name(text: str) -> None:
    for bones, vowels, term in search_names.entries(text):
        assert len(bones) >= 3
        assert vowels.count(".") == len(bones)
        assert term.strip()


@given(st.text(alphabet="abdefghijklmnqrstuwyzاحخدذرزسشصضطظعغفقكلمنهويءة '-", max_size=14))
def test_a_word_is_heard_like_itself(word: str) -> None:
    assert not hear(word) or heard_alike(word, word)


def test_an_older_store_gets_its_names_heard_and_keeps_its_index(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    engine.prepare_file(path, KEY)
    made = engine.make_engine(path, KEY)
    settings = schema.config()
    columns = "kind, ref_id, type, title, body, title_form"
    row = ("subject", "1", "person", "al-Qaḏḏāfī", "name\tal-Qaḏḏāfī", "al qadafi")
    with made.connect() as plain, plain.begin():
        settings.attributes["connection"] = plain.execution_options(rundblick_writing=True)
        command.upgrade(settings, "0008")
        plain.exec_driver_sql(f"INSERT INTO search_text ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)
    made.dispose()
    schema.upgrade(path, KEY)
    made = engine.make_engine(path, KEY)
    with made.connect() as connection:
        heard = search_names.alike(connection, ["Gaddafi"])
        kept = connection.exec_driver_sql(f"SELECT {columns} FROM search_text").fetchall()
    made.dispose()
    assert heard == {"Gaddafi": ("qadafi",)}
    assert [tuple(found) for found in kept] == [row], "written anew it would have gone: no finding says so"
