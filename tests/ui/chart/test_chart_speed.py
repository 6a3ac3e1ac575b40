"""The bench of the chart runs; what it measures is for reading, not for passing or failing."""

from chart_bench import measure

from ui.widgets.theme import apply_theme


def test_the_bench_gives_its_ratios(qapp):
    apply_theme(qapp, "light")
    measured = measure(200, 600)
    assert measured
    for times in measured.values():
        assert times["motion/limit"] > 0
