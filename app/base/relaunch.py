"""Ending this process and starting the program anew in a fresh one: memory that held keys is gone with it.

A process that closed its store still holds copies of the key and of what was read: Python frees memory, it
does not clear it. Only the operating system takes it away, with the process.
"""

import os
import subprocess
import sys
from pathlib import Path

from app.base.paths import program_file

STORE = "RUNDBLICK_STORE"


def command() -> list[str]:
    """Return what starts the program without arguments, with the interpreter and its options as now."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    options = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv)]
    if options[-1:] in (["-m"], ["-c"]):
        options.pop()
    return [sys.executable, *options, str(program_file())]


def start_anew(store: Path) -> int:
    """Replace this process by a fresh one that asks for the passphrase of a store.

    On POSIX it does not return: exec gives the same process a new memory. On Windows a second process is
    started, and the exit code for this one is returned. Nothing but the store's path goes along, in the
    environment.
    """
    environment = {**os.environ, STORE: str(store)}
    line = command()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if sys.platform == "win32":
        subprocess.Popen(line, env=environment, close_fds=True)
        return 0
    os.execve(line[0], line, environment)
