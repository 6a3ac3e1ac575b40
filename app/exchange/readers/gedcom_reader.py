"""GEDCOM 5.5, 5.5.1 and 7 (gedcom.io): persons with their dates, places and ties.

Kinship is recorded only where a legal question needs it: the plan leaves these ties out unless a reason is
stated. What may not be recorded (RELI, CAST, NATI, DSCR, LANG and the rites) is dropped and named.
"""

import re
from itertools import pairwise

from app.base.i18n import _
from app.exchange.readers.gedcom_dates import gedcom_date
from app.exchange.readers.gedcom_lines import GedcomRecord, gedcom_records
from app.exchange.readers.graph_collector import GraphCollector, said_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.plain_words import plain_words
from app.exchange.readers.reader_kind import Head

_START = re.compile(r"\s*0\s+HEAD\b")
# What the tags say in words that tell a forbidden attribute for what it is.
_UNREAD = {
    "RELI": "Konfession (RELI)",
    "NATI": "nationality",
    "CAST": "Abstammung (CAST)",
    "DSCR": "personal appearance (DSCR)",
    "LANG": "native language (LANG)",
    "SEX": "SEX",
    "SSN": "SSN",
    "EDUC": "EDUC",
    "TITL": "TITL",
    "PROP": "PROP",
    "NCHI": "NCHI",
    "NMR": "NMR",
    "ASSO": "ASSO",
    "FACT": "FACT",
    "BAPM": "Konfession (BAPM)",
    "CHR": "Konfession (CHR)",
    "CONF": "Konfession (CONF)",
    "BARM": "Konfession (BARM)",
    "BASM": "Konfession (BASM)",
    "BLES": "Konfession (BLES)",
    "ORDN": "Konfession (ORDN)",
    "CHRA": "Konfession (CHRA)",
    "FCOM": "Konfession (FCOM)",
}
_KEPT = (
    "PHON",
    "EMAIL",
    "ADDR",
    "IDNO",
    "OCCU",
    "REFN",
    "NOTE",
    "RESI",
    "NAME",
    "BIRT",
    "DEAT",
    "FAMS",
    "FAMC",
)
_QUIET = ("CHAN", "RIN", "SOUR", "OBJE", "SUBM", "UID", "_UID", "CREA", "EXID", "SNOTE")


def is_gedcom(head: Head) -> bool:
    """Tell by the first line."""
    return _START.match(head.text) is not None


def read_gedcom(data: bytes) -> GraphData:
    """Read the persons and families of a file.

    Raises `UserError`: `import.broken_gedcom`, `import.too_large`, `import.not_text`.
    """
    records = gedcom_records(data)
    graph = GraphCollector()
    notes = {r.pointer: r.value for r in records if r.tag in {"NOTE", "SNOTE"} and r.pointer}
    for record in records:
        if record.tag == "INDI":
            _person(record, notes, graph)
    for record in records:
        if record.tag == "FAM":
            _family(record, graph)
    return graph.graph()


def _person(record: GedcomRecord, notes: dict[str, str], graph: GraphCollector) -> None:
    key = record.pointer or f"line {record.no}"
    names = [_name(item) for item in record.all("NAME")]
    place = _("line {no}").format(no=record.no)
    said: list[Said] = []
    for no, (name, kind) in enumerate(names):
        about = "birth_name" if kind in {"birth", "maiden"} and no else "name" if not no else "alias"
        said += said_of(((about, name),), place=place)
    said += _dates(record, place, graph)
    for tag, about in (
        ("OCCU", "occupation"),
        ("PHON", "phone"),
        ("EMAIL", "email"),
        ("IDNO", "identity_document"),
    ):
        said += said_of(((about, item.value) for item in record.all(tag)), place=place)
    said += said_of(((("identifier", item.value)) for item in record.all("REFN")), place=place)
    for item in (*record.all("RESI", "ADDR"),):
        text = item.value if item.tag == "ADDR" else item.text("ADDR") or item.text("PLAC")
        day = gedcom_date(item.text("DATE"))
        said += said_of((("address", text.replace("\n", ", ")),), valid_from=day, place=place)
    for item in record.all("NOTE"):
        text = notes.get(item.value, "") if item.value.startswith("@") else item.value
        said += said_of((("note", plain_words(text)),), place=place)
    graph.unread(*(_UNREAD.get(c.tag, c.tag) for c in record.children if c.tag not in (*_KEPT, *_QUIET)))
    graph.node(key, "person", names[0][0] if names and names[0][0] else key.strip("@"), said)


def _name(item: GedcomRecord) -> tuple[str, str]:
    """Return a name in the order it is spoken in, and its type; the slashes part off the family name."""
    text = " ".join(item.value.replace("/", " ").split())
    return text or " ".join(f"{item.text('GIVN')} {item.text('SURN')}".split()), item.text("TYPE").lower()


def _dates(record: GedcomRecord, place: str, graph: GraphCollector) -> list[Said]:
    said = []
    for tag, about in (("BIRT", "birth_date"), ("DEAT", "death_date")):
        for item in record.all(tag):
            text = item.text("DATE")
            day = gedcom_date(text)
            said += said_of(((about, day),), place=place)
            if text and not day:
                said += said_of((("note", f"{tag} {text}"),), place=place)
            if item.text("PLAC"):
                graph.unread(f"{tag} PLAC")
    return said


def _family(record: GedcomRecord, graph: GraphCollector) -> None:
    place = _("line {no}").format(no=record.no)
    partners = [item.value for item in record.all("HUSB", "WIFE") if item.value.startswith("@")]
    children = [item.value for item in record.all("CHIL") if item.value.startswith("@")]
    began = gedcom_date(record.text("MARR", "DATE"))
    ended = gedcom_date(record.text("DIV", "DATE"))
    for first, second in pairwise(partners):
        exists = Said("exists", "yes", began, ended, place=place)
        graph.edge(first, second, "family_documented", (exists, *said_of((("kind", "spouse"),), place=place)))
    for parent in partners:
        for child in children:
            exists = Said("exists", "yes", place=place)
            kind = said_of((("kind", "parent and child"),), place=place)
            graph.edge(parent, child, "family_documented", (exists, *kind))
