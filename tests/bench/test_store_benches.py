"""Every benchmark of the store runs on a tiny office; how fast it is, is for `bench` to tell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import growth, sample_office
from tests.bench.growth_plot import draw
from tests.bench.search_questions import questions
from tests.bench.store_benches import BENCHES

TINY = 200


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_runs_on_a_tiny_office(name: str) -> None:
    result = BENCHES[name](TINY)
    assert result.name == name
    assert result.unit in ("s", "MB")
    assert result.value > 0
    assert result.ratio > 0


def test_the_office_is_the_same_for_a_seed() -> None:
    one, two, other = (sample_office.delivery(40, seed) for seed in (1, 1, 2))
    assert one == two
    assert one != other
    assert (len(one.subjects), len(one.findings)) == (160, 200)
    assert sum(sample_office.sizes(1_000_000)) == 200_000
    assert sample_office.sizes(1_000_000)[0] == 500
    assert questions(9) == questions(9)


def test_the_growth_is_drawn(tmp_path: Path) -> None:
    small = growth.measured(100)
    found = [small, small | {"findings": {"value": 1_000, "unit": ""}}]
    draw(found, tmp_path / "a.svg")
    draw(found, tmp_path / "b.svg")
    assert b"<svg" in (tmp_path / "a.svg").read_bytes()
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_benches_are_asked_for_by_name(project: Path) -> None:
    command = [sys.executable, "-m", "tests.bench", "unlock"]
    ran = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    (result,) = json.loads(ran.stdout)["results"]
    assert result.keys() == {"name", "value", "unit", "baseline", "ratio"}
