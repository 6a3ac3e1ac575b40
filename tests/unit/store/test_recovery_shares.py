"""The recovery key in shares: enough of them give it, too few, mixed or mistyped ones are named."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import ExitCode, UserError
from app.store import keys, recovery_key, recovery_shares
from app.store.recovery_shares import Split, joined, lines_of, parse_split, shares, split_of
from app.store.store import Store

KEY = bytes(range(32))
TWO_OF_THREE = shares(KEY, Split(2, 3))


def _refused(text: str) -> UserError:
    with pytest.raises(UserError) as refused:
        recovery_key.from_text(text)
    assert refused.value.exit_code == ExitCode.CANNOT_UNLOCK
    return refused.value


@given(
    st.binary(min_size=32, max_size=32),
    st.integers(2, 4).flatmap(lambda m: st.tuples(st.just(m), st.integers(m, 5))),
    st.data(),
)
@settings(max_examples=25)
def test_any_enough_shares_in_any_order_give_the_key(
    key: bytes, form: tuple[int, int], data: st.DataObject
) -> None:
    split = Split(*form)
    order = data.draw(st.permutations(range(split.made)))
    all_made = shares(key, split)
    made = [all_made[at] for at in order]
    assert len(made) == split.made
    assert joined("\n".join(made[: split.needed])) == key
    with pytest.raises(UserError):
        joined("\n".join(made[: split.needed - 1]))


def test_every_pair_opens_and_a_third_does_no_harm() -> None:
    for pair in itertools.permutations(TWO_OF_THREE, 2):
        assert recovery_key.from_text("\n".join(pair)) == KEY
    assert recovery_key.from_text("\n".join(TWO_OF_THREE)) == KEY


def test_numbers_case_and_line_breaks_do_not_matter() -> None:
    words = [share.split() for share in TWO_OF_THREE[:2]]
    numbered = "\n".join(" ".join(f"{i + 1}. {w.upper()}" for i, w in enumerate(line)) for line in words)
    assert recovery_key.from_text(numbered) == KEY
    broken = "\n".join("\n".join(" ".join(line[i : i + 11]) for i in (0, 11, 22)) for line in words)
    assert len(lines_of(broken)) == 2
    assert recovery_key.from_text(broken) == KEY


def test_too_few_says_how_many_are_missing() -> None:
    assert "2 different shares are needed, and 1 are here" in _refused(TWO_OF_THREE[0]).text
    assert "and 1 are here" in _refused("\n".join([TWO_OF_THREE[0]] * 2)).text


def test_shares_of_two_keys_do_not_mix() -> None:
    other = shares(KEY, Split(2, 3))
    assert _refused(f"{TWO_OF_THREE[0]}\n{other[1]}").key == "keys.shares_mixed"


@given(st.integers(0, 32), st.sampled_from(["academic", "zero", "falsch", "acid"]))
@settings(max_examples=20)
def test_a_mistyped_word_is_never_taken(place: int, typed: str) -> None:
    words = TWO_OF_THREE[1].split()
    if words[place] == typed:
        return
    words[place] = typed
    refused = _refused(f"{TWO_OF_THREE[0]}\n{' '.join(words)}")
    assert refused.params.get("place") == 2


def test_a_missing_word_names_the_share() -> None:
    short = TWO_OF_THREE[1].rsplit(" ", 1)[0]
    assert "Share no. 2 is mistyped: it has 32 of 33 words" in _refused(f"{TWO_OF_THREE[0]}\n{short}").text


@pytest.mark.parametrize("text", ["", "3", "1of3", "4of3", "2of17", "zwei von drei", "2of3of4", "-2of3"])
def test_what_is_no_sharing_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_split(text)
    assert refused.value.exit_code == ExitCode.USAGE


def test_a_sharing_survives_as_the_name_of_the_slot() -> None:
    for text in ("2of3", "2 von 3", "2/3"):
        assert parse_split(text).label == "2of3"
    assert split_of("paper") is None


def test_a_shared_recovery_key_opens_the_store_and_stays_shared(store: Store) -> None:
    text = keys.new_recovery(store, Split(2, 3))
    first, second, third = text.splitlines()
    for pair in ((first, second), (third, first)):
        opened = Store.open_with_recovery_key(store.path, "\n".join(pair), "muster")
        assert opened.data_key == store.data_key
        opened.close()
    assert keys.split_in_force(store) == Split(2, 3)
    fresh = keys.rekey(store)
    assert recovery_shares.looks_like_shares(fresh)
    assert keys.split_in_force(store) == Split(2, 3)
    with pytest.raises(UserError):
        Store.open_with_recovery_key(store.path, f"{first}\n{second}")
    Store.open_with_recovery_key(store.path, "\n".join(fresh.splitlines()[1:])).close()


@given(st.text(max_size=400))
def test_no_text_of_chance_is_a_key(text: str) -> None:
    assert _refused(text).text
