"""What a saved chart shows of a view: filter, folded groups and rules, worked out on the view alone.

The same pure functions draw it on screen. Of a released view only what was released counts, and nothing
that the office alone wrote on the chart goes with it (`app.analysis.chart_release`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.analysis.chart_facts import ChartFacts, SubjectFacts, chart_facts
from app.analysis.chart_filtering import notes_in_sight, restricted, visible
from app.analysis.chart_formatting import Measures, looks, meeting
from app.analysis.chart_groups import folded
from app.analysis.chart_release import without_own_words
from app.analysis.measures import NAMES, measure
from app.analysis.network import Network, build_network
from app.base.chart_records import ChartDocument, ChartSettings, Look
from app.base.i18n import ngettext
from app.exchange.chart_text import clean
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy.views import View

_LONGEST = 34
_PLAIN = ChartDocument("", "", "", "", {})


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule that something on the chart meets, for the legend."""

    title: str
    look: Look
    count: int


@dataclass(frozen=True, slots=True)
class ChartContent:
    """What is to be drawn: `network` with folded groups as nodes, the document as it may be shown.

    `lines` stand under the caption of a node or behind the name of a link; `left_out` counts by reason.
    """

    network: Network
    document: ChartDocument = _PLAIN
    looks: Mapping[str, Look] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[RuleShown, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def chart_content(view: View, document: ChartDocument) -> ChartContent:
    """Return what `document` shows of `view`, and of nothing else.

    A recipient in the filter must have been answered by the choice of the view: it is not looked at here.
    """
    network = build_network(view.subjects, view.findings)
    facts = chart_facts(view.subjects, view.findings, view.sources, view.contributions)
    if not view.internal:
        document = without_own_words(document, frozenset(s.id for s in view.subjects))
    document = replace(document, filter=replace(document.filter, recipient=""))
    seen = visible(network, facts, document)
    shown = restricted(network, seen)
    drawn = folded(shown, document.groups)
    measures = _measures(shown, document)
    left_out = dict(seen.left_out) if view.internal else {}
    return ChartContent(
        network=drawn,
        document=replace(document, notes=notes_in_sight(document, seen)),
        looks={**looks(drawn, facts, document.rules, document.items, measures), **_group_looks(document)},
        lines=_lines(drawn, facts, document.settings),
        rules=_rules(drawn, facts, document, measures),
        left_out=left_out,
    )


def places_of(content: ChartContent) -> dict[str, tuple[float, float]]:
    """Return where the document says that nodes and folded groups of the picture stand."""
    items = content.document.items
    places = {n.id: (t.x, t.y) for n in content.network.nodes if (t := items.get(n.id)) and t.placed}
    shown = {n.id for n in content.network.nodes}
    return places | {g.id: (g.x, g.y) for g in content.document.groups if g.collapsed and g.id in shown}


def _group_looks(document: ChartDocument) -> dict[str, Look]:
    return {g.id: Look(colour=g.colour) for g in document.groups if g.collapsed and g.colour}


def _measures(network: Network, document: ChartDocument) -> Measures:
    names = {r.name for r in document.rules if r.active and r.field == "measure" and r.name in NAMES}
    if not names:
        return {}
    found = measure(network, sorted(names))
    return {**found.measures, "communities": {i: float(no) for i, no in found.communities.items()}}


def _rules(
    network: Network, facts: ChartFacts, document: ChartDocument, measures: Measures
) -> tuple[RuleShown, ...]:
    active = sorted((rule for rule in document.rules if rule.active), key=lambda rule: rule.no)
    counted = ((rule, len(meeting(network, facts, rule, measures))) for rule in active)
    return tuple(RuleShown(clean(rule.title), rule.look, count) for rule, count in counted if count)


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
    for link in network.links:
        said = facts.of.get(link.id)
        if said is not None:
            lines[link.id] = _evidence(said, settings)
    return {i: found for i, found in lines.items() if found}


def _badge(said: SubjectFacts, name: str) -> str:
    kind = ontology().nodes.get(said.type)
    declared = next((p for p in kind.properties if p.id == name), None) if kind else None
    values = said.properties.get(name, ())
    text = clean(", ".join(display_for(declared, value) if declared else value for value in values))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _evidence(said: SubjectFacts, settings: ChartSettings) -> tuple[str, ...]:
    parts = [said.grading] if settings.gradings and said.gradings else []
    if settings.sources:
        parts.append(ngettext("{count} source", "{count} sources", said.sources).format(count=said.sources))
    return (", ".join(parts),) if parts else ()
