"""Graphs to lay out: scale-free with groups, or of the shape of call records; the same ones every time."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components


class SampleGraph(NamedTuple):
    """A connected simple graph: `edges` m x 2, `groups` the number of each node's group."""

    name: str
    n: int
    edges: np.ndarray
    groups: np.ndarray


def with_groups(n: int, *, seed: int = 7, outside: float = 0.15) -> SampleGraph:
    """About 3n links; groups of 12 to 4 sqrt(n) nodes, of whose links the share `outside` leaves them."""
    rng = np.random.default_rng(seed)
    largest = max(20, int(4 * np.sqrt(n)))
    sizes: list[int] = []
    while sum(sizes) < n:
        drawn = rng.random()
        sizes.append(int((12**-0.8 + drawn * (largest**-0.8 - 12**-0.8)) ** (-1 / 0.8)))
    groups = np.repeat(np.arange(len(sizes)), sizes)[:n]
    weight = np.minimum((1 - rng.random(n)) ** (-1 / 1.6), np.sqrt(n))
    first = np.searchsorted(groups, np.arange(int(groups.max()) + 2))
    heap = np.concatenate([[0], np.cumsum(weight)])
    edges = np.zeros((0, 2), np.int64)
    while len(edges) < 3 * n:
        count = int((3 * n - len(edges)) * 1.25) + 50
        start = _drawn(heap, rng.random(count) * heap[-1])
        end = _drawn(heap, rng.random(count) * heap[-1])
        low, high = heap[first[groups[start]]], heap[first[groups[start] + 1]]
        own = _drawn(heap, low + rng.random(count) * (high - low))
        end = np.where(rng.random(count) > outside, own, end)
        edges = _once(np.concatenate([edges, np.stack([start, end], axis=1)]))
    edges = edges[rng.permutation(len(edges))[: 3 * n]]
    return SampleGraph(f"groups {n}", n, _joined(n, edges, rng), groups)


def call_records(n: int, *, seed: int = 11) -> SampleGraph:
    """A few targets with many numbers each that nobody else called, and some shared ones."""
    rng = np.random.default_rng(seed)
    count = max(3, int(n * 0.03))
    own = (1 - rng.random(count)) ** (-1 / 1.5)
    share = own / own.sum()
    numbers = np.arange(count, n)
    caller = rng.choice(count, len(numbers), p=share)
    shared = rng.choice(numbers, int(0.12 * len(numbers)), replace=False)
    again = np.stack([rng.choice(count, len(shared), p=share), shared], axis=1)
    among = rng.integers(0, count, (2 * count, 2))
    edges = _once(np.concatenate([np.stack([caller, numbers], axis=1), again, among]))
    groups = np.concatenate([np.arange(count), caller])
    return SampleGraph(f"calls {n}", n, _joined(n, edges, rng), groups)


def _drawn(heap: np.ndarray, at: np.ndarray) -> np.ndarray:
    return np.clip(np.searchsorted(heap, at, side="right") - 1, 0, len(heap) - 2)


def _once(edges: np.ndarray) -> np.ndarray:
    return np.unique(np.sort(edges[edges[:, 0] != edges[:, 1]], axis=1), axis=0)


def _joined(n: int, edges: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Tie every smaller component to a node of the largest one."""
    matrix = csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(n, n))
    _count, part = connected_components(matrix, directed=False)
    largest = int(np.bincount(part).argmax())
    main = np.flatnonzero(part == largest)
    _parts, first = np.unique(part, return_index=True)
    loose = first[part[first] != largest]
    ties = np.stack([loose, rng.choice(main, len(loose))], axis=1)
    return np.concatenate([edges, ties]).astype(np.int64)
