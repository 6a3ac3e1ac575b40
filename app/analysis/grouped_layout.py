"""Groups as islands: each laid out by itself, the islands placed by the ties between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.arrays import adjacency_matrix
from app.analysis.components import component_numbers
from app.analysis.engines import np
from app.analysis.layout_pulse import Pulse
from app.analysis.organic_layout import organic
from app.analysis.overlap_removal import remove_overlap
from app.analysis.packing import members_of, pack

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Points

_ISLAND_GAP = 1.3


def grouped(
    graph: GraphArrays,
    groups: Indices,
    *,
    seed: int,
    box: tuple[float, float],
    pulse: Pulse | None = None,
) -> Points:
    """Return positions in which the boxes around different groups (numbers per node) do not meet."""
    pulse = Pulse() if pulse is None else pulse.unseen()
    points = np.zeros((graph.n, 2))
    if graph.n == 0:
        return points
    names, number = np.unique(groups, return_inverse=True)
    number = number.ravel()
    sizes = np.zeros((len(names), 2))
    place = np.empty(graph.n, np.int64)
    inner = graph.edges[number[graph.edges[:, 0]] == number[graph.edges[:, 1]]]
    members = members_of(number, len(names))
    ties = members_of(number[inner[:, 0]], len(names))
    for i, island in enumerate(members):
        place[island] = np.arange(len(island))
        own = organic(len(island), place[inner[ties[i]]], seed=seed, box=box, pulse=pulse)
        middle = (own.min(axis=0) + own.max(axis=0)) / 2
        points[island] = own - middle
        sizes[i] = np.ptp(own, axis=0) + np.array(box) * (1 + _ISLAND_GAP)
    centres = _island_centres(graph, number, sizes, seed)
    points += centres[number]
    return points


def _island_centres(graph: GraphArrays, number: Indices, sizes: Points, seed: int) -> Points:
    """Positions of the islands: those tied to each other near, spread as their sizes ask, then apart.

    Islands that nothing ties together, not even by way of others, stand side by side on shelves.
    """
    count = len(sizes)
    pairs = np.unique(np.sort(number[graph.edges], axis=1), axis=0) if len(graph.edges) else graph.edges
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    part = component_numbers(adjacency_matrix(count, pairs))
    pieces = members_of(part, int(part.max()) + 1)
    centres = np.zeros((count, 2))
    place = np.empty(count, np.int64)
    for i, piece in enumerate(pieces):
        if len(piece) > 1:
            place[piece] = np.arange(len(piece))
            inner = place[pairs[part[pairs[:, 0]] == i]]
            mean = 0.5 * sizes[piece].mean(axis=0)
            rough = organic(len(piece), inner, seed=seed, box=(float(mean[0]), float(mean[1])))
            centres[piece] = remove_overlap(rough, sizes[piece, 0], sizes[piece, 1])
    corners = np.concatenate([centres - sizes / 2, centres + sizes / 2])
    packed = pack(corners, [np.concatenate([piece, piece + count]) for piece in pieces], 0.0, 0.0)
    middles: Points = (packed[:count] + packed[count:]) / 2
    return middles
