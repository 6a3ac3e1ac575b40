"""What people know of a picture stays: pins, what is not selected, and the picture as a whole."""

import math
import os
import random
import subprocess
import sys

import numpy as np
import pytest
from analysis_networks import grown, network
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.layout_alignment import drift
from app.analysis.layouts import ALGORITHMS, BOX_PX, ICON_PX, layout
from app.analysis.network import Network

_TURNING = ("organic", "circle", "radial")


def _rows(places, names):
    return np.array([places[name] for name in names])


def _free_of_overlap(places, chosen=None):
    names = list(places)
    for a in names if chosen is None else chosen:
        for b in names:
            if a != b:
                (x, y), (u, v) = places[a], places[b]
                assert max(abs(x - u), abs(y - v)) >= ICON_PX - 1e-6, (a, b)


def _dates(net):
    return {node.id: f"20{20 + i % 5}-0{i % 9 + 1}" for i, node in enumerate(net.nodes) if i % 3 == 0}


def _with_ten_more(edges, groups):
    rng = random.Random(5)
    new = [f"x{i}" for i in range(10)]
    ties = [(name, rng.choice(sorted(groups))) for name in new for _twice in (0, 1)]
    return network([*edges, *ties], [*groups, *new]), ties


def test_ten_new_nodes_move_the_others_by_nothing_and_stand_near_their_neighbours():
    edges, groups = grown(300)
    before = layout(network(edges, groups), "organic")
    grown_net, ties = _with_ten_more(edges, groups)
    after = layout(grown_net, "organic", fixed=before)
    assert {name: after[name] for name in before} == before
    _free_of_overlap(after, [f"x{i}" for i in range(10)])
    width = np.ptp(_rows(before, before), axis=0).max()
    for name in {a for a, _b in ties}:
        assert min(math.dist(after[name], after[b]) for a, b in ties if a == name) < 0.6 * width


def test_a_full_layout_stays_like_the_picture_before():
    edges, groups = grown(300)
    before = layout(network(edges, groups), "organic")
    net, _ties = _with_ten_more(edges, groups)
    kept = layout(net, "organic", previous=before)
    anew = layout(net, "organic")
    old = _rows(before, before)
    assert drift(_rows(kept, before), old) < 0.1
    assert drift(_rows(kept, before), old) < 0.5 * drift(_rows(anew, before), old)
    _free_of_overlap(kept)


@pytest.mark.parametrize("algorithm", _TURNING)
def test_a_turned_mirrored_picture_is_turned_back(algorithm):
    edges, groups = grown(60)
    net = network(edges, groups)
    before = layout(net, algorithm)
    asked = {name: (400.0 - y, -x) for name, (x, y) in before.items()}
    again = layout(net, algorithm, previous=asked)
    old = _rows(asked, asked)
    assert drift(_rows(again, asked), old) < 0.15
    assert np.allclose(_rows(again, asked).mean(axis=0), old.mean(axis=0), atol=BOX_PX[0])


def test_a_picture_that_shows_nothing_is_not_kept():
    edges, groups = grown(200)
    net = network(edges, groups)
    ring = layout(net, "circle", groups=dict.fromkeys(groups, ""))
    ours = layout(net, "organic", previous=ring)
    anew = layout(net, "organic")
    assert _mean_link(edges, ours) < 1.2 * _mean_link(edges, anew)


def _mean_link(edges, places):
    return sum(math.dist(places[a], places[b]) for a, b in edges) / len(edges)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_pinned_nodes_stay_exactly_while_the_rest_is_laid_out_anew(algorithm):
    edges, groups = grown(80)
    net = network(edges, groups)
    before = {name: (37.0 * i, 1000.0 - 11.0 * i) for i, name in enumerate(sorted(groups))}
    pinned = sorted(groups)[::9]
    after = layout(net, algorithm, previous=before, pinned=pinned, dates=_dates(net))
    assert {name: after[name] for name in pinned} == {name: before[name] for name in pinned}
    assert sum(after[name] != before[name] for name in groups) > 40
    _free_of_overlap(after, [name for name in groups if name not in pinned])


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_of_a_selection_only_the_selected_move_and_cover_nobody(algorithm):
    edges, groups = grown(150)
    net = network(edges, groups)
    before = layout(net, "organic")
    chosen = [name for name in groups if groups[name] == 2]
    held = chosen[0]
    after = layout(net, algorithm, previous=before, only=chosen, pinned=[held], dates=_dates(net))
    still = [name for name in groups if name not in chosen or name == held]
    assert {name: after[name] for name in still} == {name: before[name] for name in still}
    _free_of_overlap(after, [name for name in chosen if name != held])
    assert any(after[name] != before[name] for name in chosen)


def test_a_selection_stays_around_its_former_middle_and_keeps_its_form():
    edges, groups = grown(100)
    net = network(edges, groups)
    before = {name: (300.0 * (i % 10), 300.0 * (i // 10)) for i, name in enumerate(sorted(groups))}
    chosen = sorted(groups)[44:50]
    after = layout(net, "circle", previous=before, only=chosen)
    middle, old = _rows(after, chosen).mean(axis=0), _rows(before, chosen).mean(axis=0)
    assert np.abs(middle - old).max() < 600
    far = [math.dist(after[name], tuple(middle)) for name in chosen]
    assert max(far) == pytest.approx(min(far))


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=25),
    st.sampled_from(ALGORITHMS),
    st.sets(st.integers(0, 11)),
    st.sets(st.integers(0, 11)),
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=12, max_size=12),
)
def test_whatever_is_asked_what_shall_stay_stays(pairs, algorithm, only, pinned, spots):
    names = [f"n{i:02}" for i in range(12)]
    net = network([(names[a], names[b]) for a, b in pairs], names)
    before = {name: (40.0 * x, 40.0 * y) for name, (x, y) in zip(names, spots, strict=True)}
    after = layout(
        net, algorithm, previous=before, only={names[i] for i in only}, pinned={names[i] for i in pinned}
    )
    still = {name for i, name in enumerate(names) if i not in only or i in pinned}
    assert set(after) == set(names)
    assert all(math.isfinite(v) for place in after.values() for v in place)
    assert {name: after[name] for name in still} == {name: before[name] for name in still}


def test_an_empty_selection_changes_nothing():
    net = network([("a", "b"), ("b", "c")])
    before = {"a": (0.0, 0.0), "b": (300.0, 0.0), "c": (0.0, 300.0)}
    assert layout(net, "circle", previous=before, only=[]) == before
    assert layout(Network((), ()), "circle", previous=before, only=["a"]) == {}


_TWICE = """
import sys
sys.path[:0] = sys.argv[1:]
from analysis_networks import grown, network
from app.analysis.layouts import layout
edges, groups = grown(250)
print(repr(sorted(layout(network(edges, groups), "organic", seed=3).items())))
"""


def test_another_process_finds_the_same_places_to_the_last_bit(project):
    edges, groups = grown(250)
    ours = repr(sorted(layout(network(edges, groups), "organic", seed=3).items()))
    paths = [str(project), str(project / "tests" / "unit" / "analysis")]
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    told = subprocess.run(
        [sys.executable, "-c", _TWICE, *paths], capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout.strip() == ours
