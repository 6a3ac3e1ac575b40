"""Communities of large graphs: the Leiden algorithm (Traag, Waltman and van Eck 2019) on whole arrays.

Nodes move in seeded random thirds instead of one by one: all of a third choose from the same state, the rest
stands still, so two neighbours rarely swap places for ever. Between the levels each community is refined
from single nodes, which is what sets Leiden apart from Louvain, and in the end every community that
hangs together by nothing is split, so that each one is connected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis.components import component_numbers
from app.analysis.engines import np, sparse
from app.base.progress import Progress

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    import numpy.typing as npt

    from app.analysis.engines import Indices, Matrix, Numbers

    _Whole: TypeAlias = npt.NDArray[np.integer[Any]]

_ROUNDS = 15
_SETTLED = 0.002
_LEVELS = 20
_EPSILON = 1e-12


class _Graph(NamedTuple):
    """A weighted graph whose nodes stand for groups; `weight` sums their link ends, `total` all."""

    links: Matrix
    weight: Numbers
    total: float


def leiden(adjacency: Matrix, *, seed: int = 1, rounds: int = 1, progress: Progress | None = None) -> Indices:
    """Return a community number for each node of a symmetric graph; numbers are arbitrary but repeat.

    `rounds` goes over the whole graph again from the last answer. Raises `Cancelled`.
    """
    rng = np.random.default_rng(seed)
    weight = np.asarray(adjacency.sum(axis=1)).ravel().astype(np.float64)
    graph = _Graph(adjacency, weight, float(weight.sum()))
    group: Indices = np.arange(adjacency.shape[0])
    if graph.total:
        for _round in range(rounds):
            group = _once(graph, group, rng, progress or Progress())
    return connected_parts(adjacency, group)


def _once(graph: _Graph, group: Indices, rng: np.random.Generator, progress: Progress) -> Indices:
    place: Indices = np.arange(len(group))
    for level in range(_LEVELS):
        progress.step(level, _LEVELS)
        group = _move(graph, group, rng)
        part = _refine(graph, group, rng)
        count = int(part.max()) + 1
        if count == len(part):
            break
        graph, group = _fold(graph, part, count), _of_parts(group, part, count)
        place = part[place]
    return group[place]


def _move(graph: _Graph, group: Indices, rng: np.random.Generator) -> Indices:
    """Let nodes go to the neighbouring group that gains most, until hardly any does."""
    n = len(group)
    group = _numbered(group)
    weight = _sums(group, graph.weight, n)
    active = np.arange(n)
    for _round in range(_ROUNDS):
        parts = np.array_split(rng.permutation(active), 3 if len(active) > 60 else max(1, len(active)))
        touched = np.zeros(n, bool)
        moved = 0
        for some in parts:
            if not len(some):
                continue
            some = np.sort(some)
            best = _best(graph, some, group, weight)
            going = best != group[some]
            nodes, target = some[going], best[going]
            if not len(nodes):
                continue
            weight -= _sums(group[nodes], graph.weight[nodes], n)
            weight += _sums(target, graph.weight[nodes], n)
            group[nodes] = target
            touched[graph.links[nodes].indices] = True
            moved += len(nodes)
        active = np.flatnonzero(touched)
        if moved <= _SETTLED * n or not len(active):
            break
    return _numbered(group)


def _best(graph: _Graph, some: Indices, group: Indices, weight: Numbers) -> Indices:
    """The group each of `some` gains most by being in (Newman and Girvan's modularity)."""
    row, to, tie = _ties(graph.links, some, group)
    own = graph.weight[some]
    home = group[some]
    at_home = to == home[row]
    gain = tie - own[row] * (weight[to] - np.where(at_home, own[row], 0.0)) / graph.total
    stay = -own * (weight[home] - own) / graph.total
    stay[row[at_home]] = gain[at_home]
    best, target = _largest(row, gain, to, len(some))
    return np.where(best > stay + _EPSILON, target, home)


def _refine(graph: _Graph, group: Indices, rng: np.random.Generator) -> Indices:
    """Build each community anew from single nodes; only nodes still alone move, and only inside it."""
    n = len(group)
    part: Indices = np.arange(n)
    weight = graph.weight.copy()
    inside = graph.links.tocoo()
    kept = (group[inside.row] == group[inside.col]) & (inside.row != inside.col)
    links = sparse.csr_array((inside.data[kept], (inside.row[kept], inside.col[kept])), shape=(n, n))
    alone = np.ones(n, bool)
    for _try in range(3):
        mover = alone & (rng.random(n) < 0.5)
        some = np.flatnonzero(mover)
        if not len(some):
            continue
        row, to, tie = _ties(links, some, part)
        own = graph.weight[some]
        gain = np.where(mover[to] & alone[to], -1.0, tie - own[row] * weight[to] / graph.total)
        best, target = _largest(row, gain, to, len(some))
        going = best > _EPSILON
        nodes, target = some[going], target[going]
        weight -= _sums(part[nodes], graph.weight[nodes], n)
        weight += _sums(target, graph.weight[nodes], n)
        part[nodes] = target
        alone[nodes] = False
        alone[target] = False
    return _numbered(part)


def _ties(links: Matrix, some: Indices, group: Indices) -> tuple[_Whole, _Whole, Numbers]:
    """For each of `some` (by row) the groups of its neighbours and the weight of its links into them."""
    degree = np.diff(links.indptr)[some]
    last = np.cumsum(degree)
    place = np.repeat(links.indptr[some] - (last - degree), degree)
    place += np.arange(len(place), dtype=place.dtype)
    row = np.repeat(np.arange(len(some), dtype=np.int32), degree)
    other = links.indices[place]
    tie = np.where(other == some[row], 0.0, links.data[place])
    indptr = np.concatenate([[0], last]).astype(np.int32)
    summed = sparse.csr_array((tie, group[other].astype(np.int32), indptr), shape=(len(some), links.shape[0]))
    summed.sum_duplicates()
    row = np.repeat(np.arange(len(some), dtype=np.int32), np.diff(summed.indptr))
    return row, summed.indices, summed.data


def _largest(row: _Whole, gain: Numbers, to: _Whole, rows: int) -> tuple[Numbers, Indices]:
    """The largest gain of each row and where it leads (-inf and 0 where a row has none)."""
    best = np.full(rows, -np.inf)
    target = np.zeros(rows, np.int64)
    first = np.flatnonzero(np.concatenate([np.ones(min(1, len(row)), bool), row[1:] != row[:-1]]))
    if len(first):
        best[row[first]] = np.maximum.reduceat(gain, first)
        top = np.flatnonzero(gain == best[row])[::-1]
        target[row[top]] = to[top]
    return best, target


def _fold(graph: _Graph, part: Indices, count: int) -> _Graph:
    links = graph.links.tocoo()
    folded = sparse.csr_array((links.data, (part[links.row], part[links.col])), shape=(count, count))
    folded.sum_duplicates()
    return _Graph(folded, _sums(part, graph.weight, count), graph.total)


def _sums(place: Indices, values: Numbers, size: int) -> Numbers:
    return np.bincount(place, weights=values, minlength=size).astype(np.float64, copy=False)


def _of_parts(group: Indices, part: Indices, count: int) -> Indices:
    of: Indices = np.zeros(count, np.int64)
    of[part] = group
    return of


def connected_parts(adjacency: Matrix, group: Indices) -> Indices:
    """Split groups that are not connected; that never lowers modularity."""
    links = adjacency.tocoo()
    inside = group[links.row] == group[links.col]
    kept = (np.ones(int(inside.sum())), (links.row[inside], links.col[inside]))
    return component_numbers(sparse.csr_array(kept, shape=adjacency.shape), symmetric=True)


def _numbered(group: Indices) -> Indices:
    """Number groups from 0 by their first node, so that the answer does not hang on arbitrary numbers."""
    first = np.full(int(group.max()) + 1, len(group))
    np.minimum.at(first, group, np.arange(len(group)))
    used = np.flatnonzero(first < len(group))
    number = np.zeros(len(first), np.int64)
    number[used[np.argsort(first[used])]] = np.arange(len(used))
    numbers: Indices = number[group]
    return numbers
