"""Layouts on circles: all nodes on one, or rings by distance from a centre."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from app.analysis.communities import communities
from app.analysis.engines import csgraph, np

if TYPE_CHECKING:
    from app.analysis.arrays import GraphArrays
    from app.analysis.engines import Indices, Points

_RING_GAP = 2.1


def circle(
    graph: GraphArrays, *, seed: int, box: tuple[float, float], groups: Indices | None = None
) -> Points:
    """Return positions on one circle, groups beside each other, each node near its neighbours' side.

    `groups` are numbers per node; communities if not given.
    """
    n = graph.n
    if n < 2:
        return np.zeros((n, 2))
    order = _around(graph, communities(graph.adjacency, seed=seed) if groups is None else groups)
    radius = max(_radius_for(n, box), box[0])
    angle = np.empty(n)
    angle[order] = np.arange(n) * 2 * pi / n - pi / 2
    return radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def radial(graph: GraphArrays, centre: int, *, box: tuple[float, float]) -> Points:
    """Return positions on rings: ring k holds the nodes k hops from `centre`.

    Nodes that cannot be reached from it stand on one ring more, outside all others. Each branch has a
    sector as wide as it needs.
    """
    n = graph.n
    _order, parents = csgraph.breadth_first_order(graph.adjacency, centre, directed=False)
    ring = _rings(graph, centre)
    children: list[list[int]] = [[] for _ in range(n)]
    for node in range(n):
        if node != centre:
            children[int(parents[node]) if parents[node] >= 0 else centre].append(node)
    radius = _ring_radii(ring, box)
    need = np.zeros(n)
    for node in sorted(range(n), key=lambda i: -int(ring[i])):
        own = _chord(box) / radius[ring[node]] if ring[node] else 0.0
        need[node] = max(own, sum(need[child] for child in children[node]))
    if need[centre] > 2 * pi:
        radius = radius * (need[centre] / (2 * pi))
    share = 2 * pi / max(float(need[centre]), 1e-9)
    return _sectors(children, ring, radius, need, share, centre)


def _sectors(
    children: list[list[int]], ring: Indices, radius: Points, need: Points, share: float, centre: int
) -> Points:
    points = np.zeros((len(children), 2))
    waiting = [(centre, -pi / 2, need[centre] * share)]
    while waiting:
        node, begin, width = waiting.pop()
        middle = begin + width / 2
        points[node] = radius[ring[node]] * np.array([cos(middle), sin(middle)])
        total = sum(need[child] for child in children[node])
        at = begin
        for child in children[node]:
            part = width * need[child] / total
            waiting.append((child, at, part))
            at += part
    return points


def _rings(graph: GraphArrays, centre: int) -> Indices:
    hops = csgraph.dijkstra(graph.adjacency, unweighted=True, indices=[centre])[0]
    reached = np.isfinite(hops)
    outside = int(hops[reached].max()) + 1
    return np.where(reached, hops, outside).astype(np.int64)


def _ring_radii(ring: Indices, box: tuple[float, float]) -> Points:
    counts = np.bincount(ring)
    radii = np.zeros(len(counts))
    for k in range(1, len(counts)):
        radii[k] = max(radii[k - 1] + box[1] * _RING_GAP, _radius_for(int(counts[k]), box))
    return radii


def _chord(box: tuple[float, float]) -> float:
    """How far apart the centres of neighbours on a ring are: captions there have room outside it."""
    return 1.1 * box[1]


def _radius_for(count: int, box: tuple[float, float]) -> float:
    return float(_chord(box) / (2 * np.sin(pi / count))) if count > 1 else 0.0


def _around(graph: GraphArrays, groups: Indices) -> Indices:
    """An order around the circle: groups stay together, inside them nodes lean to where their ties go."""
    order = np.lexsort((np.arange(graph.n), groups))
    for _round in range(8):
        angle = np.empty(graph.n)
        angle[order] = np.arange(graph.n) * 2 * pi / graph.n
        vectors = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        pull = graph.adjacency @ vectors + 0.1 * vectors
        mean = np.arctan2(pull[:, 1], pull[:, 0])
        middle = {g: _mean_angle(vectors[groups == g]) for g in np.unique(groups).tolist()}
        group_angle = np.array([middle[g] for g in groups.tolist()])
        lean = (mean - group_angle + pi) % (2 * pi) - pi
        order = np.lexsort((lean, groups, group_angle % (2 * pi)))
    return order


def _mean_angle(vectors: Points) -> float:
    total = vectors.sum(axis=0)
    return float(np.arctan2(total[1], total[0]))
