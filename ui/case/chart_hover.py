"""What the card of a node or link says: findings, sources, gradings, what is known. Free of Qt."""

from collections.abc import Callable

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from ui.case.case_data import property_of, type_label
from ui.case.chart_query import ChartPicture, labels_of
from ui.case.words import standing_text
from ui.chart.hover_card import HoverCard
from ui.shell.day_text import day

_LINES = 7


def hover_card(
    picture: ChartPicture, subject_id: str, agency_name: Callable[[str], str] = str
) -> HoverCard | None:
    """Return the card of a node, link or folded group in sight, None for anything else."""
    network = picture.content.network
    name = next((n.label for n in network.nodes if n.id == subject_id), "")
    link = next((k for k in network.links if k.id == subject_id), None)
    if link is not None:
        name = labels_of(network)[subject_id]
    if not name:
        return None
    said = picture.facts.of.get(subject_id)
    if said is None:
        group = next((g for g in picture.document.groups if g.id == subject_id), None)
        count = len(group.members) if group is not None else 0
        nodes = ngettext("{count} node", "{count} nodes", count).format(count=count)
        return HoverCard(name, _("group"), lines=(nodes,) if group is not None else ())
    captions = ontology().nodes[said.type].caption if said.type in ontology().nodes else ()
    told = {key: values for key, values in said.properties.items() if key not in (*captions, "exists")}
    lines = tuple(_line(said.type, key, values) for key, values in told.items())
    if said.valid_from or said.valid_to:
        lines = (_time(said.valid_from, said.valid_to), *lines)
    if named := sorted({agency_name(i) for i in said.agencies}, key=list_order):
        lines = (_("From: {agencies}").format(agencies=", ".join(named)), *lines)
    return HoverCard(
        caption=name,
        type=type_label(said.type),
        standing=standing_text(said.standing),
        findings=sum(len(values) for values in said.properties.values()),
        sources=said.sources,
        grading=said.grading,
        lines=lines[:_LINES],
    )


def _time(begin: str, end: str) -> str:
    if begin == end:
        return day(begin)
    if begin and end:
        return _("{begin} to {end}").format(begin=day(begin), end=day(end))
    return _("from {begin}").format(begin=day(begin)) if begin else _("until {end}").format(end=day(end))


def _line(kind: str, key: str, values: tuple[str, ...]) -> str:
    declared = property_of(kind, key)
    name = declared.label if declared is not None else key.replace("_", " ")
    shown = (display_for(declared, v) if declared is not None else v for v in values)
    return f"{name}: {', '.join(shown)}"
