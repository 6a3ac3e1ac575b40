"""Values that people never meant to print, and still must be able to."""

import json
import unicodedata
from pathlib import Path

from briefing_factory import with_values
from hypothesis import given
from hypothesis import strategies as st
from pdf_checks import failures, pdf_of

from app.briefing.fonts import font_for
from app.briefing.script import clean, runs

NASTY = (
    "<b>fett</b> & <font color='red'> </para>",
    "&lt;&amp;&#0;&#x1F600; ]]> <!-- -->",
    "\x00\x01\x07\x1b[31m\x7f\x85\u2028\u2029",
    "\u202egnp.exe \u2066\u2069\u200b\u200f\ufeff",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 ❤️",
    "日本語 ไทย עברית ქართული",
    "Z̸̢̛͓͐a̵̢͐l̶̰̐g̷̣̈o̴̧͝",
    "x" * 5000,
    "ein langes Wort: " + "Donaudampfschifffahrtsgesellschaft" * 40,
    "Satz mit vielen Wörtern. " * 400,
    "( \\ ) %PDF-1.4 endstream endobj",
    "   ",
    "\ud800",
)


def test_any_text_can_be_a_value(tmp_path: Path) -> None:
    assert failures(pdf_of(with_values(list(NASTY)), language="de"), tmp_path) == []


def test_every_naughty_string_can_be_a_value(shared_data: Path, tmp_path: Path) -> None:
    texts = json.loads((shared_data / "05_feindlich" / "blns" / "blns.json").read_text(encoding="utf-8"))
    assert len(texts) > 400
    assert failures(pdf_of(with_values([t for t in texts if t]), language="en"), tmp_path) == []


@given(st.text())
def test_what_is_printed_has_a_glyph_and_no_control_character(text: str) -> None:
    for run in runs(clean(text)):
        assert run.text
        assert all(font_for(c) is not None for c in run.text)
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in run.text)


def test_a_script_without_font_is_transliterated_in_quotes() -> None:
    assert [run.text for run in runs(clean("Herr שלום"))] == ["Herr ", "\u2039slvm\u203a"]


def test_direction_overrides_do_not_reach_the_paper() -> None:
    assert clean("Muster\u202eretsuM") == "MusterretsuM"
