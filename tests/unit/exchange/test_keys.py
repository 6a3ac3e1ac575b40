"""Keys of workstations: what partners exchange as text must not be misread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import UserError
from app.exchange.keys import new_identity, parse_public

KNOWN = new_identity("Muster, Zimmer 12")


def test_the_text_form_comes_back():
    assert parse_public(KNOWN.public().to_text()) == KNOWN.public()


def test_mail_quoting_and_spaces_are_forgiven():
    text = "\r\n".join(f"> {line}  " for line in KNOWN.public().to_text().splitlines())
    assert parse_public("\n\n" + text) == KNOWN.public()


def test_secrets_never_show_by_accident():
    shown = repr(KNOWN) + str(KNOWN) + KNOWN.public().to_text()
    assert KNOWN.age_secret not in shown
    assert KNOWN.sign_secret not in shown
    assert "SECRET" not in shown


def test_the_fingerprint_is_twelve_groups_and_belongs_to_the_keys():
    groups = KNOWN.public().fingerprint.split(" ")
    assert [len(g) for g in groups] == [5] * 12
    assert all(g.isdecimal() for g in groups)
    assert new_identity(KNOWN.name).public().fingerprint != KNOWN.public().fingerprint


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.data())
def test_every_mistyped_character_is_noticed(data):
    text = KNOWN.public().to_text()
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.characters(min_codepoint=33, max_codepoint=126))
    changed = text[:place] + other + text[place + 1 :]
    if changed == text or (place > text.index("check: ") and other.lower() == text[place].lower()):
        return  # the check digits may be typed in capitals
    with pytest.raises(UserError) as caught:
        parse_public(changed)
    assert caught.value.key in {"identity.mistyped", "identity.not_a_key", "identity.newer"}


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text())
def test_any_other_text_is_refused_in_one_sentence(text):
    with pytest.raises(UserError) as caught:
        parse_public(text)
    assert caught.value.key == "identity.not_a_key"


def test_a_newer_form_is_named_as_such():
    with pytest.raises(UserError) as caught:
        parse_public(KNOWN.public().to_text().replace("kennung/2", "kennung/3"))
    assert caught.value.key == "identity.newer"


def test_lines_cannot_be_doubled_or_dropped():
    lines = KNOWN.public().to_text().splitlines()
    for wrong in (lines[:-1], [*lines[:2], *lines[1:]], lines[:2] + lines[3:], [lines[0]]):
        with pytest.raises(UserError) as caught:
            parse_public("\n".join(wrong))
        assert caught.value.key == "identity.mistyped"


@pytest.mark.parametrize("name", ["", "  ", "x" * 200, "a\x07b"])
def test_a_name_must_be_readable(name):
    with pytest.raises(UserError) as caught:
        new_identity(name)
    assert caught.value.key == "identity.name"
