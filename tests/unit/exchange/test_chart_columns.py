"""What a large drawing is written from in columns says the same as one piece after the other."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.chart_primitives import Areas, Group, Marks, Sheet, Stamp, Strokes, Words
from app.exchange.chart_svg import write_svg
from app.exchange.chart_text import clean, text_width, text_widths
from app.exchange.number_rows import rows_of

_NUMBERS = st.integers(-(10**6), 10**6).map(lambda n: n / 1000 + 0.0001)


@given(st.lists(st.tuples(_NUMBERS, _NUMBERS), min_size=1, max_size=20), st.sampled_from((1, 2)))
def test_rows_of_numbers_read_as_formatted_one_by_one(rows, decimals):
    one = f"M%.{decimals}f %.{decimals}fZ\n"
    expected = "".join(one % row for row in rows)
    for zero in ("-0.0", "-0.00"):  # "%.1f" keeps the sign of what rounds to nothing
        expected = expected.replace(f"{zero} ", f"{zero[1:]} ").replace(f"{zero}Z", f"{zero[1:]}Z")
    assert rows_of(np.array(rows), ("M", " ", "Z\n"), decimals) == expected


def test_no_rows_are_no_text():
    assert rows_of(np.empty((0, 4)), ("M", " ", "L", " ", "\n")) == ""


@given(st.lists(st.text(max_size=12).map(clean), max_size=8))
def test_widths_of_many_texts_are_those_of_each(texts):
    assert np.allclose(text_widths(texts, 8.4), [text_width(text, 8.4) for text in texts])


def test_names_with_signs_of_markup_stay_text_and_captions_stay_with_their_symbols():
    marks = Marks(
        ("s1", "s1", "s1"),
        np.array([[10.0, 20.0], [30.0, 40.0], [50.0, 60.0]]),
        ("A & B <1>", "stumm", "C"),
        (2, 0, 1),
        np.zeros((3, 4)),
        ("A & B", "<1>", "C"),
        np.array([[10.0, 30.0], [10.0, 38.0], [50.0, 70.0]]),
        (0.0, 0.25, 0.0),
        8.0,
    )
    lines = Strokes(np.array([[0.0, 0.0, 9.0, 9.0]]), np.empty((0, 8)), ("A & B – C",), 0.3, 1.0)
    areas = Areas(np.array([[0.0, 0.0, 4.0, 0.0, 4.0, 4.0]]), 0.5)
    groups = (Group((lines,)), Group((areas,)), Group((marks,)))
    out = io.BytesIO()
    write_svg(Sheet(100.0, 100.0, "t", "d", "de", groups, {"s1": ()}), out)
    text = out.getvalue().decode()
    assert "<title>A &amp; B – C</title>" in text
    assert 'd="M0.0 0.0L4.0 0.0L4.0 4.0Z"' in text
    first, second, third = (part.split("</g>")[0] for part in text.split("<g><title>")[1:])
    assert first.startswith("A &amp; B &lt;1&gt;</title>")
    assert first.count("<text") == 2
    assert ">&lt;1&gt;</text>" in first
    assert "<text" not in second
    assert third.endswith(">C</text>")
    drawn = list(marks.items())
    assert drawn[0] == Stamp("s1", 10.0, 20.0)
    assert drawn[2] == Words(10.0, 38.0, "<1>", 8.0, False, "middle", 0.25)
    assert [one.name for one in marks.of(np.array([1])) if isinstance(one, Stamp)] == ["s1"]
