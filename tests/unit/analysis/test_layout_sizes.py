"""Large and awkward graphs: all placed, finite, none on another, in the time that people wait for."""

import numpy as np
import pytest
from analysis_networks import network
from layout_graphs import call_records, with_groups
from layout_quality import quality

from app.analysis.force_pairs import near_pairs
from app.analysis.layouts import BOX_PX, ICON_PX, layout
from app.analysis.organic_layout import organic
from app.analysis.overlap_removal import remove_overlap

_AWKWARD = {
    "star": network([("hub", f"s{i:05}") for i in range(2_000)]),
    "chain": network([(f"p{i:05}", f"p{i + 1:05}") for i in range(2_500)]),
    "complete": network([(f"k{i}", f"k{j}") for i in range(120) for j in range(i)]),
    "alone": network([], [f"i{i:05}" for i in range(600)]),
    "pairs": network([(f"a{i:05}", f"b{i:05}") for i in range(300)]),
    "parallel": network([(f"a{i % 50:05}", f"a{i % 7:05}") for i in range(3_000)]),
}
_QUICK = [
    *((shape, "organic") for shape in _AWKWARD),
    *((shape, "grouped") for shape in ("star", "alone", "pairs", "parallel")),
    *((shape, a) for shape in ("star", "complete", "alone", "parallel") for a in ("radial", "grid", "theme")),
    ("chain", "radial"),
    ("star", "hierarchy"),
    ("chain", "hierarchy"),
    ("alone", "hierarchy"),
]


def _overlaps(points, width=ICON_PX, height=ICON_PX):
    return len(near_pairs(points / np.array([width, height]), 1 - 1e-9, square=True))


@pytest.mark.parametrize(("shape", "algorithm"), _QUICK)
def test_awkward_graphs_are_placed(shape, algorithm):
    net = _AWKWARD[shape]
    places = layout(net, algorithm)
    points = np.array(list(places.values()))
    assert set(places) == {node.id for node in net.nodes}
    assert np.isfinite(points).all()
    assert _overlaps(points) == 0


def test_groups_can_be_seen_among_thousands_of_nodes():
    graph = with_groups(3_000)  # ten thousand and fifty thousand are the bench's
    points = organic(graph.n, graph.edges, seed=1, box=BOX_PX)
    found = quality(graph.n, graph.edges, graph.groups, points)
    assert found.kept >= 0.25
    assert found.separation <= 0.2
    assert found.overlap <= 0.1
    assert _overlaps(points, *BOX_PX) == 0


def test_call_records_are_spread_without_overlap():
    graph = call_records(2_000)
    points = organic(graph.n, graph.edges, seed=1, box=BOX_PX)
    assert np.isfinite(points).all()
    assert _overlaps(points, *BOX_PX) == 0


@pytest.mark.parametrize("n", [0, 1, 2, 3, 500, 2_000])
def test_boxes_all_in_one_spot_come_apart(n):
    points = remove_overlap(np.zeros((n, 2)), *BOX_PX)
    assert points.shape == (n, 2)
    assert _overlaps(points, *BOX_PX) == 0 if n else True


def test_a_crowd_around_a_pinned_box_leaves_it_where_it_is():
    rng = np.random.default_rng(2)
    points = rng.normal(0, 30, (400, 2))
    pinned = np.zeros(400, bool)
    pinned[[7, 11]] = True
    points[7], points[11] = (0, 0), (500, 0)
    moved = remove_overlap(points, *BOX_PX, pinned=pinned)
    assert np.array_equal(moved[pinned], points[pinned])
    assert _overlaps(moved, *BOX_PX) == 0


def test_boxes_of_different_sizes_do_not_overlap():
    rng = np.random.default_rng(1)
    size = rng.uniform(20, 300, (200, 2))
    moved = remove_overlap(rng.random((200, 2)) * 900, size[:, 0], size[:, 1])
    gap = (size[:, None] + size[None]) / 2 - np.abs(moved[:, None] - moved[None])
    over = (gap > 1e-6).all(axis=2)
    np.fill_diagonal(over, False)
    assert not over.any()


def test_what_stands_free_stays():
    points = np.array([[0.0, 0.0], [500.0, 0.0], [0.0, 500.0]])
    assert np.array_equal(remove_overlap(points, *BOX_PX), points)
