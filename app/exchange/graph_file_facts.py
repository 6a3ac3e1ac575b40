"""What graph files carry of the findings: each property as an attribute, and all findings in one."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.base import partial_date
from app.exchange.chart_text import clean
from app.exchange.readers.own_statements import STATEMENTS, statements_text
from app.exchange.writers.carried import Carried, carried
from app.policy.views import View

# Names that graph files use for what is drawn; a property of that name stands among the findings alone.
_TAKEN = frozenset("label type type_label x y size r g b weight directed standing look_colour exists".split())

_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Facts:
    """Attributes by subject; `dated` tells whether any link has days."""

    attributes: Mapping[str, dict[str, str]]
    spans: Mapping[str, str]
    node_names: tuple[str, ...]
    edge_names: tuple[str, ...]

    @property
    def dated(self) -> bool:
        """Whether any link has days."""
        return bool(self.spans)

    def names(self, owner: str) -> tuple[str, ...]:
        """Return the names of the attributes of nodes or edges."""
        return self.node_names if owner == "node" else self.edge_names

    def values(self, subject_id: str) -> dict[str, str]:
        """Return the attributes of a subject; none for what a chart holds beyond the view."""
        return self.attributes.get(subject_id, {})

    def days(self, subject_id: str) -> str:
        """Return the attributes `start` and `end` of GEXF, "" where no finding names days."""
        return self.spans.get(subject_id, "")


def facts_of(view: View) -> Facts:
    """Return what the findings of a view give as attributes."""
    case = carried(view)
    attributes = {thing.id: _attributes(thing) for thing in (*case.nodes, *case.links)}
    spans = {link.id: span for link in case.links if (span := _span(link))}
    names = [
        tuple(dict.fromkeys(name for thing in things for name in attributes[thing.id]))
        for things in (case.nodes, case.links)
    ]
    return Facts(attributes, spans, names[0], names[1])


def _attributes(thing: Carried) -> dict[str, str]:
    values = {name: _shown(texts) for name, texts in thing.values.items() if name not in _TAKEN}
    return values | {STATEMENTS: _escaped(statements_text(thing.said))}


def _escaped(text: str) -> str:
    """The same JSON, with what nobody sees written out: a character of direction would turn the markup."""
    if text.isprintable():
        return text
    return "".join(json.dumps(c)[1:-1] if unicodedata.category(c) == "Cf" else c for c in text)


def _shown(texts: tuple[str, ...]) -> str:
    """Values for people and other programs; very long ones are cut, for the findings hold them whole."""
    text = "\n".join(clean(line) for line in "; ".join(texts).split("\n"))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _span(link: Carried) -> str:
    begin, end = _day(link.since, 0), _day(link.until, 1)
    if begin and end and begin > end:
        return ""
    return "".join(f' {name}="{day}"' for name, day in (("start", begin), ("end", end)) if day)


def _day(value: str, side: int) -> str:
    """The first or last day that a partial date can mean: the format knows whole days only."""
    if not value:
        return ""
    try:
        bound = partial_date.bounds(value)[side]
    except ValueError:
        return ""
    return bound.isoformat() if 1000 <= bound.year <= 9998 else ""
