"""Every place and every part of a case, in both languages, at 1366 × 768 pixels and at 200 % scale."""

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
STOPS = 25


@pytest.fixture(scope="session", params=[("de", "1"), ("de", "2"), ("en", "1"), ("en", "2")], ids="-".join)
def found(
    request: pytest.FixtureRequest,
    demo_file: DemoFile,
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Found:
    """What a walk through the window found, in a process of its own: the scale is fixed at its start."""
    language, scale = request.param
    folder = tmp_path_factory.mktemp(f"tour-{language}-{scale}")
    result = folder / "found.json"
    command = [sys.executable, str(HERE / "audit_process.py"), str(demo_file.copy(folder))]
    command += [demo_file.recovery_key, language, "light", str(result)]
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
    return loaded


@pytest.mark.parametrize(
    "check", ["size", "cut", "nameless", "empty", "unreached", "mouse_only"], ids=lambda name: str(name)
)
def test_nothing_is_cut_nameless_or_out_of_reach(found: Found, check: str) -> None:
    """Wenn ich irgendwo bin, dann ist jedes Wort ganz zu lesen und alles benannt und mit Tab erreichbar."""
    assert len(found[check]) > STOPS
    lines = {f"{line}  [{stop}]" for stop, all_lines in found[check].items() for line in all_lines}
    assert not lines, "\n".join(sorted(lines))
