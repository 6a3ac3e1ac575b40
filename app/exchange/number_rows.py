"""Rows of numbers as text, all at once: what a drawing of 30,000 lines consists of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.analysis.engines import np

if TYPE_CHECKING:
    import numpy.typing as npt

    from app.analysis.engines import Flags, Indices, Numbers

    Letters = npt.NDArray[np.uint8]


def rows_of(values: "Numbers", marks: Sequence[str], decimals: int = 1) -> str:
    """Return rows of numbers (n, k) as text: `marks` (k + 1) stand before each number and after the last.

    Numbers have `decimals` digits after the point, one or more, as "%.1f" writes them (a number half way
    between two may go to the other one, and there is no minus before zero).
    """
    count, across = values.shape
    if not count:
        return ""
    parts = [mark.encode("ascii") for mark in marks]
    scaled = np.rint(values * 10**decimals).astype(np.int64)
    size = np.abs(scaled)
    digits = max(len(str(int(size.max()))), decimals + 1)
    width = sum(map(len, parts)) + across * (digits + 2)
    text = np.empty((count, width), np.uint8)
    kept = np.ones((count, width), bool)
    at = 0
    for column in range(across):
        at = _mark(text, at, parts[column])
        text[:, at] = ord("-")
        kept[:, at] = scaled[:, column] < 0
        _number(text[:, at + 1 :], kept[:, at + 1 :], size[:, column], digits, decimals)
        at += digits + 2
    _mark(text, at, parts[-1])
    return text[kept].tobytes().decode("ascii")


def _mark(text: "Letters", at: int, mark: bytes) -> int:
    text[:, at : at + len(mark)] = np.frombuffer(mark, np.uint8)
    return at + len(mark)


def _number(text: "Letters", kept: "Flags", size: "Indices", digits: int, decimals: int) -> None:
    """Write whole numbers with a point before their last digits; leading zeros are not kept."""
    rest = size
    for place in range(digits):
        column = digits - place - (place >= decimals)
        rest, digit = np.divmod(rest, 10)
        text[:, column] = digit + ord("0")
        if place > decimals:
            kept[:, column] = size >= 10**place
    text[:, digits - decimals] = ord(".")
