"""Rings, common neighbours, meetings, shared partners and surroundings, each with the links behind it."""

import networkx as nx
import pytest
from analysis_networks import network
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from app.analysis.network import NetNode, Network
from app.analysis.structures import co_occurrences, common_neighbours, cycles, ego, triangles
from app.analysis.two_mode import project, projected_network

_NAMES = [f"k{i}" for i in range(8)]
_EDGES = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES)), max_size=20)
_VISITS = [("ann", "e1"), ("bob", "e1"), ("ann", "e2"), ("bob", "e2"), ("cem", "e2"), ("ann", "bob")]


def visits(pairs=_VISITS):
    """Persons and events: whatever begins with e is an event."""
    net = network(pairs)
    nodes = (NetNode(n.id, "event" if n.id.startswith("e") else "person", n.label) for n in net.nodes)
    return Network(tuple(nodes), net.links)


@given(_EDGES, st.integers(3, 5))
def test_cycles_equal_those_of_networkx(edges, longest):
    graph = nx.Graph((a, b) for a, b in edges if a != b)
    expected = {frozenset(zip(c, c[1:] + c[:1], strict=True)) for c in nx.simple_cycles(graph, longest)}
    found = cycles(network(edges, _NAMES), longest=longest)
    assert len(found) == len(expected)
    assert [len(ring.nodes) for ring in found] == sorted(len(ring.nodes) for ring in found)
    for ring in found:
        for a, step, b in zip(ring.nodes, ring.links, (*ring.nodes[1:], ring.nodes[0]), strict=True):
            assert step
            assert all({link.start, link.end} == {a, b} for link in step)


@given(_EDGES)
def test_triangles_equal_those_of_networkx(edges):
    graph = nx.Graph((a, b) for a, b in edges if a != b)
    assert len(triangles(network(edges))) == sum(nx.triangles(graph).values()) / 3


@given(_EDGES, st.sampled_from(_NAMES), st.sampled_from(_NAMES))
def test_common_neighbours_equal_those_of_networkx(edges, a, b):
    graph = nx.Graph((x, y) for x, y in edges if x != y)
    graph.add_nodes_from(_NAMES)
    expected = sorted(nx.common_neighbors(graph, a, b)) if a != b else []
    found = common_neighbours(network(edges, _NAMES), [a, b])
    assert [common.node for common in found] == expected
    assert all(len(common.links) == 2 and all(common.links) for common in found)


def test_who_was_at_the_same_events_is_said_with_the_events():
    pairs = {(c.a, c.b): [m.node for m in c.at] for c in co_occurrences(visits())}
    assert pairs == {("ann", "bob"): ["e1", "e2"], ("ann", "cem"): ["e2"], ("bob", "cem"): ["e2"]}
    assert [(c.a, c.b) for c in co_occurrences(visits(), ["ann", "cem"])] == [("ann", "cem")]


def test_a_projection_counts_partners_and_keeps_the_evidence_of_both():
    net = visits()
    found = project(net, ["person"], ["event"])
    graph = nx.Graph(pair for pair in _VISITS if pair != ("ann", "bob"))
    expected = bipartite.weighted_projected_graph(graph, ["ann", "bob", "cem"])
    weights = {frozenset((a, b)): w for a, b, w in expected.edges.data("weight")}
    assert {frozenset((t.a, t.b)): t.weight for t in found.ties} == weights
    tie = next(t for t in found.ties if (t.a, t.b) == ("ann", "bob"))
    assert tie.findings == ("f000000", "f000001", "f000002", "f000003")
    drawn = projected_network(net, found)
    assert {link.weight for link in drawn.links} == {1, 2}
    with pytest.raises(ValueError, match="event"):
        project(net, ["person", "event"], ["event"])


@given(_EDGES, st.sampled_from(_NAMES), st.integers(1, 3))
def test_surroundings_equal_those_of_networkx(edges, centre, hops):
    graph = nx.Graph(edges)
    graph.add_nodes_from(_NAMES)
    part = ego(network(edges, _NAMES), centre, hops=hops)
    assert {node.id for node in part.nodes} == set(nx.ego_graph(graph, centre, hops))
    assert ego(part, "unknown") == Network((), ())


def test_surroundings_over_chosen_types_only():
    assert len(ego(visits(), "ann", link_types=["met"]).nodes) == 1
