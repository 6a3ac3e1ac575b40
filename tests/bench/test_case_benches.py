"""The benches of the work on a case run small; how fast it is, is for `bench` to tell."""

import pytest

from tests.bench.case_benches import BENCHES

SMALL = {"subject_form": 200, "duplicates": 200, "duplicates_memory": 200, "table": 2_000,
         "timeline_zoom": 200, "map_motion": 20}  # fmt: skip


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_of_the_case_runs_small(qapp, name: str) -> None:
    result = BENCHES[name](SMALL[name])
    assert result.name == name
    assert result.unit in ("s", "ms", "MB")
    assert result.value > 0
    assert result.ratio == result.value / result.baseline
