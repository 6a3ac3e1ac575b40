"""After locking, nothing of keys and plaintext is in the memory of the process: it has been replaced."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_case import Sample

from app.store.rekeying import database_key
from app.store.store import Store

PROJECT = Path(__file__).resolve().parents[3]
DRIVER = "tests.ui.window.locked_process"
PATIENCE = 60
MARKER = "Mietwagen im Musterkreis"
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root reads the memory of a guarded process"
)


def memory_of(process: int) -> Iterator[bytes]:
    """Every readable part of the memory of a process."""
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_rest = line.split()
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except (OSError, OverflowError):
                # A mapping that went meanwhile, or that the kernel gives to nobody.
                continue


def found_in(process: int, needles: dict[str, bytes]) -> set[str]:
    """Which of the needles the memory of a process holds."""
    return {name for part in memory_of(process) for name, needle in needles.items() if needle in part}


def secrets(sample: Sample) -> dict[str, bytes]:
    """What must not be found: the keys in both forms, and a title of a case as Python and Qt hold it."""
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    data_key = store.data_key
    store.close()
    key = database_key(data_key)
    return {
        "data key": data_key,
        "database key": key,
        "database key in digits": key.hex().encode(),
        "recovery key": sample.recovery_key.encode(),
        "title": MARKER.encode(),
        "title on the screen": MARKER.encode("utf-16-le"),
    }


def command_line(process: int) -> str:
    """The command line of a process, "" while it is being replaced."""
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def test_the_memory_holds_nothing_after_locking(sample: Sample, tmp_path: Path) -> None:
    needles = secrets(sample)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "RUNDBLICK_LANG": "en",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    with subprocess.Popen(
        [sys.executable, "-m", DRIVER, str(sample.path)], cwd=PROJECT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    ) as process:  # fmt: skip
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{sample.recovery_key}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "entered\n"
            before = found_in(process.pid, needles)
            process.stdin.write("lock\n")
            process.stdin.flush()
            deadline = time.monotonic() + PATIENCE
            # The same number, another program: main.py asks for the passphrase.
            while not _asks(process.pid):
                assert process.poll() is None
                assert time.monotonic() < deadline
            after = found_in(process.pid, needles)
            line, surroundings = command_line(process.pid), Path(f"/proc/{process.pid}/environ").read_bytes()
        finally:
            process.kill()
    # The search finds what is there: before locking, keys and titles were.
    assert before >= {"data key", "database key in digits", "title"}
    assert after == set()
    assert line.rstrip().endswith("main.py")
    assert f"RUNDBLICK_STORE={sample.path}".encode() in surroundings
    assert sample.recovery_key.encode() not in surroundings


def _asks(process: int) -> bool:
    """Whether the fresh program shows its unlock window: then it loads the database engine beside it."""
    if "main.py" not in command_line(process):
        return False
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace")
    return "sqlcipher3" in maps and "QtWidgets" in maps
