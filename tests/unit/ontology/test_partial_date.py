import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base import partial_date
from app.base.i18n import set_language
from app.ontology.values import display, normalise

# as written, as kept, shown in German, shown in English
EXAMPLES = [
    ("2021", "2021", "2021", "2021"),
    ("2021-04", "2021-04", "April 2021", "April 2021"),
    ("04.2021", "2021-04", "April 2021", "April 2021"),
    ("4/2021", "2021-04", "April 2021", "April 2021"),
    ("März 2020", "2020-03", "März 2020", "March 2020"),
    ("05.04.2021", "2021-04-05", "05.04.2021", "5 April 2021"),
    ("5. 4. 2021", "2021-04-05", "05.04.2021", "5 April 2021"),
    ("5. April 2021", "2021-04-05", "05.04.2021", "5 April 2021"),
    ("April 5, 2021", "2021-04-05", "05.04.2021", "5 April 2021"),
    ("2021/04/05", "2021-04-05", "05.04.2021", "5 April 2021"),
    ("2021-04-05 00:00:00", "2021-04-05", "05.04.2021", "5 April 2021"),
    ("05.04.2021, 13:30 Uhr", "2021-04-05T13:30", "05.04.2021, 13:30 Uhr", "5 April 2021, 13:30"),
    ("2021-04-05T13:30:00Z", "2021-04-05T13:30Z", "05.04.2021, 13:30 Uhr (UTC)", "5 April 2021, 13:30 (UTC)"),
    ("00.00.1985", "1985", "1985", "1985"),
    ("XX.04.1985", "1985-04", "April 1985", "April 1985"),
    ("ca. 2021", "2021~", "ca. 2021", "about 2021"),
    ("vermutlich 04.2021", "2021-04?", "April 2021 (unsicher)", "April 2021 (uncertain)"),
    ("2021%", "2021%", "ca. 2021 (unsicher)", "about 2021 (uncertain)"),
    ("202X", "202X", "2020er Jahre", "2020s"),
    ("2021-04-xx", "2021-04-XX", "April 2021 (Tag unbekannt)", "April 2021 (day unknown)"),
    ("2021-XX", "2021-XX", "2021 (Monat unbekannt)", "2021 (month unknown)"),
    ("2021-XX-XX", "2021-XX-XX", "2021 (Tag und Monat unbekannt)", "2021 (day and month unknown)"),
    ("2021-22", "2021-22", "Sommer 2021", "summer 2021"),
    ("ab 2021", "2021/..", "ab 2021", "from 2021"),
    ("until 2022", "../2022", "bis 2022", "until 2022"),
    ("/2022", "/2022", "Beginn unbekannt – 2022", "beginning unknown – 2022"),
    ("2022/", "2022/", "2022 – Ende unbekannt", "2022 – end unknown"),
    (
        "01.02.2021 bis 05.02.2021",
        "2021-02-01/2021-02-05",
        "01.02.2021 – 05.02.2021",
        "1 February 2021 – 5 February 2021",
    ),
    ("19XX", "19XX", "zwischen 01.01.1900 und 31.12.1999", "between 1 January 1900 and 31 December 1999"),
]

REFUSED = [
    "05.04.21",
    "31.02.2021",
    "2021-02-29",
    "2021-02-29~",
    "2021-13",
    "0999",
    "2021-04-05T25:00",
    "2022/2021",
    "../..",
    "Muster 2021",
    "[2020,2021]",
    "2021-25",
    "gestern",
    "2021/2022/2023",
]

BOUNDS = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2021-12", "2021-12-01", "2021-12-31"),
    ("2021-04-05T13:30", "2021-04-05", "2021-04-05"),
    ("2021-04~", "2021-04-01", "2021-04-30"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("2021-04-XX", "2021-04-01", "2021-04-30"),
    ("2021-21", "2021-03-01", "2021-05-31"),
    ("2021-04/2021-06-15", "2021-04-01", "2021-06-15"),
    ("2021/..", "2021-01-01", "9999-12-31"),
    ("../2021", "0001-01-01", "2021-12-31"),
]


@pytest.mark.parametrize(("written", "kept", "german", "english"), EXAMPLES)
def test_date_is_kept_as_edtf_and_shown_in_two_languages(written, kept, german, english):
    assert normalise("partial_date", written) == kept
    assert normalise("partial_date", kept) == kept
    assert display("partial_date", kept) == english
    set_language("de")
    assert display("partial_date", kept) == german


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        normalise("partial_date", text)


@pytest.mark.parametrize(("value", "first", "last"), BOUNDS)
def test_bounds(value, first, last):
    assert partial_date.bounds(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@settings(max_examples=50)
@given(st.dates(dt.date(1000, 1, 1)), st.sampled_from(["de", "en"]))
def test_day_as_shown_reads_back_as_kept(day, language):
    set_language(language)
    kept = day.isoformat()
    assert partial_date.bounds(kept) == (day, day)
    assert normalise("partial_date", display("partial_date", kept)) == kept


@settings(max_examples=50)
@given(st.from_regex(r"(19|20)[0-9X]{2}(-[0-9X]{2}(-[0-9X]{2})?)?[~?%]?", fullmatch=True))
def test_loose_dates_are_refused_or_stable_and_ordered(text):
    try:
        kept = normalise("partial_date", text)
    except ValueError:
        return
    assert normalise("partial_date", kept) == kept
    assert display("partial_date", kept)
    first, last = partial_date.bounds(kept)
    assert first <= last


def test_moments_keep_what_was_said():
    assert partial_date.normalise("2021-04-05t13:30:15+02:00") == "2021-04-05T13:30:15+02:00"
    assert partial_date.parts("2021-04-05T13:30~") is not None
    assert partial_date.parts("2021-21") is None
    assert partial_date.parts("2021/2022") is None
