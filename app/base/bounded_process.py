"""Work on input from outside in a process of its own, which the input may bring down without harm.

The caller starts the program a second time (`own_command`), sends the input through a pipe and gets bytes
back through another; nothing touches the disk. Before it reads the first byte the child binds itself with
`confine`: address space, CPU time, no file written, no core dump, no new privileges, and where the system
grants it a network without any interface. The caller bounds time and answer and kills the whole group.
Windows has no such limits; there time and answer are bounded, and the crash still stays in the child.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from app.base.paths import program_file

OUT_OF_MEMORY = 77
"""The exit code by which a child says that its memory did not suffice."""
_BLOCK = 1024 * 1024
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
_REFUSED_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


class Outcome(StrEnum):
    """How a child ended."""

    DONE = "done"
    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of wall clock and CPU, bytes of address space, bytes of answer."""

    seconds: float = 30.0
    memory: int = 1536 * 1024 * 1024
    answer: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ended:
    """The answer of a child, and how it ended; `answer` is b"" unless it is done."""

    outcome: Outcome
    answer: bytes = b""


def own_command(word: str) -> list[str]:
    """Return the command line by which the program calls itself with one hidden word (see main.py)."""
    if getattr(sys, "frozen", False):
        return [sys.executable, word]
    # No variable of the environment and no private library changes what the child loads.
    return [sys.executable, "-E", "-s", str(program_file()), word]


def run(
    command: Sequence[str],
    pieces: Iterable[bytes],
    limits: Limits,
    started: Callable[[Callable[[], None]], None] | None = None,
) -> Ended:
    """Start a child, send it the pieces, and return its answer or how it failed; it is gone afterwards.

    `started` is given a function that kills the child at once, to be called from any thread.
    """
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    overdue = threading.Event()
    clock = threading.Timer(limits.seconds, _stop, (child, overdue))
    clock.start()
    try:
        if started is not None:
            started(lambda: _kill(child))
        _send(child, pieces)
        answer = _receive(child, limits.answer + 1)
        if len(answer) > limits.answer:
            return Ended(Outcome.TOO_MUCH)
        code = child.wait()
        outcome = Outcome.TIME if overdue.is_set() else _outcome(code)
        return Ended(outcome, answer if outcome is Outcome.DONE else b"")
    finally:
        clock.cancel()
        clock.join()
        _kill(child)
        _close(child)


def _send(child: subprocess.Popen[bytes], pieces: Iterable[bytes]) -> None:
    if child.stdin is None:
        raise RuntimeError("the child has no pipe")
    # A child that is gone reads no more; how it ended says why.
    with contextlib.suppress(BrokenPipeError):
        for piece in pieces:
            child.stdin.write(piece)
    with contextlib.suppress(BrokenPipeError):
        child.stdin.close()


def _receive(child: subprocess.Popen[bytes], most: int) -> bytes:
    if child.stdout is None:
        raise RuntimeError("the child has no pipe")
    return child.stdout.read(most)


def _stop(child: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and everything it started; without effect on one that has been waited for."""
    if child.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _close(child: subprocess.Popen[bytes]) -> None:
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _outcome(code: int) -> Outcome:
    if code == 0:
        return Outcome.DONE
    if code == OUT_OF_MEMORY:
        return Outcome.MEMORY
    return Outcome.TIME if code == -getattr(signal, "SIGXCPU", 0) else Outcome.CRASH


def confine(limits: Limits) -> None:
    """Bind this process for good; called by a child before it reads its input."""
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:
        # Windows: the caller's clock and the size of the answer are the bounds.
        return
    _leave_the_network()
    seconds = int(limits.seconds) + 1
    for what, bound in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(what, (bound, bound))


def _leave_the_network() -> None:
    """Ask Linux for no new privileges, death with the caller, and a network of one's own without any way out.

    Each of them may be refused (other systems, hardened kernels); the child is bounded by the rest then.
    """
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED_EVENTS):
        raise PermissionError(event)


@contextlib.contextmanager
def memory_told() -> Iterator[None]:
    """End the process with `OUT_OF_MEMORY` where its memory does not suffice."""
    try:
        yield
    except MemoryError:
        _give_up()


def _give_up() -> NoReturn:
    # At once: there is no memory left for an orderly end.
    os._exit(OUT_OF_MEMORY)
