"""GraphML (graphml.graphdrawing.org), read as a stream: no tree is built, no entity is ever expanded."""

from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import XML_BYTES, too_many_bytes, xml_entities
from app.exchange.readers.graphml_target import GraphmlTarget
from app.exchange.readers.neutral import GraphData

_CHUNK = 2**16


def read_graphml(data: bytes) -> GraphData:
    """Read all graphs of a file into one; nested graphs become flat, hyperedges are reported as skipped.

    Raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.broken_graph` (with one line
    per problem), `import.too_large`.
    """
    if len(data) > XML_BYTES:
        raise too_many_bytes(len(data), XML_BYTES)
    target = GraphmlTarget()
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
        return target.graph()
    except DefusedXmlException as error:
        raise xml_entities() from error
    except (ParseError, LookupError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise UserError(
            "import.broken_xml",
            _("The file is not well-formed XML or is cut off (line {line})."),
            _("Ask the sender for it again, or check it at this line."),
            line=line,
        ) from error
