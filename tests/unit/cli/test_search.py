"""`search` on the command line."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller


@pytest.fixture
def people(call: Caller, case: str, tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text("name,note\nJürgen Groß,grüner Wagen\nMaria Exemplo,E-MU 1234\n", encoding="utf-8")
    assert call("import", file, "--case", case, "--profile", "personen").code == 0
    return case


def test_hits_are_told_with_case_and_snippet(call: Caller, people: str) -> None:
    answer = call("search", "gruener", "--json")
    (hit,) = answer.json["hits"]
    assert answer.json["total"] == 1
    assert set(hit) == {"kind", "id", "title", "snippet", "case"}
    assert (hit["kind"], hit["title"], hit["case"]) == ("subject", "Jürgen Groß", people)
    assert hit["snippet"] == "Note: [grüner] Wagen"


def test_lines_are_for_people(call: Caller, people: str) -> None:
    assert call("search", "emu1234").out.strip() == f"{people}  Person  Maria Exemplo  Note: [E-MU] [1234]"


def test_filters_work_and_unknown_ones_are_refused(call: Caller, people: str) -> None:
    assert call("search", "art:person gross", "--json").json["total"] == 1
    assert call("search", "art:fahrzeug gross").code == 1
    refused = call("search", "farbe:rot")
    assert refused.code == 2
    assert "Known filters: kind:, case:, agency:, due:, source:, exonerating:" in refused.err


def test_a_case_can_be_asked_alone(call: Caller, people: str) -> None:
    assert call("search", "gross", "--case", people, "--json").json["total"] == 1
    assert call("search", "gross", "--case", "360-2026-999").code == 1
