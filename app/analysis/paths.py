"""Paths between two nodes, each step with the links and so the findings that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from app.analysis.engines import nx

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


def shortest_paths(
    network: Network,
    start: str,
    end: str,
    *,
    k: int = 1,
    max_hops: int | None = None,
    all_shortest: bool = False,
) -> tuple[Path, ...]:
    """Return the `k` shortest simple paths from `start` to `end`, shortest first, in an order that repeats.

    Links are walked in both directions, whatever their arrow says. With `all_shortest` all paths of the
    smallest length are returned instead (in both cases at most `MOST_PATHS`). Paths of more than
    `max_hops` steps are left out. Nothing is returned where no path exists or an end is unknown.
    """
    between = _links_between(network)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in network.nodes))
    graph.add_edges_from(sorted(between))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return ()
    found = _same_length(graph, start, end) if all_shortest else _by_length(graph, start, end, k)
    return tuple(
        Path(tuple(nodes), tuple(between[_pair(a, b)] for a, b in pairwise(nodes)))
        for nodes in found
        if max_hops is None or len(nodes) - 1 <= max_hops
    )


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _links_between(network: Network) -> dict[tuple[str, str], tuple[NetLink, ...]]:
    between: dict[tuple[str, str], tuple[NetLink, ...]] = {}
    for link in sorted(network.links, key=lambda item: item.id):
        if link.start != link.end:
            pair = _pair(link.start, link.end)
            between[pair] = (*between.get(pair, ()), link)
    return between


def _same_length(graph: nx.Graph[str], start: str, end: str) -> list[list[str]]:
    if start == end:
        return [[start]]
    return sorted(islice(nx.all_shortest_paths(graph, start, end), MOST_PATHS))


def _by_length(graph: nx.Graph[str], start: str, end: str, k: int) -> list[list[str]]:
    if start == end:
        return [[start]]
    return list(islice(nx.shortest_simple_paths(graph, start, end), min(k, MOST_PATHS)))
