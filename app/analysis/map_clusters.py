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
        merged = _merged([_middle(spots, group) for group in groups], cell)
        if len(merged) == len(groups):
            return tuple(_middle(spots, group) for group in groups)
        groups = merged


def _middle(spots: Sequence[Spot], group: Sequence[int]) -> Cluster:
    x = sum(spots[n][0] for n in group) / len(group)
    y = sum(spots[n][1] for n in group) / len(group)
    return Cluster(x, y, tuple(group))


def _merged(made: Sequence[Cluster], cell: float) -> list[list[int]]:
    """One round: each marker joins the first one that is too near; the middles are found anew after it."""
    cells: dict[tuple[int, int], list[int]] = {}
    kept: list[Cluster] = []
    groups: list[list[int]] = []
    for cluster in made:
        column, row = int(cluster.x // cell), int(cluster.y // cell)
        around = ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        near = next(
            (
                other
                for place in around
                for other in cells.get(place, ())
                if abs(kept[other].x - cluster.x) < cell and abs(kept[other].y - cluster.y) < cell
            ),
            -1,
        )
        if near >= 0:
            groups[near] = sorted((*groups[near], *cluster.members))
        else:
            cells.setdefault((column, row), []).append(len(kept))
            kept.append(cluster)
            groups.append(list(cluster.members))
    return groups
