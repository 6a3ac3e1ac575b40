"""Layouts of a chart: on everything or on what is chosen, by groups, around what stays. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.chart_groups import GROUP_TYPE
from app.analysis.layouts import layout
from app.analysis.measures import measure
from app.analysis.network import Network
from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.progress import Cancelled, Progress
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from ui.case.case_data import CaseData, type_label
from ui.case.chart_query import ChartPicture, Places, dates_of

COMMUNITY, TYPE, AGENCY, PROPERTY = "community", "type", "agency", "property:"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What somebody asked for; `only` are the chosen nodes (None: all), `by` what groups are made of.

    `by` is "" (the layout's own way), "type", "agency", "community" or "property:" with its name.
    """

    algorithm: str
    centre: str = ""
    only: frozenset[str] | None = None
    by: str = ""


def arranged(
    data: CaseData,
    picture: ChartPicture,
    wish: Arrangement,
    places: Places,
    reporter: Progress | None = None,
) -> Places | None:
    """Return places for what is in sight, None if somebody cancelled; pinned and locked nodes stay."""
    network = picture.content.network
    items = picture.document.items
    stay = [i for i, item in items.items() if item.pinned or item.locked]
    previous = {node.id: places[node.id] for node in network.nodes if node.id in places}
    groups = _groups(data, picture, network, wish.by)
    try:
        return layout(
            network,
            wish.algorithm,
            centre=wish.centre or None,
            dates=dates_of(data) if wish.algorithm in ("timeline", "theme") else None,
            groups=groups,
            only=wish.only,
            pinned=stay,
            previous=previous,
            reporter=reporter,
        )
    except Cancelled:
        return None


def group_choices(picture: ChartPicture) -> tuple[tuple[str, str], ...]:
    """Return what nodes can be grouped by, with its name."""
    known = {n.type for n in picture.content.network.nodes} & ontology().nodes.keys()
    found: dict[str, str] = {}
    for kind in sorted(known):
        for declared in ontology().nodes[kind].properties:
            if declared.choices and not declared.special:
                found.setdefault(PROPERTY + declared.id, declared.label)
    first = ((COMMUNITY, _("Community")), (TYPE, _("Type")), (AGENCY, _("Agency")))
    return (*first, *sorted(found.items(), key=lambda pair: list_order(pair[1])))


def _groups(data: CaseData, picture: ChartPicture, network: Network, by: str) -> Mapping[str, str] | None:
    if by == TYPE:
        return {n.id: n.type if n.type == GROUP_TYPE else type_label(n.type) for n in network.nodes}
    if by == COMMUNITY:
        found = measure(network, ["communities"]).communities
        return {i: f"{no:06d}" for i, no in found.items()}
    of = picture.facts.of
    if by == AGENCY:
        named = {i: sorted(data.agency_name(a) for a in of[i].agencies) for i in of}
        return {n.id: ", ".join(named.get(n.id, ())) for n in network.nodes}
    if by.startswith(PROPERTY):
        return {n.id: _value(picture, n.id, by.removeprefix(PROPERTY)) for n in network.nodes}
    return None


def _value(picture: ChartPicture, node_id: str, name: str) -> str:
    said = picture.facts.of.get(node_id)
    if said is None or name not in said.properties:
        return ""
    kind = ontology().nodes.get(said.type)
    declared = next((p for p in kind.properties if p.id == name), None) if kind else None
    value = said.properties[name][0]
    return display_for(declared, value) if declared else value
