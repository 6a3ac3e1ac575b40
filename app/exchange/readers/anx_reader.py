"""i2 Analyst's Notebook exchange files (.anx): XML, mostly UTF-16, root `Chart`.

Entities, links, attributes, cards and the three grades are read. Where the chart was written by this
program, its cards hold the findings word for word; elsewhere a card is a statement with its source.
"""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.base.i18n import _
from app.exchange.i2_words import grade_of, node_type_of
from app.exchange.readers.graph_collector import GraphCollector
from app.exchange.readers.link_fitting import fitting, link_type_of
from app.exchange.readers.neutral import GraphData, Said
from app.exchange.readers.own_statements import own_lines
from app.exchange.readers.reader_kind import Head
from app.exchange.readers.xml_tree import all_of, parse_xml
from app.ontology.catalogue import ontology
from app.ontology.model import NodeType

_GRADES = (("GradeOne", "reliability"), ("GradeTwo", "credibility"), ("GradeThree", "handling"))
_OTHER = "object"
_CARD = ("Summary", "Text", "DateTimeDescription")


@dataclass(slots=True)
class _Chart:
    graph: GraphCollector = field(default_factory=GraphCollector)
    grades: dict[str, list[str]] = field(default_factory=dict)
    converted: bool = False
    unknown: set[str] = field(default_factory=set)


def is_anx(head: Head) -> bool:
    """Tell by the root element and what only such a chart has."""
    return head.root == "Chart" and ("ChartItem" in head.text or "EntityTypeCollection" in head.text)


def read_anx(data: bytes) -> GraphData:
    """Read a chart; raises `UserError`: `import.xml_entities`, `import.broken_xml`, `import.too_large`."""
    root = parse_xml(data)
    chart = _Chart()
    for tag, which in _GRADES:
        element = root.find(tag)
        chart.grades[which] = (
            [s.get("Text", "") for s in all_of(element, "String")] if element is not None else []
        )
    items = list(all_of(root, "ChartItem"))
    names: dict[str, str] = {}
    for item in items:
        entity = next(all_of(item, "Entity"), None)
        if entity is not None:
            _take_entity(item, entity, names, chart)
    for item in items:
        link = item.find("Link")
        if link is not None:
            _take_link(item, link, names, chart)
    if chart.converted:
        chart.graph.notes.append(
            _("Gradings in other words were converted to the Europol scheme; check them.")
        )
    if chart.unknown:
        words = _("Kinds of things that are not known came in as objects: {names}.")
        chart.graph.notes.append(words.format(names=", ".join(sorted(chart.unknown))[:200]))
    return chart.graph.graph()


def _take_entity(item: Element, entity: Element, names: dict[str, str], chart: _Chart) -> None:
    kind = next((e.get("Type", "") for e in entity.iter() if e.tag.endswith("Style") and e.get("Type")), "")
    if next(all_of(entity, "TextBlock", "Label"), None) is not None and not kind:
        chart.graph.skip(
            item.get("Label", "")[:80], _("A note on the chart; only things and links are read.")
        )
        return
    node_type = node_type_of(kind)
    if not node_type:
        node_type = _OTHER
        chart.unknown.add(kind or "?")
    # One thing may stand on a chart more than once under one identity.
    key = entity.get("Identity", "") or entity.get("EntityId", "") or item.get("Id", "")
    names[entity.get("EntityId", "")] = key
    names.setdefault(item.get("Id", ""), key)
    label = item.get("Label", "") or key
    declared = ontology().nodes[node_type]
    cards = [_card(card, declared.properties, chart) for card in all_of(item, "Card")]
    said = [one for statements in cards for one in statements]
    if not _own(item):
        grading = _grading(item, chart)
        said.insert(0, Said(_caption(declared), label, **grading))
        said += _attributes(item, grading, chart)
        said += _description(item, grading)
        if node_type == "event" and _moment(item):
            said.append(Said("date", _moment(item), **grading))
    chart.graph.node(key, node_type, "" if _own(item) else label, said)


def _take_link(item: Element, link: Element, names: dict[str, str], chart: _Chart) -> None:
    style = link.find("LinkStyle")
    kind = style.get("Type", "") if style is not None else ""
    start, end = (names.get(link.get(end, "") or link.get(ref, ""), "") for end, ref in _ENDS)
    if style is not None and style.get("ArrowStyle") == "ArrowOnTail":
        # An arrow at the tail says that the tie runs the other way.
        start, end = end, start
    wanted = link_type_of(kind)
    fits, turned = fitting(wanted, chart.graph.type_of(start), chart.graph.type_of(end))
    if turned:
        start, end = end, start
    said = [one for card in all_of(item, "Card") for one in _card(card, (), chart)]
    if not _own(item):
        grading = _grading(item, chart)
        moment = _moment(item)
        said.append(Said("exists", "yes", moment, moment, place=item.get("SourceReference", ""), **grading))
        words = [kind] if fits != wanted else []
        text = "; ".join(part for part in (*words, item.get("Label", "")) if part)
        said += [Said("note", text, **grading)] if text else []
        said += [*_attributes(item, grading, chart), *_description(item, grading)]
    if not fits and start in chart.graph and end in chart.graph:
        chart.graph.skip(f"{kind} {item.get('Label', '')}".strip()[:80], _no_link(start, end, chart))
        return
    chart.graph.edge(start, end, fits, said)


_ENDS = (("End1Id", "End1Reference"), ("End2Id", "End2Reference"))


def _no_link(start: str, end: str, chart: _Chart) -> str:
    labels = [ontology().nodes[chart.graph.type_of(name)].label for name in (start, end)]
    return _("No link of the ontology runs from “{start}” to “{end}”.").format(start=labels[0], end=labels[1])


def _caption(declared: NodeType) -> str:
    """What a label of such a thing says: a name or title; of a phone or an account it is a mark only."""
    return next((c for c in declared.caption[:1] if c in {"name", "title"}), "identifier")


def _own(item: Element) -> bool:
    return any(own_lines(card.get("Text", "")) for card in all_of(item, "Card"))


def _grading(element: Element, chart: _Chart) -> dict[str, str]:
    found = {}
    for tag, which in _GRADES:
        index, texts = element.get(f"{tag}Index", ""), chart.grades[which]
        text = texts[int(index)] if index.isdecimal() and int(index) < len(texts) else ""
        code, converted = grade_of(text, which) if text else ("", False)
        chart.converted = chart.converted or converted
        if code:
            found[which] = code
    return found


def _attributes(item: Element, grading: dict[str, str], chart: _Chart) -> list[Said]:
    said = []
    for attribute in item.iterfind("AttributeCollection/Attribute"):
        name, value = attribute.get("AttributeClass", ""), attribute.get("Value", "")
        chart.graph.unread(name)
        if name and value:
            said.append(Said(name, value, **grading))
    return said


def _description(item: Element, grading: dict[str, str]) -> list[Said]:
    text = " ".join(item.get("Description", "").split())
    return [Said("note", text, **grading)] if text else []


def _card(card: Element, properties: tuple[object, ...], chart: _Chart) -> list[Said]:
    own = own_lines(card.get("Text", ""))
    if own:
        return own
    text = ": ".join(part for part in (" ".join(card.get(name, "").split()) for name in _CARD) if part)
    if not text:
        return []
    names = {getattr(p, "id", "") for p in properties}
    source = " ".join(part for part in (card.get("SourceType", ""), card.get("SourceReference", "")) if part)
    about = "statement" if "statement" in names else "note"
    moment = _moment(card)
    return [Said(about, text, moment, moment, place=source, **_grading(card, chart))]


def _moment(element: Element) -> str:
    text = element.get("DateTime", "")
    day, _t, time = text.partition("T")
    # A chart item says whether day and time are meant; a card leaves out what is not.
    if not day or element.get("DateSet", "true") != "true":
        return ""
    timed = element.get("TimeSet", "false") == "true"
    return f"{day}T{time[:5]}" if timed and time else day
