"""A frame of the chart costs little more than the bare calls that it consists of."""

from chart_bench import measure

from ui.widgets.theme import apply_theme

MOST = 1.5
"""A frame in motion, as a multiple of drawing ready arrays; measured about 1.1."""


def test_a_frame_in_motion_is_near_the_limit(qapp):
    apply_theme(qapp, "light")
    for view, times in measure(2000, 6000).items():
        assert times["motion/limit"] < MOST, view
