"""GraphML (graphml.graphdrawing.org), read as a stream: no tree is built, no entity is ever expanded."""

from app.exchange.readers.graphml_target import GraphmlTarget
from app.exchange.readers.neutral import GraphData
from app.exchange.readers.xml_tree import feed, refusing_broken_xml


def read_graphml(data: bytes) -> GraphData:
    """Read all graphs of a file into one; nested graphs become flat, hyperedges are reported as skipped.

    Raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.broken_graph` (with one line
    per problem), `import.too_large`.
    """
    target = GraphmlTarget()
    with refusing_broken_xml():
        feed(target, data)
        return target.graph()
