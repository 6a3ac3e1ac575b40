"""The network that a case's findings draw: nodes, links, and the findings that carry each link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.base.records import Finding, Standing, Subject, SubjectKind
from app.ontology.caption import captions
from app.ontology.catalogue import ontology

_STRENGTH = (Standing.FACT, Standing.ASSESSMENT, Standing.HYPOTHESIS)
CASE_LEVEL = "matter"


@dataclass(frozen=True, slots=True)
class NetNode:
    """A node with its caption in the language in force."""

    id: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class NetLink:
    """A link with the ids of the current findings that carry it.

    `standing` is the strongest one among the findings that say the link exists, `weight` the largest
    weight that any finding states (1 if none does). `in_measures` is False for link types that network
    measures must leave out, such as documented kinship.
    """

    id: str
    type: str
    start: str
    end: str
    directed: bool
    standing: Standing
    label: str
    weight: int
    findings: tuple[str, ...]
    in_measures: bool = True


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and links; both ends of every link are among the nodes. Parallel links are kept."""

    nodes: tuple[NetNode, ...]
    links: tuple[NetLink, ...]


def current(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that no other of them supersedes."""
    known = list(findings)
    corrected = {finding.supersedes for finding in known if finding.supersedes}
    return [finding for finding in known if finding.id not in corrected]


def build_network(
    subjects: Sequence[Subject], findings: Sequence[Finding], *, layer: str | None = None
) -> Network:
    """Draw the network of these subjects from their current findings.

    A subject without a current finding does not exist, nor does a link that lacks one of its ends. With
    `layer` only links of that type are kept, and only nodes that one of them touches. A node that
    carries case-level statements is part of the network only where something is linked to it.
    """
    by_subject: dict[str, list[Finding]] = {}
    for finding in current(findings):
        by_subject.setdefault(finding.subject_id, []).append(finding)
    present = [s for s in subjects if s.id in by_subject]
    nodes = {s.id: s for s in present if s.kind is SubjectKind.NODE}
    links = tuple(
        _net_link(s, by_subject[s.id])
        for s in present
        if s.kind is SubjectKind.LINK and s.start in nodes and s.end in nodes and layer in (None, s.type)
    )
    touched = {end for link in links for end in (link.start, link.end)}
    kept = [s for s in nodes.values() if s.id in touched or (layer is None and s.type != CASE_LEVEL)]
    naming = [f for node_id in nodes for f in by_subject[node_id]]
    labels = captions([s for s in subjects if s.kind is SubjectKind.NODE], naming)
    return Network(tuple(NetNode(s.id, s.type, labels[s.id]) for s in kept), links)


def _net_link(subject: Subject, findings: list[Finding]) -> NetLink:
    kind = ontology().links.get(subject.type)
    if len(findings) == 1 and findings[0].property == "exists":  # most links: a large case has 100,000
        standing, weights = findings[0].standing, []
    else:
        existence = [f.standing for f in findings if f.property == "exists"]
        standing = min(existence or [f.standing for f in findings], key=_STRENGTH.index)
        weights = [int(f.value) for f in findings if f.property == "weight" and f.value.isdecimal()]
    return NetLink(
        subject.id,
        subject.type,
        subject.start or "",
        subject.end or "",
        kind.directed if kind else True,
        standing,
        kind.label if kind else subject.type,
        max(weights, default=1),
        tuple([f.id for f in findings]),
        kind.in_measures if kind else True,
    )
