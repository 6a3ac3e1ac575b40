"""Grid, groups by any attribute, and theme lines."""

import itertools
import math

from analysis_networks import grown, network

from app.analysis.layouts import BOX_PX, layout
from app.analysis.theme_layout import theme_picture


def _box(points):
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _disjoint(a, b):
    return a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_groups_of_any_name_are_islands():
    edges, _groups = grown(60)
    net = network(edges)
    agency = {node.id: f"agency {i % 4}" for i, node in enumerate(net.nodes) if i % 5}
    places = layout(net, "grouped", groups=agency)
    names = {agency.get(node.id, "") for node in net.nodes}
    boxes = [_box([p for i, p in places.items() if agency.get(i, "") == name]) for name in names]
    assert len(boxes) == 5
    assert all(_disjoint(a, b) for a, b in itertools.combinations(boxes, 2))


def test_groups_stand_together_on_a_circle():
    edges, groups = grown(40, groups=4)
    named = {name: str(number) for name, number in groups.items()}
    places = layout(network(edges, groups), "circle", groups=named)
    middle = [sum(v) / len(places) for v in zip(*places.values(), strict=True)]
    around = sorted(places, key=lambda i: math.atan2(places[i][1] - middle[1], places[i][0] - middle[0]))
    changes = sum(named[a] != named[b] for a, b in itertools.pairwise([*around, around[0]]))
    assert changes == 4


def test_a_grid_is_sorted_by_caption_in_rows_of_equal_steps():
    names = [f"n{i:02}" for i in range(20)]
    places = layout(network([], names), "grid")
    assert sorted(names, key=lambda i: (places[i][1], places[i][0])) == names
    assert len({x for x, _y in places.values()}) * len({y for _x, y in places.values()}) < 30


def test_a_grid_gives_each_group_rows_of_its_own():
    names = [f"n{i:02}" for i in range(20)]
    group = {name: "ab"[i % 2] for i, name in enumerate(names)}
    places = layout(network([], names), "grid", groups=group)
    assert max(places[i][1] for i in names if group[i] == "a") < min(
        places[i][1] for i in names if group[i] == "b"
    )


_TIES = [("anna", "deal"), ("bert", "deal"), ("bert", "trip"), ("cora", "trip"), ("anna", "cora")]
_DATES = {"deal": "2021-03", "trip": "2021-06-04/2021-06-20", "l000004": "2021-04-20"}


def test_on_theme_lines_events_stand_at_their_time_on_a_line_they_touch():
    places = layout(network(_TIES), "theme", dates=_DATES)
    people = [places[name] for name in ("anna", "bert", "cora")]
    assert len({x for x, _y in people}) == 1
    assert len({y for _x, y in people}) == 3
    assert max(x for x, _y in people) < places["deal"][0] < places["trip"][0]
    assert places["deal"][1] in {places["anna"][1], places["bert"][1]}
    assert places["trip"][1] in {places["bert"][1], places["cora"][1]}


def test_lines_reach_to_their_last_event_and_dated_links_stand_between_them():
    net = network(_TIES)
    places = layout(net, "theme", dates=_DATES)
    picture = theme_picture(net, places, _DATES, box=BOX_PX)
    lines = {line.node_id: line for line in picture.lines}
    assert set(lines) == {"anna", "bert", "cora"}
    assert lines["bert"].end > places["trip"][0]
    assert lines["bert"].y == places["bert"][1]
    (tie,) = picture.ties
    assert tie.link_id == "l000004"
    assert places["deal"][0] < tie.x < places["trip"][0]
    assert {tie.top, tie.bottom} == {places["anna"][1], places["cora"][1]}


def test_lines_without_any_event_are_short_and_ties_still_have_a_place():
    net = network([("a", "b")])
    places = layout(net, "theme")
    picture = theme_picture(net, places, {"l000000": "2021"}, box=BOX_PX)
    assert len(picture.lines) == 2
    assert len(picture.ties) == 1
    assert picture.ties[0].x > places["a"][0]
