"""Small structures in a network: rings, triangles, common neighbours, meeting points, surroundings of a node.

All of them say what the case's findings link, never what it means, and name the links so that the findings
behind them can be looked up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING

from app.analysis.engines import nx
from app.analysis.network import Network
from app.analysis.paths import links_between, pair_of
from app.base.progress import Progress

if TYPE_CHECKING:
    from app.analysis.network import NetLink

MOST_CYCLES = 1_000
MEETING_TYPES = ("event", "place")


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed way through different nodes; `links[i]` are all links from `nodes[i]` to the next one."""

    nodes: tuple[str, ...]
    links: tuple[tuple[NetLink, ...], ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A node that all the chosen ones are linked to, with the links of each of them in their order."""

    node: str
    links: tuple[tuple[NetLink, ...], ...]


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Two nodes linked to the same events or places; `at` names these, with the links of both."""

    a: str
    b: str
    at: tuple[Common, ...]


def cycles(network: Network, *, longest: int = 5, progress: Progress | None = None) -> tuple[Ring, ...]:
    """Return the simple cycles of 3 to `longest` nodes, short ones first, at most `MOST_CYCLES`.

    Each cycle is named once, from its smallest id. Raises `Cancelled`.
    """
    between = links_between(network)
    watched = progress or Progress()
    found: list[Ring] = []
    for nodes in islice(_cycles(between, longest, watched), MOST_CYCLES):
        following = (*nodes[1:], nodes[0])
        steps = (between[pair_of(a, b)] for a, b in zip(nodes, following, strict=True))
        found.append(Ring(nodes, tuple(steps)))
    return tuple(sorted(found, key=lambda ring: (len(ring.nodes), ring.nodes)))


def triangles(network: Network) -> tuple[Ring, ...]:
    """Return all triangles, at most `MOST_CYCLES`."""
    return cycles(network, longest=3)


def _cycles(
    between: dict[tuple[str, str], tuple[NetLink, ...]], longest: int, progress: Progress
) -> Iterator[tuple[str, ...]]:
    """Yield cycles length by length, so that a bound on their number keeps the short ones."""
    graph: nx.Graph[str] = nx.Graph(sorted(between))
    for size in range(3, longest + 1):
        for nodes in nx.simple_cycles(graph, length_bound=size):
            progress.step(size, longest)
            if len(nodes) == size:
                first = nodes.index(min(nodes))
                turned = nodes[first:] + nodes[:first]
                yield tuple(turned if turned[1] < turned[-1] else [turned[0], *reversed(turned[1:])])


def common_neighbours(network: Network, chosen: Sequence[str]) -> tuple[Common, ...]:
    """Return the nodes that every one of two or more `chosen` nodes is linked to, by id."""
    wanted = tuple(dict.fromkeys(chosen))
    near = _near(network)
    if len(wanted) < 2 or any(node not in near for node in wanted):
        return ()
    shared = set.intersection(*(set(near[node]) for node in wanted)) - set(wanted)
    return tuple(Common(node, tuple(near[one][node] for one in wanted)) for node in sorted(shared))


def co_occurrences(
    network: Network,
    chosen: Collection[str] = (),
    *,
    at_types: Collection[str] = MEETING_TYPES,
    progress: Progress | None = None,
) -> tuple[CoOccurrence, ...]:
    """Return every two nodes that are linked to the same events or places, with these named.

    With `chosen` both nodes must be among them. Nodes of `at_types` themselves are no partners. Raises
    `Cancelled`.
    """
    types = {node.id: node.type for node in network.nodes}
    near = _near(network)
    meetings = sorted(node for node, kind in types.items() if kind in at_types)
    shared: dict[tuple[str, str], list[Common]] = {}
    for done, meeting in enumerate(meetings):
        (progress or Progress()).step(done, len(meetings))
        there = sorted(n for n in near[meeting] if types[n] not in at_types and (not chosen or n in chosen))
        for a, b in combinations(there, 2):
            common = Common(meeting, (near[meeting][a], near[meeting][b]))
            shared.setdefault((a, b), []).append(common)
    return tuple(CoOccurrence(a, b, tuple(at)) for (a, b), at in sorted(shared.items()))


def ego(network: Network, centre: str, *, hops: int = 1, link_types: Collection[str] = ()) -> Network:
    """Return a node with everything up to `hops` steps away over `link_types` (all if none are named).

    All links among the nodes found are kept. Nothing is returned for a node that is not there.
    """
    near = _near(network, link_types)
    if centre not in near:
        return Network((), ())
    reached, edge = {centre}, {centre}
    for _hop in range(hops):
        edge = {other for node in edge for other in near[node]} - reached
        reached |= edge
    nodes = tuple(node for node in network.nodes if node.id in reached)
    links = (link for link in network.links if not link_types or link.type in link_types)
    return Network(nodes, tuple(link for link in links if link.start in reached and link.end in reached))


_Near = dict[str, dict[str, tuple["NetLink", ...]]]


def _near(network: Network, link_types: Collection[str] = ()) -> _Near:
    near: _Near = {node.id: {} for node in network.nodes}
    kept = [link for link in network.links if not link_types or link.type in link_types]
    for (a, b), links in links_between(Network(network.nodes, tuple(kept))).items():
        near[a][b] = near[b][a] = links
    return near
