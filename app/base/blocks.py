"""Long lists cut into blocks: a statement takes only so many values, a line only so many words."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
PER_STATEMENT = 500
"""Values that a statement which names each of them takes at a time."""


def blocks(items: Sequence[T], size: int = PER_STATEMENT) -> Iterator[list[T]]:
    """Yield the items in their order, `size` at a time and the rest at last; nothing for no items."""
    return (list(items[start : start + size]) for start in range(0, len(items), size))
