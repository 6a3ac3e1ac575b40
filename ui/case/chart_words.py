"""Words for colours, shapes, icons and the parts of rules of a chart. Free of Qt."""

from app.analysis.analysis_result import shown_number
from app.analysis.chart_facts import DIGITS, LETTERS
from app.analysis.chart_formatting import OPERATORS_OF
from app.analysis.measures import NAMES
from app.base.chart_records import COLOURS, LINE_STYLES, RULE_FIELDS, ChartRule, Look
from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import Standing
from app.ontology.catalogue import ontology
from app.ontology.symbols import ICONS, SHAPES
from app.policy import gradings
from ui.case.case_data import CaseData, type_label, type_order
from ui.case.words import standing_text

Choices = list[tuple[str, str]]


def colours() -> Choices:
    """Return the colours of the palette."""
    words = {
        "": _("as its type"),
        "blue": _("blue"),
        "orange": _("orange"),
        "green": _("green"),
        "red": _("red"),
        "purple": _("purple"),
        "brown": _("brown"),
        "teal": _("teal"),
        "grey": _("grey"),
    }
    return [(c, words[c]) for c in COLOURS]


def lines() -> Choices:
    """Return the line styles of frames."""
    words = {"": _("plain"), "solid": _("solid"), "dashed": _("dashed"), "dotted": _("dotted")}
    return [(s, words[s]) for s in LINE_STYLES]


def shapes() -> Choices:
    """Return the shapes."""
    words = {
        "circle": _("circle"),
        "square": _("square"),
        "triangle": _("triangle"),
        "diamond": _("diamond"),
        "hexagon": _("hexagon"),
        "pentagon": _("pentagon"),
        "octagon": _("octagon"),
        "document": _("sheet"),
        "bar": _("bar"),
        "star": _("star"),
        "ellipse": _("ellipse"),
        "cross": _("cross"),
    }
    named = sorted(((s, words.get(s, s)) for s in SHAPES), key=lambda pair: pair[1])
    return [("", _("as its type")), *named]


def icons() -> Choices:
    """Return the icons, named after the first type that has it."""
    named: dict[str, str] = {}
    for kind in ontology().nodes.values():
        if kind.icon in ICONS:
            named.setdefault(kind.icon, kind.label)
    rest = {i: i for i in sorted(ICONS - named.keys())}
    return [("", _("as its type")), *sorted((named | rest).items(), key=lambda pair: pair[1])]


def sizes() -> Choices:
    """Return the factors of size offered."""
    return [
        ("", _("ordinary")),
        *((str(s), f"{shown_number(s)} ×") for s in (0.5, 0.75, 1.25, 1.5, 2.0, 2.5, 3.0)),
    ]


def widths() -> Choices:
    """Return the line widths offered, in px."""
    return [("", _("ordinary")), *((str(w), f"{w} px") for w in range(1, 9))]


def fields() -> Choices:
    """Return what a rule can ask for."""
    words = {
        "type": _("type"),
        "property": _("property"),
        "measure": _("graph measure"),
        "agency": _("agency"),
        "standing": _("standing"),
        "grading": _("grading"),
        "sources": _("number of sources"),
        "date": _("time"),
        "handling": _("handling"),
    }
    return [(f, words[f]) for f in RULE_FIELDS]


def operators(field: str) -> Choices:
    """Return how a rule can ask for a field."""
    words = {
        "is": _("is"),
        "is_not": _("is not"),
        "contains": _("contains"),
        "at_least": _("is at least"),
        "at_most": _("is at most"),
        "before": _("is before"),
        "after": _("is after"),
        "present": _("is known"),
    }
    return [(o, words[o]) for o in OPERATORS_OF.get(field, ())]


def measure_names() -> Choices:
    """Return the measures with their names."""
    words = {
        "degree": _("degree"),
        "betweenness": _("betweenness"),
        "closeness": _("closeness"),
        "eigenvector": _("eigenvector centrality"),
        "pagerank": _("PageRank"),
        "core": _("k-core"),
        "clustering": _("clustering"),
        "triangles": _("triangles"),
        "communities": _("communities (Leiden)"),
        "components": _("components"),
        "articulation": _("articulation points"),
        "bridges": _("bridges"),
        "diameter": _("diameter"),
        "density": _("density"),
        "distance": _("mean distance"),
        "clique": _("largest clique"),
    }
    return [(n, words.get(n, n)) for n in NAMES]


def names_for(field: str, types: frozenset[str]) -> Choices:
    """Return the properties of these types or the measures that a rule can name, [] where it names none."""
    if field == "measure":
        whole = ("diameter", "density", "distance", "clique")
        return [(n, words) for n, words in measure_names() if n not in whole]
    if field != "property":
        return []
    known: dict[str, str] = {}
    for kind in sorted(types, key=type_order):
        declared = ontology().nodes.get(kind) or ontology().links.get(kind)
        for declaration in declared.properties if declared is not None else ():
            if not declaration.special:
                known.setdefault(declaration.id, declaration.label)
    return sorted(known.items(), key=lambda pair: list_order(pair[1]))


def values_for(data: CaseData, field: str, name: str, types: frozenset[str]) -> Choices:
    """Return the values to choose from, [] where one is written."""
    if field == "type":
        return [(t, type_label(t)) for t in sorted(types, key=type_order)]
    if field == "agency":
        return [(a, data.agency_name(a)) for a in data.agencies]
    if field == "standing":
        return [(str(s), standing_text(s)) for s in Standing]
    if field == "grading":
        return [(letter + digit, letter + digit) for letter in LETTERS for digit in DIGITS]
    if field == "handling":
        return [(code, f"{code} – {words}") for code, words in gradings.handling().items()]
    if field == "property":
        for kind in types:
            declared = ontology().nodes.get(kind) or ontology().links.get(kind)
            for declaration in declared.properties if declared is not None else ():
                if declaration.id == name and declaration.choices:
                    return [(c.id, c.label) for c in declaration.choices]
    return []


def rule_text(data: CaseData, rule: ChartRule, types: frozenset[str]) -> str:
    """Return a rule in one line: its title, or what it asks, and what it does."""
    shown = dict(values_for(data, rule.field, rule.name, types)).get(rule.value, rule.value)
    name = dict(names_for(rule.field, types)).get(rule.name, rule.name)
    asked = name or dict(fields()).get(rule.field, rule.field)
    how = dict(operators(rule.field)).get(rule.operator, rule.operator)
    head = rule.title or f"{asked} {how} {shown}".strip()
    text = f"{head}: {look_text(rule.look)}"
    return text if rule.active else _("{rule} (off)").format(rule=text)


def look_text(look: Look) -> str:
    """Return a look in a few words."""
    parts = (
        dict(colours())[look.colour] if look.colour else "",
        dict(shapes()).get(look.shape, look.shape) if look.shape else "",
        dict(icons()).get(look.icon, look.icon) if look.icon else "",
        f"{shown_number(look.size)} ×" if look.size else "",
        f"{look.width} px" if look.width else "",
        _("“{text}”").format(text=look.badge) if look.badge else "",
        _("picture") if look.picture else "",
    )
    return ", ".join(filter(None, parts)) or _("plain")
