"""FollowTheMoney as JSON lines, by the program's own mapping; valid against schema 4 of followthemoney."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, BinaryIO

from app.base import partial_date
from app.base.i18n import _
from app.base.progress import Progress
from app.exchange.ftm_mapping import (
    AUXILIARY,
    DATES,
    LINKS,
    NODES,
    OTHER_LINK,
    TYPE_KEY,
    LinkMapping,
    NodeMapping,
)
from app.exchange.readers.own_statements import STATEMENTS, statements_list
from app.exchange.table_content import marking
from app.exchange.writers.carried import Carried, CarriedCase, carried
from app.exchange.writers.losses import all_things, everywhere, left_out, own_field, without_field
from app.ontology.catalogue import ontology
from app.policy.views import View

_OWNED = ("owns", "beneficial_owner")
_MUST = {"UserAccount": ("username",), "Document": ("fileName",), "License": ("name",)}
_DATASET = "rundblick"


def write_ftm(view: View, out: BinaryIO, progress: Progress | None = None) -> None:
    """Write one entity a line, things before ties; what the schema has no entity for is left out."""
    case = carried(view)
    owned = {link.end for link in case.links if link.type in _OWNED}
    told = progress or Progress()
    written = {}
    for node in told.stretch(0, 1, 2).each(case.nodes):
        mapping = _node_mapping(node, owned)
        if mapping is not None:
            written[node.id] = node
            _line(out, _node(node, mapping, view))
    for link in told.stretch(1, 2, 2).each(case.links):
        if link.start in written and link.end in written:
            _line(out, _link(link, written, view))


def ftm_losses(view: View) -> tuple[str, ...]:
    """Return what would be lost, a sentence each."""
    case = carried(view)
    lost = {n.id for n in case.nodes if _node_mapping(n, set()) is None}
    lines = left_out(len(lost), _("permits"), _("the schema asks for their authority, and none is stated."))
    known = [_fields_of(thing) for thing in all_things(case)]
    lines += without_field(all_things(case), known)
    lines += [_other_links(case)] if _other_links(case) else []
    return (*lines, *own_field(view, f"“{STATEMENTS}”"), *everywhere(view))


def ftm_shown(view: View) -> View:
    """Return the view without the findings about what is not written."""
    case = carried(view)
    lost = {node.id for node in case.nodes if _node_mapping(node, set()) is None}
    lost |= {link.id for link in case.links if lost & {link.start, link.end}}
    return replace(view, findings=tuple(f for f in view.findings if f.subject_id not in lost))


def _other_links(case: CarriedCase) -> str:
    types = {link.type for link in case.links if _own_mapping(link) is None}
    if not types:
        return ""
    names = ", ".join(sorted(ontology().links[t].label for t in types if t in ontology().links))
    return _("Written as links of unknown kind with their name as role: {names}.").format(names=names)


def _fields_of(thing: Carried) -> frozenset[str]:
    if thing.start:
        mapping = _own_mapping(thing) or OTHER_LINK
        more = {"amount"} if mapping.schema == "Payment" else set()
        return frozenset({ours for ours, _theirs in mapping.fields} | more)
    mapping_of = next((m for m in NODES if m.type == thing.type), None)
    more = {"coordinates"} if thing.type == "place" else {"authority"} if thing.type == "permit" else set()
    return frozenset({ours for ours, _theirs in mapping_of.fields} | more) if mapping_of else frozenset(more)


def _node_mapping(node: Carried, owned: set[str]) -> NodeMapping | None:
    if node.type == "permit" and not node.one("authority"):
        return None
    schema = "RealEstate" if node.type == "place" and node.id in owned else ""
    schema = "CryptoWallet" if node.one("kind") == "crypto" and node.type == "account" else schema
    if schema:
        return next(m for m in NODES if m.schema == schema)
    return next((m for m in NODES if m.type == node.type), None)


def _node(node: Carried, mapping: NodeMapping, view: View) -> dict[str, Any]:
    values: dict[str, list[str]] = {}
    taken: set[tuple[str, str]] = set()
    for ours, theirs in mapping.fields:
        for value in node.values.get(ours, ()):
            if (ours, value) not in taken:
                taken.add((ours, value))
                _put(values, theirs, _text(node.type, ours, value, theirs))
    if mapping.type == "place" and node.one("coordinates"):
        lat, _comma, lon = node.one("coordinates").partition(",")
        values |= {"latitude": [lat], "longitude": [lon]}
    if mapping.type == "account" and mapping.schema == "CryptoWallet":
        values.pop("name", None)
    if node.type == "permit":
        values["authority"] = [_authority_id(node)]
    for name in _MUST.get(mapping.schema, ("name",) if "name" not in values else ()):
        values.setdefault(name, [node.label])
    return _entity(node.id, _schema(node, mapping), values, node, view)


def _schema(node: Carried, mapping: NodeMapping) -> str:
    if mapping.schema != "Organization":
        return mapping.schema
    # What can be owned is a company in this schema; associations and authorities are not.
    whole = node.one("legal_form") not in {
        "ev",
        "unregistered_association",
        "foundation",
        "public_corporation",
    }
    return (
        "Company"
        if whole and node.one("organisation_type") not in {"authority", "association"}
        else "Organization"
    )


def _authority_id(node: Carried) -> str:
    return f"{node.id}-authority"


def _own_mapping(link: Carried) -> LinkMapping | None:
    return next((m for m in LINKS if m.type == link.type), None)


def _link(link: Carried, nodes: dict[str, Carried], view: View) -> dict[str, Any]:
    mapping = _own_mapping(link) or OTHER_LINK
    accounts = [nodes[end].type == "account" for end in (link.start, link.end)]
    if mapping.type == "pays" and any(accounts):
        mapping = OTHER_LINK
    values: dict[str, list[str]] = {name: [text] for name, text in mapping.fixed.items()}
    for ours, theirs in mapping.fields:
        for value in link.values.get(ours, ()):
            _put(values, theirs, _text(link.type, ours, value, theirs))
    values[mapping.start], values[mapping.end] = [link.start], [link.end]
    for name, day in (("startDate", link.since), ("endDate", link.until)):
        if _plain_day(day):
            values[name] = [_plain_day(day)]
    if mapping.schema == "Payment" and link.one("amount"):
        number, _blank, currency = link.one("amount").partition(" ")
        values |= {"amount": [number], "currency": [currency or "EUR"]}
    if mapping is OTHER_LINK:
        kind = ontology().links.get(link.type)
        values["role"] = [kind.label_en if kind else link.type]
    return _entity(link.id, mapping.schema, values, link, view)


def _entity(
    entity_id: str, schema: str, values: dict[str, list[str]], thing: Carried, view: View
) -> dict[str, Any]:
    return {
        "id": entity_id,
        "schema": schema,
        "caption": thing.label,
        "properties": {name: texts for name, texts in values.items() if texts},
        "datasets": [_DATASET],
        "origin": marking(view),
        TYPE_KEY: thing.type,
        STATEMENTS: statements_list(thing.said),
    }


def _put(values: dict[str, list[str]], name: str, text: str) -> None:
    if text and text not in values.setdefault(name, []):
        values[name].append(text)


def _text(subject_type: str, property_id: str, value: str, theirs: str) -> str:
    if theirs in DATES:
        return _plain_day(value)
    declared = ontology().property(subject_type, property_id)
    choice = next((c for c in declared.choices if c.id == value), None)
    return choice.label_en if choice else value


def _plain_day(value: str) -> str:
    """A date as the schema takes it: year, month, day or moment; an interval or a season is its first day."""
    if not value:
        return ""
    known = partial_date.parts(value)
    if known is not None:
        return value.rstrip("~?%")
    try:
        first, last = partial_date.bounds(value)
    except ValueError:
        return ""
    return (first if first.year > 1 else last).isoformat()


def _line(out: BinaryIO, entity: dict[str, Any]) -> None:
    for one in _with_authority(entity):
        out.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _with_authority(entity: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """A licence is granted by an entity in this schema; ours is named by a text."""
    if entity["schema"] == "License":
        name = next(s["value"] for s in entity[STATEMENTS] if s["property"] == "authority")
        properties = {"name": [name]}
        yield {
            "id": entity["properties"]["authority"][0],
            "schema": "PublicBody",
            "caption": name,
            "properties": properties,
            "datasets": [_DATASET],
            AUXILIARY: True,
        }
    yield entity
