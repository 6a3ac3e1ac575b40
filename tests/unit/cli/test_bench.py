"""`bench` runs benchmarks by name where the source is, and says so where it is not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import bench_command
from app.cli.program import run


def test_a_bench_is_run_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "graph_build", "--json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["name"] == "graph_build"
    assert result["ratio"] == pytest.approx(result["value"] / result["baseline"], rel=0.01)


def test_an_unknown_bench_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "nonsense"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "nonsense" in told.err
    assert "import_office" in told.err


def test_without_the_source_there_is_nothing_to_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere: Callable[[], Path] = lambda: tmp_path / "main.py"  # noqa: E731 - a stand-in for a frozen build
    monkeypatch.setattr(bench_command, "program_file", nowhere)
    assert run(["bench", "unlock"]) == 4
    assert capsys.readouterr().err.strip()
