"""How node types look: icon, shape and name from the ontology, family of colours from here."""

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
    """Return the look of every node type of the ontology, with its name in the language in force."""
    return {
        node.id: TypeLook(node.id, node.icon, node.shape, FAMILIES.get(node.id, "paper"), node.label)
        for node in ontology().nodes.values()
    }
