"""On any graph the measures equal those of networkx, whatever order and names the nodes have."""

import networkx as nx
import pytest
from analysis_networks import grown, network
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.measures import NAMES, measure
from app.base.errors import ExitCode, UserError

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
