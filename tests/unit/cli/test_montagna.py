"""The published network on the command line: the figures of Cavallaro, Ficara et al. (PLOS ONE 2020)."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller

MONTAGNA = Path(__file__).resolve().parents[2] / "data" / "montagna"
MEETINGS = MONTAGNA / "Montagna_meetings_edgelist.csv"
CALLS = MONTAGNA / "Montagna_phonecalls_edgelist.csv"


def test_two_layers_give_the_published_figures(call: Caller, case: str) -> None:
    first = call("import", MEETINGS, "--profile", "treffen", "--case", case, "--json")
    assert first.code == 0
    assert "no label" in first.err
    report = first.json["files"][0]
    assert (report["records"], report["nodes"], report["links"], len(report["merged"])) == (289, 101, 256, 33)
    second = call("import", CALLS, "--profile", "telefon", "--case", case, "--json").json["files"][0]
    assert (second["records"], second["nodes"], second["links"]) == (150, 100, 124)
    assert second["duplicates_of_known"] == 47
    counted = call("case", "list", "--json").json["cases"][0]
    assert (counted["nodes"], counted["links"]) == (154, 380)

    for layer, nodes, edges, betweenness, degree in (
        ("met", 101, 256, 0.373, 24),
        ("phoned", 100, 124, 0.418, 25),
    ):
        answer = call("graph", case, "--layer", layer, "--json").json
        assert (answer["nodes"], answer["edges"], answer["diameter"]) == (nodes, edges, 7)
        values = answer["measures"]["betweenness"]
        assert list(values) == sorted(values), "nobody is ranked who was not asked for"
        assert max(values, key=lambda name: values[name]) == "18"
        assert values["18"] == pytest.approx(betweenness, abs=0.0005)
        assert answer["measures"]["degree"]["18"] == degree
        assert sum(answer["components"]) == nodes


def test_the_largest_come_first_only_if_asked_for(call: Caller, case: str) -> None:
    call("import", MEETINGS, "--profile", "treffen", "--case", case)
    answer = call("graph", case, "--top", "3", "--json").json
    values = list(answer["measures"]["betweenness"].values())
    assert len(values) == 3
    assert values == sorted(values, reverse=True)
    assert next(iter(answer["measures"]["degree"])) == "18"


def test_each_tie_has_its_finding_source_and_grading(call: Caller, case: str) -> None:
    call("import", MEETINGS, "--profile", "treffen", "--case", case)
    way = call("path", case, "18", "47", "--json").json["paths"][0]
    assert way["nodes"] == ["18", "47"]
    assert way["links"][0]["type"] == "met"
    assert len(way["links"][0]["findings"]) >= 1


def test_importing_a_file_again_is_refused_and_changes_nothing(call: Caller, case: str) -> None:
    call("import", MEETINGS, "--profile", "treffen", "--case", case)
    before = call("case", "list", "--json").json
    again = call("import", MEETINGS, "--profile", "treffen", "--case", case)
    assert (again.code, again.out) == (4, "")
    assert "before" in again.err
    assert call("case", "list", "--json").json == before


def test_a_dry_run_changes_nothing(call: Caller, case: str) -> None:
    before = call("case", "list", "--json").json
    report = call("import", MEETINGS, "--case", case, "--dry-run", "--json").json["files"][0]
    assert report["links"] == 256
    assert call("case", "list", "--json").json == before
