"""Lining up, spreading, placing around a node, and telling two charts apart."""

import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.chart_arrangement import AXES, EDGES, aligned, around, beside, distributed, neighbours
from app.analysis.chart_difference import difference
from app.analysis.chart_facts import chart_facts
from app.analysis.chart_release import without_own_words
from app.analysis.network import build_network
from app.base.chart_records import ChartFilter, ChartFrame, ChartItem, ChartNote, Look
from tests.unit.analysis.analysis_networks import network
from tests.unit.analysis.chart_factory import (
    CONTRIBUTIONS,
    SOURCES,
    document,
    hidden,
    link,
    node,
    rule,
    said,
    tied,
)

COORDINATES = st.integers(-1000, 1000).map(float)
PLACES = st.dictionaries(st.sampled_from("abcdef"), st.tuples(COORDINATES, COORDINATES))


@pytest.mark.parametrize(
    ("edge", "line"), [("left", 0), ("centre", 20), ("right", 40), ("top", -5), ("middle", 0), ("bottom", 5)]
)
def test_nodes_line_up_at_the_outermost_or_in_the_middle(edge, line):
    found = aligned({"a": (0, 5), "b": (40, -5), "c": (10, 0)}, edge)
    axis = 0 if edge in EDGES[:3] else 1
    assert {place[axis] for place in found.values()} == {line}


@given(places=PLACES, axis=st.sampled_from(AXES))
def test_spreading_keeps_order_and_ends_and_makes_even_steps(places, axis):
    found, at = distributed(places, axis), AXES.index(axis)
    assert found.keys() == places.keys()
    order = sorted(places, key=lambda i: (places[i][at], places[i][1 - at], i))
    values = [found[i][at] for i in order]
    assert all(found[i][1 - at] == places[i][1 - at] for i in places)
    if len(order) > 2:
        assert (values[0], values[-1]) == (places[order[0]][at], places[order[-1]][at])
        steps = [b - a for a, b in itertools.pairwise(values)]
        assert max(steps) - min(steps) < 1e-6


@given(taken=st.lists(st.tuples(COORDINATES, COORDINATES), max_size=40), count=st.integers(0, 30))
def test_places_around_a_node_have_room_and_are_near(taken, count):
    found = around((0.0, 0.0), [str(i) for i in range(count)], taken)
    everything = [(0.0, 0.0), *taken]
    for place in found.values():
        assert min(math.dist(place, other) for other in everything) >= 99.9
        everything.append(place)
    assert all(math.hypot(*place) < 1500 for place in found.values())


def test_neighbours_are_asked_for_by_node_and_link_type():
    chart = network([("a", "b"), ("c", "a"), ("b", "c"), ("a", "a")])
    assert neighbours(chart, "a") == ("b", "c")
    assert neighbours(chart, "a", types=["organisation"]) == ()
    assert neighbours(chart, "a", layers=["contact"]) == ("b", "c")


def test_one_chart_beside_another_does_not_touch_it():
    dx, dy = beside([(0, 0), (100, 50)], [(-40, 10)])
    assert (-40 + dx > 100, 10 + dy) == (True, 0)
    assert beside([], [(1, 1)]) == (0, 0)


SUBJECTS = [node("a"), node("b"), link("l", "a", "b")]
FINDINGS = [said("a"), said("b"), tied("l")]
NETWORK, FACTS = build_network(SUBJECTS, FINDINGS), chart_facts(SUBJECTS, FINDINGS, SOURCES, CONTRIBUTIONS)


def test_two_charts_of_a_case_are_told_apart():
    note = ChartNote("n1", "Weiter fragen", 0, 0)
    before = document(
        [ChartItem("a"), ChartItem("b", 9, 9)], notes=(note,), rules=(rule("type", "is", "person"),)
    )
    after = document(
        [ChartItem("a", 30, 40, look=Look(colour="red")), hidden("b")],
        ChartFilter(words="muster"),
        frames=(ChartFrame("x", "Kreis", 0, 0, 5, 5),),
    )
    found = difference(NETWORK, FACTS, before, after)
    assert (found.came, found.went, found.stayed) == (frozenset(), {"b", "l"}, {"a"})
    assert found.moved == {"a": (30, 40)}
    assert (found.dressed, found.words_came, found.words_went) == ({"a"}, ("Kreis",), ("Weiter fragen",))
    assert (found.rules, found.filter, found.settings, found.none) == (True, True, False, False)


def test_a_copy_differs_in_nothing():
    chart = document([ChartItem("a", 1, 2)], rules=(rule("type", "is", "person"),))
    copy = replace(chart, id="copy", rules=tuple(replace(r, id="other") for r in chart.rules))
    assert difference(NETWORK, FACTS, chart, copy).none


def test_beside_a_released_network_stands_nothing_that_only_the_office_wrote():
    chart = document(
        [ChartItem("a", 5, 5, look=Look(colour="red", badge="V-Person", picture="d1")), ChartItem("b", 9, 9)],
        ChartFilter(recipient="a2", words="muster"),
        notes=(ChartNote("n", "geheim", 0, 0),),
        frames=(ChartFrame("x", "Kreis", 0, 0, 5, 5),),
        rules=(rule("property", "is", "geheim", name="alias"),),
    )
    found = without_own_words(chart, {"a"})
    assert found.items == {"a": ChartItem("a", look=Look(colour="red"), placed=False)}
    assert (found.notes, found.frames, found.groups, found.rules) == ((), (), (), ())
    assert found.filter == ChartFilter()
    # Nothing missing: places stay, for they show no gap.
    assert without_own_words(chart, {"a", "b"}).items["a"].x == 5
