"""How node types look: icon, shape and name from the ontology, family of colours from here."""

from app.analysis.chart_groups import GROUP_TYPE
from app.base.i18n import _
from app.ontology.catalogue import ontology
from ui.chart.chart_model import TypeLook

FAMILIES = {
    "person": "who",
    "organisation": "body",
    "place": "where",
    "vehicle": "thing",
    "object": "thing",
    "account": "line",
    "communication": "line",
    "event": "event",
}


def chart_looks() -> dict[str, TypeLook]:
    """Return the looks of all node types and of folded groups, named in the language in force."""
    known = {
        node.id: TypeLook(node.id, node.icon, node.shape, FAMILIES.get(node.id, "paper"), node.label)
        for node in ontology().nodes.values()
    }
    group = TypeLook(GROUP_TYPE, "layers", "circle", "paper", _("folded group"), double=True)
    return known | {GROUP_TYPE: group}
