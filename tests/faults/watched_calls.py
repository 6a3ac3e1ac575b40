"""What a program did to files and sockets, as strace recorded it.

    python tests/faults/watched_calls.py TRACE WORD FOLDER

prints it for `packaging/spuren_probe.sh`; exit code 1 for a network socket, a file outside FOLDER, or the
word in a file other than the one that is there to be found.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "socket,socketpair,connect,bind,sendto,sendmsg,open,openat,creat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,write,pwrite64,writev,pwritev,pwritev2,mmap,sendfile,copy_file_range,memfd_create"
)
# -y names the file behind each number; the longest piece that is written at once is 1 MiB.
OPTIONS = ("-f", "--seccomp-bpf", "-y", "-s", "1100000", "-e", f"trace={CALLS}")
_OPENED = re.compile(rb'(?:open|openat|creat)\((?:[^"]*)"((?:[^"\\]|\\.)*)", ([A-Z_|]*)')
_SOCKET = re.compile(rb"(?:socket|socketpair)\(([A-Z_0-9a-fx]+)")
_WRITTEN = re.compile(
    rb"^\d+ +(?:write|pwrite64|writev|pwritev|pwritev2|sendfile|copy_file_range)\(\d+<([^>]*)>"
)
_SHARED = re.compile(rb"mmap\([^)]*PROT_WRITE[^)]*MAP_SHARED[^)]*, \d+<([^>]*)>")
# Places that keep nothing.
HARMLESS = ("/dev/null", "/dev/tty", "/dev/pts/", "/proc/self/", "/memfd:", "/dev/shm/")
_NAMED = re.compile(rb'(?:rename|renameat|renameat2|link|linkat|symlink|symlinkat)\(.*"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Watched:
    """`families` of sockets, `files` written, opened for writing, mapped or named, the `marked` ones."""

    families: frozenset[str]
    files: frozenset[str]
    marked: frozenset[str]


def _spellings(word: str) -> tuple[bytes, ...]:
    """Return how strace shows a word of ASCII letters in UTF-8 and in UTF-16, which Qt uses."""
    return word.encode(), b"\\0".join(bytes([letter]) for letter in word.encode())


def read_trace(trace: Path, word: str) -> Watched:
    """Read a trace written with `OPTIONS`; a file is marked if what was written to it holds the word."""
    spellings = _spellings(word)
    families, files, marked = set[str](), set[str](), set[str]()
    with trace.open("rb") as lines:
        for line in lines:
            if found := _SOCKET.search(line):
                families.add(found[1].decode())
            if (written := _WRITTEN.match(line)) and written[1].startswith(b"/"):
                name = _name(written[1])
                files.add(name)
                if any(spelling in line for spelling in spellings):
                    marked.add(name)
            files.update(_touched(line))
    return Watched(frozenset(families), frozenset(files), frozenset(marked))


def _touched(line: bytes) -> set[str]:
    """Return the files that a call opened for writing, mapped for writing or gave a name."""
    if b"= -1 E" in line:
        return set()
    if (opened := _OPENED.search(line)) and re.search(rb"O_(WRONLY|RDWR|CREAT)|creat\(", line):
        return {_name(opened[1])}
    shared = _SHARED.search(line)
    if shared and shared[1].startswith(b"/"):
        return {_name(shared[1])}
    named = _NAMED.search(line)
    return {_name(named[1])} if named else set()


def _name(text: bytes) -> str:
    # strace shows letters beyond ASCII by their octal numbers.
    plain = re.sub(rb"\\([0-7]{1,3})", lambda octal: bytes([int(octal[1], 8)]), text)
    return plain.decode(errors="replace").removesuffix(" (deleted)").removesuffix("(deleted)")


def main(trace: str, word: str, folder: str) -> int:
    """Print what was found; 1 if something is wrong."""
    seen = read_trace(Path(trace), word)
    outside = sorted(
        f for f in seen.files if f.startswith("/") and not f.startswith((f"{folder}/", *HARMLESS))
    )
    sys.stdout.write(f"sockets: {', '.join(sorted(seen.families)) or 'none'}\n")
    sys.stdout.write(f"files written: {len(seen.files)}, outside of the folder: {outside or 'none'}\n")
    sys.stdout.write(f"with the word of the case: {sorted(seen.marked)}\n")
    found_on_purpose = len(seen.marked) == 1 and next(iter(seen.marked)).endswith("/kontrolle.txt")
    return int(bool(outside) or not found_on_purpose or not seen.families <= {"AF_UNIX"})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
