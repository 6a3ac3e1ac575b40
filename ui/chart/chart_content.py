"""What one picture of a chart is drawn from, worked out away from the window. Free of Qt.

`chart_content` puts network, facts and document together by the same pure functions that print and export
use: filter, folded groups, rules. The result is a value: make it in a task, hand it to the widget.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.analysis.chart_facts import ChartFacts, SubjectFacts
from app.analysis.chart_filtering import restricted, visible
from app.analysis.chart_formatting import Measures, looks, meeting
from app.analysis.chart_groups import folded
from app.analysis.network import Network
from app.base.chart_records import ChartDocument, ChartItem, ChartSettings, Look
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
    1. `lines` stand under the caption of a node or behind the name of a link. `left_out` counts by reason
    what the filter keeps out of sight.
    """

    network: Network
    places: Mapping[str, Place]
    document: ChartDocument = PLAIN_DOCUMENT
    looks: Mapping[str, Look] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[RuleInForce, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def chart_content(
    network: Network,
    facts: ChartFacts,
    document: ChartDocument,
    *,
    places: Mapping[str, Place] | None = None,
    recipient_ids: frozenset[str] | None = None,
    measures: Measures | None = None,
) -> ChartContent:
    """Return the picture that `document` asks for.

    `places` stand in for nodes without an item of their own; `recipient_ids` and `measures` are those that
    `app.analysis.chart_filtering` and `chart_formatting` ask for.
    """
    seen = visible(network, facts, document, recipient_ids)
    drawn = folded(restricted(network, seen), document.groups)
    known = measures or {}
    return ChartContent(
        network=drawn,
        places=dict(places or {}) | own_places(document),
        document=document,
        looks=looks(drawn, facts, document.rules, document.items, known),
        lines=_lines(drawn, facts, document.settings),
        rules=_rules(drawn, facts, document, known),
        left_out=seen.left_out,
    )


def own_places(document: ChartDocument) -> dict[str, Place]:
    """Return where the document says that nodes and folded groups stand."""
    places = {i: (item.x, item.y) for i, item in document.items.items() if item.x or item.y or _only(item)}
    return places | {group.id: (group.x, group.y) for group in document.groups}


def _only(item: ChartItem) -> bool:
    """Tell whether an item says nothing but its place: then the origin is meant."""
    return not (item.hidden or item.pinned or item.locked) and item.look == Look()


def _rules(
    network: Network, facts: ChartFacts, document: ChartDocument, measures: Measures
) -> tuple[RuleInForce, ...]:
    active = sorted((rule for rule in document.rules if rule.active), key=lambda rule: rule.no)
    counted = ((rule, len(meeting(network, facts, rule, measures))) for rule in active)
    return tuple(RuleInForce(rule.title, rule.look, count) for rule, count in counted if count)


def _lines(network: Network, facts: ChartFacts, settings: ChartSettings) -> dict[str, tuple[str, ...]]:
    lines: dict[str, tuple[str, ...]] = {}
    evidence = settings.gradings or settings.sources
    for node in network.nodes:
        wanted = settings.badges.get(node.type, ())
        said = facts.of.get(node.id)
        if said is not None and (wanted or evidence):
            own = [text for name in wanted if (text := _badge(said, name))]
            lines[node.id] = (*own, *_evidence(said, settings))
    if evidence:
        for link in network.links:
            said = facts.of.get(link.id)
            if said is not None:
                lines[link.id] = _evidence(said, settings)
    return {i: found for i, found in lines.items() if found}


def _badge(said: SubjectFacts, name: str) -> str:
    kind = ontology().nodes.get(said.type)
    declared = next((p for p in kind.properties if p.id == name), None) if kind else None
    values = said.properties.get(name, ())
    text = ", ".join(display_for(declared, value) if declared else value for value in values)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _evidence(said: SubjectFacts, settings: ChartSettings) -> tuple[str, ...]:
    parts = [said.grading] if settings.gradings and said.gradings else []
    if settings.sources:
        parts.append(ngettext("{count} source", "{count} sources", said.sources).format(count=said.sources))
    return (", ".join(parts),) if parts else ()
