"""Gramps XML (gramps-project.org, 1.5 to 1.7), plain or packed: persons, events, places, sources' confidence.

As with GEDCOM, kinship is left to a stated legal reason, and rites of faith and the like are dropped. The
confidence of citations is Gramps' own scale and not carried over: it is no grading.
"""

from xml.etree.ElementTree import Element

from app.base.i18n import _
from app.exchange.readers.geometry import point_text, valid_point
from app.exchange.readers.graph_collector import GraphCollector, said_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.reader_kind import Head
from app.exchange.readers.xml_tree import all_of, child_text, parse_xml
from app.ontology.forbidden import forbidden

_RITES = frozenset(
    ("Baptism", "Christening", "Confirmation", "Ordination", "Blessing", "Bas Mitzvah", "Bar Mitzvah")
) | frozenset(("First Communion", "Adult Christening"))
_VITAL = {"Birth": "birth_date", "Death": "death_date"}
_ABOUT = {"about": "~", "estimated": "~", "calculated": "~"}


def is_gramps(head: Head) -> bool:
    """Tell by root and namespace."""
    return head.root == "database" and "gramps-project.org" in (head.namespace or head.text[:2000])


def read_gramps(data: bytes) -> GraphData:
    """Read a database; raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.too_large`."""
    root = parse_xml(data)
    graph = GraphCollector()
    notes = {n.get("handle", ""): child_text(n, "text") for n in all_of(root, "note")}
    places = {p.get("handle", ""): p for p in all_of(root, "placeobj")}
    events = {e.get("handle", ""): e for e in all_of(root, "event")}
    for person in root.iterfind("people/person"):
        _person(person, events, places, notes, graph)
    for family in root.iterfind("families/family"):
        _family(family, events, graph)
    for handle, place in places.items():
        if f"place {handle}" in graph:
            _place(handle, place, graph)
    for name in ("source", "repository", "object"):
        count = sum(1 for _element in all_of(root, name))
        if count:
            graph.skip(f"{name} ({count})", _("The ontology has no place for it."))
    return graph.graph()


def _person(
    person: Element,
    events: dict[str, Element],
    places: dict[str, Element],
    notes: dict[str, str],
    graph: GraphCollector,
) -> None:
    handle, where = person.get("handle", ""), person.get("id", "")
    said: list[Said] = []
    label = ""
    for no, element in enumerate(person.iterfind("name")):
        name = _name(element)
        about = "name" if not no else "birth_name" if element.get("type") == "Birth Name" else "alias"
        said += said_of(((about, name), ("alias", child_text(element, "nick"))), place=where)
        label = label or name
    for reference in person.iterfind("noteref"):
        said += said_of((("note", notes.get(reference.get("hlink", ""), "")),), place=where)
    for attribute in person.iterfind("attribute"):
        graph.unread(attribute.get("type", ""))
    for address in person.iterfind("address"):
        parts = [child_text(address, part) for part in ("street", "postal", "city", "country")]
        day = _date(address)
        said += said_of((("address", ", ".join(p for p in parts if p)),), place=where, valid_from=day)
        said += said_of((("phone", child_text(address, "phone")),), place=where)
    graph.unread("gender")
    for reference in person.iterfind("eventref"):
        event = events.get(reference.get("hlink", ""))
        if event is not None and reference.get("role", "Primary") == "Primary":
            said += _event(handle, event, places, graph)
    graph.node(handle, "person", label or where, said)


def _name(element: Element) -> str:
    surnames = " ".join(
        f"{s.get('prefix', '')} {s.text or ''}".strip() for s in element.iterfind("surname") if s.text
    )
    return " ".join(f"{child_text(element, 'first')} {surnames} {child_text(element, 'suffix')}".split())


def _event(handle: str, event: Element, places: dict[str, Element], graph: GraphCollector) -> list[Said]:
    kind, where = child_text(event, "type"), event.get("id", "")
    day = _date(event)
    if kind in _VITAL:
        return said_of(((_VITAL[kind], day),), place=where)
    if kind == "Occupation":
        return said_of((("occupation", child_text(event, "description")),), place=where, valid_from=day)
    if kind in _RITES or forbidden(kind):
        graph.unread(f"Konfession ({kind})")
        return []
    place = event.find("place")
    target = place.get("hlink", "") if place is not None else ""
    if kind == "Residence" and target in places:
        graph.node(f"place {target}", "place")
        graph.edge(handle, f"place {target}", "registered_at", [Said("exists", "yes", day, place=where)])
        return []
    graph.unread(f"event {kind}")
    return []


def _place(handle: str, place: Element, graph: GraphCollector) -> None:
    title = child_text(place, "ptitle")
    name = place.find("pname")
    title = title or (name.get("value", "") if name is not None else "")
    said = said_of((("name", title),), place=place.get("id", ""))
    coord = place.find("coord")
    if coord is not None:
        try:
            point = valid_point((float(coord.get("long", "")), float(coord.get("lat", ""))))
        except ValueError:
            point = None
        said += [Said("coordinates", point_text(point))] if point else []
    graph.node(f"place {handle}", "place", title, said)


def _family(family: Element, events: dict[str, Element], graph: GraphCollector) -> None:
    where = family.get("id", "")
    ends = [e.get("hlink", "") for e in (family.find("father"), family.find("mother")) if e is not None]
    begin = end = ""
    for reference in family.iterfind("eventref"):
        event = events.get(reference.get("hlink", ""))
        if event is not None:
            kind = child_text(event, "type")
            begin = _date(event) if kind == "Marriage" else begin
            end = _date(event) if kind == "Divorce" else end
    if len(ends) == 2:
        said = [Said("exists", "yes", begin, end, place=where), Said("kind", "spouse", place=where)]
        graph.edge(ends[0], ends[1], "family_documented", said)
    for parent in ends:
        for child in family.iterfind("childref"):
            tie = Said("kind", "parent and child", place=where)
            graph.edge(
                parent,
                child.get("hlink", ""),
                "family_documented",
                [Said("exists", "yes", place=where), tie],
            )


def _date(element: Element) -> str:
    value = element.find("dateval")
    if value is not None:
        if value.get("cformat", "Gregorian") != "Gregorian":
            return ""
        day = value.get("val", "")
        kind = value.get("type", "")
        if kind in {"before", "after"}:
            return f"../{day}" if kind == "before" else f"{day}/.."
        return day + (_ABOUT.get(kind) or _ABOUT.get(value.get("quality", ""), "")) if day else ""
    span = element.find("daterange")
    span = span if span is not None else element.find("datespan")
    return f"{span.get('start', '')}/{span.get('stop', '')}" if span is not None else ""
