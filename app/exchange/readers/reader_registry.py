"""All formats that `import` reads; the first that recognises a file reads it, tables as text come last."""

import re

from app.exchange.readers.csv_reader import read_csv
from app.exchange.readers.foreign_readers import FOREIGN
from app.exchange.readers.gml_reader import read_gml
from app.exchange.readers.graphml_reader import read_graphml
from app.exchange.readers.reader_kind import Head, Reader
from app.exchange.readers.xlsx_reader import read_xlsx

_GML_WITHIN = 4_000
# Any top-level keys may stand before the graph; comments begin with "#".
_GML = re.compile(r"(?:#[^\n]*\n\s*|[A-Za-z]\w*\s+(?:\"[^\"]*\"|[\d.+-]+)\s*)*graph\s*\[", re.IGNORECASE)


def _is_gml(head: Head) -> bool:
    return _GML.match(head.text[:_GML_WITHIN]) is not None


CSV = Reader("csv", "CSV", lambda head: bool(head.text) and not head.root, read_csv)
XLSX = Reader("xlsx", "XLSX", lambda head: "xl/workbook.xml" in head.members, read_xlsx)
GRAPHML = Reader("graphml", "GraphML", lambda head: head.root == "graphml", read_graphml)
GML = Reader("gml", "GML", _is_gml, read_gml)
READERS: tuple[Reader, ...] = (XLSX, GRAPHML, GML, *FOREIGN)


def all_readers() -> dict[str, Reader]:
    """Return every reader by its id."""
    return {reader.id: reader for reader in (CSV, *READERS)}


def recognise(head: Head) -> Reader | None:
    """Return the reader of a file, None if no one but the reader of text tables is left."""
    return next((reader for reader in READERS if reader.matches(head)), None)
