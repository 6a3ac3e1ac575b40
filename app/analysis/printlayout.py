"""The layout for paper: every node in a cell as large as its caption, so that no caption meets another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.arrays import graph_arrays
from app.analysis.engines import np
from app.analysis.organic_layout import organic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Numbers, Points
    from app.analysis.network import Network

CELL_MM = (31.0, 18.0)
_ROUNDS = 8
_WORTH_MM = 0.5


def grid_layout(
    network: Network,
    width_mm: float,
    height_mm: float,
    cell_mm: tuple[float, float] = CELL_MM,
    *,
    seed: int = 1,
    wish: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, tuple[float, float]] | None:
    """Return the middle of every node's cell in mm from the upper left of the area, or None if full.

    Every second row is shifted by half a cell, so that a link along a column does not run through
    third nodes; only where that takes the last cells needed, rows are not shifted. The whole area is
    used and the free layout's neighbourhoods are kept as far as cells allow. With `wish`, a place of any
    scale for every node, the cells nearest to those are taken instead.
    """
    graph = graph_arrays(network)
    cells = _cells(width_mm, height_mm, cell_mm, shifted=True)
    if graph.n > len(cells):
        cells = _cells(width_mm, height_mm, cell_mm, shifted=False)
    if graph.n > len(cells):
        return None
    if graph.n == 0:
        return {}
    if wish is not None:
        free = np.array([wish[i] for i in graph.ids], np.float64)
    else:
        free = organic(graph.n, graph.edges, seed=seed, box=cell_mm)
    place = _nearest_free(graph, _over_the_area(free, width_mm, height_mm), cells)
    if wish is None:
        _swap(graph, place, cells)
    return {i: (float(x), float(y)) for i, (x, y) in zip(graph.ids, cells[place].tolist(), strict=True)}


def _cells(width: float, height: float, cell: tuple[float, float], *, shifted: bool) -> Points:
    """Centres of all cells; where half a cell is left over, the shifted rows are as long as the others."""
    columns, rows = int(width // cell[0]), int(height // cell[1])
    if columns < 1 or rows < 1:
        return np.zeros((0, 2))
    long = not shifted or (columns + 0.5) * cell[0] <= width
    shift = 0.5 if shifted else 0.0
    pitch = width / (columns + (shift if long else 0.0))
    step = height / rows
    centres = [
        ((column + 0.5 + shift * (row % 2)) * pitch, (row + 0.5) * step)
        for row in range(rows)
        for column in range(columns - (0 if long else row % 2))
    ]
    return np.array(centres)


def _over_the_area(points: Points, width: float, height: float) -> Points:
    """Half the place, half the rank along each axis: fills the sheet and keeps who is left of whom."""
    n = len(points)
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    place = (points - points.min(axis=0)) / extent
    rank = (np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable") + 0.5) / n
    spread: Points = (0.5 * place + 0.5 * rank) * np.array([width, height])
    return spread


def _nearest_free(graph: GraphArrays, wish: Points, cells: Points) -> Indices:
    """Best connected nodes first, each takes the free cell nearest to where it would like to be."""
    free = np.ones(len(cells), bool)
    place = np.zeros(graph.n, np.int64)
    for node in np.argsort(-graph.degrees(), kind="stable").tolist():
        far = ((cells - wish[node]) ** 2).sum(axis=1)
        place[node] = int(np.where(free, far, np.inf).argmin())
        free[place[node]] = False
    return place


def _swap(graph: GraphArrays, place: Indices, cells: Points) -> None:
    """Move nodes to other cells, or swap two, as long as that shortens the links."""
    far = np.sqrt(((cells[:, None] - cells[None]) ** 2).sum(axis=2))
    ties = graph.adjacency.toarray()
    cost = ties @ far[place]
    owner = np.full(len(cells), -1, np.int64)
    owner[place] = np.arange(graph.n)
    for _round in range(_ROUNDS):
        moved = False
        for node in range(graph.n):
            target = _best_cell(node, place, owner, cost, far, ties)
            if target >= 0:
                _move(node, target, place, owner, cost, far, ties)
                moved = True
        if not moved:
            break


def _best_cell(node: int, place: Indices, owner: Indices, cost: Numbers, far: Numbers, ties: Numbers) -> int:
    here = place[node]
    taken = np.flatnonzero(owner >= 0)
    other = owner[taken]
    gain = cost[node] - cost[node, here]
    gain[taken] += cost[other, here] - cost[other, taken] + 2 * ties[node, other] * far[here, taken]
    gain[here] = 0.0
    best = int(gain.argmin())
    return best if gain[best] < -_WORTH_MM else -1


def _move(
    node: int, target: int, place: Indices, owner: Indices, cost: Numbers, far: Numbers, ties: Numbers
) -> None:
    here, other = int(place[node]), int(owner[target])
    cost += ties[:, node, None] * (far[target] - far[here])
    if other >= 0:
        cost += ties[:, other, None] * (far[here] - far[target])
        place[other] = here
    owner[here], owner[target], place[node] = other, node, target
