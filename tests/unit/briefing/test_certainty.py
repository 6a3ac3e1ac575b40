"""Probability and confidence of an assessment are printed as two sentences, never as one (ICD 203)."""

from dataclasses import replace

import pytest

from app.base.i18n import set_language
from app.base.records import Finding, Standing
from app.briefing.wording import likelihood_words, with_certainty
from app.casework.sentences import mixed_sentences

ASSESSED = Finding(
    id="1", case_id="c", subject_id="s", source_id="q", property="key_judgement", value="",
    standing=Standing.ASSESSMENT, credibility="4", recorded_by="m", recorded_at="", review_due="",
    likelihood="likely", confidence="low",
)  # fmt: skip


@pytest.fixture(autouse=True)
def english_again() -> None:
    set_language("en")


def test_two_sentences_follow_the_statement() -> None:
    said = with_certainty("She runs the firm", ASSESSED)
    assert said.startswith("She runs the firm. Probability: likely (55 to 80 %). Low confidence: ")
    assert said.endswith(".")
    assert mixed_sentences(said) == ()


def test_what_is_not_stated_is_not_printed() -> None:
    fact = replace(ASSESSED, likelihood="", confidence="")
    assert with_certainty("She runs the firm", fact) == "She runs the firm"
    assert with_certainty("Why?", replace(ASSESSED, confidence="")).startswith("Why? Probability")


def test_the_scale_has_seven_words_without_a_gap() -> None:
    bands = likelihood_words()
    assert len(bands) == 7
    assert [high for _word, _low, high in bands[:-1]] == [low for _word, low, _high in bands[1:]]
