"""Which places of a sheet are taken, so that no caption is put on another thing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_CELL = 40.0


class Box(NamedTuple):
    """An upright rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share some area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Tell whether this one lies wholly inside `other`."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Occupancy:
    """Boxes in a grid of cells: taking one and asking for room looks at nearby boxes only."""

    def __init__(self, area: Box) -> None:
        self._area = area
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self._marks: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def take(self, box: Box) -> None:
        """Say that `box` is taken."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        """Tell whether `box` lies in the area and meets nothing that is taken."""
        return box.within(self._area) and not any(
            box.meets(other) for cell in _cells(box) for other in self._cells.get(cell, ())
        )

    def mark(self, points: Iterable[tuple[float, float]]) -> None:
        """Say that lines run through `points`; that does not take the place but makes it less good."""
        for x, y in points:
            self._marks.setdefault((int(x // _CELL), int(y // _CELL)), []).append((x, y))

    def crossed(self, box: Box) -> int:
        """Count the marked points inside `box`."""
        return sum(
            box.left <= x <= box.right and box.top <= y <= box.bottom
            for cell in _cells(box)
            for x, y in self._marks.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row
