"""STIX 2.0 and 2.1 (OASIS): who, what and where of a bundle, and the ties between them.

Threat actors, intrusion sets and campaigns are groups of unknown people and come in as organisations or
events, never as persons. Programs, patterns and indicators have no place in a case file and are left out.
Object markings (TLP and others) are named in the report: what they allow is for people to decide.
"""

import re
from collections import Counter
from typing import Any

from app.base.i18n import _
from app.exchange.readers.graph_collector import GraphCollector, said_of, text_of
from app.exchange.readers.json_tree import objects, parse_json
from app.exchange.readers.link_fitting import fitting, link_type_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.reader_kind import Head

_BUNDLE = re.compile(r'"type"\s*:\s*"bundle"')
_ID = re.compile(r'"id"\s*:\s*"[a-z0-9-]+--[0-9a-f-]{36}"')
_IDENTITIES = {"individual": "person", "organization": "organisation", "class": "", "group": "organisation"}
_TYPES = {
    "threat-actor": "organisation",
    "intrusion-set": "organisation",
    "campaign": "event",
    "incident": "event",
    "location": "place",
    "infrastructure": "object",
    "report": "document",
    "note": "document",
    "user-account": "communication",
    "email-addr": "communication",
    "ipv4-addr": "communication",
    "ipv6-addr": "communication",
    "domain-name": "communication",
    "url": "communication",
    "email-message": "document",
    "file": "object",
}
_TITLE = {"event": "title", "document": "title", "object": "title"}
_CONTACT = (
    ("email", "email-addr"),
    ("url", "url"),
    ("handle", "ipv4-addr"),
    ("handle", "ipv6-addr"),
    ("handle", "domain-name"),
    ("handle", "user-account"),
)
_READ = frozenset(
    """type id spec_version created modified created_by_ref name description identity_class
    first_seen last_seen aliases labels value user_id account_login latitude longitude published
    object_marking_refs granular_markings revoked external_references
    country region city street_address contact_information""".split()
)


def is_stix(head: Head) -> bool:
    """Tell by the bundle, or by ids as only STIX has them."""
    return head.text.startswith(("{", "[")) and (
        (_BUNDLE.search(head.text) is not None and '"objects"' in head.text)
        or _ID.search(head.text) is not None
    )


def read_stix(data: bytes) -> GraphData:
    """Read a bundle or a bare object; raises `UserError` `import.broken_json`, `import.xml_deep`."""
    root = parse_json(data)
    inner = root.get("objects") if isinstance(root, dict) else root
    items = objects(inner if inner is not None else root)
    graph = GraphCollector()
    left: Counter[str] = Counter()
    marked = sum(1 for item in items if item.get("object_marking_refs") or item.get("granular_markings"))
    for item in items:
        if not _take(item, graph) and item.get("type") not in {
            "relationship",
            "sighting",
            "marking-definition",
        }:
            left[text_of(item.get("type", "?"))] += 1
    for item in items:
        if item.get("type") == "relationship":
            _tie(item, graph)
    for kind, count in left.items():
        graph.skip(f"{kind[:40]} ({count})", _("The ontology has no place for it."))
    if marked:
        text = _("{count} objects carry markings (such as TLP): check handling and label of this delivery.")
        graph.notes.append(text.format(count=marked))
    return graph.graph()


def _take(item: dict[str, Any], graph: GraphCollector) -> bool:
    kind = text_of(item.get("type", ""))
    node_type = _TYPES.get(kind, "")
    if kind == "identity":
        node_type = _IDENTITIES.get(text_of(item.get("identity_class", "")), "organisation")
    if not node_type or item.get("revoked") is True or not item.get("id"):
        return False
    name = text_of(item.get("name", "")) or text_of(item.get("value", ""))
    begin, end = (_moment(item.get(key)) for key in ("first_seen", "last_seen"))
    said = said_of(((_TITLE.get(node_type, "name"), name),), valid_from=begin, valid_to=end)
    said += said_of(((_about(node_type), text_of(item.get("description", ""))),))
    if node_type in {"person", "organisation"}:
        other = "alias" if node_type == "person" else "trade_name"
        said += [Said(other, text_of(alias)) for alias in item.get("aliases") or ()]
        said += said_of((("note", text_of(item.get("contact_information", ""))),))
    if node_type == "communication":
        said = _communication(item, kind)
    if node_type == "place":
        said += _place(item)
    if kind in {"report", "campaign", "incident"}:
        said += said_of((("date", _moment(item.get("published") or item.get("first_seen"))),))
    graph.unread(*(key for key in item if key not in _READ))
    graph.node(str(item["id"]), node_type, name or str(item["id"]), said)
    return True


def _about(node_type: str) -> str:
    return "description" if node_type in {"event", "document", "object"} else "statement"


def _communication(item: dict[str, Any], kind: str) -> list[Said]:
    value = text_of(item.get("value") or item.get("account_login") or item.get("user_id") or "")
    return said_of((about, value) for about, name in _CONTACT if name == kind)


def _place(item: dict[str, Any]) -> list[Said]:
    said = []
    lat, lon = item.get("latitude"), item.get("longitude")
    if isinstance(lat, (int, float)) and isinstance(lon, (int, float)):
        said += [Said("coordinates", f"{lat:.7f}, {lon:.7f}")]
    address = ", ".join(
        text_of(item[k]) for k in ("street_address", "city", "region", "country") if item.get(k)
    )
    return said + said_of((("address", address),))


def _tie(item: dict[str, Any], graph: GraphCollector) -> None:
    words = text_of(item.get("relationship_type", ""))
    start, end = str(item.get("source_ref", "")), str(item.get("target_ref", ""))
    if start not in graph or end not in graph:
        graph.edge(start, end, "")
        return
    wanted = link_type_of(words)
    fits, turned = fitting(wanted, graph.type_of(start), graph.type_of(end))
    if not fits:
        graph.skip(
            f"{words} ({graph.type_of(start)}, {graph.type_of(end)})", _("No link of the ontology fits.")
        )
        return
    begin, end_day = (_moment(item.get(key)) for key in ("start_time", "stop_time"))
    said = [Said("exists", "yes", begin, end_day)]
    note = "; ".join(t for t in ("" if fits == wanted else words, text_of(item.get("description", ""))) if t)
    said += said_of((("note", note),))
    graph.edge(*((end, start) if turned else (start, end)), fits, said)


def _moment(value: object) -> str:
    """Moments are RFC 3339 with or without parts of a second."""
    text = text_of(value)
    head, dot, _rest = text.partition(".")
    moment = f"{head}Z" if dot else text
    return moment[:10] if moment.endswith("T00:00:00Z") else moment
