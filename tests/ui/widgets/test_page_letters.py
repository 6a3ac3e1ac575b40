"""Which character is under the pointer, and which lines a passage covers."""

from hypothesis import given
from hypothesis import strategies as st

from ui.case.page_letters import Box, letter_at, lines

PER_LINE, LINES = 10, 5


def box(place: int, line: int) -> Box:
    """The box of a character in a line."""
    if place == PER_LINE - 1:
        return 0.0, 0.0, 0.0, 0.0
    left, top = 0.1 + 0.08 * place, 0.1 + 0.1 * line
    return left, top, left + 0.07, top + 0.08


# Five lines of ten characters; the last of each line has no box, as a line feed has none.
LETTERS = [box(n % PER_LINE, n // PER_LINE) for n in range(PER_LINE * LINES)]


@given(st.integers(0, PER_LINE * LINES - 1).filter(lambda n: n % PER_LINE < PER_LINE - 1))
def test_the_middle_of_a_character_means_it(number: int) -> None:
    left, top, right, bottom = LETTERS[number]
    assert letter_at(LETTERS, (left + right) / 2, (top + bottom) / 2) == number


@given(st.integers(0, PER_LINE * LINES), st.integers(0, PER_LINE * LINES))
def test_a_passage_covers_each_of_its_lines_once(one: int, other: int) -> None:
    start, end = sorted((one, other))
    seen = {n // PER_LINE for n in range(start, end) if n % PER_LINE < PER_LINE - 1}
    found = lines(LETTERS, start, end)
    assert len(found) == len(seen)
    assert [box[1] for box in found] == sorted(box[1] for box in found)


def test_an_empty_margin_means_no_character() -> None:
    assert letter_at(LETTERS, 0.5, 0.95) is None
    assert letter_at([], 0.5, 0.5) is None
