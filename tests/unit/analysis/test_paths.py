"""Paths come shortest first, are simple, and name every link that carries a step."""

import networkx as nx
from analysis_networks import grown, network
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.paths import shortest_paths

_DIAMOND = [("a", "b"), ("b", "d"), ("a", "c"), ("c", "d"), ("a", "e"), ("e", "f"), ("f", "d"), ("d", "b")]


def test_all_shortest_paths_and_their_findings():
    paths = shortest_paths(network(_DIAMOND), "a", "d", all_shortest=True)
    assert [path.nodes for path in paths] == [("a", "b", "d"), ("a", "c", "d")]
    assert [link.id for link in paths[0].links[1]] == ["l000001", "l000007"]
    assert {f for step in paths[0].links for link in step for f in link.findings} >= {"f000001", "f000007"}


def test_k_paths_and_most_hops():
    net = network(_DIAMOND)
    assert [path.hops for path in shortest_paths(net, "a", "d", k=5)] == [2, 2, 3]
    assert [path.hops for path in shortest_paths(net, "a", "d", k=5, max_hops=2)] == [2, 2]
    assert shortest_paths(net, "a", "d", max_hops=1) == ()


def test_no_path_no_answer():
    net = network([("a", "b"), ("c", "d")])
    assert shortest_paths(net, "a", "c") == ()
    assert shortest_paths(net, "a", "unknown") == ()
    assert shortest_paths(net, "a", "a")[0].hops == 0


@given(st.integers(0, 39), st.integers(0, 39))
def test_paths_are_simple_and_as_long_as_networkx_says(a, b):
    edges, groups = grown(40, degree=3)
    start, end = f"n{a:05}", f"n{b:05}"
    graph = nx.Graph(edges)
    graph.add_nodes_from(groups)
    paths = shortest_paths(network(edges, groups), start, end, k=4)
    if not nx.has_path(graph, start, end):
        assert paths == ()
        return
    assert paths[0].hops == nx.shortest_path_length(graph, start, end)
    assert [p.hops for p in paths] == sorted(p.hops for p in paths)
    for path in paths:
        assert len(set(path.nodes)) == len(path.nodes)
        assert all({link.start, link.end} == set(pair) for pair, step in _steps(path) for link in step)


def _steps(path):
    return zip(zip(path.nodes[:-1], path.nodes[1:], strict=True), path.links, strict=True)
