"""A file of some thousand records in every format that is read, each with the bare parser of its format.

`SAMPLES[format]()` gives the bytes, the bare parser and how many records they hold: rows, or nodes and links,
or messages. What a bare parser makes of them is what any program would have to begin with.
"""

import csv
import email
import email.policy
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import networkx as nx
import openpyxl

_ROWS, _PEOPLE, _TIES, _LETTERS = 20_000, 1_000, 4_000, 400


class Sample(NamedTuple):
    """The bytes of a file, what parses them without us, and the number of records."""

    data: bytes
    bare: Callable[[bytes], object]
    records: int


def _ends(count: int = _TIES) -> Iterable[tuple[int, int]]:
    return ((n % _PEOPLE, (n * 7 + 1 + n // _PEOPLE) % _PEOPLE) for n in range(count))


def _rows(count: int) -> list[tuple[str, str]]:
    return [(f"MUSTER {n % 1300}", f"TREFFEN {n // 1300 * 37 % 2900}") for n in range(count)]


def _csv() -> Sample:
    text = "person,treffen\n" + "\n".join(map(",".join, _rows(_ROWS)))
    return Sample(text.encode(), lambda data: list(csv.reader(io.StringIO(data.decode()))), _ROWS)


def _xlsx() -> Sample:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Blatt")
    for row in [("person", "treffen"), *_rows(_ROWS // 4)]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)

    def bare(data: bytes) -> object:
        opened = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        return [row for each in opened.worksheets for row in each.iter_rows(values_only=True)]

    return Sample(out.getvalue(), bare, _ROWS // 4)


def _graphml() -> Sample:
    nodes = "".join(f'<node id="n{n}"><data key="k">Muster {n}</data></node>' for n in range(_PEOPLE))
    edges = "".join(f'<edge source="n{a}" target="n{b}"/>' for a, b in _ends())
    key = '<key id="k" for="node" attr.name="name" attr.type="string"/>'
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    return _xml(f"{head}{key}<graph>{nodes}{edges}</graph></graphml>", _PEOPLE + _TIES)


def _gml() -> Sample:
    nodes = "".join(f'node [ id {n} label "Muster {n}" ]\n' for n in range(_PEOPLE))
    edges = "".join(f"edge [ source {a} target {b} ]\n" for a, b in _ends())
    text = f"graph [\nmultigraph 1\n{nodes}{edges}]\n"
    return Sample(text.encode(), lambda data: nx.parse_gml(data.decode()), _PEOPLE + _TIES)


def _gexf() -> Sample:
    nodes = "".join(f'<node id="{n}" label="Muster {n}" start="2021-01-01"/>' for n in range(_PEOPLE))
    edges = "".join(f'<edge id="e{n}" source="{a}" target="{b}"/>' for n, (a, b) in enumerate(_ends()))
    head = '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph>'
    text = f"{head}<nodes>{nodes}</nodes><edges>{edges}</edges></graph></gexf>"
    return _xml(text, _PEOPLE + _TIES)


def _anx() -> Sample:
    icon = '<Icon><IconStyle Type="Person"/></Icon>'
    people = "".join(
        f'<ChartItem Id="P{n}" Label="Muster {n}"><End X="0" Y="0"><Entity EntityId="{n}" Identity="m{n}">'
        f"{icon}</Entity></End></ChartItem>"
        for n in range(_PEOPLE)
    )
    ties = "".join(
        f'<ChartItem Id="L{n}" Label=""><Link End1Id="{a}" End2Id="{b}"><LinkStyle Type="Contact"/></Link>'
        "</ChartItem>"
        for n, (a, b) in enumerate(_ends())
    )
    head = '<?xml version="1.0" encoding="utf-16"?><Chart><ChartItemCollection>'
    return _xml(f"{head}{people}{ties}</ChartItemCollection></Chart>", _PEOPLE + _TIES, "utf-16")


def _kml() -> Sample:
    marks = "".join(
        f"<Placemark><name>Halle {n}</name><Point>"
        f"<coordinates>7.{n:04d},51.45</coordinates></Point></Placemark>"
        for n in range(_TIES)
    )
    return _xml(f'<kml xmlns="http://www.opengis.net/kml/2.2">{marks}</kml>', _TIES)


def _gramps() -> Sample:
    people = "".join(
        f'<person handle="p{n}" id="I{n}"><name type="Birth Name"><first>Max {n}</first>'
        "<surname>Muster</surname></name></person>"
        for n in range(_TIES)
    )
    head = '<database xmlns="http://gramps-project.org/xml/1.7.1/"><people>'
    return _xml(f"{head}{people}</people></database>", _TIES)


def _geojson() -> Sample:
    places = [
        {
            "type": "Feature",
            "properties": {"name": f"Halle {n}"},
            "geometry": {"type": "Point", "coordinates": [7 + n / 10_000, 51.45]},
        }
        for n in range(_TIES)
    ]
    return _json({"type": "FeatureCollection", "features": places}, _TIES)


def _ftm() -> Sample:
    lines: list[dict[str, Any]] = [
        {"id": f"p{n}", "schema": "Person", "properties": {"name": [f"Max Muster {n}"]}}
        for n in range(_PEOPLE)
    ]
    lines += [
        {"id": f"k{n}", "schema": "UnknownLink", "properties": {"subject": [f"p{a}"], "object": [f"p{b}"]}}
        for n, (a, b) in enumerate(_ends())
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    return Sample(text.encode(), lambda data: list(map(json.loads, data.splitlines())), len(lines))


def _bods() -> Sample:
    told: list[dict[str, Any]] = [
        {
            "statementId": f"s{n}",
            "recordId": f"p{n}",
            "recordType": "person",
            "recordDetails": {"names": [{"fullName": f"Max Muster {n}"}]},
        }
        for n in range(_TIES)
    ]
    return _json(told, _TIES)


def _case() -> Sample:
    people = [
        {
            "@id": f"kb:p{n}",
            "@type": "uco-identity:Person",
            "uco-core:hasFacet": [
                {
                    "@type": "uco-identity:SimpleNameFacet",
                    "uco-identity:givenName": f"Max {n}",
                    "uco-identity:familyName": "Muster",
                }
            ],
        }
        for n in range(_TIES)
    ]
    context = {"uco-core": "https://ontology.unifiedcyberontology.org/uco/core/"}
    return _json({"@context": context, "@graph": people}, _TIES)


def _stix() -> Sample:
    def name(kind: str, n: int) -> str:
        return f"{kind}--00000000-0000-4000-8000-{n:012d}"

    objects: list[dict[str, Any]] = [
        {
            "type": "identity",
            "id": name("identity", n),
            "name": f"Max Muster {n}",
            "identity_class": "individual",
        }
        for n in range(_PEOPLE)
    ]
    objects += [
        {
            "type": "relationship",
            "id": name("relationship", n),
            "relationship_type": "related-to",
            "source_ref": name("identity", a),
            "target_ref": name("identity", b),
        }
        for n, (a, b) in enumerate(_ends())
    ]
    return _json({"type": "bundle", "id": name("bundle", 0), "objects": objects}, len(objects))


def _gedcom() -> Sample:
    people = "".join(f"0 @I{n}@ INDI\n1 NAME Max {n} /Muster/\n1 BIRT\n2 DATE 1980\n" for n in range(_TIES))
    text = f"0 HEAD\n1 CHAR UTF-8\n{people}0 TRLR\n"
    return Sample(
        text.encode(), lambda data: [line.split(" ", 2) for line in data.decode().splitlines()], _TIES
    )


def _pajek() -> Sample:
    nodes = "".join(f'{n + 1} "Muster {n}"\n' for n in range(_PEOPLE))
    edges = "".join(f"{a + 1} {b + 1} 1\n" for a, b in _ends())
    text = f"*Vertices {_PEOPLE}\n{nodes}*Edges\n{edges}"
    return Sample(text.encode(), lambda data: nx.parse_pajek(data.decode()), _PEOPLE + _TIES)


def _mail() -> Sample:
    letters = [
        f"Message-ID: <{n}@muster.example>\nFrom: max{n % 50}@muster.example\nTo: erika@muster.example\n"
        f"Date: Wed, 21 Nov 2012 21:11:32 +0100\nSubject: Treffen {n}\n\nGuten Tag\n"
        for n in range(_LETTERS)
    ]
    mark = "From max@muster.example Wed Nov 21 21:11:32 2012\n"

    def bare(data: bytes) -> object:
        parts = data.split(mark.encode())[1:]
        return [email.message_from_bytes(part, policy=email.policy.default) for part in parts]

    return Sample("".join(f"{mark}{letter}\n" for letter in letters).encode(), bare, _LETTERS)


def _xml(text: str, records: int, encoding: str = "utf-8") -> Sample:
    return Sample(text.encode(encoding), ET.fromstring, records)


def _json(data: object, records: int) -> Sample:
    return Sample(json.dumps(data).encode(), json.loads, records)


SAMPLES: dict[str, Callable[[], Sample]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "graphml": _graphml,
    "gml": _gml,
    "gexf": _gexf,
    "anx": _anx,
    "kml": _kml,
    "gramps": _gramps,
    "geojson": _geojson,
    "ftm": _ftm,
    "bods": _bods,
    "case": _case,
    "stix": _stix,
    "gedcom": _gedcom,
    "pajek": _pajek,
    "mail": _mail,
}
"""For each format what makes its sample. A new format adds a line here."""
