"""Rows kept in packed blocks: a million of them in a few dozen megabytes, gone through as often as wanted.

A block is the JSON of at most 1,000 rows, packed with zlib; the bounded child sends blocks as they are.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from app.exchange.readers.neutral import TableRow

PER_BLOCK = 1_000
_LEVEL = 1
# A block holds at most so many bytes unpacked; rows with huge cells make blocks of fewer rows.
BLOCK_BYTES = 16 * 2**20
_CHARACTERS = 1_000_000
_TEXTS = frozenset({str})


class PackedRows(Sequence[TableRow]):
    """Rows in blocks; slices are made as plain lists, so take short ones or iterate."""

    def __init__(self, blocks: Sequence[bytes], counts: Sequence[int]) -> None:
        self.blocks = tuple(blocks)
        self.counts = tuple(counts)
        self._length = sum(self.counts)
        self._kept: tuple[int, list[TableRow]] = (-1, [])

    def __len__(self) -> int:
        """How many rows there are."""
        return self._length

    def __iter__(self) -> Iterator[TableRow]:
        """Each row in order, one block unpacked at a time."""
        for block in self.blocks:
            yield from unpacked(block)

    @overload
    def __getitem__(self, index: int) -> TableRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[TableRow]: ...
    def __getitem__(self, index: int | slice) -> TableRow | list[TableRow]:
        """A row, or rows, by their place among the rows."""
        if isinstance(index, slice):
            return [self._at(i) for i in range(*index.indices(self._length))]
        return self._at(index + self._length if index < 0 else index)

    def counted(self) -> list[int]:
        """How many rows each block really holds; ValueError for a block that is none."""
        return [len(unpacked(block)) for block in self.blocks]

    def _at(self, index: int) -> TableRow:
        if not 0 <= index < self._length:
            raise IndexError(index)
        start = 0
        for no, count in enumerate(self.counts):
            if index < start + count:
                if self._kept[0] != no:
                    self._kept = (no, unpacked(self.blocks[no]))
                return self._kept[1][index - start]
            start += count
        raise IndexError(index)


class RowPacker:
    """Takes rows one by one and packs them."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._counts: list[int] = []
        self._open: list[list[object]] = []
        self._characters = 0

    def add(self, no: int, cells: Sequence[str]) -> None:
        """Take one row."""
        self._open.append([no, *cells])
        self._characters += sum(map(len, cells))
        if len(self._open) >= PER_BLOCK or self._characters >= _CHARACTERS:
            self._close()

    def rows(self) -> PackedRows:
        """All rows taken so far."""
        if self._open:
            self._close()
        return PackedRows(self._blocks, self._counts)

    def _close(self) -> None:
        self._blocks.append(packed(self._open))
        self._counts.append(len(self._open))
        self._open, self._characters = [], 0


def packed(rows: Sequence[Sequence[object]]) -> bytes:
    """The block of these rows, each a number and its cells."""
    return zlib.compress(json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode(), _LEVEL)


def as_packed(rows: Iterable[TableRow]) -> PackedRows:
    """Rows of any kind as packed ones."""
    if isinstance(rows, PackedRows):
        return rows
    packer = RowPacker()
    for row in rows:
        packer.add(row.no, row.cells)
    return packer.rows()


def unpacked(block: bytes) -> list[TableRow]:
    """The rows of a block; raises ValueError for anything that is none, however it came about."""
    return [_row(row) for row in items_of(block)]


def items_of(block: bytes, most: int = BLOCK_BYTES) -> list[Any]:
    """The items of a block, at most so many bytes unpacked; raises ValueError for anything that is none."""
    opener = zlib.decompressobj()
    try:
        text = opener.decompress(block, most)
        if opener.unconsumed_tail or not opener.eof:
            raise ValueError("block")
        found = json.loads(text)
    except (zlib.error, RecursionError) as error:
        raise ValueError("block") from error
    if not isinstance(found, list):
        raise ValueError("block")
    return found


def _row(row: object) -> TableRow:
    if not isinstance(row, list) or not row:
        raise ValueError("row")
    no, *cells = row
    if type(no) is not int or not _TEXTS.issuperset(map(type, cells)):
        raise ValueError("row")
    return TableRow(no, tuple(cells))
