"""The measures of published crime networks come out as published, and as networkx computes them."""

import json

import networkx as nx
import pytest
from analysis_networks import network, read_edges, read_matrix, read_nodes

from app.analysis.measures import NAMES, measure

_EDGE_LISTS = {
    "krebs_911_19": "krebs_911/krebs_911_19",
    "krebs_911_60": "krebs_911/krebs_911_60",
    "italian_gangs": "italian_gangs/italian_gangs",
    "noordin_top_alle_schichten": "noordin_top/noordin_top",
    "karate": "benchmark/karate",
    "miserables": "benchmark/miserables",
    "florentiner": "benchmark/flo_marriage",
    "person_straftat_bipartit": "person_straftat/moreno_crime",
}
_MATRICES = {
    "caviar_matrix": "caviar/caviar_matrix.csv",
    "siren": "siren/siren_matrix.csv",
    "kokain_natarajan": "kokain_natarajan/kokain_matrix.csv",
    "london_gang": "london_gang/london_gang_matrix.csv",
}
_MONTAGNA = {"montagna_treffen": "meetings", "montagna_telefon": "phonecalls"}
_PHASES = [f"caviar_phase_{phase}" for phase in range(1, 12)]
_GML = {"clandestine1_gml": "ClandestineNet1.gml", "clandestine3_gml": "ClandestineNet3.gml"}
_PROJECTIONS = ["paul_revere_projektion", "ndrangheta_projektion"]
_ALL = [*_MONTAGNA, *_EDGE_LISTS, *_MATRICES, *_PHASES, *_GML, *_PROJECTIONS]


def _project(members):
    """Ties between all people who share a group."""
    return [(a, b) for group in members.values() for a in group for b in group if a < b]


def _projection(name, folder):
    groups = {}
    if name == "paul_revere_projektion":
        pairs = read_matrix(folder / "paul_revere/PaulRevereAppD.csv")
    else:
        pairs = read_edges(folder / "ndrangheta_treffen/teilnahmen.csv", ";")
    for person, group in pairs:
        groups.setdefault(group, []).append(person)
    return network(_project(groups))


def _load(name, shared_data):
    folder = shared_data / "01_netzwerke"
    if name in _MONTAGNA:
        path = folder / "montagna" / f"Montagna_{_MONTAGNA[name]}_edgelist.csv"
        return network(read_edges(path, "\t", header=False))
    if name in _EDGE_LISTS:
        path = folder / f"{_EDGE_LISTS[name]}_kanten.csv"
        return network(read_edges(path), read_nodes(path.with_name(path.name.replace("kanten", "knoten"))))
    if name in _MATRICES:
        return network(read_matrix(folder / _MATRICES[name]))
    if name in _GML:
        return network(list(nx.read_gml(folder / "gml" / _GML[name]).edges()))
    if name in _PHASES:
        edges = (folder / "caviar/caviar_phasen_kanten.csv").read_text().split()[1:]
        phase = f"phase_{int(name.rsplit('_', 1)[1]):02}"
        return network([tuple(e.split(",")[:2]) for e in edges if e.split(",")[2] == phase])
    return _projection(name, folder)


def _same_top(values, expected, digits):
    """The expected nodes have the expected values, and nobody else has more."""
    least = min(value for _node, value in expected)
    for node, value in expected:
        assert values[node] == pytest.approx(value, abs=0.6 * 10**-digits)
    above = {node for node, value in values.items() if value > least + 0.6 * 10**-digits}
    assert above <= {node for node, _value in expected}


@pytest.mark.parametrize("name", _ALL)
def test_measures_of_a_published_network(name, shared_data):
    expected = json.loads((shared_data / "01_netzwerke/erwartungswerte.json").read_text())[name]
    result = measure(_load(name, shared_data), NAMES)
    assert (result.nodes, result.edges) == (expected["knoten"], expected["kanten"])
    assert len(result.components) == expected["komponenten"]
    assert result.components[0] == expected["groesste_komponente"][0]
    assert result.components.count(1) == expected["isolierte"]
    assert result.diameter == expected["durchmesser_lcc"]
    assert result.density == pytest.approx(expected["dichte"], abs=6e-6)
    assert sum(result.measures["articulation"].values()) == expected["gelenkpunkte"]
    assert len(result.bridges) == expected["bruecken"]
    assert max(result.measures["core"].values()) == expected["max_kcore"]
    mean = sum(result.measures["clustering"].values()) / result.nodes
    assert mean == pytest.approx(expected["clustering_mittel"], abs=6e-5)
    _same_top(result.measures["degree"], expected["grad_top"], 0)
    _same_top(result.measures["betweenness"], expected["betweenness_norm_top"], 4)


@pytest.mark.parametrize("name", _ALL)
def test_groups_are_as_good_as_the_best_of_twenty_runs(name, shared_data):
    expected = json.loads((shared_data / "01_netzwerke/erwartungswerte.json").read_text())[name]
    result = measure(_load(name, shared_data), ["communities"])
    assert result.modularity >= expected["louvain_best_von_20"]["modularitaet"] - 0.002
    assert sorted(set(result.communities.values())) == list(range(1, max(result.communities.values()) + 1))


def test_montagna_as_published(shared_data):
    meetings = measure(_load("montagna_treffen", shared_data), ["betweenness"])
    calls = measure(_load("montagna_telefon", shared_data), ["betweenness"])
    assert (meetings.nodes, meetings.edges, calls.nodes, calls.edges) == (101, 256, 100, 124)
    for result, value in ((meetings, 0.373), (calls, 0.418)):
        first = max(result.measures["betweenness"], key=result.measures["betweenness"].__getitem__)
        assert first == "18"
        assert round(result.measures["betweenness"]["18"], 3) == value
