"""Der Jahresbericht folgt dem gedruckten, Abschnitt für Abschnitt, und jede seiner Zahlen hat ihren Platz."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.base import i18n
from app.office.report_plan import cover_figures, sections
from app.office.report_text import report_paper
from app.store.store import Store

IMPRINT = "Imprint"


@pytest.fixture(scope="module")
def facts(project: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((project / "resources/demo/office.json").read_text(encoding="utf-8"))
    return read


def named_sections(facts: object) -> Iterator[str]:
    """Every section that any fact of the printed report names."""
    if isinstance(facts, dict):
        for key, value in facts.items():
            if key in ("section", "source_section") and isinstance(value, str):
                yield value
            else:
                yield from named_sections(value)
    elif isinstance(facts, list):
        for value in facts:
            yield from named_sections(value)


def rows(project: Path) -> dict[str, list[str]]:
    """The table of docs/REPORT_STRUCTURE.md by its first column."""
    text = (project / "docs/REPORT_STRUCTURE.md").read_text(encoding="utf-8")
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {cells[0]: cells[1:] for cells in found[1:]}


def test_every_section_of_the_printed_report_has_its_place(facts: dict[str, Any]) -> None:
    numbers = {plan.number or plan.title_en for plan in sections()}
    assert set(named_sections(facts)) <= numbers
    assert IMPRINT in numbers


def test_every_printed_figure_stands_in_its_section(facts: dict[str, Any]) -> None:
    placed = {(plan.number, figure) for plan in sections() for figure in plan.figures}
    printed = {(figure["section"], figure["id"]) for figure in facts["figures"]}
    assert len(printed) == 29
    assert printed <= placed


def test_sections_stand_in_order_each_below_its_own(facts: dict[str, Any]) -> None:
    numbers = [plan.number for plan in sections() if plan.number]
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    assert all(number.rpartition(".")[0] in ("", *numbers) for number in numbers)
    assert {number[0] for number in numbers} == {"1", "2", "3", "4"}


def test_the_comparison_says_what_the_plan_says(project: Path) -> None:
    told = rows(project)
    assert set(told) == {plan.number or plan.title_en for plan in sections()}
    for plan in sections():
        printed, _text, counted, listed, drawn, missing = told[plan.number or plan.title_en]
        assert printed
        assert missing
        if not plan.all_figures:
            assert [f.strip("`") for f in counted.split(", ")] == list(plan.figures or ("–",)), plan.number
        assert listed.strip("`") == (plan.listed or "–")
        assert drawn == (", ".join(chart.title_en for chart in plan.charts) or "–")


def test_a_report_of_the_demo_office_draws_moves_and_says_who_publishes_it(office: Store) -> None:
    i18n.set_language("de")
    report = report_paper(office, 2021)
    by_number = {section.number: section for section in report.sections}
    assert [bars.caption for bars in by_number["3.3.1"].bars] == [
        "Anfragen nach Jahren",
        "Analysen nach Themenfeld",
    ]
    by_topic = by_number["3.3.1"].bars[1]
    assert dict(by_topic.series) == {"laufend": (1,) * 8 + (1,), "abgeschlossen": (0,) * 8 + (18,)}
    assert by_number["2.1"].bars[0].series[0][1][-1] == 22
    (_caption, network) = by_number["3.2.2"].tables[0]
    at = [title for title, _share in network.columns].index("verlegt von")
    assert [row[at] for row in network.rows] == ["", "13.12.2021 – 14.12.2021"]
    assert ("Herausgeber", "Sicherheitskooperation Ruhr") in by_number[""].figures
    half_year = dict(by_number["3.3.1"].figures)["Anfragen 2020"]
    assert half_year.startswith("30 – ")
    assert "halbes Jahr" in half_year
    assert len(report.cover) == len(cover_figures())
