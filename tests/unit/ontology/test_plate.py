import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ontology.values import normalise


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("E-AB 1234", "E-AB 1234"),
        ("e ab 1234", "E-AB 1234"),
        ("E AB 123H", "E-AB 123H"),
        ("E-AB-123 e", "E-AB 123E"),
        ("DUXAB12", "DUX-AB 12"),
        ("EA1234", "E-A 1234"),
        ("WÜM-A 1", "WÜM-A 1"),
        ("E-AB 123 04-10", "E-AB 123 04-10"),
        ("E-AB 123 (4/10)", "E-AB 123 04-10"),
        ("E-06 123", "E-06123"),
        ("E 04123", "E-04123"),
        ("E-1234", "E-1234"),
        ("E-123 A", "E-123A"),
        ("12-abc-3 (nl)", "12-ABC-3 (NL)"),
        ("NL: 12-ABC-3", "12-ABC-3 (NL)"),
        ("E-AB 1234 (D)", "E-AB 1234"),
    ],
)
def test_plate_is_kept_in_one_way(written, kept):
    assert normalise("plate", written) == kept
    assert normalise("plate", kept) == kept


@pytest.mark.parametrize(
    "text", ["EAB1234", "WESAB 0", "E-ABC 12", "E-AB 01", "ESSEN", "1234", "E-AB 12345", "WES-AB 1234H"]
)
def test_what_is_no_plate_or_could_be_two_is_refused(text):
    with pytest.raises(ValueError, match=r"plate|hyphen"):
        normalise("plate", text)


def test_ambiguous_plate_names_what_it_could_be():
    with pytest.raises(ValueError, match="E-AB 1234 or EA-B 1234"):
        normalise("plate", "EAB1234")


@settings(max_examples=50)
@given(st.from_regex(r"[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} [1-9][0-9]{0,2}[HE]?", fullmatch=True))
def test_ordinary_plates_are_stable(text):
    kept = normalise("plate", text)
    assert normalise("plate", kept) == kept
    assert kept.replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")
