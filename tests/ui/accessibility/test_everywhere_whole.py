"""Every place, every part of a case and the study workspace, at 1366 × 768 pixels and at 200 % scale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from demo_file import DemoFile

Found = dict[str, dict[str, list[str]]]
HERE = Path(__file__).parent
LONGEST_SECONDS = 120
# How many stops there are at least.
STOPS = {"demo_file": 25, "study_file": 18}
WALKS = [("demo_file", language, scale) for language in ("de", "en") for scale in "12"]
WALKS += [("study_file", "de", "2"), ("study_file", "en", "1")]


@pytest.fixture(scope="session", params=WALKS, ids="-".join)
def found(request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What a walk through the window found, in a process of its own: the scale is fixed at its start."""
    store, language, scale = request.param
    file: DemoFile = request.getfixturevalue(store)
    folder = tmp_path_factory.mktemp(f"tour-{language}-{scale}")
    result = folder / "found.json"
    command = [sys.executable, str(HERE / "audit_process.py"), str(file.copy(folder))]
    command += [file.recovery_key, language, "light", str(result)]
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "PYTHONPATH": os.pathsep.join((str(project), str(HERE))),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded: Found = json.loads(result.read_text("utf-8"))
    assert len(loaded["size"]) > STOPS[store]
    return loaded


@pytest.mark.parametrize(
    "check",
    ["size", "cut", "nameless", "empty", "unreached", "mouse_only", "out_of_sight"],
    ids=lambda name: str(name),
)
def test_nothing_is_cut_nameless_or_out_of_reach(found: Found, check: str) -> None:
    """Wenn ich irgendwo bin, dann ist jedes Wort ganz zu lesen und alles benannt und mit Tab erreichbar."""
    lines = {f"{line}  [{stop}]" for stop, all_lines in found[check].items() for line in all_lines}
    assert not lines, "\n".join(sorted(lines))
