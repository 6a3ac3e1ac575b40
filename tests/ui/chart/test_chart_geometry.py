"""The chart's geometry, without a window."""

from dataclasses import replace

import numpy as np
import pytest
from chart_samples import large, small
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.label_placing import Occupancy, boxes_around, place_boxes, place_labels
from app.analysis.network import Network
from ui.chart.chart_model import ChartModel
from ui.chart.chart_scene import ChartScene
from ui.chart.culling_geometry import (
    MOTION_LINKS,
    MOTION_PIXELS,
    bearable,
    beyond,
    choose_detail,
    clipped,
    node_size,
    seen_length,
    shuffled,
    thinned,
)
from ui.chart.fan_geometry import arrow_heads, controls, curve_points, fan_offsets
from ui.chart.focus_geometry import next_in_direction, reading_order
from ui.chart.hit_geometry import distances_to_segments, link_at, node_at, nodes_in_rect
from ui.chart.link_frame import frame_links
from ui.chart.shape_geometry import SHAPES, reach, shape_number
from ui.chart.view_transform import LARGEST, SMALLEST, ViewTransform

places = st.floats(-5e3, 5e3, allow_nan=False)
pixels = st.floats(0, 1500, allow_nan=False)


@given(st.floats(0.05, 5), places, places, pixels, pixels, st.floats(0.3, 3))
def test_zoom_keeps_the_point_under_the_cursor(scale, cx, cy, x, y, factor):
    view = ViewTransform(scale, cx, cy, 1366, 768)
    before = view.to_world(x, y)
    after = view.zoomed(factor, x, y)
    assert after.to_screen(np.array([before]))[0] == pytest.approx((x, y), abs=1e-4)
    assert SMALLEST <= after.scale <= LARGEST


@given(st.lists(st.tuples(places, places), min_size=1, max_size=30))
def test_fit_shows_everything_and_keeps_the_corner_free(points):
    view = ViewTransform(width=1200, height=800).fitted(np.array(points), (220, 330))
    screen = view.to_screen(np.array(points))
    if view.scale <= SMALLEST:
        return
    assert (screen >= (0, 0)).all()
    assert (screen <= (1200, 800)).all()
    in_corner = (screen[:, 0] < 219) & (screen[:, 1] > 800 - 329)
    assert not in_corner.any()


def test_fit_of_nothing_is_the_origin():
    view = ViewTransform(3.0, 9.0, 9.0).fitted(np.empty((0, 2)))
    assert (view.scale, view.cx, view.cy) == (1.0, 0.0, 0.0)


def test_screen_and_world_are_inverse():
    view = ViewTransform(0.7, 12.0, -8.0, 900, 600).panned(30, -20)
    x, y = view.to_world(123.0, 456.0)
    assert view.to_screen(np.array([[x, y]]))[0] == pytest.approx((123.0, 456.0))


def test_parallel_links_get_different_bows_whatever_their_direction():
    ends = np.array([[0, 1], [1, 0], [0, 1], [2, 3]])
    start = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 0.0], [0.0, 50.0]])
    end = np.array([[100.0, 0.0], [0.0, 0.0], [100.0, 0.0], [50.0, 50.0]])
    offsets = fan_offsets(ends)
    middles = curve_points(start, controls(start, end, offsets, 1.0), end)[:, 6]
    assert offsets[3] == 0
    assert len({round(float(y), 3) for y in middles[:3, 1]}) == 3


def test_loops_are_numbered_and_no_ends_give_no_offsets():
    assert fan_offsets(np.array([[4, 4], [4, 4], [1, 2]])).tolist() == [0, 1, 0]
    assert len(fan_offsets(np.empty((0, 2), dtype=np.intp))) == 0


def test_every_shape_reaches_about_a_radius_in_every_direction():
    angles = np.linspace(0, 2 * np.pi, 40)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    for name in SHAPES:
        lengths = reach(np.full(40, shape_number(name)), directions)
        assert lengths.min() > 0.35
        assert lengths.max() < 1.7
    assert shape_number("unheard of") == shape_number("circle")


def test_an_arrow_points_away_from_its_tail():
    head = arrow_heads(np.array([[10.0, 0.0]]), np.array([[0.0, 0.0]]), 6, 2)[0]
    assert head[0].tolist() == [10, 0]
    assert sorted(head[1:].tolist()) == [[4, -2], [4, 2]]


def test_lines_beyond_an_edge_are_not_drawn_and_crossing_ones_are():
    start = np.array([[-50.0, 10.0], [-50.0, 50.0], [500.0, 500.0]])
    end = np.array([[-20.0, 900.0], [150.0, 50.0], [600.0, 900.0]])
    shared = beyond(start, 100, 100, 0) & beyond(end, 100, 100, 0)
    assert (shared == 0).tolist() == [False, True, False]


def test_clipping_keeps_what_is_seen_and_the_rhythm_of_dashes():
    start = np.array([[-1003.0, 50.0], [20.0, 20.0], [50.0, -500.0], [-50.0, -60.0]])
    end = np.array([[500.0, 50.0], [80.0, 80.0], [50.0, 40.0], [-10.0, -900.0]])
    first, last = clipped(start, end, 100, 100, 10, 10)
    assert first.tolist()[0] == pytest.approx([-13.0, 50.0])
    assert last.tolist()[0] == pytest.approx([110.0, 50.0])
    assert first.tolist()[1] == [20, 20]
    assert last.tolist()[1] == [80, 80]
    assert (first[0, 0] - start[0, 0]) % 10 == pytest.approx(0, abs=1e-6)
    assert last.tolist()[2] == pytest.approx([50, 40])


def test_thinning_always_keeps_the_same_links():
    links = np.arange(50_000)
    kept = thinned(links)
    assert len(kept) == MOTION_LINKS
    assert (kept == thinned(links)).all()
    assert len(thinned(np.arange(20))) == 20


def test_what_thinning_keeps_comes_first_in_the_shuffled_order():
    order = shuffled(50_000)
    assert sorted(order.tolist()) == list(range(50_000))
    assert set(order[:MOTION_LINKS].tolist()) == set(thinned(np.arange(50_000)).tolist())


def test_a_motion_bears_so_many_pixels_of_lines_and_keeps_the_first_ones():
    start, end = np.zeros((12_000, 2)), np.full((12_000, 2), 10.0)
    assert bearable(start, end, 800, 600) == 12_000
    far = np.full((12_000, 2), 5_000.0)
    kept = bearable(start, far, 800, 600)
    assert seen_length(start[:kept], far[:kept], 800, 600) <= MOTION_PIXELS
    assert seen_length(start[: kept * 5 // 4], far[: kept * 5 // 4], 800, 600) > MOTION_PIXELS
    assert bearable(start + 0.4, far, 800, 600) == kept


def test_in_a_motion_the_same_links_stay_while_the_ground_moves():
    network, positions = large(400, 14_000)
    model = ChartModel.of(network, positions, {})
    view = ViewTransform(width=1366, height=768).fitted(model.xy)
    detail = choose_detail(view.scale, 14_000, moving=True)
    first, second = (
        set(frame_links(model, v.to_screen(model.xy), v, detail).numbers.tolist())
        for v in (view, view.panned(20, 10))
    )
    assert len(first) <= MOTION_LINKS
    assert first == second


def test_detail_grows_with_the_scale_and_motion_drops_what_costs():
    assert node_size(0.01) == 5
    assert node_size(9) == 54
    far, near = choose_detail(0.05, 100, moving=False), choose_detail(1.0, 100, moving=False)
    assert not far.icons
    assert far.most_labels < near.most_labels
    assert near.icons
    assert near.link_labels
    assert choose_detail(1.0, 100, moving=True).smooth
    assert not choose_detail(1.0, 30_000, moving=True).arrows


def test_hits():
    screen = np.array([[10.0, 10.0], [100.0, 100.0]])
    assert node_at(screen, 14, 10, 6) == 0
    assert node_at(screen, 50, 50, 6) == -1
    assert node_at(np.empty((0, 2)), 1, 1, 6) == -1
    lines = np.array([[[0.0, 0.0], [50.0, 0.0], [100.0, 0.0]], [[0.0, 40.0], [50.0, 40.0], [100.0, 40.0]]])
    assert distances_to_segments(lines, 20, 10).tolist() == [10, 30]
    assert link_at(lines, np.array([7, 9]), 20, 38, 5) == 9
    assert link_at(lines, np.array([7, 9]), 20, 20, 5) == -1
    assert nodes_in_rect(screen, 120, 120, 50, 50).tolist() == [1]


def test_link_under_the_pointer_tells_parallels_apart():
    network, positions = small()
    scene = ChartScene(ChartModel.of(network, positions, {}), ViewTransform(1.0, 100, 100, 600, 600))
    frame = scene.links(scene.detail(moving=False))
    for number, line in zip(frame.numbers.tolist(), frame.polylines(), strict=True):
        x, y = line[6]
        assert scene.link_under(float(x), float(y)) == number


def test_a_loop_is_drawn_beside_its_node():
    network, positions = small()
    loop = replace(network.links[0], end="a")
    model = ChartModel.of(Network(network.nodes, (loop,)), positions, {})
    view = ViewTransform(1.0, 0, 0, 600, 600)
    frame = frame_links(model, view.to_screen(model.xy), view, choose_detail(1.0, 1, moving=False))
    assert frame.bent.tolist() == [0]
    assert np.ptp(frame.points[0], axis=0).min() > 10


@given(
    st.lists(st.tuples(st.floats(0, 800), st.floats(0, 600)), min_size=1, max_size=60),
    st.integers(30, 180),
)
def test_placed_labels_never_overlap(anchors, width):
    points = np.array(anchors)
    sizes = np.tile([float(width), 18.0], (len(points), 1))
    order = np.arange(len(points))
    window = Occupancy(800, 600, 200)
    chosen = place_labels(window, points, sizes, 20.0, order)
    places = boxes_around(points, sizes, 20.0)
    boxes = [places[n, place].tolist() for n, place in enumerate(chosen) if place >= 0]
    whole = np.flatnonzero(~window.cut_off(places[0]))
    assert chosen[0] == (whole[0] if len(whole) else 0)
    for number, (x, y, w, h) in enumerate(boxes):
        for u, v, _w, _h in boxes[number + 1 :]:
            assert x + w <= u or u + w <= x or y + h <= v or v + h <= y


def test_a_label_keeps_the_place_it_had():
    points, sizes = np.array([[300.0, 300.0]]), np.array([[80.0, 18.0]])
    again = place_labels(Occupancy(600, 600), points, sizes, 20, np.array([0]), np.array([2]))
    assert again.tolist() == [2]


def test_boxes_at_fixed_places_give_way_to_earlier_ones():
    centres, sizes = np.array([[50.0, 50.0], [60.0, 52.0], [200.0, 50.0]]), np.full((3, 2), 30.0)
    assert place_boxes(Occupancy(300, 100), centres[:, None], sizes).tolist() == [0, -1, 0]
    further = np.stack([centres, centres + np.array([0, 100])], axis=1)
    assert place_boxes(Occupancy(300, 200), further, sizes).tolist() == [0, 1, 0]


def test_arrow_keys_prefer_neighbours_and_stay_on_their_side():
    xy = np.array([[0.0, 0.0], [50.0, 0.0], [200.0, 10.0], [0.0, -90.0]])
    assert next_in_direction(xy, 0, (1, 0), np.array([2])) == 2
    assert next_in_direction(xy, 0, (1, 0), np.array([3])) == 1
    assert next_in_direction(xy, 0, (0, -1), np.array([2])) == 3
    assert next_in_direction(xy, 0, (-1, 0), np.array([2])) == -1
    assert reading_order(xy).tolist() == [3, 0, 1, 2]


def test_nodes_without_a_place_stand_apart_below():
    network, positions = small()
    model = ChartModel.of(network, {"a": positions["a"], "b": positions["b"]}, {})
    free = model.xy[2:]
    assert (free[:, 1] > 0).all()
    assert len({tuple(place) for place in model.xy.tolist()}) == 5


def test_model_knows_neighbours_degrees_and_masks():
    network, positions = small()
    model = ChartModel.of(network, positions, {})
    assert model.neighbours(0).tolist() == [1, 2]
    assert model.degree.tolist() == [4, 2, 5, 1, 0]
    assert model.links_at(model.node_mask(["d", "unknown"])).tolist() == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    assert model.link_mask(["k3"]).tolist().index(True) == 2
    assert model.width.tolist() == [0, 0, 3, 0, 0, 1]


def test_a_large_network_is_framed_without_losing_a_link_on_the_screen():
    network, positions = large(500, 1500)
    model = ChartModel.of(network, positions, {})
    view = ViewTransform(width=1366, height=768).fitted(model.xy)
    frame = frame_links(model, view.to_screen(model.xy), view, choose_detail(view.scale, 1500, moving=False))
    start, end = view.to_screen(model.xy)[model.ends[:, 0]], view.to_screen(model.xy)[model.ends[:, 1]]
    seen = (np.abs(start - end).max(axis=1) >= 1) | model.loop
    assert sorted(frame.numbers.tolist()) == np.flatnonzero(seen).tolist()
