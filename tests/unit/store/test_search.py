"""Search keys and queries: one word in all its spellings, and nothing a person types breaks it."""
# ruff: noqa: RUF001 - letters that look like others are what is tested here

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import i18n
from app.base.errors import UserError
from app.casework.search import search
from app.store.search_form import compact, loose, search_form, words
from app.store.search_query import parse
from app.store.search_terms import joined_terms, phone_terms, terms
from app.store.store import Store


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Müller-Lüdenscheidt", "MUELLER-LUEDENSCHEIDT"),
        ("Straße", "STRASSE"),
        ("STRAẞE", "STRASSE"),
        ("Øre Ærø Ångström", "OERE AEROE AANGSTROEM"),
        ("Łódź", "LODZ"),
        ("Işık İnci Yıldız", "ISIK INCI YILDIZ"),
        ("Nguyễn Văn Mẫu", "NGUYEN VAN MAU"),
        ("Þórr Đorđe", "THORR DORDE"),
        ("ﬁktiv Ｍ", "FIKTIV M"),
        ("Кузьмин", "KUZMIN"),
        ("Παράδειγμα", "PARADEIGMA"),
        ("O’Neill", "O'NEILL"),
        ("Mu\u0308ller", "MUELLER"),
        ("", ""),
    ],
)
def test_the_search_form_has_base_letters_only(text: str, form: str) -> None:
    assert search_form(text) == form


@given(st.text())
def test_a_search_form_is_ascii_and_its_own_form(text: str) -> None:
    form = search_form(text)
    assert form.isascii()
    assert search_form(form) == form


@given(st.text(alphabet="aeouäöüßsSrAEOUmn", max_size=12), st.integers(0, 12))
def test_keys_keep_beginnings(word: str, length: int) -> None:
    whole, begun = "".join(words(word)), "".join(words(word[:length]))
    assert whole.startswith(begun)
    assert loose(whole).startswith(loose(begun))


@given(st.text(alphabet="abeoußäöünrst", min_size=1, max_size=12))
def test_german_spellings_have_one_key(word: str) -> None:
    two = word.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    bare = word.translate({ord("ä"): "a", ord("ö"): "o", ord("ü"): "u", ord("ß"): "ss"})
    keys = {loose("".join(words(w))) for w in (word, two, bare, word.upper())}
    assert len(keys) == 1


@pytest.mark.parametrize(
    "spelling", ["+49 201 123456", "0201/123456", "0049 (0)201 12 34 56", "(0201) 123-456"]
)
def test_a_telephone_number_is_one_in_every_notation(spelling: str) -> None:
    assert "49201123456" in phone_terms(spelling)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Am 3.4. stand E-MU 1234 vor dem Haus in der langen Musterstraße hinter der Tankstelle", "emu1234"),
        ("Überweisung auf DE89 3704 0044 0532 0130 00, Verwendungszweck Miete", "de89370400440532013000"),
        (
            "erreichbar unter 0201 / 12 34 56, meist ab 18 Uhr und an Feiertagen gar nicht erreichbar",
            "0201123456",
        ),
        ("Müller-Lüdenscheidt", "mulerludenscheidt"),
    ],
)
def test_identifiers_in_a_text_are_found_without_separators(text: str, term: str) -> None:
    assert term in joined_terms(text)


def test_plates_that_differ_in_a_doubled_letter_stay_apart() -> None:
    assert compact("E-A 12") != compact("E-AA 12")
    assert "eaa12" not in terms("E-A 12")


@pytest.mark.parametrize("query", ["foo:bar", "iban:DE89", "größe:12"])
@pytest.mark.parametrize(("language", "known"), [("de", "frist:"), ("en", "due:")])
def test_an_unknown_filter_is_refused_with_those_there_are(query: str, language: str, known: str) -> None:
    i18n.set_language(language)
    with pytest.raises(UserError) as refused:
        parse(query)
    assert refused.value.key == "search.filter"
    assert known in refused.value.text


def test_a_filter_without_value_is_no_condition_yet() -> None:
    assert parse("art:").filters == ()
    assert parse("ART:Person BEHÖRDE:zoll").filters == (("kind", "Person"), ("agency", "zoll"))
    assert parse('quelle:"Blatt 3"').filters == (("source", "Blatt 3"),)
    assert parse("http://muster.example E:MU").filters == ()


def test_far_too_many_words_are_refused() -> None:
    with pytest.raises(UserError, match="too many words"):
        parse("muster " * 200)


HOSTILE = [
    "\x00", "a\x00b", '"', '""', '"""', "*", "a*", "AND", "OR NOT", "NEAR(a b)", "a NEAR/2 b", "{title} : x",
    "title:", "^x", "x + y", "(", ")", "((((", "'; DROP TABLE finding; --", "%_", "\\", "\ud800", "-", "--",
    "𝕏", "ﷺ", "\u202e", "0none", "ı̇", "art:\"", "fall:*", "frist:\"überfällig",
]  # fmt: skip


def test_hostile_queries_find_nothing_or_are_refused(store: Store) -> None:
    for query in HOSTILE:
        assert answered(store, query), query


def test_naughty_strings_find_nothing_or_are_refused(store: Store, shared_data: Path) -> None:
    naughty = json.loads((shared_data / "05_feindlich" / "blns" / "blns.json").read_text("utf-8"))
    assert len(naughty) > 400
    for query in naughty:
        assert answered(store, query), query


@given(st.text(max_size=60))
def test_any_text_is_a_query(store: Store, query: str) -> None:
    assert answered(store, query)


@given(
    st.lists(
        st.sampled_from(["art:", "frist:", "fall:", '"', " ", "a", "Ü", "1", "-", ":", "*"]), max_size=12
    )
)
def test_any_mixture_of_syntax_is_a_query(store: Store, parts: list[str]) -> None:
    assert answered(store, "".join(parts))


def answered(store: Store, query: str) -> bool:
    try:
        return search(store, query).total >= 0
    except UserError as refused:
        return refused.key.startswith("search.")
