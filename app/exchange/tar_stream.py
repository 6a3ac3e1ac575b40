"""The plain inside of a package, made and taken apart while it passes by.

Nothing is written to disk and nothing is held back but the 512 bytes of a head: `TarReader` is read by the
encryption, `TarSink` is written to by the decryption.
"""

import tarfile
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app.base.errors import UserError
from app.base.progress import Cancelled

_BLOCK = 512
_RECORD = 20 * _BLOCK
_HEAD, _BODY, _PADDING, _END = range(4)


class TarPart(NamedTuple):
    """One file on its way into an archive; its pieces make `size` bytes together."""

    name: str
    size: int
    pieces: Iterable[bytes]


def tar_size(sizes: Iterable[int]) -> int:
    """The bytes of an archive with parts of these sizes, end blocks included."""
    total = sum(_BLOCK + _padded(size) for size in sizes) + 2 * _BLOCK
    return total + -total % _RECORD


def _padded(size: int) -> int:
    return size + -size % _BLOCK


def _chunks(parts: Iterable[TarPart]) -> Iterator[bytes]:
    total = 0
    for part in parts:
        info = tarfile.TarInfo(part.name)
        info.size = part.size
        info.mode = 0o600
        yield info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")
        written = 0
        for piece in part.pieces:
            written += len(piece)
            yield piece
        if written != part.size:
            raise ValueError(f"{part.name} has {written} bytes, not {part.size}")
        yield bytes(-part.size % _BLOCK)
        total += _BLOCK + _padded(part.size)
    total += 2 * _BLOCK
    yield bytes(2 * _BLOCK + -total % _RECORD)


class TarReader:
    """An archive that comes into being as it is read; at most one piece is in memory.

    `failure` is the refusal, if making a part ended in one, or that somebody stopped it: the encryption
    reports both in its own words.
    """

    def __init__(self, parts: Iterable[TarPart]) -> None:
        self._source = _chunks(parts)
        self._chunk = memoryview(b"")
        self.failure: UserError | Cancelled | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; empty at the end."""
        while not self._chunk:
            following = self._next()
            if following is None:
                return b""
            self._chunk = memoryview(following)
        end = len(self._chunk) if size < 0 else size
        taken, self._chunk = self._chunk[:end], self._chunk[end:]
        return bytes(taken)

    def _next(self) -> bytes | None:
        try:
            return next(self._source, None)
        except (UserError, Cancelled) as error:
            self.failure = error
            raise


class TarError(ValueError):
    """Not an archive of plain files, or one that ends in the middle."""


class TarSink:
    """Takes an archive in pieces of any size and hands the bytes of each part on as they come.

    `announce(name, size)` is called before a part's first byte and may raise to stop everything,
    `take(bytes)` with each piece of it, `complete()` after its last.
    """

    def __init__(
        self,
        announce: Callable[[str, int], None],
        take: Callable[[bytes], None],
        complete: Callable[[], None],
    ) -> None:
        self._announce, self._take, self._complete = announce, take, complete
        self._head = bytearray()
        self._state = _HEAD
        self._left = 0
        self._padding = 0
        self.taken = 0

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        self.taken += len(data)
        at = 0
        while at < len(data):
            at += self._step(data, at)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be flushed."""

    def finish(self) -> None:
        """Say that no more bytes come; raises `TarError` if a part is unfinished."""
        if self._state != _END:
            raise TarError

    def _step(self, data: bytes, at: int) -> int:
        """Use some of the bytes from `at` on, and return how many."""
        if self._state == _HEAD:
            part = data[at : at + _BLOCK - len(self._head)]
            self._head += part
            if len(self._head) == _BLOCK:
                self._begin_part()
            return len(part)
        if self._state == _END:
            if data.count(0, at) != len(data) - at:
                raise TarError
            return len(data) - at
        count = min(self._left, len(data) - at)
        if self._state == _BODY:
            self._take(data[at : at + count])
        self._left -= count
        if not self._left:
            self._go_on()
        return count

    def _begin_part(self) -> None:
        block = bytes(self._head)
        self._head.clear()
        if not any(block):
            self._state = _END
            return
        try:
            info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError) as error:
            raise TarError from error
        if not info.isreg() or info.size < 0:
            raise TarError
        self._announce(info.name, info.size)
        self._state, self._left, self._padding = _BODY, info.size, -info.size % _BLOCK
        if not self._left:
            self._go_on()

    def _go_on(self) -> None:
        """From the end of a body to its padding, from that to the next head."""
        if self._state == _BODY:
            self._complete()
            if self._padding:
                self._state, self._left = _PADDING, self._padding
                return
        self._state = _HEAD
