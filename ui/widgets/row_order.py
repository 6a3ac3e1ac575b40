"""Ordering texts and values of 200,000 rows in steps, so that whoever waits for the thread is let in between.

A comparison by the system's collator needs seconds for as many texts and cannot be interrupted; here each
text becomes a key once, and keys are compared as plain strings.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from app.base.latin_script import base_letters

Order = npt.NDArray[np.intp]
Pause = Callable[[], None]
"""Called every few milliseconds of work; may wait, and may raise to give the work up."""

BLOCK = 2_000
_NUMBER = re.compile(r"\d+")


def no_pause() -> None:
    """Go on at once."""


def as_given(count: int) -> Order:
    """Return the numbers 0 to `count` - 1: rows in the order in which they came."""
    return np.arange(count, dtype=np.intp)


@lru_cache(maxsize=100_000)
def natural_key(text: str) -> str:
    """Return what orders a text as people do: numbers by value, case last, letters as DIN 91379 has them.

    Marked letters stand beside their base letters (DIN 5007-1), names in other scripts where they read.
    """
    plain = base_letters(text)
    return f"{_NUMBER.sub(_by_value, plain)}\0{text}"


def _by_value(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return f"{len(digits):03}{digits}"


def in_blocks(values: Sequence[Any], pause: Pause = no_pause) -> list[Any]:
    """Return the values sorted, in pieces small enough that a pause comes every few milliseconds."""
    runs = [sorted(values[start : start + BLOCK]) for start in _starts(len(values), pause)]
    while len(runs) > 1:
        joined = []
        for first in range(0, len(runs), 2):
            pause()
            pair = [value for run in runs[first : first + 2] for value in run]
            pair.sort()  # two sorted runs are merged, not sorted anew
            joined.append(pair)
        runs = joined
    return runs[0] if runs else []


def natural_ranks(texts: Sequence[str], pause: Pause = no_pause) -> Order:
    """Return for each text its place in natural order; equal texts have equal places."""
    return value_ranks(mapped(natural_key, texts, pause), pause)


def value_ranks(values: Sequence[Any], pause: Pause = no_pause) -> Order:
    """Return for each value its place; all values of a column must be comparable with each other."""
    place = {value: number for number, value in enumerate(in_blocks(list(set(values)), pause))}
    return np.array(mapped(place.__getitem__, values, pause), dtype=np.intp)


def ordered(rows: Order, keys: Sequence[tuple[Order, bool]]) -> Order:
    """Return `rows` sorted by (ranks, descending), the first key first; equal rows keep their order."""
    if not keys:
        return rows
    ranks = [-by[rows] if descending else by[rows] for by, descending in keys]
    return rows[np.lexsort(ranks[::-1])]


def matching(haystack: Sequence[str], needle: str, pause: Pause = no_pause) -> npt.NDArray[np.bool_]:
    """Tell for each text whether it contains every word of `needle`, in any order and case."""
    words = needle.casefold().split()
    found = mapped(lambda text: all(word in text for word in words), haystack, pause)
    return np.array(found, dtype=np.bool_)


def _starts(count: int, pause: Pause) -> Any:
    for start in range(0, count, BLOCK):
        pause()
        yield start


def mapped(function: Callable[[Any], Any], values: Sequence[Any], pause: Pause = no_pause) -> list[Any]:
    """Return `function` of each value, with a pause every few milliseconds."""
    return [
        function(value) for start in _starts(len(values), pause) for value in values[start : start + BLOCK]
    ]
