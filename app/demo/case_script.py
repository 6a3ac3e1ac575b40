"""The demo cases as written: YAML with handles, read into plain parts.

Form of a case file (resources/demo/*.yaml):

    nodes:   handle: {is: type, by: source, property: value, ...}
    links:   type: [[start, end, source, {option: ..., property: value}], ...]

A value is a text, or a mapping with `v` and what else is known of it, or a list of these. Options:
`by` source, `k` credibility, `from`/`to` validity, `at` place in the source, `handling` and `why`,
`exonerating`, `restricted`, `as` a handle of its own, `corrects` a handle, `on` handles that an assessment
rests on, `standing`, `author` agency class, `review` days from today, `likelihood` and `confidence` (codes of
`app.base.words`) of an assessment. On a link they belong to its existence.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.base.yaml_loader import PLAIN, read_yaml

OPTIONS = frozenset(
    {"v", "by", "k", "from", "to", "at", "handling", "why", "exonerating", "restricted", "as", "corrects"}
    | {"on", "standing", "author", "review", "likelihood", "confidence"}
)
# What tells best what an event was, best first.
_TELLING = ("description", "result", "offence", "title")
_NAMES = uuid.UUID("3f0c5f0e-5a5e-4a53-9d0f-6f6a1e5a7c11")
Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement of the script: about which subject, which property, what, and what else is known."""

    handle: str
    subject: str
    property: str
    value: str
    source: str
    options: Part


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the script between two node handles."""

    handle: str
    type: str
    start: str
    end: str


@dataclass(slots=True)
class Script:
    """A case as written; `sections` are the parts that need no reading of their own."""

    sections: Part
    nodes: dict[str, str] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    sayings: dict[str, Saying] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """The number of the case."""
        return str(self.sections["case"]["reference"])

    def section(self, name: str) -> Any:
        """Return a part of the file that is kept as written; empty if it is missing."""
        return self.sections.get(name, {})

    def id(self, kind: str, handle: str) -> str:
        """Return the identifier of a thing: it looks random and is the same in every build."""
        return uuid.uuid5(_NAMES, f"{self.reference}/{kind}/{handle}").hex

    def finding_id(self, handle: str) -> str:
        """Return the id of a statement, or of a link's existence by the link's handle."""
        if handle not in self.sayings:
            handle = f"{handle}.exists"
        return self.id("finding", self.sayings[handle].handle)

    def subject_type(self, handle: str) -> str:
        """Return the type of a node or link."""
        return self.nodes[handle] if handle in self.nodes else self.links[handle].type


def read_script(file: Path) -> Script:
    """Read a case file; what is wrong in it is a defect of the program and raises ValueError or KeyError."""
    script = Script(read_yaml(file.read_bytes(), PLAIN))
    for handle, node in script.section("nodes").items():
        script.nodes[handle] = node["is"]
        for name, values in node.items():
            if name not in ("is", "by"):
                _add(script, handle, name, values, node["by"])
    for link_type, rows in script.section("links").items():
        for row in rows:
            _add_link(script, link_type, *row)
    for handle, node_type in script.nodes.items():
        if node_type == "event":
            _date_event(script, handle)
    return script


def _date_event(script: Script, handle: str) -> None:
    """Let what happened hold for the event's date, so that the timeline can say it."""
    stated = script.sayings.get(f"{handle}.date")
    date = stated.value if stated else ""
    told = next((h for name in _TELLING if (h := f"{handle}.{name}") in script.sayings), "")
    if date and told:
        begin, _slash, end = date.partition("/")
        saying = script.sayings[told]
        dated = {"from": begin, "to": end or begin, **saying.options}
        script.sayings[told] = replace(saying, options=dated)


def _add_link(
    script: Script, link_type: str, start: str, end: str, source: str, said: Part | None = None
) -> None:
    options = {k: v for k, v in (said or {}).items() if k in OPTIONS}
    handle = str(options.pop("as", f"{link_type}.{start}.{end}"))
    if handle in script.links or handle in script.nodes:
        raise ValueError(f"{script.reference}: {handle} is there twice")
    script.links[handle] = Link(handle, link_type, start, end)
    _add(script, handle, "exists", {"v": "yes", **options}, source)
    for name, values in (said or {}).items():
        if name not in OPTIONS:
            _add(script, handle, name, values, source)


def _add(script: Script, subject: str, name: str, values: Any, source: str) -> None:
    for no, said in enumerate(_each(values), start=1):
        usual = f"{subject}.{name}" if no == 1 else f"{subject}.{name}.{no}"
        handle = str(said.get("as", usual))
        if handle in script.sayings or set(said) - OPTIONS:
            raise ValueError(f"{script.reference}: {handle}: {sorted(set(said) - OPTIONS)}")
        script.sayings[handle] = Saying(handle, subject, name, said["v"], said.get("by", source), said)


def _each(values: Any) -> Iterator[Part]:
    for value in values if isinstance(values, list) else [values]:
        yield value if isinstance(value, Mapping) else {"v": value}
