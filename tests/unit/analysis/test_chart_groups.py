"""Folding groups: nothing is lost but what is inside."""

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.chart_groups import GROUP_TYPE, contents, folded, standing_in
from app.base.chart_records import ChartGroup
from tests.unit.analysis.analysis_networks import network

TRIANGLE = network([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "c")])


def group(name, members, collapsed=True):
    return ChartGroup(name, f"Gruppe {name}", tuple(members), collapsed)


def test_a_folded_group_is_one_node_and_its_links_lead_out():
    found = folded(TRIANGLE, [group("g", "ab")])
    assert [(n.id, n.type, n.label) for n in found.nodes][-1] == ("g", GROUP_TYPE, "Gruppe g (2)")
    assert [n.id for n in found.nodes] == ["c", "d", "g"]
    assert [(k.start, k.end) for k in found.links] == [("g", "c"), ("c", "g"), ("c", "d"), ("d", "c")]
    assert [k.id for k in found.links] == [k.id for k in TRIANGLE.links][1:]
    assert contents(TRIANGLE, [group("g", "ab")])["g"].links == (TRIANGLE.links[0].id,)


def test_open_groups_and_groups_without_a_member_in_sight_change_nothing():
    groups = [group("g", "ab", collapsed=False), group("h", "xy")]
    assert folded(TRIANGLE, groups) is TRIANGLE


def test_a_node_in_two_groups_is_in_the_first():
    groups = [group("g", "ab"), group("h", "bc")]
    assert standing_in(TRIANGLE, groups) == {"a": "g", "b": "g", "c": "h"}
    assert [n.label for n in folded(TRIANGLE, groups).nodes] == ["Muster d", "Gruppe g (2)", "Gruppe h (1)"]


NAMES = [f"n{i}" for i in range(8)]
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25)
GROUPS = st.lists(st.tuples(st.sets(st.sampled_from(NAMES), min_size=1), st.booleans()), max_size=4)


@given(edges=EDGES, chosen=GROUPS)
def test_folding_keeps_the_number_of_nodes_and_links(edges, chosen):
    whole = network(edges, NAMES)
    groups = [group(f"g{i}", sorted(m), c) for i, (m, c) in enumerate(chosen)]
    found, held = folded(whole, groups), contents(whole, groups)
    inside = sum(len(h.links) for h in held.values())
    assert len(found.links) + inside == len(whole.links)
    assert len(found.nodes) + sum(len(h.nodes) - 1 for h in held.values()) == len(whole.nodes)
    present = {n.id for n in found.nodes}
    assert all({k.start, k.end} <= present for k in found.links)
    assert len(present) == len(found.nodes)
    numbered = {n.id: n.label for n in found.nodes if n.type == GROUP_TYPE}
    assert numbered == {g: f"Gruppe {g} ({len(h.nodes)})" for g, h in held.items()}
    between = [(swallowed(held, k.start), swallowed(held, k.end)) for k in whole.links]
    assert sorted((k.start, k.end) for k in found.links) == sorted(
        (a, b) for a, b in between if a != b or a in NAMES
    )


def swallowed(held, name):
    return next((g for g, h in held.items() if name in h.nodes), name)
