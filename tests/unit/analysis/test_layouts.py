"""Every layout places every node, repeats, and puts no icon on another; pins do not move."""

import math

import networkx as nx
import pytest
from analysis_networks import grown, network
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.layouts import ALGORITHMS, ICON_PX, layout
from app.analysis.network import NetNode
from app.base.errors import UserError

_ODD = {
    "nothing": [],
    "one pair": [("a", "b")],
    "chain": [(f"c{i:02}", f"c{i + 1:02}") for i in range(12)],
    "star": [("hub", f"s{i:02}") for i in range(60)],
    "clique": [(f"q{i}", f"q{j}") for i in range(12) for j in range(i)],
    "cycle": [(f"z{i}", f"z{(i + 1) % 9}") for i in range(9)],
    "islands": [(f"i{i}a", f"i{i}b") for i in range(25)],
    "loop": [("a", "a"), ("a", "b")],
}


def _apart(places):
    """Whether no two icons share a spot of the chart."""
    points = sorted(places.values())
    for i, (x, y) in enumerate(points):
        for u, v in points[i + 1 :]:
            if u - x >= ICON_PX:
                break
            if abs(v - y) < ICON_PX - 1e-6:
                return False
    return True


def _check(net, places):
    assert set(places) == {node.id for node in net.nodes}
    assert all(math.isfinite(v) for place in places.values() for v in place)
    assert _apart(places)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("shape", _ODD)
def test_odd_graphs_are_placed(algorithm, shape):
    net = network(_ODD[shape], directed=True)
    dates = {node.id: f"20{20 + i % 5}-0{i % 9 + 1}" for i, node in enumerate(net.nodes) if i % 2}
    _check(net, layout(net, algorithm, dates=dates))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_single_node_is_placed(algorithm):
    _check(network([], ["a"]), layout(network([], ["a"]), algorithm))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_five_hundred_nodes_do_not_overlap_and_repeat(algorithm):
    edges, groups = grown(500, groups=14, degree=4)
    net = network(edges, groups)
    places = layout(net, algorithm)
    _check(net, places)
    turned = network(list(reversed(edges)), list(reversed(list(groups))))
    assert layout(turned, algorithm) == places


def test_another_seed_gives_another_picture():
    edges, groups = grown(40)
    net = network(edges, groups)
    assert layout(net, "organic", seed=1) != layout(net, "organic", seed=2)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30), st.sampled_from(ALGORITHMS))
def test_any_graph_is_placed(pairs, algorithm):
    net = network([(f"n{a:02}", f"n{b:02}") for a, b in pairs], [f"n{i:02}" for i in range(15)])
    _check(net, layout(net, algorithm))


def test_pinned_nodes_stay_exactly_and_new_ones_come_beside_their_neighbours():
    edges, groups = grown(120)
    net = network(edges, groups)
    before = layout(net, "organic")
    pins = {name: place for i, (name, place) in enumerate(sorted(before.items())) if i % 10}
    after = layout(net, "organic", fixed=pins)
    assert {name: after[name] for name in pins} == pins
    _check(net, after)
    width = max(x for x, _y in before.values()) - min(x for x, _y in before.values())
    graph = nx.Graph(edges)
    for name in set(before) - set(pins):
        nearest = min(math.dist(after[name], after[other]) for other in graph[name])
        assert nearest < 0.35 * width


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_pins_hold_in_every_layout(algorithm):
    edges, groups = grown(30)
    net = network(edges, groups)
    pins = {"n00001": (0.0, 0.0), "n00002": (500.0, -120.0), "unknown": (1.0, 1.0)}
    places = layout(net, algorithm, fixed=pins)
    assert places["n00001"] == (0.0, 0.0)
    assert places["n00002"] == (500.0, -120.0)
    _check(net, places)


def test_arrows_of_a_hierarchy_point_down():
    arrows = [("top", "left"), ("top", "right"), ("left", "low"), ("right", "low"), ("top", "low")]
    places = layout(network(arrows, directed=True), "hierarchy")
    assert all(places[a][1] < places[b][1] for a, b in arrows)


def test_rings_follow_the_distance_from_the_centre():
    chain = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "e"), ("e", "f")]
    places = layout(network(chain), "radial", centre="a")
    far = {name: math.dist(places[name], places["a"]) for name in "abcdef"}
    assert 0 == far["a"] < far["b"] < far["c"] < far["d"]
    assert far["c"] == pytest.approx(far["e"])
    assert far["d"] == pytest.approx(far["f"])


def test_time_runs_from_left_to_right():
    net = network([("a", "b"), ("b", "c"), ("c", "x"), ("y", "z")])
    dates = {"a": "2019", "b": "2021-04", "c": "2021-05-03", "x": "2024~"}
    x = {name: place[0] for name, place in layout(net, "timeline", dates=dates).items()}
    assert x["y"] < x["a"] < x["b"] < x["c"] < x["x"]
    assert x["z"] < x["a"]


def test_groups_by_type_are_islands():
    edges, groups = grown(40)
    net = network(edges, groups)
    nodes = tuple(NetNode(n.id, "vehicle" if i % 2 else "person", n.label) for i, n in enumerate(net.nodes))
    net = type(net)(nodes, net.links)
    places = layout(net, "grouped", by_type=True)
    _check(net, places)
    boxes = [_box([places[n.id] for n in nodes if n.type == kind]) for kind in ("person", "vehicle")]
    (a_left, a_top, a_right, a_low), (b_left, b_top, b_right, b_low) = boxes
    assert a_right < b_left or b_right < a_left or a_low < b_top or b_low < a_top


def _box(points):
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def test_an_unknown_layout_is_refused():
    with pytest.raises(UserError):
        layout(network([("a", "b")]), "danger")


def test_the_free_layout_shows_groups_better_than_a_spring_layout():
    """Links inside groups are short against links between them, and drawn neighbours are real ones."""
    edges, groups = grown(150, groups=8)
    ours = layout(network(edges, groups), "organic")
    graph = nx.Graph(edges)
    spring = {n: tuple(p) for n, p in nx.spring_layout(graph, seed=1, iterations=100).items()}
    assert _separation(edges, groups, ours) < 0.75
    assert _separation(edges, groups, ours) < 1.05 * _separation(edges, groups, spring)
    assert _neighbours_kept(graph, ours) > 0.9 * _neighbours_kept(graph, spring)


def _separation(edges, groups, places):
    inside = [math.dist(places[a], places[b]) for a, b in edges if groups[a] == groups[b]]
    between = [math.dist(places[a], places[b]) for a, b in edges if groups[a] != groups[b]]
    return (sum(inside) / len(inside)) / (sum(between) / len(between))


def _neighbours_kept(graph, places):
    kept = 0.0
    for node in graph:
        near = sorted(
            (other for other in graph if other != node), key=lambda o: math.dist(places[node], places[o])
        )
        kept += len(set(near[: graph.degree(node)]) & set(graph[node])) / graph.degree(node)
    return kept / len(graph)
