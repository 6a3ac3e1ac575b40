"""Shortcuts on the way into the index change nothing of what stands in it."""

import re
import uuid

from hypothesis import given
from hypothesis import strategies as st

from app.base.ids import is_id, new_id
from app.store.search_form import compact, loose, search_form, words
from app.store.search_spellings import spellings
from app.store.search_terms import index_text, terms

_TEXT = st.text(st.sampled_from("AEOUaeouäöüßéşłعм 0123K-+/().,'"), max_size=30)


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


def test_names_of_things_are_random_uuids():
    made = {new_id() for _no in range(1_000)}
    assert len(made) == 1_000
    assert all(is_id(name) and uuid.UUID(name).version == 4 for name in made)
    assert {uuid.UUID(name).variant for name in made} == {uuid.RFC_4122}
