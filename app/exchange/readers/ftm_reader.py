"""FollowTheMoney: entities as JSON lines (followthemoney.tech), by the program's own mapping.

A line is `{"id": .., "schema": .., "properties": {name: [values]}}`; the lines of a change file wrap it in
`entity`. Whatever is not in the mapping is left out and named, the forbidden attributes with the reason.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.base.i18n import _, ngettext
from app.exchange.ftm_mapping import (
    AUXILIARY,
    LINKS,
    NODES,
    OTHER_LINK,
    SCHEMATA,
    TYPE_KEY,
    LinkMapping,
    NodeMapping,
)
from app.exchange.readers.graph_collector import GraphCollector, text_of
from app.exchange.readers.json_tree import objects, parse_text
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.own_statements import STATEMENTS, own_statements_of
from app.exchange.readers.reader_kind import Head
from app.exchange.readers.text_decoding import decode_text, lines_of
from app.ontology.catalogue import ontology
from app.ontology.forbidden import plain_name

_START = re.compile(r'\s*\{.{0,4000}?"schema"\s*:\s*"[A-Z]\w+"', re.DOTALL)
_BY_SCHEMA = {m.schema: m for m in reversed(NODES)}
_LINKS_BY_SCHEMA: dict[str, tuple[LinkMapping, ...]] = {
    schema: tuple(m for m in LINKS if m.schema == schema) for schema in {m.schema for m in LINKS}
}
_COORDINATES = ("latitude", "longitude")
_DELETED = ("DEL", "DELETE")


def is_ftm(head: Head) -> bool:
    """Tell by the first entity."""
    first = head.text.split("\n", 1)[0]
    return bool(_START.match(first)) and '"properties"' in head.text


def read_ftm(data: bytes) -> GraphData:
    """Read entities and their ties; raises `UserError` `import.broken_json` naming the line."""
    graph = GraphCollector()
    unknown: Counter[str] = Counter()
    for entity in _entities(decode_text(data)[0]):
        if not _take(entity, graph):
            unknown[str(entity.get("schema", "?"))] += 1
    for schema, count in unknown.items():
        text = ngettext("{count} entity “{name}”", "{count} entities “{name}”", count)
        graph.skip(text.format(count=count, name=schema[:40]), _("The ontology has no place for it."))
    return graph.graph()


def _entities(text: str) -> Iterator[dict[str, Any]]:
    for no, line in enumerate(lines_of(text), 1):
        if not line.strip():
            continue
        for item in objects(parse_text(line, no)):
            if str(item.get("op", "")).upper() not in _DELETED:
                inner = item.get("entity")
                yield inner if isinstance(inner, dict) else item


def _take(entity: dict[str, Any], graph: GraphCollector) -> bool:
    """Take one entity; returns False if it is of no known schema."""
    schema = str(entity.get("schema", ""))
    given = entity.get("properties")
    values = {k: _texts(v) for k, v in given.items()} if isinstance(given, dict) else {}
    entity_id = str(entity.get("id", ""))
    schema = SCHEMATA.get(schema, schema)
    if entity.get(AUXILIARY) is True:
        return True
    if schema in _BY_SCHEMA and entity_id:
        _take_node(entity_id, _node_mapping(schema, entity), values, entity, graph)
        return True
    mapping = _link_mapping(schema, values, entity)
    if mapping is None:
        return False
    _take_link(mapping, values, entity, graph)
    return True


def _node_mapping(schema: str, entity: dict[str, Any]) -> NodeMapping:
    wanted = entity.get(TYPE_KEY)
    found = next((m for m in NODES if m.schema == schema and m.type == wanted), None)
    return found or _BY_SCHEMA[schema]


def _take_node(
    entity_id: str,
    mapping: NodeMapping,
    values: dict[str, list[str]],
    entity: dict[str, Any],
    graph: GraphCollector,
) -> None:
    own = entity.get(STATEMENTS)
    if isinstance(own, list):
        graph.node(entity_id, mapping.type, "", own_statements_of(own))
        return
    said = _said(mapping.fields, values, graph, (*_COORDINATES, "addressEntity"))
    for place_id in values.get("addressEntity", []) if mapping.type in {"person", "organisation"} else ():
        graph.edge(entity_id, place_id, "registered_at", [Said("exists", "yes")])
    place = [values[name][0] for name in _COORDINATES if values.get(name)]
    if mapping.type == "place" and len(place) == 2:
        said.append(Said("coordinates", ", ".join(place)))
    graph.node(entity_id, mapping.type, _label(entity, values), said)


def _label(entity: dict[str, Any], values: dict[str, list[str]]) -> str:
    names = [name for key in ("name", "title", "fileName", "full") for name in values.get(key, [])]
    return next(iter(names), text_of(entity.get("caption", "")))


def _said(
    fields: tuple[tuple[str, str], ...],
    values: dict[str, list[str]],
    graph: GraphCollector,
    other: tuple[str, ...],
) -> list[Said]:
    known = {theirs for _ours, theirs in fields} | set(other)
    graph.unread(*(name for name in values if name not in known))
    taken: dict[tuple[str, str], None] = {}
    for ours, theirs in fields:
        for value in values.get(theirs, []):
            taken.setdefault((ours, value))
    return [Said(ours, value) for ours, value in taken]


def _link_mapping(schema: str, values: dict[str, list[str]], entity: dict[str, Any]) -> LinkMapping | None:
    if schema == OTHER_LINK.schema:
        wanted = str(entity.get(TYPE_KEY, "")) or _link_type(values)
        return LinkMapping(wanted, schema, OTHER_LINK.start, OTHER_LINK.end, OTHER_LINK.fields)
    for mapping in _LINKS_BY_SCHEMA.get(schema, ()):
        if all(value in values.get(name, []) for name, value in mapping.fixed.items()):
            return mapping
    return None


def _link_type(values: dict[str, list[str]]) -> str:
    """The link type that a role names in the words of the ontology, else a mere contact."""
    for role in values.get("role", []):
        for link in ontology().links.values():
            if plain_name(role) in {plain_name(w) for w in (link.id, link.label_de, link.label_en)}:
                return link.id
    return "contact"


def _take_link(
    mapping: LinkMapping, values: dict[str, list[str]], entity: dict[str, Any], graph: GraphCollector
) -> None:
    own = entity.get(STATEMENTS)
    other = (mapping.start, mapping.end, "startDate", "endDate", "role", "amount", "currency", *mapping.fixed)
    accounts = ("payerAccount", "beneficiaryAccount") if mapping.type == "pays" else ()
    said = own_statements_of(own) if isinstance(own, list) else []
    if not said:
        said = _said(mapping.fields, values, graph, (*other, *accounts))
        begin, end = (next(iter(values.get(name, [])), "") for name in ("startDate", "endDate"))
        said.append(Said("exists", "yes", begin, end))
        if mapping.type == "pays" and values.get("amount"):
            currency = next(iter(values.get("currency", [])), "EUR")
            said.append(Said("amount", f"{values['amount'][0]} {currency}"))
    ends = [values.get(name, []) for name in (mapping.start, mapping.end)]
    for start in ends[0] or (values.get(accounts[0], []) if accounts else []):
        for end in ends[1] or (values.get(accounts[1], []) if accounts else []):
            graph.edge(start, end, mapping.type, said)


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [text for text in (text_of(item) for item in items) if text.strip()]
