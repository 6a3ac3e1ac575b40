"""Beneficial Ownership Data Standard 0.4 (openownership.org): persons, entities, holdings.

A statement that replaces an earlier one of the same record wins; closed records end with their date. States
and unknown persons are statements about not knowing: they are named in the report, not made into persons.
"""

import re
from typing import Any

from app.base.i18n import _
from app.exchange.readers.graph_collector import GraphCollector, said_of, text_of
from app.exchange.readers.json_tree import objects, parse_json, parse_text
from app.exchange.readers.link_fitting import fitting
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.reader_kind import Head
from app.exchange.readers.text_decoding import decode_text, lines_of

_SURE = re.compile(r'"(?:recordType|statementType)"\s*:\s*"(?:entity|person|relationship|ownershipOrControl)')
_HOLDING = frozenset(
    ("shareholding", "votingRights", "rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome")
)
_BOARD = frozenset(("boardMember", "boardChair", "seniorManagingOfficial", "appointmentOfBoard", "manager"))
_ENTITY_READ = frozenset(
    "isComponent entityType name alternateNames identifiers foundingDate dissolutionDate".split()
)
_ENTITY_READ |= frozenset("addresses uri formedByStatute publicListing".split())
_PERSON_READ = frozenset("isComponent personType names birthDate deathDate addresses identifiers".split())


def is_bods(head: Head) -> bool:
    """Tell by the kinds of records that only these files have."""
    return (
        head.text.startswith(("[", "{")) and _SURE.search(head.text) is not None and '"statement' in head.text
    )


def read_bods(data: bytes) -> GraphData:
    """Read the statements of a file, a list or one a line; raises `UserError` `import.broken_json`."""
    records: dict[str, dict[str, Any]] = {}
    for statement in _statements(data):
        records[text_of(statement.get("recordId") or statement.get("statementId") or "")] = statement
    graph = GraphCollector()
    for key, statement in records.items():
        kind, details = statement.get("recordType"), statement.get("recordDetails")
        if not isinstance(details, dict):
            graph.skip(key[:60], _("A statement without details."))
        elif kind == "entity":
            _entity(key, details, statement, graph)
        elif kind == "person":
            _person(key, details, statement, graph)
    for key, statement in records.items():
        details = statement.get("recordDetails")
        if statement.get("recordType") == "relationship" and isinstance(details, dict):
            _relationship(key, details, statement, graph)
    return graph.graph()


def _statements(data: bytes) -> list[dict[str, Any]]:
    text = decode_text(data)[0].strip()
    if text.startswith("[") or "\n" not in text or "\n{" not in text:
        return objects(parse_json(data))
    return [
        item
        for no, line in enumerate(lines_of(text), 1)
        if line.strip()
        for item in objects(parse_text(line, no))
    ]


def _common(details: dict[str, Any], place: str) -> list[Said]:
    said = []
    for address in objects(details.get("addresses") or []):
        text = text_of(address.get("address", ""))
        code = text_of(address.get("postCode", ""))
        said += said_of((("address", text if not code or code in text else f"{text}, {code}"),), place=place)
    for number in objects(details.get("identifiers") or []):
        scheme = text_of(number.get("scheme") or number.get("schemeName") or "")
        text = f"{scheme} {text_of(number.get('id', ''))}".strip()
        said += said_of((("identifier", text),), place=place)
    return said


def _entity(key: str, details: dict[str, Any], statement: dict[str, Any], graph: GraphCollector) -> None:
    place = text_of(statement.get("statementId", ""))
    kind = details.get("entityType")
    kind_name = text_of(kind.get("type", "")) if isinstance(kind, dict) else text_of(kind or "")
    name = text_of(details.get("name", ""))
    if kind_name in {"unknownEntity", "anonymousEntity"} and not name:
        graph.skip(place, _("An unknown or unnamed entity."))
        return
    said = said_of((("name", name), ("founded", text_of(details.get("foundingDate", "")))), place=place)
    said += said_of((("dissolved", text_of(details.get("dissolutionDate", ""))),), place=place)
    said += [Said("trade_name", text_of(other), place=place) for other in details.get("alternateNames") or ()]
    if kind_name in {"stateBody", "state"}:
        said.append(Said("organisation_type", "authority", place=place))
    graph.unread(*(field for field in details if field not in _ENTITY_READ))
    graph.node(key, "organisation", name or key, said + _common(details, place))


def _person(key: str, details: dict[str, Any], statement: dict[str, Any], graph: GraphCollector) -> None:
    place = text_of(statement.get("statementId", ""))
    names = objects(details.get("names") or [])
    full = [(text_of(n.get("fullName", "")) or _joined(n), text_of(n.get("type", ""))) for n in names]
    full = [(name, kind) for name, kind in full if name]
    if not full:
        graph.skip(place, _("An unknown or unnamed person."))
        return
    said = []
    for no, (name, kind) in enumerate(full):
        about = "name" if not no else "birth_name" if kind == "birth" else "alias"
        said.append(Said(about, name, place=place))
    said += said_of((("birth_date", text_of(details.get("birthDate", ""))),), place=place)
    said += said_of((("death_date", text_of(details.get("deathDate", ""))),), place=place)
    graph.unread(*(field for field in details if field not in _PERSON_READ))
    graph.node(key, "person", full[0][0], said + _common(details, place))


def _joined(name: dict[str, Any]) -> str:
    return " ".join(text_of(name.get(part, "")) for part in ("givenName", "familyName")).strip()


def _relationship(
    key: str, details: dict[str, Any], statement: dict[str, Any], graph: GraphCollector
) -> None:
    place = text_of(statement.get("statementId", ""))
    ends = details.get("interestedParty"), details.get("subject")
    if not all(isinstance(end, str) for end in ends):
        graph.skip(place, _("The file says that one side is unknown or does not exist."))
        return
    party, subject = (str(end) for end in ends)
    closed = text_of(statement.get("statementDate", "")) if statement.get("recordStatus") == "closed" else ""
    for interest in objects(details.get("interests") or []) or [{}]:
        wanted = _wanted(interest, graph.type_of(party))
        fits, turned = fitting(wanted, graph.type_of(party), graph.type_of(subject))
        begin, end = (text_of(interest.get(name, "")) for name in ("startDate", "endDate"))
        said = [Said("exists", "yes", begin, end or closed, place=place)]
        said += _share(interest, place)
        said += said_of(
            (
                (
                    "note",
                    "; ".join(
                        text_of(interest.get(n, ""))
                        for n in ("type", "directOrIndirect", "details")
                        if interest.get(n)
                    ),
                ),
            ),
            place=place,
        )
        graph.edge(*((subject, party) if turned else (party, subject)), fits, said)


def _wanted(interest: dict[str, Any], party_type: str) -> str:
    kind = text_of(interest.get("type", ""))
    if kind in _BOARD:
        return "manages"
    if interest.get("beneficialOwnershipOrControl") is True and party_type == "person":
        return "beneficial_owner"
    return "owns"


def _share(interest: dict[str, Any], place: str) -> list[Said]:
    share = interest.get("share")
    if not isinstance(share, dict) or text_of(interest.get("type", "")) not in _HOLDING:
        return []
    exact = share.get("exact")
    if exact is not None:
        return said_of((("share", text_of(exact)),), place=place)
    bounds = [
        text_of(share.get(name, ""))
        for name in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
    ]
    low, high = bounds[0] or bounds[1], bounds[2] or bounds[3]
    return said_of((("note", f"{low}–{high} %" if low or high else ""),), place=place)
