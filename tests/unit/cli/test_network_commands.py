"""Structures and sensitivity on the command line, on a small network from two files."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Caller


@pytest.fixture
def network(call: Caller, case: str, tmp_path: Path) -> str:
    (tmp_path / "a.csv").write_text("von,nach\nAnna,Bernd\nBernd,Carla\nAnna,Carla\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("von,nach\nCarla,Dora\nDora,Emil\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("person;treffen\nAnna;E1\nBernd;E1\nAnna;E2\n", encoding="utf-8")
    for name, profile in (("a", "kanten"), ("b", "kanten"), ("c", "teilnahmen")):
        assert call("import", tmp_path / f"{name}.csv", "--case", case, "--profile", profile).code == 0
    return case


def test_paths_between_several_nodes_and_over_types(call: Caller, network: str) -> None:
    found = call("path", network, "Anna", "Bernd", "Emil", "--json").json
    assert [way["nodes"] for way in found["paths"]] == [
        ["Anna", "Bernd"], ["Anna", "Carla", "Dora", "Emil"], ["Bernd", "Carla", "Dora", "Emil"]
    ]  # fmt: skip
    every = call("path", network, "Anna", "Carla", "--every", "--max-hops", "2", "--json").json
    assert [len(way["nodes"]) for way in every["paths"]] == [2, 3]
    apart = call("path", network, "Anna", "Emil", "--type", "seen_at", "--json")
    assert (apart.code, apart.json["apart"]) == (1, [["Anna", "Emil"]])
    assert call("path", network, "Anna", "Emil", "--every").code == 2


def test_structures_name_their_findings(call: Caller, network: str) -> None:
    ring = call("structure", network, "triangles", "--type", "contact", "--json").json["found"]
    assert [sorted(row["nodes"]) for row in ring] == [["Anna", "Bernd", "Carla"]]
    assert len(ring[0]["findings"]) >= 3
    common = call("structure", network, "common", "Anna", "Dora", "--json").json["found"]
    assert [row["nodes"] for row in common] == [["Carla"]]
    met = call("structure", network, "meetings", "--json").json["found"]
    assert [(sorted(row["nodes"]), row["at"]) for row in met] == [(["Anna", "Bernd"], ["E1"])]
    shared = call("structure", network, "shared", "--json").json["found"]
    assert [(sorted(row["nodes"]), row["weight"]) for row in shared] == [(["Anna", "Bernd"], 1)]
    around = call("structure", network, "ego", "Dora", "--json").json["found"][0]
    assert sorted(around["nodes"]) == ["Carla", "Dora", "Emil"]
    assert call("structure", network, "common", "Anna").code == 2


def test_what_hangs_on_one_source_is_named(call: Caller, network: str) -> None:
    found = call("sensitivity", network, "path", "Anna", "Emil", "--json").json
    assert (found["before"], found["asked"]) == ("3 steps", 3)
    assert "b.csv" in " ".join(row["name"] for row in found["omissions"])
    assert {row["after"] for row in found["omissions"]} == {"no path"}
    links = call("sensitivity", network, "path", "Anna", "Emil", "--without", "links", "--json").json
    assert sorted(row["after"] for row in links["omissions"]) == ["4 steps", "no path", "no path"]
    assert call("sensitivity", network, "component", "Anna", "Emil").code == 2


def test_kinship_reason_and_projection_are_recorded(call: Caller, network: str) -> None:
    answer = call("graph", network, "--with-kinship", "Beschluss der Konferenz", "--json").json
    assert answer["computed_on"]["kinship_reason"] == "Beschluss der Konferenz"
    assert "this chart's evidence only" in answer["note"]
    drawn = call("graph", network, "--project", "person:event", "--json").json
    assert (drawn["nodes"], drawn["edges"], drawn["figures"]["weight"]) == (2, 1, 1)
    assert call("graph", network, "--project", "person:person").code == 2
    assert call("graph", network, "--since", "gestern").code == 2
