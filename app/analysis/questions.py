"""Questions to a network whose answer may hang on a single source: each answers and tells its answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.analysis.arrays import graph_arrays
from app.analysis.communities import communities
from app.analysis.cuts import cuts
from app.analysis.measures import measure
from app.analysis.network import Network
from app.base.i18n import _, ngettext

_TRIES = 3
_SAME = 1e-9

Labels = Mapping[str, str]


class Question(Protocol):
    """Something that can be asked of a network again after a part of it was left out."""

    def answer(self, network: Network) -> Hashable:
        """Return the answer; equal answers are equal values."""

    def told(self, answer: Hashable, labels: Labels) -> str:
        """Return an answer in words, with the captions of nodes."""


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """How many steps lie between two nodes? The answer is the number, None if no path joins them."""

    a: str
    b: str

    def answer(self, network: Network) -> Hashable:
        """Return the length of the shortest path."""
        return _hops(network, self.a).get(self.b)

    def told(self, answer: Hashable, labels: Labels) -> str:
        """Return the length in words."""
        if not isinstance(answer, int):
            return _("no path")
        return ngettext("{count} step", "{count} steps", answer).format(count=answer)


@dataclass(frozen=True, slots=True)
class ComponentQuestion:
    """Which nodes hang together with this one? The answer is the set of them, empty if it is gone itself."""

    node: str

    def answer(self, network: Network) -> Hashable:
        """Return the nodes of its component."""
        return frozenset(_hops(network, self.node))

    def told(self, answer: Hashable, labels: Labels) -> str:
        """Return the size in words."""
        return _size_told(answer)


@dataclass(frozen=True, slots=True)
class BridgeQuestion:
    """Does the tie between two nodes alone hold two parts together? True, False, None if there is no tie."""

    a: str
    b: str

    def answer(self, network: Network) -> Hashable:
        """Return whether it is a bridge."""
        graph = graph_arrays(network)
        pair = {self.a, self.b}
        bridges = cuts(graph.adjacency).bridges.tolist()
        if any({graph.ids[x], graph.ids[y]} == pair for x, y in bridges):
            return True
        tied = any({link.start, link.end} == pair for link in network.links)
        return False if tied else None

    def told(self, answer: Hashable, labels: Labels) -> str:
        """Return the answer in words."""
        if answer is None:
            return _("no tie")
        return _("a bridge") if answer else _("not a bridge")


@dataclass(frozen=True, slots=True)
class BetweennessQuestion:
    """Which nodes lie on the most shortest paths? The answer is the set of the `count` highest.

    It asks where the chart's structure hangs, so the answer is a set and no order; ties are all in it.
    Documented kinship is left out unless `with_kinship_reason` says why not.
    """

    count: int = 1
    with_kinship_reason: str = ""

    def answer(self, network: Network) -> Hashable:
        """Return the nodes; none where no node lies between others."""
        result = measure(network, ["betweenness"], with_kinship_reason=self.with_kinship_reason)
        values = result.measures["betweenness"]
        highest = sorted(values.values(), reverse=True)[: self.count]
        least = max(highest[-1] if highest else 0.0, _SAME)
        return frozenset(node for node, value in values.items() if value >= least - _SAME)

    def told(self, answer: Hashable, labels: Labels) -> str:
        """Return the nodes in words."""
        return _named(answer, labels)


@dataclass(frozen=True, slots=True)
class CommunityQuestion:
    """Which nodes are grouped with this one? The answer is the set of them, empty if it is gone itself.

    Grouping looks for a best division and may tip over at a small change; before and after are found with
    the same few tries. Documented kinship is left out unless `with_kinship_reason` says why not.
    """

    node: str
    with_kinship_reason: str = ""

    def answer(self, network: Network) -> Hashable:
        """Return the members of its community."""
        graph = graph_arrays(network, measured_only=not self.with_kinship_reason.strip())
        if self.node not in graph.ids:
            return frozenset()
        groups = communities(graph.adjacency, tries=_TRIES).tolist()
        own = groups[graph.ids.index(self.node)]
        return frozenset(node for node, group in zip(graph.ids, groups, strict=True) if group == own)

    def told(self, answer: Hashable, labels: Labels) -> str:
        """Return the size in words."""
        return _size_told(answer)


def _hops(network: Network, start: str) -> dict[str, int]:
    near: dict[str, set[str]] = {node.id: set() for node in network.nodes}
    for link in network.links:
        near[link.start].add(link.end)
        near[link.end].add(link.start)
    hops = {start: 0} if start in near else {}
    waiting = deque(hops)
    while waiting:
        node = waiting.popleft()
        for other in near[node]:
            if other not in hops:
                hops[other] = hops[node] + 1
                waiting.append(other)
    return hops


def _size_told(answer: Hashable) -> str:
    count = len(answer) if isinstance(answer, frozenset) else 0
    return ngettext("{count} node", "{count} nodes", count).format(count=count)


def _named(answer: Hashable, labels: Labels) -> str:
    members = sorted(labels.get(node, node) for node in answer) if isinstance(answer, frozenset) else []
    return ", ".join(members) or _("none")
