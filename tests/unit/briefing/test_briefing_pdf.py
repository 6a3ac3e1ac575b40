"""The whole way from a view to the file: valid, reproducible, complete, and silent where it must be."""

from dataclasses import replace
from pathlib import Path

import pytest
from briefing_factory import CASE, FIRMS, PEOPLE, Maker, empty_view, released, working_view
from pdf_checks import accessible_texts, described, failures, page_texts, pdf_of

from app.base import i18n
from app.base.records import Standing
from app.policy.views import ReleasedView

MARKING = "VS – NUR FÜR DEN DIENSTGEBRAUCH"


@pytest.fixture(scope="module")
def view() -> ReleasedView:
    return released(working_view())


@pytest.fixture(scope="module")
def german(view: ReleasedView) -> bytes:
    return pdf_of(view, language="de", copies=8, copy_no=3, marking=MARKING)


@pytest.mark.parametrize("language", ["de", "en"])
def test_released_briefing_passes_both_validators(view: ReleasedView, language: str, tmp_path: Path) -> None:
    assert failures(pdf_of(view, language=language, copies=2, marking=MARKING), tmp_path) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_internal_briefing_passes_both_validators(language: str, tmp_path: Path) -> None:
    assert failures(pdf_of(working_view(), language=language), tmp_path) == []


def test_same_view_and_options_give_the_same_bytes(view: ReleasedView, german: bytes) -> None:
    assert pdf_of(view, language="de", copies=8, copy_no=3, marking=MARKING) == german


def test_copies_differ(view: ReleasedView, german: bytes) -> None:
    assert pdf_of(view, language="de", copies=8, copy_no=4, marking=MARKING) != german


def test_every_page_carries_marking_case_number_and_recipient(german: bytes) -> None:
    pages = page_texts(german)
    assert len(pages) > 8
    for number, text in enumerate(pages, start=1):
        assert text.count(MARKING) >= 2
        assert CASE.reference in text
        assert "3 / 8" in text or "3/8" in text
        assert "Hauptzollamt Musterstadt" in text
        assert f"{number} of {len(pages)}" in text or f"{number} von {len(pages)}" in text


def test_internal_briefing_says_so_on_every_page_and_names_no_recipient() -> None:
    i18n.set_language("en")
    for text in page_texts(pdf_of(working_view(), language="en")):
        assert text.count("internal – not for release") >= 2


def test_names_of_all_scripts_and_source_numbers_are_in_the_text(german: bytes) -> None:
    whole = " ".join(page_texts(german))
    for name in (*PEOPLE, *FIRMS[:3]):
        if name.isascii() or all(ord(c) < 0x600 for c in name):
            assert name in whole
    assert "[Q1]" in whole
    assert any("محمد المثال" in text for text in accessible_texts(german))


def test_title_and_bookmarks_hold_the_case_number_but_no_name(german: bytes) -> None:
    text = described(german)
    assert CASE.reference in text
    assert not any(word in text for name in (*PEOPLE, *FIRMS) for word in name.split() if len(word) > 4)
    assert CASE.title not in text


def test_a_view_with_nothing_in_it_still_gives_a_valid_short_briefing(tmp_path: Path) -> None:
    data = pdf_of(empty_view(), language="de")
    assert failures(data, tmp_path) == []
    assert len(page_texts(data)) <= 7


def test_language_in_force_is_restored() -> None:
    i18n.set_language("en")
    pdf_of(empty_view(), language="de")
    assert i18n.language() == "en"


def test_language_in_force_is_restored_after_an_error() -> None:
    i18n.set_language("en")
    with i18n.speaking("de"):
        assert i18n.language() == "de"
        with pytest.raises(ZeroDivisionError), i18n.speaking("en"):
            _ = 1 / 0
        assert i18n.language() == "de"
    assert i18n.language() == "en"


def test_a_thousand_findings_build_in_seconds(tmp_path: Path) -> None:
    make = Maker()
    people = [make.node("person", f"person {n}") for n in range(150)]
    for n, person in enumerate(people):
        make.say(person, "name", f"{PEOPLE[n % len(PEOPLE)]} {n}", n)
        if n:
            make.link("contact", person, people[n // 3], n, standing=list(Standing)[n % 3])
    while len(make.findings) < 1000:
        n = len(make.findings)
        make.say(
            people[n % 150],
            "statement",
            f"Aussage {n} über einen Vorgang.",
            n,
            valid_from=f"2025-{1 + n % 12:02}",
        )
    many = replace(working_view(), subjects=tuple(make.subjects), findings=tuple(make.findings))
    data = pdf_of(many, language="de")
    text = " ".join(page_texts(data))
    assert "+10 more nodes" in text or "+10 weitere Knoten" in text
    assert failures(data, tmp_path) == []
