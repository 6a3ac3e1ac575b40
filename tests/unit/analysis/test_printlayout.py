"""The print layout: one cell per node, rows shifted, links short, refused where it does not fit."""

import math
from itertools import pairwise

import pytest
from analysis_networks import grown, network

from app.analysis.printlayout import CELL_MM, grid_layout

_A4 = (180.0, 257.0)
_A3 = (380.0, 250.0)


@pytest.mark.parametrize(("count", "area"), [(1, _A4), (40, _A4), (60, _A4), (100, _A3), (140, _A3)])
def test_every_node_has_a_cell_of_its_own(count, area):
    edges, groups = grown(count, degree=2) if count > 1 else ([], {"a": 0})
    places = grid_layout(network(edges, groups), *area)
    assert len(places) == count
    points = list(places.values())
    for i, (x, y) in enumerate(points):
        assert CELL_MM[0] / 2 - 1e-6 <= x <= area[0] - CELL_MM[0] / 2 + 1e-6
        assert CELL_MM[1] / 2 - 1e-6 <= y <= area[1] - CELL_MM[1] / 2 + 1e-6
        for u, v in points[i + 1 :]:
            assert abs(u - x) >= CELL_MM[0] - 1e-6 or abs(v - y) >= CELL_MM[1] - 1e-6


def test_rows_are_shifted_by_half_a_cell():
    edges, groups = grown(55, degree=2)
    rows = {}
    for x, y in grid_layout(network(edges, groups), *_A4).values():
        rows.setdefault(round(y, 3), set()).add(round(x, 3))
    starts = [sorted(rows[y]) for y in sorted(rows)]
    for upper, lower in pairwise(starts):
        assert not set(upper) & set(lower)


def test_links_are_shorter_than_by_chance():
    edges, groups = grown(60, degree=3)
    places = grid_layout(network(edges, groups), *_A3)
    mean = sum(math.dist(places[a], places[b]) for a, b in edges) / len(edges)
    names = sorted(places)
    chance = [math.dist(places[a], places[b]) for a in names for b in names if a < b]
    assert mean < 0.6 * sum(chance) / len(chance)


def test_too_many_nodes_are_refused_and_none_is_fine():
    edges, groups = grown(90, degree=2)
    assert grid_layout(network(edges, groups), *_A4) is None
    assert grid_layout(network([("a", "b")]), 20.0, 10.0) is None
    assert grid_layout(network([]), *_A4) == {}
    assert grid_layout(network(edges, groups), *_A3) == grid_layout(network(edges[::-1], groups), *_A3)
