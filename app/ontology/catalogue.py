"""The ontology as loaded from resources/ontology: read, checked, and refused where it breaks a rule."""

from functools import cache
from pathlib import Path

from app.base.i18n import _
from app.base.paths import resource
from app.ontology.declarations import Entry, entries, read_mapping, refuse
from app.ontology.forbidden import forbidden as forbidden
from app.ontology.model import Choice, LinkType, NodeType, Ontology, PropertyType, ValueType
from app.ontology.symbols import ICONS, LEAST_GREY_DIFFERENCE, SHAPES
from app.ontology.values import VALUE_TYPES
from app.ontology.values_choice import CHOICES_FILE, PREFIX, load_choices

_VALUES_FILE = "values.yaml"
_NODES_FILE = "nodes.yaml"
_LINKS_FILE = "links.yaml"
_VERIFIED = "verified"

_Choices = dict[str, tuple[Choice, ...]]


@cache
def ontology() -> Ontology:
    """Return the ontology that the program comes with; loaded once."""
    return load(resource("ontology"))


def load(folder: Path) -> Ontology:
    """Return the ontology declared in the four YAML files of `folder`.

    UserError (`ontology.<kind>`, exit code 4) names file and entry where something is missing, declared
    twice or unknown, where two node types look the same in black and white, and where anything declares
    one of the attributes that may not exist (`ontology.forbidden`).
    """
    choices = load_choices(folder)
    _check_choices(folder / CHOICES_FILE, choices)
    values = _load_values(folder / _VALUES_FILE)
    nodes = _load_nodes(folder / _NODES_FILE, frozenset(values), choices)
    links = _load_links(folder / _LINKS_FILE, frozenset(values), choices, nodes)
    return Ontology(nodes, links, values)


def _load_values(file: Path) -> dict[str, ValueType]:
    values = {}
    for entry in entries(file, read_mapping(file).get("value_types")):
        value = ValueType(
            entry.text("id"), entry.text("label_de"), entry.text("label_en"), entry.text("example")
        )
        if value.id not in VALUE_TYPES:
            raise _unknown_value_type(entry, value.id)
        _refuse_forbidden(file, entry.name, value.id, value.label_de, value.label_en)
        values[value.id] = value
    return values


def _load_nodes(file: Path, values: frozenset[str], choices: _Choices) -> dict[str, NodeType]:
    data = read_mapping(file)
    common = [_property(entry, values, choices) for entry in entries(file, data.get("everywhere"))]
    nodes: dict[str, NodeType] = {}
    for entry in entries(file, data.get("nodes")):
        node = _node(entry, tuple(_properties(entry, common, values, choices)))
        _check_symbol(entry, node, nodes)
        nodes[node.id] = node
    return nodes


def _node(entry: Entry, properties: tuple[PropertyType, ...]) -> NodeType:
    node = NodeType(
        id=entry.text("id"),
        label_de=entry.text("label_de"),
        label_en=entry.text("label_en"),
        plural_de=entry.text("plural_de"),
        plural_en=entry.text("plural_en"),
        icon=entry.text("icon"),
        shape=entry.text("shape"),
        fill_grey=entry.number("fill_grey"),
        properties=properties,
        caption=entry.texts("caption"),
        ftm=entry.texts("ftm"),
        umf=entry.optional_text("umf"),
        ftm_verified=entry.optional_text("ftm_verification") == _VERIFIED,
        umf_verified=entry.optional_text("umf_verification") == _VERIFIED,
    )
    _refuse_forbidden(entry.file, entry.name, node.id, node.label_de, node.label_en)
    known = {p.id for p in properties}
    for name in node.caption:
        if name not in known:
            sentence = _("“{entry}” in {file} takes its caption from “{name}”, which is not declared.")
            raise refuse("unknown_caption", sentence, entry.file, entry.name, name=name)
    return node


def _check_symbol(entry: Entry, node: NodeType, others: dict[str, NodeType]) -> None:
    if node.shape not in SHAPES:
        sentence = _("“{entry}” in {file} has the unknown shape “{name}”.")
        raise refuse("unknown_shape", sentence, entry.file, entry.name, name=node.shape)
    if node.icon not in ICONS:
        sentence = _("“{entry}” in {file} has the unknown icon “{name}”.")
        raise refuse("unknown_icon", sentence, entry.file, entry.name, name=node.icon)
    for other in others.values():
        alike = abs(other.fill_grey - node.fill_grey) < LEAST_GREY_DIFFERENCE
        if other.shape == node.shape and alike:
            sentence = _("“{entry}” in {file} looks like “{name}” in black and white.")
            raise refuse("alike", sentence, entry.file, entry.name, name=other.id)


def _load_links(
    file: Path, values: frozenset[str], choices: _Choices, nodes: dict[str, NodeType]
) -> dict[str, LinkType]:
    data = read_mapping(file)
    common = [_property(entry, values, choices) for entry in entries(file, data.get("everywhere"))]
    links: dict[str, LinkType] = {}
    for entry in entries(file, data.get("links")):
        link = _link(entry, tuple(_properties(entry, common, values, choices)))
        if link.id in nodes:
            raise refuse("duplicate", _("“{entry}” in {file} is a node type already."), file, link.id)
        _check_ends(entry, link, nodes)
        links[link.id] = link
    return links


def _link(entry: Entry, properties: tuple[PropertyType, ...]) -> LinkType:
    link = LinkType(
        id=entry.text("id"),
        label_de=entry.text("label_de"),
        label_en=entry.text("label_en"),
        plural_de=entry.text("plural_de"),
        plural_en=entry.text("plural_en"),
        start=entry.texts("start"),
        end=entry.texts("end"),
        directed=entry.flag("directed", True),
        in_measures=entry.flag("in_measures", True),
        needs_reason=entry.flag("needs_reason"),
        properties=properties,
        assessment_only=entry.flag("assessment_only"),
        same_type=entry.flag("same_type"),
        ftm=entry.optional_text("ftm"),
    )
    _refuse_forbidden(entry.file, entry.name, link.id, link.label_de, link.label_en)
    return link


def _check_ends(entry: Entry, link: LinkType, nodes: dict[str, NodeType]) -> None:
    if not link.start or not link.end:
        raise refuse("incomplete", _("“{entry}” in {file} lacks a start or an end."), entry.file, entry.name)
    for name in (*link.start, *link.end):
        if name not in nodes:
            sentence = _("“{entry}” in {file} names the unknown node type “{name}”.")
            raise refuse("unknown_node_type", sentence, entry.file, entry.name, name=name)


def _properties(
    entry: Entry, common: list[PropertyType], values: frozenset[str], choices: _Choices
) -> list[PropertyType]:
    own = [_property(item, values, choices) for item in entry.entries("properties")]
    for declared in own:
        if declared.id in {p.id for p in common}:
            sentence = _("“{entry}” in {file} declares “{name}” again, which every type has.")
            raise refuse("duplicate", sentence, entry.file, entry.name, name=declared.id)
    return own + common


def _property(entry: Entry, values: frozenset[str], choices: _Choices) -> PropertyType:
    value_type = entry.text("value_type")
    list_id = value_type.removeprefix(PREFIX) if value_type.startswith(PREFIX) else None
    if value_type not in values and list_id not in choices:
        raise _unknown_value_type(entry, value_type)
    declared = PropertyType(
        id=entry.text("id"),
        value_type=value_type,
        label_de=entry.text("label_de"),
        label_en=entry.text("label_en"),
        identifying=entry.flag("identifying"),
        special=entry.flag("special"),
        choices=choices[list_id] if list_id is not None else (),
    )
    _refuse_forbidden(entry.file, entry.name, declared.id, declared.label_de, declared.label_en)
    return declared


def _check_choices(file: Path, choices: _Choices) -> None:
    for list_id, items in choices.items():
        for choice in items:
            name = f"{list_id} / {choice.id}"
            _refuse_forbidden(file, name, choice.id, choice.label_de, choice.label_en)


def _refuse_forbidden(file: Path, entry: str, *names: str) -> None:
    for name in names:
        attribute = forbidden(name)
        if attribute is not None:
            sentence = _("“{entry}” in {file} declares “{name}”, which may not be recorded.")
            raise refuse("forbidden", sentence, file, entry, name=_(attribute))


def _unknown_value_type(entry: Entry, name: str) -> Exception:
    sentence = _("“{entry}” in {file} has the unknown value type “{name}”.")
    return refuse("unknown_value_type", sentence, entry.file, entry.name, name=name)
