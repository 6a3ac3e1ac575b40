"""Paths between nodes, each step with the links and so the findings that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import TYPE_CHECKING

from app.analysis.engines import nx
from app.base.progress import Progress

if TYPE_CHECKING:
    from app.analysis.network import NetLink, Network

MOST_PATHS = 1_000


@dataclass(frozen=True, slots=True)
class Path:
    """A way through the network; `links[i]` are all links between `nodes[i]` and `nodes[i + 1]`."""

    nodes: tuple[str, ...]
    links: tuple[tuple[NetLink, ...], ...]

    @property
    def hops(self) -> int:
        """Number of steps."""
        return len(self.links)

    @property
    def findings(self) -> tuple[str, ...]:
        """The ids of the findings that carry the steps, in their order, each once."""
        every = (f for step in self.links for link in step for f in link.findings)
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
class PathsBetween:
    """The paths between every two of the chosen nodes; `apart` are the pairs that no path joins."""

    paths: tuple[Path, ...]
    apart: tuple[tuple[str, str], ...]

    @property
    def nodes(self) -> frozenset[str]:
        """All nodes on one of the paths."""
        return frozenset(node for path in self.paths for node in path.nodes)

    @property
    def links(self) -> frozenset[str]:
        """The ids of all links on one of the paths."""
        return frozenset(link.id for path in self.paths for step in path.links for link in step)


def shortest_paths(
    network: Network,
    start: str,
    end: str,
    *,
    k: int = 1,
    max_hops: int | None = None,
    all_shortest: bool = False,
    every: bool = False,
    weighted: bool = False,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Return the `k` shortest simple paths from `start` to `end`, shortest first, in an order that repeats.

    Links are walked in both directions, whatever their arrow says. With `all_shortest` all paths of the
    smallest length are returned instead, with `every` all simple paths of up to `max_hops` steps (in all
    cases at most `MOST_PATHS`). Paths of more than `max_hops` steps are left out. With `weighted` a step
    costs 1 divided by the largest weight of its links, so that often repeated contact counts as near.
    Nothing is returned where no path exists or an end is unknown. Raises `Cancelled`.
    """
    watched = progress or Progress()
    between = links_between(network)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in network.nodes))
    for pair in sorted(between):
        graph.add_edge(*pair, cost=1 / max(1, *(link.weight for link in between[pair])))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return ()
    found = _found(graph, start, end, k, max_hops, all_shortest, every, "cost" if weighted else None)
    paths: list[Path] = []
    for nodes in found:
        watched.step(len(paths), k)
        if max_hops is None or len(nodes) - 1 <= max_hops:
            paths.append(Path(tuple(nodes), tuple(between[pair_of(a, b)] for a, b in pairwise(nodes))))
    return tuple(paths)


def paths_between(
    network: Network,
    chosen: Sequence[str],
    *,
    k: int = 1,
    max_hops: int | None = None,
    all_shortest: bool = False,
    every: bool = False,
    weighted: bool = False,
    progress: Progress | None = None,
) -> PathsBetween:
    """Return the paths between every two of `chosen`; the options are those of `shortest_paths`."""
    paths: list[Path] = []
    apart = []
    different = list(dict.fromkeys(chosen))
    # From a node to itself it is a path of no step.
    pairs = list(combinations(different, 2)) or [(node, node) for node in different]
    watched = progress or Progress()
    for done, (start, end) in enumerate(pairs):
        watched.step(done, len(pairs))
        found = shortest_paths(
            network,
            start,
            end,
            k=k,
            max_hops=max_hops,
            all_shortest=all_shortest,
            every=every,
            weighted=weighted,
        )
        paths += found
        if not found:
            apart.append((start, end))
    return PathsBetween(tuple(paths), tuple(apart))


def pair_of(a: str, b: str) -> tuple[str, str]:
    """Return two ids in ascending order."""
    return (a, b) if a < b else (b, a)


def links_between(network: Network) -> dict[tuple[str, str], tuple[NetLink, ...]]:
    """Return the links between each two nodes (see `pair_of`) by id; loops are left out."""
    between: dict[tuple[str, str], tuple[NetLink, ...]] = {}
    for link in sorted(network.links, key=lambda item: item.id):
        if link.start != link.end:
            pair = pair_of(link.start, link.end)
            between[pair] = (*between.get(pair, ()), link)
    return between


def _found(
    graph: nx.Graph[str],
    start: str,
    end: str,
    k: int,
    max_hops: int | None,
    all_shortest: bool,
    every: bool,
    cost: str | None,
) -> Iterator[list[str]]:
    if start == end:
        return iter([[start]])
    if all_shortest:
        return iter(sorted(islice(nx.all_shortest_paths(graph, start, end, weight=cost), MOST_PATHS)))
    if every:
        simple = islice(nx.all_simple_paths(graph, start, end, cutoff=max_hops), MOST_PATHS)
        return iter(sorted(simple, key=lambda nodes: (len(nodes), nodes)))
    return islice(nx.shortest_simple_paths(graph, start, end, weight=cost), min(k, MOST_PATHS))
