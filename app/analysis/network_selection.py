"""A part of a network to compute on: some link types, some dates, without some nodes, links or sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.analysis.chart_dates import FIRST_DAY, LAST_DAY, Span, meets, span, spans_of
from app.analysis.network import NetLink, Network, current
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Finding, Subject, SubjectKind

LinkSpans = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a network is looked at; empty fields leave nothing out.

    `link_types` are admitted, `since` and `until` partial dates, both included: a link without any date
    stays, because nothing says that it was not then. Whatever is in `without_nodes` or `without_links`
    (ids) goes, with the links of the nodes.
    """

    link_types: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    without_nodes: frozenset[str] = field(default_factory=frozenset)
    without_links: frozenset[str] = field(default_factory=frozenset)

    @property
    def dated(self) -> bool:
        """Whether dates matter."""
        return bool(self.since or self.until)

    def lines(self) -> tuple[str, ...]:
        """What is left out, in words for people; nothing if nothing is."""
        said = []
        if self.link_types:
            said.append(_("only links of the types {types}").format(types=", ".join(self.link_types)))
        if self.dated:
            since, until = self.since or "…", self.until or "…"
            said.append(_("only links of the time {since} to {until}").format(since=since, until=until))
        if self.without_nodes:
            said.append(_("without {count} chosen nodes").format(count=len(self.without_nodes)))
        if self.without_links:
            said.append(_("without {count} chosen links").format(count=len(self.without_links)))
        return tuple(said)


def link_spans(subjects: Sequence[Subject], findings: Sequence[Finding]) -> dict[str, tuple[Span, ...]]:
    """Return the days on which each link was, by its current findings; see `app.analysis.chart_dates`."""
    links = {s.id: s for s in subjects if s.kind is SubjectKind.LINK}
    said: dict[str, list[Finding]] = {}
    for finding in current(findings):
        if finding.subject_id in links:
            said.setdefault(finding.subject_id, []).append(finding)
    return {link_id: spans_of(links[link_id], own) for link_id, own in said.items()}


def selected(network: Network, selection: Selection, spans: LinkSpans | None = None) -> Network:
    """Return the part of `network` that `selection` admits; its nodes stay, linked or not.

    `spans` is needed where dates matter. Raises `UserError` (exit 2) for what is no date.
    """
    wanted = _wanted(selection)
    kept = {node.id for node in network.nodes} - selection.without_nodes

    def admitted(link: NetLink) -> bool:
        when = (spans or {}).get(link.id, ())
        return (
            link.id not in selection.without_links
            and link.start in kept
            and link.end in kept
            and (not selection.link_types or link.type in selection.link_types)
            and (wanted is None or not when or meets(when, wanted))
        )

    nodes = tuple(node for node in network.nodes if node.id in kept)
    return Network(nodes, tuple(link for link in network.links if admitted(link)))


def without_findings(network: Network, gone: frozenset[str]) -> Network:
    """Return the network as it would be without these findings: a link goes when no finding carries it.

    Nodes stay, so that the answer of a measure can be compared node by node.
    """
    links = []
    for link in network.links:
        if gone.isdisjoint(link.findings):
            links.append(link)
        elif left := tuple(f for f in link.findings if f not in gone):
            links.append(replace(link, findings=left))
    return Network(network.nodes, tuple(links))


def _wanted(selection: Selection) -> Span | None:
    if not selection.dated:
        return None
    found = span(selection.since, selection.until)
    if found is None:
        raise UserError(
            "graph.dates",
            _("“{since}” to “{until}” is no time."),
            _("Write dates as 2021, 2021-04 or 2021-04-05, the first one first."),
            exit_code=ExitCode.USAGE,
            since=selection.since,
            until=selection.until,
        )
    first = found[0] if selection.since else FIRST_DAY
    return first, found[1] if selection.until else LAST_DAY
