"""Cut nodes and bridges in one walk (Hopcroft and Tarjan 1973), without recursion, so depth is no limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis.engines import np

if TYPE_CHECKING:
    from app.analysis.engines import Indices, Matrix


class Cuts(NamedTuple):
    """Node numbers in ascending order, and bridges as k x 2 in ascending order."""

    nodes: Indices
    bridges: Indices


def cuts(adjacency: Matrix) -> Cuts:
    """Return the nodes and the links whose removal would split a component of a symmetric simple graph."""
    n = adjacency.shape[0]
    walk = _Walk(n, adjacency.indptr.tolist(), adjacency.indices.tolist())
    for root in range(n):
        if walk.order[root] < 0:
            walk.explore(root)
    nodes = np.flatnonzero(np.array(walk.cut, bool)).astype(np.int64)
    bridges = np.array(sorted(walk.bridges), np.int64).reshape(-1, 2)
    return Cuts(nodes, bridges)


class _Walk:
    def __init__(self, n: int, indptr: list[int], indices: list[int]) -> None:
        self._next = indptr[:-1]
        self._last = indptr[1:]
        self._indices = indices
        self._low = [0] * n
        self._clock = 0
        self.order = [-1] * n
        self.cut = [False] * n
        self.bridges: list[tuple[int, int]] = []

    def explore(self, root: int) -> None:
        """Walk the component of `root` depth first."""
        order, low, following, last, indices = self.order, self._low, self._next, self._last, self._indices
        clock, children = self._clock, 0
        order[root] = low[root] = clock
        stack, parents = [root], [-1]
        while stack:
            node, parent = stack[-1], parents[-1]
            place = following[node]
            if place < last[node]:
                following[node] = place + 1
                other = indices[place]
                if order[other] < 0:
                    clock += 1
                    order[other] = low[other] = clock
                    children += node == root
                    stack.append(other)
                    parents.append(node)
                elif other != parent and order[other] < low[node]:
                    low[node] = order[other]
                continue
            stack.pop()
            parents.pop()
            if parent >= 0:
                self._leave(node, parent, root)
        self.cut[root] = children > 1
        self._clock = clock + 1

    def _leave(self, node: int, parent: int, root: int) -> None:
        low = self._low[node]
        if low < self._low[parent]:
            self._low[parent] = low
        if low >= self.order[parent] and parent != root:
            self.cut[parent] = True
        if low > self.order[parent]:
            self.bridges.append((node, parent) if node < parent else (parent, node))
