"""What a chart shows: filter, folded groups, rules, further lines - for screen, print and briefing alike.

Made of a network, the facts about it and the document, and of nothing else: what an agency would see is made
of the released records alone, with the document as `app.analysis.chart_release` leaves it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.analysis.chart_facts import ChartFacts, SubjectFacts, happenings
from app.analysis.chart_filtering import notes_in_sight, restricted, visible
from app.analysis.chart_formatting import Measures, looks, meeting
from app.analysis.chart_groups import folded
from app.analysis.measures import NAMES, measure
from app.analysis.network import Network
from app.base.chart_records import ChartDocument, ChartSettings, Look
from app.base.i18n import ngettext
from app.ontology.catalogue import ontology
from app.ontology.values import display_for

Place = tuple[float, float]
_LONGEST = 34
PLAIN_DOCUMENT = ChartDocument("", "", "", "", {})
"""The document of a chart about which nothing is said but places."""


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule that something on the chart meets, for the legend."""

    title: str
    look: Look
    count: int


@dataclass(frozen=True, slots=True)
class ChartContent:
    """A chart ready to be drawn.

    `network` is what is in sight, with folded groups as nodes; `places` where its nodes stand, in px at scale
    1, as far as anything says so. `lines` stand under the caption of a node or behind the name of a link.
    `left_out` counts by reason what the filter keeps out of sight. `dates` are those by which theme lines run
    through time, empty for every other layout. `shown` is how an answer dresses things for a while, beside
    what the chart keeps.
    """

    network: Network
    places: Mapping[str, Place]
    document: ChartDocument = PLAIN_DOCUMENT
    looks: Mapping[str, Look] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[RuleInForce, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, Look] = field(default_factory=dict)


def chart_content(
    network: Network,
    facts: ChartFacts,
    document: ChartDocument,
    *,
    places: Mapping[str, Place] | None = None,
    recipient_ids: frozenset[str] | None = None,
) -> ChartContent:
    """Return the picture that `document` asks for.

    `places` stand in for nodes that the document does not place; `recipient_ids` are those that
    `app.analysis.chart_filtering` asks for. Rules by measures see what is in sight, folded groups opened.
    """
    seen = visible(network, facts, document, recipient_ids)
    shown = restricted(network, seen)
    drawn = folded(shown, document.groups)
    known = rule_measures(shown, document)
    return ChartContent(
        network=drawn,
        places=dict(places or {}) | own_places(document),
        document=replace(document, notes=notes_in_sight(document, seen)),
        looks={**looks(drawn, facts, document.rules, document.items, known), **_group_looks(document)},
        lines=_lines(drawn, facts, document.settings),
        rules=_rules(drawn, facts, document, known),
        left_out=seen.left_out,
        dates=happenings(facts) if document.algorithm == "theme" else {},
    )


def own_places(document: ChartDocument) -> dict[str, Place]:
    """Return where the document says that nodes and folded groups stand, the origin included."""
    places = {i: (item.x, item.y) for i, item in document.items.items() if item.placed}
    return places | {group.id: (group.x, group.y) for group in document.groups}


def rule_measures(shown: Network, document: ChartDocument) -> Measures:
    """Return the measures that active rules ask for, of what is in sight."""
    names = {r.name for r in document.rules if r.active and r.field == "measure" and r.name in NAMES}
    if not names:
        return {}
    found = measure(shown, sorted(names))
    return {**found.measures, "communities": {i: float(no) for i, no in found.communities.items()}}


def _group_looks(document: ChartDocument) -> dict[str, Look]:
    return {g.id: Look(colour=g.colour) for g in document.groups if g.collapsed and g.colour}


def _rules(
    network: Network, facts: ChartFacts, document: ChartDocument, measures: Measures
) -> tuple[RuleInForce, ...]:
    active = sorted((rule for rule in document.rules if rule.active), key=lambda rule: rule.no)
    counted = ((rule, len(meeting(network, facts, rule, measures))) for rule in active)
    return tuple(RuleInForce(rule.title, rule.look, count) for rule, count in counted if count)


def _lines(network: Network, facts: ChartFacts, settings: ChartSettings) -> dict[str, tuple[str, ...]]:
    evidence = settings.gradings or settings.sources
    if not evidence and not settings.badges:
        return {}
    lines: dict[str, tuple[str, ...]] = {}
    for node in network.nodes:
        said = facts.of.get(node.id)
        if said is not None:
            own = [text for name in settings.badges.get(node.type, ()) if (text := _badge(said, name))]
            lines[node.id] = (*own, *_evidence(said, settings))
    for link in network.links if evidence else ():
        said = facts.of.get(link.id)
        if said is not None:
            lines[link.id] = _evidence(said, settings)
    return {i: found for i, found in lines.items() if found}


def _badge(said: SubjectFacts, name: str) -> str:
    kind = ontology().nodes.get(said.type)
    declared = next((p for p in kind.properties if p.id == name), None) if kind else None
    values = said.properties.get(name, ())
    text = " ".join(", ".join(display_for(declared, v) if declared else v for v in values).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _evidence(said: SubjectFacts, settings: ChartSettings) -> tuple[str, ...]:
    parts = [said.grading] if settings.gradings and said.gradings else []
    if settings.sources:
        parts.append(ngettext("{count} source", "{count} sources", said.sources).format(count=said.sources))
    return (", ".join(parts),) if parts else ()
