import sys
from pathlib import Path

import pytest

from app.base.bounded_process import Ended, Limits, Outcome, own_command, run

PROJECT = Path(__file__).resolve().parents[3]
QUICK = Limits(seconds=20.0, memory=400 * 1024 * 1024, answer=1000)
CONFINED = f"""
import ctypes, os, sys
sys.path.insert(0, {str(PROJECT)!r})
from app.base.bounded_process import Limits, confine, memory_told
confine(Limits(seconds=20.0, memory=400 * 1024 * 1024, answer=1000))
"""


def child(program: str, limits: Limits = QUICK, pieces: tuple[bytes, ...] = (b"",)) -> Ended:
    return run([sys.executable, "-c", CONFINED + program], pieces, limits)


def test_the_program_calls_itself_from_a_checkout_and_from_a_frozen_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert own_command("_read")[-2:] == [str(PROJECT / "main.py"), "_read"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("_read") == [sys.executable, "_read"]


def test_what_is_sent_through_the_pipe_comes_back() -> None:
    program = "data = sys.stdin.buffer.read(); sys.stdout.buffer.write(data.upper())"
    assert child(program, pieces=(b"ein ", b"text")) == Ended(Outcome.DONE, b"EIN TEXT")


def test_an_endless_loop_is_stopped() -> None:
    ended = child("while True: pass", Limits(seconds=0.6, memory=QUICK.memory, answer=10))
    assert ended == Ended(Outcome.TIME)


def test_a_child_that_never_reads_is_stopped_while_it_is_written_to() -> None:
    pieces = (b"x" * 1_000_000,) * 5
    ended = child("import time; time.sleep(60)", Limits(seconds=0.6, memory=QUICK.memory, answer=10), pieces)
    assert ended.outcome is Outcome.TIME


def test_a_memory_bomb_is_stopped() -> None:
    program = "with memory_told(): hoard = [bytearray(50_000_000) for _ in range(100)]"
    assert child(program) == Ended(Outcome.MEMORY)


@pytest.mark.parametrize("program", ["ctypes.string_at(0)", "os.abort()", "raise ValueError", "os._exit(3)"])
def test_a_crash_stays_in_the_child(program: str) -> None:
    assert child(program) == Ended(Outcome.CRASH)


def test_an_answer_without_end_is_cut_off() -> None:
    assert child("while True: sys.stdout.buffer.write(b'x' * 4096)") == Ended(Outcome.TOO_MUCH)


def test_a_child_that_stops_reading_may_still_answer() -> None:
    ended = child("sys.stdin.buffer.close(); print('da')", pieces=(b"x" * 1_000_000,) * 3)
    assert ended.answer.strip() == b"da"


@pytest.mark.parametrize(
    "program",
    [
        "import socket\nsocket.create_connection(('127.0.0.1', 9))",
        "import subprocess\nsubprocess.run(['true'])",
        "os.system('true')",
        "open({file!r}, 'wb').write(b'x' * 10_000)",
    ],
)
def test_a_child_has_neither_network_nor_children_nor_files(program: str, tmp_path: Path) -> None:
    tried = program.format(file=str(tmp_path / "x"))
    guarded = f"try:\n    exec({tried!r})\nexcept OSError: print('refused')"
    assert child(guarded).answer.strip() == b"refused"
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0


def test_a_child_leaves_no_core_dump_and_gains_no_rights() -> None:
    program = """
import resource
lines = open('/proc/self/status').readlines() if sys.platform == 'linux' else ['NoNewPrivs: 1']
rights = next(line for line in lines if line.startswith('NoNewPrivs'))
print(resource.getrlimit(resource.RLIMIT_CORE)[1], rights.split()[-1])
"""
    assert child(program).answer.split() == [b"0", b"1"]
