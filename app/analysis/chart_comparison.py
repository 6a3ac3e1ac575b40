"""Two networks beside each other: what came, what went, what changed; and a network as it was on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.analysis.chart_dates import Span, meets, span, spans_of, validity
from app.analysis.network import NetLink, NetNode, Network, build_network, current
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Finding, Subject, SubjectKind
from app.ontology.catalogue import ontology


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ids of nodes and links: `stayed` are in both, `changed` those of them that say something else now.

    `changed` names what is different: "label" (the caption), "type", "standing", "weight", "ends".
    """

    came: frozenset[str]
    went: frozenset[str]
    stayed: frozenset[str]
    changed: Mapping[str, tuple[str, ...]]


_NODE_PARTS: tuple[tuple[str, Callable[[NetNode], object]], ...] = (
    ("label", lambda n: n.label),
    ("type", lambda n: n.type),
)
_LINK_PARTS: tuple[tuple[str, Callable[[NetLink], object]], ...] = (
    ("label", lambda n: n.label),
    ("type", lambda n: n.type),
    ("standing", lambda n: n.standing),
    ("weight", lambda n: n.weight),
    ("ends", lambda n: (n.start, n.end)),
)


def compare(before: Network, after: Network) -> Comparison:
    """Compare two networks by the ids of their nodes and links."""
    old_nodes, new_nodes = {n.id: n for n in before.nodes}, {n.id: n for n in after.nodes}
    old_links, new_links = {n.id: n for n in before.links}, {n.id: n for n in after.links}
    old, new = old_nodes.keys() | old_links.keys(), new_nodes.keys() | new_links.keys()
    changed: dict[str, tuple[str, ...]] = {}
    for i in old_nodes.keys() & new_nodes.keys():
        was, now = old_nodes[i], new_nodes[i]
        different = tuple(name for name, part in _NODE_PARTS if part(was) != part(now))
        if different:
            changed[i] = different
    for i in old_links.keys() & new_links.keys():
        tie, tied = old_links[i], new_links[i]
        different = tuple(name for name, value in _LINK_PARTS if value(tie) != value(tied))
        if different:
            changed[i] = different
    return Comparison(frozenset(new - old), frozenset(old - new), frozenset(old & new), changed)


def united(before: Network, after: Network) -> Network:
    """Return both networks in one, what both have as the later one says it: for drawing what went, too."""
    nodes = {n.id: n for n in (*before.nodes, *after.nodes)}
    links = {n.id: n for n in (*before.links, *after.links)}
    return Network(tuple(nodes.values()), tuple(links.values()))


def network_at(
    subjects: Sequence[Subject], findings: Sequence[Finding], at: str = "", *, known_on: str = ""
) -> Network:
    """Draw the network as it was on `at` according to what was known on `known_on` (partial dates).

    Of a period such as a month or a year every day counts. Without `at` time does not matter, without
    `known_on` all that is known now counts. What no finding dates is part of it at any time; a link goes
    where every finding that says it exists speaks of another time. Raises `UserError` for what is no date.
    """
    wanted = _day(at) if at else None
    known = [f for f in findings if not known_on or _recorded_by(f, _day(known_on))]
    now = current(known)
    if wanted is None:
        return build_network(subjects, now)
    by_subject: dict[str, list[Finding]] = {}
    for finding in now:
        by_subject.setdefault(finding.subject_id, []).append(finding)
    kept: list[Finding] = []
    for subject in subjects:
        kept += _holding(subject, by_subject.get(subject.id, []), wanted)
    return build_network(subjects, kept)


def _holding(subject: Subject, findings: Sequence[Finding], wanted: Span) -> list[Finding]:
    spans = spans_of(subject, findings)
    if spans and not meets(spans, wanted):
        return []
    held = [f for f in findings if (s := validity(f)) is None or meets((s,), wanted)]
    if subject.kind is SubjectKind.LINK:
        bearing = any(f.property == "exists" for f in findings)
        return held if not bearing or any(f.property == "exists" for f in held) else []
    declared = ontology().nodes.get(subject.type)
    naming = [f for f in findings if declared and f.property in declared.caption]
    # It was there under another name: better that one than none.
    return held if any(f in held for f in naming) else [*held, *naming]


def _recorded_by(finding: Finding, limit: Span) -> bool:
    recorded = span("", finding.recorded_at[:10])
    return recorded is None or recorded[1] <= limit[1]


def _day(text: str) -> Span:
    found = span(text, text)
    if found is None:
        raise UserError(
            "chart.date",
            _("“{text}” is no date."),
            _("Write it as 2021, 2021-04 or 2021-04-05."),
            exit_code=ExitCode.USAGE,
            text=text,
        )
    return found
