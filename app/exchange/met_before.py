"""What a file has named before, in little memory: a million names, each with its id and its row.

Entries stand one after the other in plain arrays, 36 bytes each, and a table of open addressing holds their
numbers; dictionaries of Python take four times as much. Keys are keyed 128-bit digests, so no file can make
two names meet.
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
        self._high, self._low, self._rows = array("Q"), array("Q"), array("I")
        self._ids = bytearray()
        self._make(_FIRST)

    def __len__(self) -> int:
        """How many keys are kept."""
        return len(self._high)

    def key(self, *parts: str) -> bytes:
        """The digest of a key; parts cannot run into each other."""
        text = "\x1f".join([f"{len(part)}:{part}" for part in parts])
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_ID, key=self._salt).digest()

    def find(self, key: bytes) -> tuple[str, int] | None:
        """The id and the row for a key, None if it was not met yet."""
        no = self._numbers[self._place(*_PAIR.unpack(key))]
        if not no:
            return None
        return self._ids[(no - 1) * _ID : no * _ID].hex(), self._rows[no - 1]

    def keep(self, key: bytes, subject_id: str, no: int) -> None:
        """Keep a key; the first to name it stays."""
        high, low = _PAIR.unpack(key)
        at = self._place(high, low)
        if self._numbers[at]:
            return
        self._high.append(high)
        self._low.append(low)
        self._rows.append(no)
        self._ids += bytes.fromhex(subject_id)
        self._numbers[at] = len(self._high)
        if len(self._high) > _FULL * len(self._numbers):
            self._make(2 * len(self._numbers))

    def _make(self, size: int) -> None:
        """Make a table of so many places and put the numbers of all entries there; zero marks a free one."""
        mask, numbers = size - 1, array("I", [0]) * size
        for no, high in enumerate(self._high, 1):
            at = high & mask
            while numbers[at]:
                at = (at + 1) & mask
            numbers[at] = no
        self._mask, self._numbers = mask, numbers

    def _place(self, high: int, low: int) -> int:
        """Where the number of a key stands, or the free place where it would."""
        at, mask, numbers = high & self._mask, self._mask, self._numbers
        while (no := numbers[at]) and not (self._high[no - 1] == high and self._low[no - 1] == low):
            at = (at + 1) & mask
        return at
