"""A disk of its own for a test, small enough to be full."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

needs_mount = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small disk of its own needs root and mount",
)


def _run(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


class SmallDisk:
    """A mounted memory disk; `path` is its folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def leave(self, free: int) -> None:
        """Fill the disk so that about `free` bytes are left."""
        self.make_room()
        with self._ballast.open("wb") as file:
            file.write(bytes(max(0, shutil.disk_usage(self.path).free - free)))

    def make_room(self) -> None:
        """Take the ballast away."""
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int = 32) -> Iterator[SmallDisk]:
    """Mount a memory disk on a new folder for as long as the block runs; skips where that is not allowed."""
    folder.mkdir()
    if _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)):
        pytest.skip("this machine does not let root mount a small disk")
    try:
        yield SmallDisk(folder)
    finally:
        assert _run("umount", "-l", str(folder)) == 0
