"""Shortcuts on the way into the index change nothing of what stands in it."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import is_id, new_id
from app.store.search_form import compact, loose, search_form, words
from app.store.search_spellings import spellings
from app.store.search_terms import index_text, index_texts, terms

_TEXT = st.text(st.sampled_from("AEOUaeouäöüßéşłعм 0123K-+/().,'\n\r\x1f"), max_size=30)


@given(_TEXT)
def test_words_are_as_the_plain_rule_makes_them(text):
    def plain(form):
        return re.sub(r"([AOU])E+", r"\1", form).lower()

    form = search_form(text)
    assert words(text) == re.findall("[a-z0-9]+", plain(form))
    assert compact(text) == plain("".join(re.findall("[A-Z0-9]+", form)))


@given(st.lists(_TEXT, max_size=3))
def test_terms_are_the_same_when_they_come_again(lines):
    first = index_text(lines)
    assert index_text(lines) == first
    main = [spellings(loose(w))[0] if w.isalpha() else w for line in lines for w in words(line)]
    assert first.split()[: len(main)] == main
    assert set(first.split()) == {term for line in lines for term in terms(line)}


@given(st.lists(st.lists(_TEXT, max_size=3), max_size=6))
def test_many_things_have_the_terms_that_each_has_alone(things):
    assert index_texts(things) == [index_text(lines) for lines in things]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Anruf von 0201/123 456 an E-MU 1234", {"0201123456", "49201123456", "201123456", "emu1234"}),
        ("DE44 5001 0517 5407 3249 31", {"de44500105175407324931"}),
        ("AB-C12, 0049 (0)201 123", {"abc12", "49201123", "0201123"}),
        ("Straße 5", {"strasse5"}),
        ("1", {"1"}),
    ],
)
def test_identifiers_are_found_among_other_lines(line, wanted):
    other = ["Müller", "12", "", "7 E"]
    found = index_texts([[], other, [line, *other], other])
    assert wanted <= set(found[2].split())
    assert found[1] == found[3] == index_text(other)
    assert found[0] == ""


def test_names_of_things_are_random_uuids():
    made = {new_id() for _no in range(1_000)}
    assert len(made) == 1_000
    assert all(is_id(name) and uuid.UUID(name).version == 4 for name in made)
    assert {uuid.UUID(name).variant for name in made} == {uuid.RFC_4122}
