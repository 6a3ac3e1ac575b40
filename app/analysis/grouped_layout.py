"""Groups as islands: each laid out by itself, the islands placed by the ties between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.organic_layout import organic
from app.analysis.overlap_removal import remove_overlap

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Points

_ISLAND_GAP = 1.3


def grouped(graph: GraphArrays, groups: Indices, *, seed: int, box: tuple[float, float]) -> Points:
    """Return positions in which the boxes around different groups (numbers per node) do not meet."""
    points = np.zeros((graph.n, 2))
    if graph.n == 0:
        return points
    names, number = np.unique(groups, return_inverse=True)
    number = number.ravel()
    sizes = np.zeros((len(names), 2))
    members = [np.flatnonzero(number == i) for i in range(len(names))]
    place = np.empty(graph.n, np.int64)
    inner = graph.edges[number[graph.edges[:, 0]] == number[graph.edges[:, 1]]]
    for i, island in enumerate(members):
        place[island] = np.arange(len(island))
        own = organic(len(island), place[inner[number[inner[:, 0]] == i]], seed=seed, box=box)
        middle = (own.min(axis=0) + own.max(axis=0)) / 2
        points[island] = own - middle
        sizes[i] = np.ptp(own, axis=0) + np.array(box) * (1 + _ISLAND_GAP)
    centres = _island_centres(graph, number, sizes, seed)
    points += centres[number]
    return points


def _island_centres(graph: GraphArrays, number: Indices, sizes: Points, seed: int) -> Points:
    """Positions of the islands: those tied to each other near, spread as their sizes ask, then apart."""
    count = len(sizes)
    pairs = np.unique(np.sort(number[graph.edges], axis=1), axis=0) if len(graph.edges) else graph.edges
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    mean = sizes.mean(axis=0)
    rough = organic(count, pairs, seed=seed, box=(float(mean[0]) * 0.5, float(mean[1]) * 0.5))
    return remove_overlap(rough, sizes[:, 0], sizes[:, 1])
