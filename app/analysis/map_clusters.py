"""Places that would cover each other on the screen or on paper, taken together as one marker."""

from collections.abc import Sequence
from dataclasses import dataclass

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A marker at (x, y) for the places named by their numbers."""

    x: float
    y: float
    members: tuple[int, ...]


def clusters(spots: Sequence[Spot], cell: float) -> tuple[Cluster, ...]:
    """Return one marker for all places within a cell of the grid, and for neighbours nearer than a cell.

    Markers end up at least `cell` apart, in x or in y. Places are taken in their order, so that the same
    places give the same markers.
    """
    grid: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(spots):
        grid.setdefault((int(x // cell), int(y // cell)), []).append(number)
    groups = list(grid.values())
    while True:
        made = [_middle(spots, group) for group in groups]
        pair = _too_near(made, cell)
        if pair is None:
            return tuple(made)
        keep, gone = pair
        groups[keep] = sorted(groups[keep] + groups[gone])
        del groups[gone]


def _middle(spots: Sequence[Spot], group: list[int]) -> Cluster:
    x = sum(spots[n][0] for n in group) / len(group)
    y = sum(spots[n][1] for n in group) / len(group)
    return Cluster(x, y, tuple(group))


def _too_near(made: Sequence[Cluster], cell: float) -> tuple[int, int] | None:
    cells: dict[tuple[int, int], list[int]] = {}
    for number, cluster in enumerate(made):
        column, row = int(cluster.x // cell), int(cluster.y // cell)
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                for other in cells.get((column + dx, row + dy), ()):
                    there = made[other]
                    if abs(there.x - cluster.x) < cell and abs(there.y - cluster.y) < cell:
                        return other, number
        cells.setdefault((column, row), []).append(number)
    return None
