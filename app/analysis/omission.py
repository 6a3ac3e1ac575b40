"""What is left of a network when one source, one link or one node is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.analysis.network import CASE_LEVEL, Network, current
from app.base.records import Finding


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which sources speak of each subject, by its current findings."""

    sources_of: Mapping[str, frozenset[str]]

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources, by id."""
        return tuple(sorted({source for some in self.sources_of.values() for source in some}))

    def resting_on(self, source_id: str) -> frozenset[str]:
        """The subjects that no other source speaks of."""
        return frozenset(subject for subject, some in self.sources_of.items() if some == {source_id})


def evidence_of(findings: Iterable[Finding]) -> Evidence:
    """Gather the sources of each subject; what was corrected does not come back with its correction gone."""
    found: dict[str, set[str]] = {}
    for finding in current(findings):
        found.setdefault(finding.subject_id, set()).add(finding.source_id)
    return Evidence({subject: frozenset(some) for subject, some in found.items()})


def without_source(network: Network, evidence: Evidence, source_id: str) -> Network:
    """Return the network as the other sources draw it: nodes and links that only this one names are gone."""
    return without_subjects(network, evidence.resting_on(source_id))


def without_subjects(network: Network, gone: frozenset[str]) -> Network:
    """Return the network without these nodes and links; links that lose an end go too.

    A node of the case itself goes when nothing is linked to it any more, as `build_network` would have it.
    """
    kept = {node.id for node in network.nodes if node.id not in gone}
    links = tuple(
        link for link in network.links if link.id not in gone and link.start in kept and link.end in kept
    )
    touched = {end for link in links for end in (link.start, link.end)}
    nodes = (n for n in network.nodes if n.id in kept and (n.type != CASE_LEVEL or n.id in touched))
    return Network(tuple(nodes), links)
