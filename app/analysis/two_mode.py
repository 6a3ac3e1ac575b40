"""Two-mode networks, such as persons and events, and their projection on one side (Breiger 1974)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.analysis.network import NetLink, Network
from app.analysis.structures import Common, co_occurrences
from app.base.i18n import ngettext
from app.base.records import Standing

SHARED = "shared_partner"
"""The type of the drawn ties of a projection; the ontology has none such, because they are no findings."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two nodes of one side tied by partners they share: `weight` counts the partners.

    `partners` names them with the links of both sides, whose findings are the evidence of the tie.
    """

    a: str
    b: str
    weight: int
    partners: tuple[Common, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """The ids of all findings the tie rests on, each once."""
        links = (link for one in self.partners for side in one.links for link in side)
        return tuple(dict.fromkeys(f for link in links for f in link.findings))


@dataclass(frozen=True, slots=True)
class Projection:
    """One side of a two-mode network: `nodes` are all of it that have a partner, `ties` by their ids.

    A tie is no finding: it says that both are linked to the same thing, not that they know each other.
    """

    nodes: tuple[str, ...]
    ties: tuple[Shared, ...]


def two_mode(network: Network, side: Collection[str], partners: Collection[str]) -> Network:
    """Return only nodes of the types `side` and `partners`, and only links from one side to the other."""
    types = {node.id: node.type for node in network.nodes}
    wanted = {*side, *partners}

    def crosses(a: str, b: str) -> bool:
        return (types[a] in side and types[b] in partners) or (types[b] in side and types[a] in partners)

    nodes = tuple(node for node in network.nodes if node.type in wanted)
    return Network(nodes, tuple(link for link in network.links if crosses(link.start, link.end)))


def project(network: Network, side: Collection[str], partners: Collection[str]) -> Projection:
    """Tie every two nodes of types `side` that share a partner of types `partners`.

    Raises `ValueError` if a type is on both sides.
    """
    if set(side) & set(partners):
        raise ValueError(sorted(set(side) & set(partners)))
    only = two_mode(network, side, partners)
    ties = tuple(
        Shared(pair.a, pair.b, len(pair.at), pair.at) for pair in co_occurrences(only, at_types=partners)
    )
    linked = {end for link in only.links for end in (link.start, link.end)}
    nodes = tuple(sorted(node.id for node in only.nodes if node.type in side and node.id in linked))
    return Projection(nodes, ties)


def projected_network(network: Network, projection: Projection) -> Network:
    """Return a projection as a network to measure and draw; its ties are assessments by derivation.

    The id of a tie is made of the ids of its ends, its findings are those of both sides' links.
    """
    by_id = {node.id: node for node in network.nodes}
    links = tuple(
        NetLink(
            id=f"{tie.a}~{tie.b}",
            type=SHARED,
            start=tie.a,
            end=tie.b,
            directed=False,
            standing=Standing.ASSESSMENT,
            label=ngettext("{count} in common", "{count} in common", tie.weight).format(count=tie.weight),
            weight=tie.weight,
            findings=tie.findings,
        )
        for tie in projection.ties
    )
    return Network(tuple(by_id[node] for node in projection.nodes), links)
