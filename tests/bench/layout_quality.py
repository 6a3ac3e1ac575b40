"""How good a drawing of a graph is, in figures that do not depend on its scale or direction."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

_SOURCES = 100
_NODES = 3_000
_LINKS = 1_000
_AIR = 16


@dataclass(frozen=True, slots=True)
class Quality:
    """`stress` 0 is best; `kept` is the share of a node's neighbours among its nearest drawn nodes (1 best);

    `crossings` per link; `overlap` the share of icons that another covers if the sheet gives each icon
    sixteen times its own area; `separation` the mean length of links inside groups over that of links
    between them (small: groups can be seen).
    """

    stress: float
    kept: float
    crossings: float
    overlap: float
    separation: float


def quality(n: int, edges: np.ndarray, groups: np.ndarray, points: np.ndarray) -> Quality:
    """Return the figures of one drawing; from samples where the graph is large, the same ones each time."""
    links = np.concatenate([edges, edges[:, ::-1]])
    matrix = csr_array((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(n, n))
    return Quality(
        _stress(matrix, points),
        _kept(matrix, points),
        _crossings(edges, points),
        _overlap(points),
        _separation(edges, groups, points),
    )


def _stress(matrix: csr_array, points: np.ndarray) -> float:
    n = len(points)
    sources = np.random.default_rng(0).choice(n, min(n, _SOURCES), replace=False)
    hops = dijkstra(matrix, unweighted=True, indices=sources)
    drawn = np.sqrt(((points[sources][:, None] - points[None]) ** 2).sum(axis=2))
    valid = np.isfinite(hops) & (hops > 0)
    ratio = drawn[valid] / hops[valid]
    ratio *= ratio.sum() / (ratio**2).sum()
    return float(((ratio - 1) ** 2).mean())


def _kept(matrix: csr_array, points: np.ndarray) -> float:
    rng = np.random.default_rng(0)
    tree = cKDTree(points + rng.normal(0, 1e-9 * float(np.ptp(points)), points.shape))
    degree = np.diff(matrix.indptr)
    nodes = np.flatnonzero(degree)
    nodes = rng.choice(nodes, min(len(nodes), _NODES), replace=False)
    total = 0.0
    for node in nodes.tolist():
        _far, near = tree.query(tree.data[node], int(degree[node]) + 1)
        own = matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]
        total += float(np.isin(own, near).sum()) / int(degree[node])
    return total / max(len(nodes), 1)


def _crossings(edges: np.ndarray, points: np.ndarray) -> float:
    chosen = np.random.default_rng(0).choice(len(edges), min(len(edges), _LINKS), replace=False)
    return float(np.mean(list(_crossed(edges, points, chosen)))) if len(chosen) else 0.0


def _crossed(edges: np.ndarray, points: np.ndarray, chosen: np.ndarray) -> Iterator[int]:
    start, end = points[edges[:, 0]], points[edges[:, 1]]
    for link in chosen.tolist():
        a, b = edges[link].tolist()
        shared = (edges == a).any(axis=1) | (edges == b).any(axis=1)
        p, q = points[a], points[b]
        cuts = (_side(p, q, start) * _side(p, q, end) < 0) & (_side(start, end, p) * _side(start, end, q) < 0)
        yield int((cuts & ~shared).sum())


def _side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
        c[..., 0] - a[..., 0]
    )


def _overlap(points: np.ndarray) -> float:
    low, high = np.percentile(points, [0.5, 99.5], axis=0)
    side = (max(float(np.prod(high - low)), 1e-30) / (_AIR * len(points))) ** 0.5
    far, _which = cKDTree(points).query(points, 2, p=np.inf)
    return float((far[:, 1] < side).mean())


def _separation(edges: np.ndarray, groups: np.ndarray, points: np.ndarray) -> float:
    length = np.sqrt(((points[edges[:, 0]] - points[edges[:, 1]]) ** 2).sum(axis=1))
    inside = groups[edges[:, 0]] == groups[edges[:, 1]]
    if inside.all() or not inside.any():
        return float("nan")
    return float(length[inside].mean() / max(float(length[~inside].mean()), 1e-30))
