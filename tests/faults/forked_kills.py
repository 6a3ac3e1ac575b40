"""Forks a process that works, and kills it at a moment of our choice. For a parent with one thread only."""

import os
import select
import signal
from collections.abc import Callable


def killed(work: Callable[[int], None], lines: int, seconds: float) -> list[str]:
    """Let `work` run in a fork, kill it `seconds` after so many lines, and return all lines it said."""
    mine, its = os.pipe()
    child = os.fork()
    if not child:
        os.close(mine)
        try:
            work(its)
        finally:
            os._exit(70)
    os.close(its)
    with open(mine, "rb") as said:
        heard = [said.readline() for _no in range(lines)]
        # Waits for nothing: the pipe of the parent's own never has anything to say.
        select.select([], [], [], seconds)
        os.kill(child, signal.SIGKILL)
        heard += said.readlines()
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended before it was killed")
    return [line.decode().strip() for line in heard if line.endswith(b"\n")]
