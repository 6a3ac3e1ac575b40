"""The bench of the chart runs; what it measures is for reading, not for passing or failing."""

from chart_bench import builtin, labels, measure

from ui.widgets.theme import apply_theme


def test_the_bench_gives_its_ratios(qapp):
    apply_theme(qapp, "light")
    measured = measure(200, 600, styled=True)
    assert set(measured) == {"fit", "mid", "read"}
    for times in measured.values():
        assert times["pan/limit"] > 0
    assert measured["fit"]["drag"] > 0
    assert builtin(50, 100) > 0
    assert labels(50) > 0
