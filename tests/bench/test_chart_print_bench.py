"""The bench of chart files runs; what it measures is for reading, not for passing or failing."""

from chart_print_bench import measure


def test_the_bench_measures_every_way():
    measured = measure(60)
    assert {name.split()[0] for name in measured} == {"svg", "pdf", "poster", "gexf"}
    assert all(milliseconds > 0 for milliseconds in measured.values())
