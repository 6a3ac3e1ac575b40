"""The plain inside of a package, made and taken apart while it passes by.

Nothing is written to disk and nothing is held back longer than one part needs: `TarReader` is read by the
encryption, `TarSink` is written to by the decryption.
"""

import tarfile
from collections.abc import Callable, Iterable, Iterator

from app.base.errors import UserError
from app.base.progress import Cancelled

_BLOCK = 512
_RECORD = 20 * _BLOCK


def tar_size(sizes: Iterable[int]) -> int:
    """The bytes of an archive with parts of these sizes, end blocks included."""
    total = sum(_BLOCK + _padded(size) for size in sizes) + 2 * _BLOCK
    return total + -total % _RECORD


def _padded(size: int) -> int:
    return size + -size % _BLOCK


def _chunks(parts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    total = 0
    for name, data in parts:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        info.mode = 0o600
        yield info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")
        yield data
        yield bytes(-len(data) % _BLOCK)
        total += _BLOCK + _padded(len(data))
    total += 2 * _BLOCK
    yield bytes(2 * _BLOCK + -total % _RECORD)


class TarReader:
    """An archive that comes into being as it is read; at most one part is in memory.

    `failure` is the refusal, if making a part ended in one, or that somebody stopped it: the encryption
    reports both in its own words.
    """

    def __init__(self, parts: Iterable[tuple[str, bytes]]) -> None:
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
    """Takes an archive in pieces and hands each part on when it is complete.

    `announce(name, size)` is called before a part's first byte and may raise to stop everything;
    `receive(name, data)` is called with the whole part.
    """

    def __init__(self, announce: Callable[[str, int], None], receive: Callable[[str, bytes], None]) -> None:
        self._announce = announce
        self._receive = receive
        self._buffer = bytearray()
        self._name = ""
        self._size = 0
        self._in_part = False
        self._ended = False
        self.taken = 0

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        self.taken += len(data)
        self._buffer += data
        while self._step():
            pass
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be flushed."""

    def finish(self) -> None:
        """Say that no more bytes come; raises `TarError` if a part is unfinished."""
        if not self._ended or self._in_part or any(self._buffer):
            raise TarError

    def _step(self) -> bool:
        if self._in_part:
            return self._finish_part()
        if self._ended or len(self._buffer) < _BLOCK:
            return self._swallow_end()
        block = bytes(self._buffer[:_BLOCK])
        del self._buffer[:_BLOCK]
        if not any(block):
            self._ended = True
            return True
        self._begin_part(block)
        return True

    def _begin_part(self, block: bytes) -> None:
        try:
            info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError) as error:
            raise TarError from error
        if not info.isreg() or info.size < 0:
            raise TarError
        self._announce(info.name, info.size)
        self._name, self._size, self._in_part = info.name, info.size, True

    def _finish_part(self) -> bool:
        whole = _padded(self._size)
        if len(self._buffer) < whole:
            return False
        with memoryview(self._buffer) as held:
            data = bytes(held[: self._size])
        del self._buffer[:whole]
        self._in_part = False
        self._receive(self._name, data)
        return True

    def _swallow_end(self) -> bool:
        if self._ended and self._buffer:
            if any(self._buffer):
                raise TarError
            self._buffer.clear()
        return False
