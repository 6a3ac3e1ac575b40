"""A command on a real terminal: what it asks is answered as a person would, line by line."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
DEADLINE_SECONDS = 40.0


def converse(
    arguments: Sequence[object], answers: Sequence[tuple[str, Callable[[str], str]]]
) -> tuple[int, str]:
    """Run `main.py` on a pseudo-terminal; each answer is (words to wait for, what is typed then).

    What is typed may be made of everything that was shown so far. Returns exit code and all that was shown.
    """
    own, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(PROJECT / "main.py"), *map(str, arguments)],
        stdin=its, stdout=its, stderr=its, start_new_session=True, close_fds=True,
    )  # fmt: skip
    os.close(its)
    shown, begin, waiting = "", 0, list(answers)
    deadline = time.monotonic() + DEADLINE_SECONDS
    try:
        while time.monotonic() < deadline:
            if waiting and waiting[0][0] in shown[begin:]:
                begin = len(shown)
                os.write(own, (waiting.pop(0)[1](shown) + "\n").encode())
            if not select.select([own], [], [], 0.2)[0]:
                continue
            try:
                piece = os.read(own, 65536)
            except OSError:  # the terminal's other end is closed: the command has ended
                break
            if not piece:
                break
            shown += piece.decode(errors="replace")
        return process.wait(timeout=10), shown
    finally:
        process.kill()
        process.wait()
        os.close(own)
