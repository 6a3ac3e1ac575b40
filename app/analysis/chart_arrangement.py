"""Where things on a chart go by hand's order: in a line, evenly spread, or around a node."""

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping

from app.analysis.network import Network

Place = tuple[float, float]
Places = Mapping[str, Place]

EDGES = ("left", "centre", "right", "top", "middle", "bottom")
"""Lines to align to: the first three give all the same x, the others the same y."""
AXES = ("across", "down")
_RING, _APART = 140.0, 100.0


def aligned(places: Places, edge: str) -> dict[str, Place]:
    """Return places on one line (`EDGES`): the outermost middle on that side, or the middle of the extent."""
    if not places:
        return {}
    axis = 0 if edge in EDGES[:3] else 1
    values = [place[axis] for place in places.values()]
    low, high = min(values), max(values)
    line = {"left": low, "top": low, "right": high, "bottom": high}.get(edge, (low + high) / 2)
    return {i: (line, y) if axis == 0 else (x, line) for i, (x, y) in places.items()}


def distributed(places: Places, axis: str) -> dict[str, Place]:
    """Return places with even steps across or down (`AXES`); the outermost two stay where they are."""
    at = 0 if axis == AXES[0] else 1
    order = sorted(places, key=lambda i: (places[i][at], places[i][1 - at], i))
    if len(order) < 3:
        return dict(places)
    first, last = places[order[0]][at], places[order[-1]][at]
    step = (last - first) / (len(order) - 1)
    spread: dict[str, Place] = {}
    for number, i in enumerate(order):
        x, y = places[i]
        value = last if number == len(order) - 1 else first + step * number
        spread[i] = (value, y) if at == 0 else (x, value)
    return spread


def neighbours(
    network: Network, node_id: str, types: Collection[str] = (), layers: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the nodes linked to a node, of these node types over links of these types (empty: any)."""
    kinds = {node.id: node.type for node in network.nodes}
    found: dict[str, None] = {}
    for link in network.links:
        if node_id in (link.start, link.end) and (not layers or link.type in layers):
            other = link.end if link.start == node_id else link.start
            if other != node_id and (not types or kinds[other] in types):
                found[other] = None
    return tuple(found)


def around(centre: Place, wanted: Iterable[str], taken: Iterable[Place]) -> dict[str, Place]:
    """Return places on rings around a node, each at least an icon's room from every place that is taken."""
    near = _Occupied([centre, *taken])
    candidates = _rings(centre)
    places: dict[str, Place] = {}
    for i in wanted:
        place = next(p for p in candidates if near.is_free(p))
        near.add(place)
        places[i] = place
    return places


class _Occupied:
    """Places by the cells of a grid, so that asking for room looks at neighbours only."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = {}
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        self._cells.setdefault(self._cell(place), []).append(place)

    def is_free(self, place: Place) -> bool:
        column, row = self._cell(place)
        cells = ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return all(math.dist(place, p) >= _APART for cell in cells for p in self._cells.get(cell, ()))

    @staticmethod
    def _cell(place: Place) -> tuple[int, int]:
        return int(place[0] // _APART), int(place[1] // _APART)


def _rings(centre: Place) -> Iterator[Place]:
    for ring in itertools.count(1):
        count = 6 * ring
        for number in range(count):
            angle = 2 * math.pi * number / count - math.pi / 2
            radius = _RING * ring
            yield centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def beside(first: Iterable[Place], second: Iterable[Place]) -> Place:
    """Return by how much to shift the second set of places so that it stands right of the first."""
    left, right = list(first), list(second)
    if not left or not right:
        return 0.0, 0.0
    dx = max(x for x, _y in left) + 2 * _RING - min(x for x, _y in right)
    dy = min(y for _x, y in left) - min(y for _x, y in right)
    return dx, dy
