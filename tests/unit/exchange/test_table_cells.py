"""Cells of tables that leave the program: nothing is calculated, nothing is hidden."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.table_cells import cell, visible

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|")


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+49 221 123",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "  =1",
        "\t=1",
        "\r=1",
        '"=1',
        "\uff1d1",
        "|x",
    ],
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert not cell(text).lstrip(' \t"').startswith(FORMULA)


@pytest.mark.parametrize("text", ["Anna,=HYPERLINK(1)", "a;@x", 'b, "=1', "c|+x|y"])
def test_what_stands_behind_another_separator_is_guarded_too(text: str) -> None:
    for separator in (",", ";", "|"):
        for part in cell(text).split(separator):
            assert not part.lstrip(' "').startswith(FORMULA)


@pytest.mark.parametrize("text", ["Köln", "51.2,-0.1", "A & B", "§ 266a StGB", "محمد", "Dr.-Ing. M."])
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_what_turns_text_around_is_named() -> None:
    assert visible("abc\u202egpj.exe") == "abc⟨U+202E⟩gpj.exe"
    assert visible("a\u2066b\x00c\x1bd\ud800") == "a⟨U+2066⟩b⟨U+0000⟩c⟨U+001B⟩d⟨U+D800⟩"
    assert visible("two\r\nlines") == "two / lines"


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_csv_of_any_texts_keeps_rows_and_cells(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([[cell(c) for c in row] for row in rows])
    read = list(csv.reader(io.StringIO(out.getvalue()), delimiter=";"))
    assert [len(row) for row in read] == [len(row) for row in rows]
    out.getvalue().encode()
    assert not any(c.lstrip(' "').startswith(FORMULA) for row in read for c in row)
