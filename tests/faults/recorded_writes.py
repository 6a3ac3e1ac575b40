"""What a process wrote to its files, as strace recorded it, and what a power cut would leave of it.

Everything before the last completed fsync of a file is kept. Of what came after, any part may be lost,
kept, or torn in sectors of 512 bytes. Names of files (directory entries) are taken to be durable.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
CALLS = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_STRING = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Event:
    """One call: kind write, sync, cut, gone or said; `at` is an offset or a length."""

    kind: str
    file: str = ""
    at: int = 0
    data: bytes = b""


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def events(trace: Path, files: Mapping[str, str]) -> Iterator[Event]:
    """Yield what happened to `files` (path to short name) and what was said on standard output."""
    handles: dict[str, str] = {}
    for line in trace.read_text(encoding="ascii", errors="replace").splitlines():
        matched = _CALL.match(line)
        if matched is None or int(matched[3]) < 0:
            continue
        call, arguments, result = matched.groups()
        texts = [_bytes(text) for text in _STRING.findall(arguments)]
        handle = arguments.split(",")[0]
        if call == "openat":
            handles[result] = files.get(texts[0].decode(errors="replace"), "")
        elif call == "write" and handle == "1":
            yield Event("said", data=texts[0])
        elif call.startswith("unlink") and (name := files.get(texts[0].decode(errors="replace"))):
            yield Event("gone", name)
        elif name := handles.get(handle, ""):
            yield from _on_file(call, name, arguments, texts)


def _on_file(call: str, name: str, arguments: str, texts: list[bytes]) -> Iterator[Event]:
    if call == "pwrite64":
        yield Event("write", name, int(arguments.rsplit(",", 1)[1]), texts[0])
    elif call == "ftruncate":
        yield Event("cut", name, int(arguments.rsplit(",", 1)[1]))
    elif call in ("fsync", "fdatasync"):
        yield Event("sync", name)


def after_power_cut(
    happened: Sequence[Event], base: Mapping[str, bytes], chance: random.Random
) -> dict[str, bytes]:
    """Return one possible content of the files after the power went away at the end of `happened`."""
    image = {name: bytearray(content) for name, content in base.items()}
    synced = {event.file: no for no, event in enumerate(happened) if event.kind == "sync"}
    # Nothing of what was not synced survives, or about half of it, or half of that torn.
    survival = chance.choice((0.0, 0.5, 0.75))
    for no, event in enumerate(happened):
        if event.kind in ("sync", "said"):
            continue
        if no < synced.get(event.file, -1):
            _apply(image, event, None)
        elif chance.random() < survival:
            _apply(image, event, chance if survival > 0.5 and chance.random() < 0.5 else None)
    return {name: bytes(content) for name, content in image.items()}


def _apply(image: dict[str, bytearray], event: Event, torn: random.Random | None) -> None:
    if event.kind == "gone":
        image.pop(event.file, None)
        return
    content = image.setdefault(event.file, bytearray())
    if event.kind == "cut":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    end = event.at + len(event.data)
    content.extend(bytes(max(0, end - len(content))))
    for start in range(0, len(event.data), SECTOR):
        if torn is None or torn.random() < 0.5:
            piece = event.data[start : start + SECTOR]
            content[event.at + start : event.at + start + len(piece)] = piece
