"""On any graph the measures equal those of networkx, whatever order and names the nodes have."""

import uuid

import networkx as nx
import numpy as np
import pytest
from analysis_networks import grown, network
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.arrays import RowsWithoutEnd, adjacency_matrix, arrays_of_rows
from app.analysis.communities import modularity
from app.analysis.leiden import leiden
from app.analysis.measures import NAMES, measure
from app.base.errors import ExitCode, UserError
from app.base.progress import Cancelled, Progress

_NAMES = [f"k{i}" for i in range(9)]
_EDGES = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES)), max_size=24)


def _oracle(graph):
    both = graph.to_undirected()
    return {
        "degree": dict(graph.degree()),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "pagerank": nx.pagerank(graph, tol=1e-12, max_iter=1000),
        "core": nx.core_number(both),
        "clustering": nx.clustering(both),
        "triangles": nx.triangles(both),
    }


def _simple(edges, kind):
    graph = kind()
    graph.add_nodes_from(_NAMES)
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    return graph


def _assert_equal(result, graph):
    expected = _oracle(graph)
    assert (result.nodes, result.edges) == (graph.number_of_nodes(), graph.number_of_edges())
    assert result.density == pytest.approx(nx.density(graph))
    for name, values in expected.items():
        assert result.measures[name] == pytest.approx(values, abs=1e-8), name
    both = graph.to_undirected()
    cuts = set(nx.articulation_points(both))
    assert {n for n, value in result.measures["articulation"].items() if value} == cuts
    assert {frozenset(pair) for pair in result.bridges} == {frozenset(pair) for pair in nx.bridges(both)}
    assert result.figures["transitivity"] == pytest.approx(nx.transitivity(both))
    assert result.figures["triangles"] == sum(nx.triangles(both).values()) / 3
    assert result.figures["largest_clique"] == max(len(clique) for clique in nx.find_cliques(both))
    assert result.figures["isolated"] == nx.number_of_isolates(both)
    parts = [both.subgraph(part) for part in nx.connected_components(both)]
    largest = max(len(part) for part in parts)
    means = [nx.average_shortest_path_length(part) for part in parts if len(part) == largest]
    assert any(result.figures["mean_distance"] == pytest.approx(mean) for mean in means)
    groups = [
        {n for n, no in result.communities.items() if no == g} for g in set(result.communities.values())
    ]
    assert all(nx.is_connected(both.subgraph(group)) for group in groups)
    if both.number_of_edges():
        assert result.modularity == pytest.approx(nx.community.modularity(both, groups))


@given(_EDGES)
def test_undirected_measures_equal_networkx(edges):
    graph = _simple(edges, nx.Graph)
    result = measure(network(edges, _NAMES), NAMES)
    _assert_equal(result, graph)
    parts = sorted((len(part) for part in nx.connected_components(graph)), reverse=True)
    assert result.components == parts


@given(_EDGES)
def test_directed_measures_equal_networkx(edges):
    result = measure(network(edges, _NAMES, directed=True), NAMES, directed=True)
    _assert_equal(result, _simple(edges, nx.DiGraph))


def test_eigenvector_equals_networkx():
    edges, _groups = grown(80)
    graph = nx.Graph(edges)
    expected = nx.eigenvector_centrality(graph, tol=1e-12, max_iter=5000)
    assert measure(network(edges), ["eigenvector"]).measures["eigenvector"] == pytest.approx(
        expected, abs=1e-8
    )


def test_a_long_chain_is_measured_too():
    edges = [(f"c{i:03}", f"c{i + 1:03}") for i in range(150)]
    result = measure(network(edges), ["betweenness", "diameter"])
    assert result.measures["betweenness"] == pytest.approx(nx.betweenness_centrality(nx.Graph(edges)))
    assert result.diameter == 150


def test_an_empty_network_has_no_measures():
    result = measure(network([]), NAMES)
    assert (result.nodes, result.edges, result.components, result.diameter) == (0, 0, [], 0)


def test_communities_do_not_depend_on_order_or_on_parallel_links():
    edges, groups = grown(90)
    first = measure(network(edges), ["communities"]).communities
    again = measure(network([(b, a) for a, b in reversed(edges)] + edges), ["communities"]).communities
    assert first == again
    pairs = [(a, b) for a in groups for b in groups if a < b]
    agree = sum((first[a] == first[b]) == (groups[a] == groups[b]) for a, b in pairs)
    assert agree > 0.9 * len(pairs)


def test_communities_do_not_depend_on_random_ids():
    edges, _groups = grown(90)
    renamed = {
        name: f"x{i * 7919 % 100_003:06}" for i, name in enumerate(sorted({n for e in edges for n in e}))
    }
    first = measure(network(edges), ["communities"]).communities
    other = measure(network([(renamed[a], renamed[b]) for a, b in edges]), ["communities"]).communities
    assert {renamed[name]: number for name, number in first.items()} == other


def test_kinship_is_left_out_of_measures():
    kin = network([("a", "b"), ("b", "c")], kind="family_documented")
    excluded = type(kin)(kin.nodes, tuple(_uncounted(link) for link in kin.links))
    assert measure(excluded, ["degree"]).edges == 0
    assert set(measure(excluded, ["degree"]).measures["degree"].values()) == {0.0}


def _uncounted(link):
    values = {name: getattr(link, name) for name in link.__dataclass_fields__}
    return type(link)(**{**values, "in_measures": False})


def test_an_unknown_measure_is_refused():
    with pytest.raises(UserError) as refusal:
        measure(network([("a", "b")]), ["danger"])
    assert refusal.value.exit_code is ExitCode.USAGE


def test_kinship_is_counted_only_with_a_reason():
    kin = network([("a", "b"), ("b", "c")], kind="family_documented")
    kin = type(kin)(kin.nodes, tuple(_uncounted(link) for link in kin.links))
    without = measure(kin, ["degree"], with_kinship_reason="  ")
    assert (without.edges, without.left_out, without.kinship_reason) == (0, 2, "")
    counted = measure(kin, ["degree"], with_kinship_reason="Auftrag der Konferenz vom 3. Mai")
    assert (counted.edges, counted.left_out) == (2, 0)
    assert counted.kinship_reason.startswith("Auftrag")


def test_betweenness_from_some_sources_estimates_the_exact_one():
    edges, _groups = grown(120)
    exact = measure(network(edges), ["betweenness"]).measures["betweenness"]
    some = measure(network(edges), ["betweenness"], sources=60).measures["betweenness"]
    assert sum(some.values()) == pytest.approx(sum(exact.values()), rel=0.2)
    assert measure(network(edges), ["betweenness"], sources=500).measures["betweenness"] == exact


def test_work_can_be_stopped():
    edges, _groups = grown(60)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        measure(network(edges), ["betweenness"], progress=progress)


def test_rows_of_a_database_give_the_same_graph():
    edges, groups = grown(50)
    doubled = [*edges, *((b, a) for a, b in edges), ("n00001", "n00001")]
    digits = {name: uuid.UUID(int=no * 7919**9 % 2**128).hex for no, name in enumerate(sorted(groups), 1)}
    starts, ends = ("".join(digits[pair[side]] for pair in doubled) for side in (0, 1))
    graph = arrays_of_rows("".join(digits[name] for name in sorted(groups)), starts, ends)
    name_of = {digit: name for name, digit in digits.items()}
    tied = {(name_of[graph.ids[a]], name_of[graph.ids[b]]) for a, b in graph.edges.tolist()}
    assert tied == set(edges)
    assert (graph.adjacency != adjacency_matrix(graph.n, graph.edges)).nnz == 0
    with pytest.raises(RowsWithoutEnd):
        arrays_of_rows("a" * 32, "a" * 32, "b" * 32)


def test_leiden_on_a_large_graph_finds_planted_groups():
    edges, groups = grown(3_000, groups=40, degree=10)
    number = {name: i for i, name in enumerate(groups)}
    matrix = adjacency_matrix(len(groups), np.array([(number[a], number[b]) for a, b in edges]))
    found = leiden(matrix, rounds=2)
    assert (found == leiden(matrix, rounds=2)).all()
    planted = modularity(matrix, np.array(list(groups.values())))
    assert modularity(matrix, found) >= planted - 0.01
