"""The whole demo, window included, leaves no trace: no network socket, and no plain text in any file.

One run under strace in a network of its own (`unshare`) proves both; where the machine allows only one of
the two, the other proof is skipped with a line. `packaging/spuren_probe.sh` does the same under Xvfb.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from watched_calls import HARMLESS, OPTIONS, Watched, read_trace
from whole_demo import CONTROL, WORD

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """A finished run: its folder, whether it had no network, and its trace if strace was allowed."""

    folder: Path
    cut_off: bool
    trace: Path | None
    said: str


def _allowed(*command: str) -> bool:
    if not shutil.which(command[0]):
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("spuren")
    trace = folder / "trace"
    for name in ("home", "tmp", "runtime"):
        (folder / name).mkdir(mode=0o700)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("RUNDBLICK_", "XDG_", "PYTEST"))}
    env |= {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "LC_ALL": "C.UTF-8"}
    env |= {"XDG_RUNTIME_DIR": str(folder / "runtime"), "QT_QPA_PLATFORM": "offscreen"}
    env |= {"PYTHONDONTWRITEBYTECODE": "1"}
    cut_off = ["unshare", "-rn"] if _allowed("unshare", "-rn") else []
    watched = _allowed("strace", "-f", "-o", str(trace))
    strace = ["strace", *OPTIONS, "-o", str(trace)] if watched else []
    if not cut_off and not watched:
        pytest.skip("watching the whole demo needs strace or unshare, and this machine allows neither")
    command = [*cut_off, *strace, sys.executable, "-m", "tests.faults.whole_demo", str(folder / "out")]
    ran = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return Run(folder, bool(cut_off), trace if watched else None, ran.stdout)


@pytest.fixture(scope="module")
def watched(run: Run) -> Watched:
    if run.trace is None:
        pytest.skip("watching the whole demo needs strace, and this machine does not allow it")
    return read_trace(run.trace, WORD)


def test_demo_window_and_commands_work_without_any_network(run: Run) -> None:
    assert run.said.endswith("walked\n")
    if not run.cut_off:
        pytest.skip("a network of its own needs unshare -rn, and this machine does not allow it")


def test_no_network_socket_is_opened(watched: Watched) -> None:
    assert watched.families <= {"AF_UNIX"}


def test_files_are_written_only_where_they_belong(run: Run, watched: Watched) -> None:
    own = tuple(f"{run.folder / name}/" for name in ("out", "home", "runtime"))
    files = watched.files
    assert any(name.endswith("store.db-wal") for name in files)
    strange = {f for f in files if f.startswith("/") and not f.startswith(own + HARMLESS)}
    assert strange <= {str(run.folder / "passwort.txt")}
    # No temporary file at all, not even an encrypted one.
    assert list((run.folder / "tmp").iterdir()) == []


def test_a_word_of_the_case_is_in_no_file(run: Run, watched: Watched) -> None:
    assert watched.marked == {str(run.folder / "out" / CONTROL)}
    left = [f for f in run.folder.rglob("*") if f.is_file() and f != run.trace and f.name != CONTROL]
    spellings = (WORD.encode(), WORD.encode("utf-16-le"), WORD.encode("utf-16-be"))
    assert [f for f in left if any(spelling in f.read_bytes() for spelling in spellings)] == []
