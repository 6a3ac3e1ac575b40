"""What a file has named before, in little memory: a million names, each with its id and its row.

A table of open addressing in plain arrays, 36 bytes an entry; dictionaries of Python take four times as
much. Keys are keyed 128-bit digests, so no file can make two names meet.
"""

import os
import struct
from array import array
from hashlib import blake2b

_ID = 16
_FIRST = 1 << 12
_FULL = 0.6
_PAIR = struct.Struct("<QQ")


class MetBefore:
    """Look-up from texts to the id that they stand for and the number of the row that named it first."""

    def __init__(self) -> None:
        self._salt = os.urandom(16)
        self._count = 0
        self._make(_FIRST)

    def __len__(self) -> int:
        """How many keys are kept."""
        return self._count

    def key(self, *parts: str) -> bytes:
        """The digest of a key; parts cannot run into each other."""
        text = "\x1f".join([f"{len(part)}:{part}" for part in parts])
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_ID, key=self._salt).digest()

    def find(self, key: bytes) -> tuple[str, int] | None:
        """The id and the row for a key, None if it was not met yet."""
        at = self._place(*_halves(key))
        if not self._high[at]:
            return None
        return self._ids[at * _ID : at * _ID + _ID].hex(), self._rows[at]

    def keep(self, key: bytes, subject_id: str, no: int) -> None:
        """Keep a key; the first to name it stays."""
        high, low = _halves(key)
        at = self._place(high, low)
        if self._high[at]:
            return
        self._high[at], self._low[at], self._rows[at] = high, low, no
        self._ids[at * _ID : at * _ID + _ID] = bytes.fromhex(subject_id)
        self._count += 1
        if self._count > _FULL * len(self._high):
            self._grow()

    def _make(self, size: int) -> None:
        self._mask = size - 1
        # Multiplied, not read from as many bytes: those would be there a second time.
        self._high, self._low = array("Q", [0]) * size, array("Q", [0]) * size
        self._rows = array("I", [0]) * size
        self._ids = bytearray(_ID * size)

    def _place(self, high: int, low: int) -> int:
        """Where a key stands, or the free place where it would."""
        at, mask, highs = high & self._mask, self._mask, self._high
        while highs[at] and not (highs[at] == high and self._low[at] == low):
            at = (at + 1) & mask
        return at

    def _grow(self) -> None:
        """Double the table, column by column; two whole tables side by side would be the most it takes."""
        highs, lows, rows, ids = self._high, self._low, self._rows, self._ids
        size = 2 * len(highs)
        self._mask = size - 1
        self._high, self._low = array("Q", [0]) * size, array("Q", [0]) * size
        places = array("I", [size]) * len(highs)
        for old, high in enumerate(highs):
            if high:
                at = places[old] = self._place(high, lows[old])
                self._high[at], self._low[at] = high, lows[old]
        del highs, lows
        self._rows = array("I", [0]) * size
        for old, at in enumerate(places):
            if at < size:
                self._rows[at] = rows[old]
        del rows
        self._ids = bytearray(_ID * size)
        for old, at in enumerate(places):
            if at < size:
                self._ids[at * _ID : at * _ID + _ID] = ids[old * _ID : old * _ID + _ID]


def _halves(key: bytes) -> tuple[int, int]:
    # Zero marks a free place; that a digest begins with 64 zero bits may happen, so it never does.
    high, low = _PAIR.unpack(key)
    return high or 1, low
