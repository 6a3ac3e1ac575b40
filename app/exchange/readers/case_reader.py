"""CASE/UCO as JSON-LD (caseontology.org): persons, organisations, places, devices, accounts, calls, messages.

Terms are recognised by their last part, whatever prefix a file gives them; no context is ever fetched.
What a tool found on a device (files, software, configurations) is left out and counted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.base.i18n import _
from app.exchange.readers.graph_collector import GraphCollector, said_of, text_of
from app.exchange.readers.json_tree import parse_json
from app.exchange.readers.link_fitting import fitting, link_type_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.reader_kind import Head

_SURE = re.compile(r"unifiedcyberontology|caseontology|ontology\.casework|uco-core|case-investigation")
_TYPES = {
    "Person": "person",
    "Organization": "organisation",
    "Identity": "person",
    "Location": "place",
    "PhoneAccount": "communication",
    "MobileAccount": "communication",
    "EmailAccount": "communication",
    "EmailAddress": "communication",
    "ApplicationAccount": "communication",
    "DigitalAccount": "communication",
    "URL": "communication",
    "Device": "object",
    "MobileDevice": "object",
    "MobilePhone": "object",
    "Event": "event",
    "Investigation": "proceeding",
    "BankAccount": "account",
}
_FIELDS = {
    "person": {"givenName": "", "familyName": "", "birthdate": "birth_date", "description": "statement"},
    "organisation": {"description": "statement"},
    "place": {"description": "statement"},
    "communication": {
        "phoneNumber": "phone",
        "MSISDN": "phone",
        "addressValue": "email",
        "fullValue": "url",
        "accountIdentifier": "handle",
        "displayName": "subscriber",
        "applicationIdentifier": "handle",
        "description": "statement",
    },
    "object": {
        "model": "description",
        "serialNumber": "serial_number",
        "IMEI": "identifier",
        "description": "description",
    },
    "event": {"startTime": "date", "description": "description"},
    "proceeding": {"description": "offence"},
    "account": {"accountIdentifier": "account_number"},
}
_CALLS = frozenset(("Call", "CallFacet"))
_ADDRESS = ("street", "postalCode", "locality", "region", "country")
_KEPT = frozenset(("name", "hasFacet", "latitude", "longitude", *_ADDRESS))
_DEFAULT_TITLE = {"event": "title", "object": "title", "proceeding": "title", "person": "name"}


def is_case(head: Head) -> bool:
    """Tell by the context of the ontologies."""
    return head.text.startswith(("{", "[")) and '"@' in head.text and _SURE.search(head.text) is not None


def read_case(data: bytes) -> GraphData:
    """Read the graph of a file; raises `UserError` `import.broken_json`, `import.xml_deep`."""
    things = {text_of(item["@id"]): item for item in _objects(parse_json(data)) if "@id" in item}
    graph = GraphCollector()
    left: Counter[str] = Counter()
    for key, item in things.items():
        kinds = _kinds(item)
        node_type = next((_TYPES[kind] for kind in kinds if kind in _TYPES), "")
        if node_type:
            _node(key, node_type, item, graph)
        elif not {"Relationship", "ObservableRelationship", "Call", "Message"} & set(kinds):
            left.update(kind for kind in kinds[:1] if not kind.endswith("Facet"))
    for key, item in things.items():
        _ties(key, item, graph)
    for kind, count in left.items():
        graph.skip(f"{kind[:40]} ({count})", _("The ontology has no place for it."))
    return graph.graph()


def _objects(value: object) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        item = stack.pop(0) if len(stack) < 1000 else stack.pop()
        if isinstance(item, dict):
            if "@type" in item:
                yield item
            stack += [inner for inner in item.values() if isinstance(inner, (dict, list))]
        elif isinstance(item, list):
            stack += [inner for inner in item if isinstance(inner, (dict, list))]


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("@type", [])
    return [_last(text_of(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _last(term: str) -> str:
    return re.split(r"[:/#]", term)[-1]


def _fields(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The plain values of a thing and of its facets, by the last part of their names."""
    for name, value in item.items():
        term = _last(name)
        if term == "hasFacet":
            for facet in value if isinstance(value, list) else [value]:
                if isinstance(facet, dict):
                    yield from _fields(facet)
        elif not name.startswith("@"):
            text = _value(value)
            if text:
                yield term, text


def _value(value: object) -> str:
    if isinstance(value, dict):
        return text_of(value.get("@value", ""))
    if isinstance(value, list):
        return next((text for text in map(_value, value) if text), "")
    return text_of(value)


def _node(key: str, node_type: str, item: dict[str, Any], graph: GraphCollector) -> None:
    fields: dict[str, str] = {}
    for term, text in _fields(item):
        fields.setdefault(term, text)
    known = _FIELDS[node_type]
    name = fields.get("name", "")
    if node_type == "person":
        spoken = f"{fields.get('givenName', '')} {fields.get('familyName', '')}".strip()
        name = spoken or name
    said = said_of((known[term], text) for term, text in fields.items() if known.get(term))
    caption = _DEFAULT_TITLE.get(node_type, "name")
    if node_type not in {"communication", "account"}:
        said += said_of(((caption, name),))
    if node_type == "place":
        said += said_of((("address", ", ".join(fields[part] for part in _ADDRESS if part in fields)),))
        if "latitude" in fields and "longitude" in fields:
            said.append(Said("coordinates", f"{fields['latitude']}, {fields['longitude']}"))
    graph.unread(*(term for term in fields if term not in known and term not in _KEPT))
    graph.node(key, node_type, name or _last(key), said)


def _refs(item: dict[str, Any], *terms: str) -> list[str]:
    found: list[str] = []
    for name, value in item.items():
        if _last(name) in terms:
            for one in value if isinstance(value, list) else [value]:
                found.append(text_of(one.get("@id", "")) if isinstance(one, dict) else text_of(one))
        elif _last(name) == "hasFacet":
            for facet in value if isinstance(value, list) else [value]:
                found += _refs(facet, *terms) if isinstance(facet, dict) else []
    return found


def _ties(key: str, item: dict[str, Any], graph: GraphCollector) -> None:
    kinds = set(_kinds(item))
    fields = dict(_fields(item))
    moment = _moment(fields.get("startTime") or fields.get("sentTime") or fields.get("startDate") or "")
    until = _moment(fields.get("endTime") or fields.get("endDate") or "")
    if {"Relationship", "ObservableRelationship"} & kinds:
        starts, ends = _refs(item, "source"), _refs(item, "target")
        words = fields.get("kindOfRelationship", "")
    elif kinds & _CALLS or "Message" in kinds:
        starts, ends, words = _refs(item, "from"), _refs(item, "to"), "phoned" if kinds & _CALLS else "wrote"
    else:
        starts, ends, words = _refs(item, "owner", "accountOwner"), [key], "uses"
    for start in starts:
        for end in ends:
            if start in graph and end in graph:
                _tie(start, end, words, (moment, until), graph)
            elif words != "uses":
                graph.edge(start, end, "")


def _tie(start: str, end: str, words: str, days: tuple[str, str], graph: GraphCollector) -> None:
    wanted = link_type_of(words.replace("_", " "))
    fits, turned = fitting(wanted, graph.type_of(start), graph.type_of(end))
    if not fits:
        graph.skip(
            f"{words} ({graph.type_of(start)}, {graph.type_of(end)})", _("No link of the ontology fits.")
        )
        return
    said = [Said("exists", "yes", *days)]
    said += said_of((("note", "" if fits == wanted else words.replace("_", " ")),))
    graph.edge(*((end, start) if turned else (start, end)), fits, said)


def _moment(text: str) -> str:
    head, dot, rest = text.partition(".")
    zone = rest.lstrip("0123456789")
    return f"{head}{zone}" if dot else text
