"""The bench of the timeline runs; what it measures is for reading, not for passing or failing."""

from timeline_bench import measure

from ui.widgets.theme import apply_theme


def test_the_bench_measures_every_motion(qapp):
    apply_theme(qapp, "light")
    measured = measure(300)
    assert {name.split()[0] for name in measured} == {"subject", "agency", "type"}
    assert all(middle > 0 for middle, _worst in measured.values())
