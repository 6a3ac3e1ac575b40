"""No core dump of a process that holds keys: window and command line switch them off first of all."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
# Runs main.py with arguments in its own process and says afterwards what the system knows of it.
STARTED = """
import ctypes, runpy, sys
sys.argv = ["main.py", *sys.argv[1:]]
try:
    runpy.run_path("main.py", run_name="__main__")
except SystemExit as ended:
    assert not ended.code, ended.code
limits = open("/proc/self/limits").read()
print(next(line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core")))
print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc and prctl")
@pytest.mark.parametrize("arguments", [["version"]])
def test_nothing_of_the_process_is_dumped(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED, *arguments], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-2:] == ["['0', '0']", "dumpable 0"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_hardened_process_still_starts_others(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys; from app.base.process_guard import harden; harden(); "
        "print(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True, text=True).stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
