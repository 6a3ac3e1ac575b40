"""The largest set of nodes of which each is linked to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.positions_in_graph import core_numbers
from app.base.progress import Progress

if TYPE_CHECKING:
    from app.analysis.engines import Matrix


def largest_clique(adjacency: Matrix, progress: Progress | None = None) -> int:
    """Return the size of the largest clique of a symmetric simple graph, exactly.

    Nodes are taken from the outer cores inwards and each asks only its later neighbours, with colours as the
    bound (Tomita and Seki 2003), so real networks take no time; a dense random one may take very long and is
    what `progress` can cancel.
    """
    n = adjacency.shape[0]
    if not n:
        return 0
    core = core_numbers(adjacency)
    order = np.lexsort((np.arange(n), np.diff(adjacency.indptr), core)).tolist()
    rank = {node: i for i, node in enumerate(order)}
    near = [
        set(adjacency.indices[a:b].tolist())
        for a, b in zip(adjacency.indptr, adjacency.indptr[1:], strict=False)
    ]
    search = _Search(near, progress or Progress())
    for done, node in enumerate(reversed(order)):
        search.progress.step(done, n)
        if core[node] + 1 > search.best:
            search.grow([other for other in near[node] if rank[other] > rank[node]], 1)
    return search.best


class _Search:
    def __init__(self, near: list[set[int]], progress: Progress) -> None:
        self._near = near
        self.progress = progress
        self.best = 1

    def grow(self, candidates: list[int], size: int) -> None:
        """Try to extend a clique of `size` nodes, all of them linked to all `candidates`."""
        self.best = max(self.best, size)
        self.progress.step(0)
        left = set(candidates)
        for node, colours in reversed(self._coloured(candidates)):
            if size + colours <= self.best:
                return
            left.discard(node)
            self.grow([other for other in left if other in self._near[node]], size + 1)

    def _coloured(self, nodes: list[int]) -> list[tuple[int, int]]:
        """Nodes with the number of colours up to them: no clique of the first i is larger than that."""
        classes: list[set[int]] = []
        members: list[list[int]] = []
        for node in sorted(nodes, key=lambda n: (-len(self._near[n]), n)):
            place = next((i for i, taken in enumerate(classes) if node not in taken), len(classes))
            if place == len(classes):
                classes.append(set())
                members.append([])
            classes[place] |= self._near[node]
            members[place].append(node)
        return [(node, colour) for colour, some in enumerate(members, 1) for node in some]
