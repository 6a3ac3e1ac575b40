"""The fuzzer of the readers, guided by coverage, runs where it is installed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUNS = 300


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not installed: the readers are fuzzed by hypothesis alone (test_broken_files)",
)
def test_the_readers_stand_some_rounds_of_the_fuzzer(project: Path, tmp_path: Path) -> None:
    """Wenn der Fuzzer läuft, dann wird jede Datei gelesen oder in Worten abgelehnt."""
    harness = project / "tests/faults/fuzz_readers.py"
    done = subprocess.run(
        [sys.executable, str(harness), str(RUNS)], cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(project)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"Done {RUNS} runs" in done.stderr
    assert not list(tmp_path.glob("crash-*"))
