"""Every benchmark runs on a tiny size; how fast it is, is for `bench` to tell, not for a test."""

import pytest
from graph_benches import BENCHES


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_runs_on_a_tiny_size(name):
    result = BENCHES[name](60)
    assert result.name.split(" (")[0] == name
    assert result.unit == "s"
    assert result.value >= 0
    # -1 where the yardstick (igraph) is not installed: it is no dependency of the program.
    assert result.ratio >= 0 or "missing" in result.name
