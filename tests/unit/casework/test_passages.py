import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import i18n
from app.casework.passages import Passage, display, marked, parse, to_text

PAGES = st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4)


@given(PAGES, st.data())
def test_a_passage_survives_being_kept_and_names_its_words(pages: list[str], data: st.DataObject) -> None:
    page = data.draw(st.integers(0, len(pages) - 1))
    start = data.draw(st.integers(0, len(pages[page]) - 1))
    end = data.draw(st.integers(start + 1, len(pages[page])))
    passage = marked(page, start, end)
    assert parse(to_text(passage)) == passage
    assert passage.cut(tuple(pages)) == pages[page][start:end]


@pytest.mark.parametrize(
    "text", ["", "Blatt 3", "p0:1-2", "p1:0-2", "p1:5-4", "p1:1-2 ", "P1:1-2", "p1:1", "p²:1-2"]
)
def test_what_was_written_by_hand_is_no_passage_and_stays(text: str) -> None:
    assert parse(text) is None
    assert display(text) == text


def test_a_passage_is_shown_in_the_language_in_force() -> None:
    assert display("p3:120-164") == "p. 3, ch. 120–164"
    i18n.set_language("de")
    assert "3" in display("p3:120-164")
    assert "120–164" in display("p3:120-164")


def test_a_place_that_the_document_does_not_have_has_no_words() -> None:
    assert Passage(2, 1, 5).cut(("eine Seite",)) == ""
    assert Passage(1, 50, 60).cut(("eine Seite",)) == ""


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 0, 1), (1, 2, 1)])
def test_an_impossible_passage_is_a_defect(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="a passage has"):
        Passage(*numbers)
